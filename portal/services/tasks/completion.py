"""From a leg that is done to a task that is closed out, or sent back."""

from collections.abc import Iterable

from portal import clock, policy
from portal.domain.assignment_lifecycle import ACTIVE, ASSIGNMENT, AssignmentFacts, AssignmentKind, AssignmentState
from portal.domain.task_lifecycle import TaskFacts, TaskState, are_legs_answered
from portal.errors import Invalid, Missing
from portal.models import Assignment, Task
from portal.policy import Actor
from portal.services import lifecycle
from portal.services.tasks import signing
from portal.services.tasks.settling import settle
from portal.services.tasks.signing import Outcome
from portal.services.tasks.steps import take_step
from portal.text import N_

NOT_VERIFIED = {"verified_at": None, "verified_by_id": None, "grade": None, "looked_at": ""}


def leg_of(task: Task, leg_id: int) -> Assignment:
    """A leg of a task that is loaded and authorised. Raises Missing."""
    leg = next((one for one in task.assignments if one.id == leg_id), None)
    if leg is None:
        raise Missing
    return leg


def finish_leg(task: Task, leg: Assignment, *, acting_user: Actor, version: int | None = None) -> None:
    """A responsible department says that its part is done."""
    signing.deem_if_overdue(task)
    lifecycle.take(
        ASSIGNMENT,
        leg,
        "finish",
        facts=_leg_facts(task, leg),
        acting_user=acting_user,
        task=task,
        version=version,
        sets={"done_at": clock.now(), "return_reason": ""},
        tells={"department_id": leg.department_id},
    )
    settle(task)


def return_leg(task: Task, leg: Assignment, *, reason: str, acting_user: Actor, version: int | None = None) -> None:
    """The lead department's head says that a part is not done yet."""
    lifecycle.take(
        ASSIGNMENT,
        leg,
        "return",
        facts=_leg_facts(task, leg),
        acting_user=acting_user,
        task=task,
        version=version,
        sets={"done_at": None, "return_reason": needed(reason, "reason")},
        tells={"department_id": leg.department_id, "reason": reason},
    )
    settle(task)


def request_completion(
    task: Task, *, text: str, silence: str = "", acting_user: Actor, version: int | None = None
) -> None:
    """The lead department says that the task is done; silent legs are explained or stand in the way."""
    signing.deem_if_overdue(task)
    policy.require(acting_user, "task.request_completion", task)
    _check_silence(task, silence)
    take_step(
        task,
        "request-completion",
        acting_user=acting_user,
        version=version,
        is_silence_explained=bool(silence.strip()),
        sets={
            "requested_at": clock.now(),
            "requested_by_id": acting_user.user_id,
            "request_text": needed(text, "text"),
            "silence_explained": silence.strip(),
            "is_unverified": False,
            **NOT_VERIFIED,
        },
        tells={"text": text, "silence": silence.strip()},
    )


def _check_silence(task: Task, silence: str) -> None:
    """The guard's own sentence, put where it can be answered."""
    others = [leg for leg in task.assignments if leg.kind == AssignmentKind.RESPONSIBLE and leg.state in ACTIVE]
    silent = sum(leg.state != AssignmentState.DONE for leg in others)
    sentence = are_legs_answered(TaskFacts(silent_legs=silent))
    if task.state == TaskState.IN_PROGRESS and sentence and not silence.strip():
        raise Invalid(sentence, "silence")


def close_out(task: Task, *, acting_user: Actor, version: int | None = None) -> None:
    """Close a task; one that nobody has verified stays marked as such."""
    is_unverified = task.state == TaskState.COMPLETION_REQUESTED
    take_step(
        task,
        "close-out",
        acting_user=acting_user,
        version=version,
        sets={"closed_at": clock.now(), "closed_by_id": acting_user.user_id, "is_unverified": is_unverified},
        tells={"is_unverified": is_unverified},
    )


def close_out_many(task_ids: Iterable[int], *, acting_user: Actor) -> Outcome:
    """Close several tasks; what is refused is told and keeps no other from being closed."""

    def act(task: Task) -> None:
        close_out(task, acting_user=acting_user)

    return signing.for_each(task_ids, "task.close_out", act, acting_user=acting_user)


def return_completion(task: Task, *, reason: str, acting_user: Actor, version: int | None = None) -> None:
    """Send a request back: its facts are unclear or the result is not reached. Counted."""
    count = task.return_count + 1
    take_step(
        task,
        "return",
        acting_user=acting_user,
        version=version,
        sets={"return_count": count, "return_reason": needed(reason, "reason"), **NOT_VERIFIED},
        tells={"reason": reason, "nth": count},
    )


def needed(text: str, field: str) -> str:
    """A text that has to be there. Raises Invalid at its field."""
    if not text.strip():
        raise Invalid(N_("Write a sentence here: it is kept with the decision."), field)
    return text.strip()


def _leg_facts(task: Task, leg: Assignment) -> AssignmentFacts:
    running = (TaskState.ISSUED, TaskState.IN_PROGRESS)
    return AssignmentFacts(is_task_running=task.state in running, is_lead=leg.kind == AssignmentKind.LEAD)
