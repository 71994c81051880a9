"""Issuing drafts and taking them back while nobody has signed: from here on a task counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from portal import clock, policy
from portal.database import db
from portal.domain.assignment_lifecycle import ACTIVE, AssignmentKind, AssignmentState
from portal.domain.lifecycle import refusal
from portal.domain.posts import HEADS
from portal.domain.task_lifecycle import TASK, TaskState
from portal.errors import Invalid
from portal.models import Appointment, Assignment, Campaign, Department, GroupMember, Target, TargetTier, Task, Tier
from portal.policy import Actor
from portal.services import calendar, lifecycle, search
from portal.services.department_names import Party
from portal.services.tasks import draft_legs, signing
from portal.services.tasks.entry import LegEntry
from portal.services.tasks.facts import in_force, task_facts
from portal.services.tasks.settling import recount_children, settle
from portal.services.tasks.signing import Outcome
from portal.text import N_

MOST_BELOW = 500
SIGN_WITHIN = 3  # working days; then silence counts as receipt


@dataclass(frozen=True)
class Announcement:
    """What an issue changes and for whom: departments after groups are expanded, and whose seats are empty."""

    lead: str
    responsible: tuple[str, ...]
    unheaded: tuple[str, ...]
    sign_until: date
    obstacle: str | None


@dataclass(frozen=True)
class Below:
    """A subtask in its parent's list, and whether this reader may issue it."""

    task: Task
    lead: str
    may_issue: bool


def issue(task: Task, *, acting_user: Actor, version: int | None = None) -> None:
    """Hand a draft to its departments. Raises WrongState, Denied, Stale or Invalid with what is missing."""
    lead = next((leg.department_id for leg in task.assignments if leg.kind == AssignmentKind.LEAD), None)
    now = clock.now()
    lifecycle.take(
        TASK,
        task,
        "issue",
        facts=task_facts(task, acting_user=acting_user),
        acting_user=acting_user,
        version=version,
        sets={
            "issued_at": now,
            "issued_by_id": acting_user.user_id,
            "issued_due_on": task.due_on,
            "lead_department_id": lead,
            "must_be_verified": must_be_verified(task),
        },
        tells={"due_on": task.due_on.isoformat() if task.due_on else None, "legs": draft_legs.leg_names(task)},
    )
    expand_groups(task)
    ask_for_signatures(task)
    recount_children(task.parent_id)
    settle(task)
    search.index_task(task)


def issue_many(versions: Mapping[int, int], *, acting_user: Actor) -> Outcome:
    """Issue several drafts (id → version seen), parents before their subtasks; each as a whole or not at all."""
    query = select(Task.id, Task.depth).where(Task.id.in_(versions))
    depths = {row.id: row.depth for row in db.session.execute(query)}
    return signing.for_each(
        sorted(versions, key=lambda task_id: (depths.get(task_id, 0), task_id)),
        "task.issue",
        lambda task: issue(task, acting_user=acting_user, version=versions[task.id]),
        acting_user=acting_user,
    )


def withdraw(task: Task, *, acting_user: Actor, version: int | None = None) -> None:
    """Take an issued task back into draft while nobody has signed. Its legs stay as they were expanded."""
    if db.session.scalar(select(Task.id).where(Task.parent_id == task.id, Task.state != TaskState.DRAFT).limit(1)):
        raise Invalid(N_("Withdraw its subtasks first."))
    lifecycle.take(
        TASK,
        task,
        "withdraw",
        facts=task_facts(task, acting_user=acting_user),
        acting_user=acting_user,
        version=version,
        sets={"issued_at": None, "issued_by_id": None, "issued_due_on": None},
    )
    for leg in task.assignments:
        leg.deemed_on = None
    recount_children(task.parent_id)
    settle(task)


def announce(task: Task, *, acting_user: Actor) -> Announcement:
    """What is told before a draft is issued."""
    step = TASK.step_for("issue", task.state)
    lead = next((leg.department_id for leg in task.assignments if leg.kind == AssignmentKind.LEAD), None)
    others = _responsible_after_expansion(task, lead)
    headed = find_headed([*others, *([lead] if lead else [])])
    names = draft_legs.department_names_of([*others, *([lead] if lead else [])])
    return Announcement(
        lead=names.get(lead or 0, ""),
        responsible=tuple(names[one] for one in others),
        unheaded=tuple(names[one] for one in others if one not in headed),
        sign_until=sign_until(),
        obstacle=refusal(step, task_facts(task, acting_user=acting_user)),
    )


