"""Signing for one's legs: one task, many at once, and what counts as received because nobody answered (视为签收)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from portal import clock, policy
from portal.database import db
from portal.domain.assignment_lifecycle import ASSIGNMENT, AssignmentFacts, AssignmentKind, AssignmentState
from portal.domain.task_lifecycle import TASK, TaskFacts, TaskState
from portal.errors import Denied, Invalid, PortalError, Stale
from portal.models import Assignment, Task
from portal.policy import Actor
from portal.services import history, lifecycle
from portal.services.tasks.access import access_task, load_for_change
from portal.services.tasks.settling import settle
from portal.text import N_

MOST_AT_ONCE = 200


@dataclass
class Outcome:
    """What became of many at once: the tasks that were done, and (title, sentence) of those that were not."""

    done: list[Task] = field(default_factory=list)
    refused: list[tuple[str, PortalError]] = field(default_factory=list)


def sign(task: Task, *, acting_user: Actor, version: int | None = None) -> list[Assignment]:
    """Sign all legs that wait for the actor's departments; the lead's signature starts the work."""
    if version is not None and version != task.version:
        raise Stale
    own = [leg for leg in task.assignments if policy.can(acting_user, "assignment.sign", leg)]
    if not own:
        raise Denied
    waiting = [leg for leg in own if leg.state == AssignmentState.WAITING]
    if not waiting or not task.is_open:
        raise Invalid(N_("There is nothing left to sign for here."))
    for leg in waiting:
        _receive(task, leg, acting_user=acting_user)
    settle(task)
    return waiting


def sign_many(task_ids: Iterable[int], *, acting_user: Actor) -> Outcome:
    """Sign several tasks; what is refused is told and keeps no other from being signed."""
    return for_each(
        task_ids, "assignment.sign", lambda task: sign(task, acting_user=acting_user), acting_user=acting_user
    )


def for_each(task_ids: Iterable[int], permission: str, act: Callable[[Task], object], *, acting_user: Actor) -> Outcome:
    """One act on many tasks, each in a savepoint of its own; every refusal leaves its row."""
    outcome = Outcome()
    for task_id in list(dict.fromkeys(task_ids))[:MOST_AT_ONCE]:
        title = f"#{task_id}"
        try:
            with db.session.begin_nested():
                task = access_task(task_id, acting_user=acting_user, permission=permission, with_milestones=False)
                title = task.title
                act(task)
            outcome.done.append(task)
        except PortalError as error:
            history.record_refusal(f"/tasks/{task_id}", error.status, error.text, acting_user=acting_user)
            outcome.refused.append((title, error))
    return outcome


def deem_overdue(limit: int = 500) -> int:
    """Count as received what nobody has answered in time; answers how many legs. For the nightly command."""
    overdue = db.session.execute(
        select(Assignment.task_id)
        .where(
            Assignment.state == AssignmentState.WAITING,
            Assignment.is_open.is_(True),
            Assignment.deemed_on < clock.today(),
        )
        .order_by(Assignment.task_id)
        .limit(limit)
    ).scalars()
    return sum(deem_if_overdue(load_for_change(task_id)) for task_id in sorted(set(overdue)))


def deem_if_overdue(task: Task) -> int:
    """The same for one task: asked at the start of what a department does with a leg it never answered."""
    overdue = [leg for leg in task.assignments if is_overdue(leg)]
    for leg in overdue:
        _receive(task, leg, acting_user=None)
    if overdue:
        settle(task)
    return len(overdue)


def is_overdue(leg: Assignment) -> bool:
    """Whether nobody has answered in time: from then on the leg counts as received."""
    is_waiting = leg.state == AssignmentState.WAITING and leg.is_open
    return is_waiting and leg.deemed_on is not None and leg.deemed_on < clock.today()


def _receive(task: Task, leg: Assignment, *, acting_user: Actor | None) -> None:
    """Signed by a person, or deemed received by the clock; with the lead's leg the task is in progress."""
    lifecycle.take(
        ASSIGNMENT,
        leg,
        "sign" if acting_user else "deem",
        facts=AssignmentFacts(),
        acting_user=acting_user,
        task=task,
        sets={
            "signed_at": clock.now(),
            "signed_by_id": acting_user.user_id if acting_user else None,
            "is_deemed": acting_user is None,
        },
        tells={"department_id": leg.department_id},
    )
    if leg.kind == AssignmentKind.LEAD and task.state == TaskState.ISSUED:
        lifecycle.take(TASK, task, "sign", facts=TaskFacts(), acting_user=acting_user)
