"""At the site: a finding is recorded on a leg of a task by somebody who is not recused."""

from collections.abc import Sequence

from portal import clock, policy
from portal.database import db
from portal.documents.uploads import Upload
from portal.domain.assignment_lifecycle import ACTIVE, AssignmentKind, AssignmentState
from portal.domain.finding_lifecycle import FindingState
from portal.domain.posts import PostName
from portal.domain.task_lifecycle import TaskState
from portal.errors import Denied, WrongState
from portal.models import Assignment, Finding, Task
from portal.policy import Actor
from portal.services import entries, evidence, history
from portal.services.findings.entry import FindingEntry, check_entry
from portal.services.recusal import find_needing_guests
from portal.text import N_

UNCHECKED = frozenset({TaskState.DRAFT, TaskState.CANCELLED})
RECUSED = N_("You are recused: the department concerned is, or recently was, your own.")
FOR_GUESTS = N_("The supervision group keeps away from this leg: two guest inspectors, named by a commander of another "
                "campaign, look at it.")  # fmt: skip
NOT_FOR_GUESTS = N_("Guest inspectors look only at what the supervision group keeps away from.")


def legs_to_check(task: Task, *, acting_user: Actor) -> list[Assignment]:
    """The legs on which this person may record a finding, the lead's first."""
    if task.state in UNCHECKED or not policy.can(acting_user, "finding.record", task):
        return []
    legs = [leg for leg, reason in _reasons(task, acting_user) if reason is None]
    return sorted(legs, key=lambda leg: leg.kind != AssignmentKind.LEAD)


def check_reach(task: Task, *, acting_user: Actor) -> list[Assignment]:
    """The same, with a sentence where there is none. Raises WrongState or Denied."""
    if task.state in UNCHECKED:
        raise WrongState(N_("Only what was issued can be checked."))
    policy.require(acting_user, "finding.record", task)
    legs = legs_to_check(task, acting_user=acting_user)
    if not legs:
        reasons = (reason for _, reason in _reasons(task, acting_user) if reason)
        raise Denied(next(reasons, N_("You may not do this.")))
    return legs


def record(
    task: Task, leg: Assignment, entry: FindingEntry, *, acting_user: Actor, files: Sequence[Upload] = ()
) -> Finding:
    """Record what was seen, beside what the department claims at this moment."""
    check_reach(task, acting_user=acting_user)
    if leg.state not in ACTIVE:
        raise WrongState(N_("This department is no longer part of the task."))
    if reason := dict(_reasons(task, acting_user)).get(leg):
        raise Denied(reason)
    check_entry(entry)
    finding = Finding(
        task_id=task.id,
        assignment_id=leg.id,
        department_id=leg.department_id,
        claimed_percent=claimed_percent(task, leg),
        state=FindingState.RECORDED,
        recorded_by_id=acting_user.user_id,
        recorded_at=clock.now(),
    )
    entries.put(entry, finding)
    finding.task, finding.assignment = task, leg
    db.session.add(finding)
    db.session.flush()
    evidence.attach(files, task=task, finding=finding, finding_action="record", acting_user=acting_user)
    history.record(
        "finding.record",
        acting_user=acting_user,
        subject=f"finding:{finding.id}",
        task=task,
        after={
            "department_id": leg.department_id,
            "claimed_percent": finding.claimed_percent,
            "files": len(files),
            **entries.told(entry),
        },
    )
    return finding


def claimed_percent(task: Task, leg: Assignment) -> int:
    """What stands for the leg now: its own quantity, its "done", or else the task's percent."""
    if leg.quantity:
        return leg.percent
    return 100 if leg.state == AssignmentState.DONE else task.percent_bp // 100


def _reasons(task: Task, actor: Actor) -> list[tuple[Assignment, str | None]]:
    """Each leg with what keeps this person from looking at it, or None."""
    legs = [leg for leg in task.assignments if leg.state in ACTIVE]
    for_guests = find_needing_guests(leg.department_id for leg in legs)
    is_guest = any(post.name == PostName.GUEST_INSPECTOR and post.task_id == task.id for post in actor.posts)
    return [(leg, _why_not(leg, leg.department_id in for_guests, actor, is_guest=is_guest)) for leg in legs]


def _why_not(leg: Assignment, is_for_guests: bool, actor: Actor, *, is_guest: bool) -> str | None:
    if leg.department_id is None or leg.department_id in actor.recused:
        return RECUSED
    if is_for_guests and not is_guest:
        return FOR_GUESTS
    return NOT_FOR_GUESTS if is_guest and not is_for_guests else None