def sign_until() -> date:
    """The last day on which a department that is asked today may answer."""
    today = clock.today()
    return calendar.load().add_workdays(today, SIGN_WITHIN)


def expand_groups(task: Task) -> None:
    """A group becomes one leg for each member that has none yet."""
    for group in [leg for leg in task.assignments if leg.group_id is not None]:
        task.assignments.remove(group)
        db.session.delete(group)
        db.session.flush()
        for department_id in members_of([group.group_id]):
            if all(leg.department_id != department_id for leg in _active(task)):
                draft_legs.add_leg(task, LegEntry(Party("", department_id=department_id)))
    db.session.flush()


def ask_for_signatures(task: Task) -> None:
    """From today each unsigned leg has three working days."""
    until = sign_until()
    for leg in task.assignments:
        if leg.state == AssignmentState.WAITING and leg.deemed_on is None:
            leg.deemed_on = until


def must_be_verified(task: Task) -> bool:
    """Compulsory at the top of a campaign, and under a target with a guaranteed value."""
    if task.parent_id is None:
        return True
    if task.target_id is None:
        return False
    guaranteed = select(TargetTier.id).join(Target, Target.id == TargetTier.target_id).where(
        TargetTier.target_id == task.target_id, TargetTier.tier == Tier.GUARANTEED, TargetTier.ended_on.is_(None)
    )  # fmt: skip
    return db.session.scalar(guaranteed.limit(1)) is not None


def _active(task: Task) -> list[Assignment]:
    return [leg for leg in task.assignments if leg.state in ACTIVE]


def _responsible_after_expansion(task: Task, lead: int | None) -> list[int]:
    direct = [leg.department_id for leg in task.assignments if leg.department_id and leg.department_id != lead]
    members = members_of([leg.group_id for leg in task.assignments])
    return list(dict.fromkeys([*direct, *(one for one in members if one != lead)]))


def members_of(groups: list[int | None]) -> list[int]:
    """The members of groups that still exist, in the order of departments."""
    query = (
        select(Department.id)
        .join(GroupMember, GroupMember.department_id == Department.id)
        .where(GroupMember.group_id.in_([one for one in groups if one]), Department.last_on.is_(None))
        .order_by(Department.position, Department.id)
    )
    return list(dict.fromkeys(db.session.scalars(query))) if any(groups) else []


def find_headed(departments: list[int]) -> set[int]:
    """The departments in which somebody can sign."""
    query = select(Appointment.department_id).where(
        Appointment.department_id.in_(departments), Appointment.post.in_(HEADS), in_force()
    )
    return {one for one in db.session.scalars(query) if one} if departments else set()


def list_below(task: Task, *, acting_user: Actor) -> list[Below]:
    """The subtasks this person sees, in their order."""
    return _list((Task.parent_id == task.id,), acting_user)


def list_top_drafts(campaign: Campaign, *, acting_user: Actor) -> list[Below]:
    """The drafts at the top of a campaign that this person sees, in their order."""
    at_top = (Task.campaign_id == campaign.id, Task.parent_id.is_(None), Task.state == TaskState.DRAFT)
    return _list(at_top, acting_user)


def _list(conditions: Iterable[ColumnElement[bool]], acting_user: Actor) -> list[Below]:
    query = (
        select(Task, Department.short_name)
        .options(selectinload(Task.assignments))
        .outerjoin(Department, Department.id == Task.lead_department_id)
        .where(*conditions, policy.visible_tasks(acting_user))
        .order_by(Task.position, Task.id)
        .limit(MOST_BELOW)
    )
    return [
        Below(one, name or "", one.state == TaskState.DRAFT and policy.can(acting_user, "task.issue", one))
        for one, name in db.session.execute(query)
    ]


def sum_below(rows: Iterable[Below]) -> Decimal:
    """What the subtasks' quantities make together, cancelled ones left out."""
    counted = (row.task.quantity for row in rows if row.task.state != TaskState.CANCELLED)
    return sum((quantity for quantity in counted if quantity is not None), Decimal(0))
