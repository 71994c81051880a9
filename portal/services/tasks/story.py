"""A task's page in one piece: where it comes from, who, when, what was said, found and done; what may be read of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Integer, bindparam, exists, select
from sqlalchemy.orm import aliased

from portal import policy
from portal.database import db
from portal.domain.light_reasons import Reason
from portal.domain.lights import Light
from portal.models import (
    Campaign,
    Clause,
    DateChange,
    DateChangeKind,
    Department,
    Finding,
    Milestone,
    Plan,
    ProgressReport,
    User,
)
from portal.models import Task as Task
from portal.policy import Actor
from portal.prepared import Prepared
from portal.services import calendar
from portal.services.tasks import lights, listing, names
from portal.services.tasks.listing import ListedTask

CHILDREN = 50
FINDINGS = 50
KEPT_STATEMENTS = 256


class Place(NamedTuple):
    """Where a task lies; the flags say which parts its page has, `line` are its ancestors, the top one first."""

    plan_id: int
    plan: str
    campaign_id: int
    campaign: str
    has_children: bool
    has_reports: bool
    has_findings: bool
    has_dates: bool
    has_basis: bool
    has_milestones: bool
    line: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True)
class DateLine:
    """A line of the date ledger."""

    kind: DateChangeKind
    nth: int
    from_on: date
    to_on: date
    paper: str
    reason: str
    decided_by: str
    decided_at: datetime


# Statements are built once: building them anew cost a page more than running them.
_TASK = bindparam("task", type_=Integer)
_child = aliased(Task)
_PLACE = Prepared(
    select(
        Plan.title.label("plan"),
        Campaign.name.label("campaign"),
        exists().where(_child.parent_id == _TASK).label("has_children"),
        exists().where(ProgressReport.task_id == _TASK).label("has_reports"),
        exists().where(Finding.task_id == _TASK).label("has_findings"),
        exists().where(DateChange.task_id == _TASK).label("has_dates"),
        exists().where(Clause.task_id == _TASK).label("has_basis"),
        exists().where(Milestone.task_id == _TASK).label("has_milestones"),
    )
    .join(Campaign, Campaign.plan_id == Plan.id)
    .where(Campaign.id == bindparam("campaign_id", type_=Integer))
)
_DATES = Prepared(
    select(
        DateChange.kind,
        DateChange.nth,
        DateChange.from_on,
        DateChange.to_on,
        DateChange.paper,
        DateChange.reason,
        User.name,
        DateChange.decided_at,
    )
    .join(User, User.id == DateChange.decided_by_id)
    .where(DateChange.task_id == _TASK)
    .order_by(DateChange.id)
)


def place_of(task: Task) -> Place:
    """Where a task lies, for the way down to any page about it."""
    return parts_of(task)._replace(line=names.find_names(task).line)


def parts_of(task: Task) -> Place:
    """The same for the task's own page, which learns the line with all other names."""
    row = _PLACE.one(task=task.id, campaign_id=task.campaign_id)
    return Place(task.plan_id, row.plan, task.campaign_id, row.campaign, row.has_children, row.has_reports,
                 row.has_findings, row.has_dates, row.has_basis, row.has_milestones)  # fmt: skip


def light_of(task: Task) -> tuple[Light, Reason]:
    """Today's light, and why."""
    return lights.shown(task, calendar.load())


def list_children(task: Task, *, acting_user: Actor) -> tuple[list[ListedTask], bool]:
    """The first subtasks, worst first, and whether there are more."""
    rows = _children(acting_user).all(task=task.id)
    return listing.list_rows(rows[:CHILDREN]), len(rows) > CHILDREN


@lru_cache(maxsize=KEPT_STATEMENTS)
def _children(actor: Actor) -> Prepared:
    return Prepared(
        select(*listing.ROW)
        .join(Campaign, Campaign.id == Task.campaign_id)
        .join(Department, Department.id == Task.lead_department_id, isouter=True)
        .where(Task.parent_id == _TASK, policy.visible_tasks(actor))
        .order_by(Task.is_open.desc(), Task.red_on.is_(None), Task.red_on, Task.position, Task.id)
        .limit(CHILDREN + 1)
    )


def list_findings(task: Task, *, acting_user: Actor) -> Sequence[Finding]:
    """The findings this reader sees, newest first."""
    return db.session.scalars(
        select(Finding)
        .where(Finding.task_id == task.id, policy.visible_findings(acting_user))
        .order_by(Finding.id.desc())
        .limit(FINDINGS)
    ).all()


def list_dates(task: Task) -> list[DateLine]:
    """Every change of the due day, in its order."""
    return [DateLine(*row) for row in _DATES.all(task=task.id)]
