"""A task's page in one piece: where it comes from, who, when, what was said, found and done; what may be read of it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Integer, bindparam, exists, literal, not_, or_, select, union_all
from sqlalchemy.orm import aliased

from portal import policy
from portal.database import db
from portal.domain.events import EVENTS, OF_DRAFTS, UNTOLD, Event
from portal.domain.light_reasons import Reason
from portal.domain.lights import Light
from portal.models import (
    Campaign,
    DateChange,
    DateChangeKind,
    Department,
    Finding,
    History,
    Plan,
    ProgressReport,
    User,
)
from portal.models import Task as Task
from portal.policy import Actor
from portal.services import calendar
from portal.services.tasks import lights, listing
from portal.services.tasks.listing import ListedTask
from portal.text import N_

CHILDREN = 50
ENTRIES = 30
FINDINGS = 50
LARGEST = 2**31 - 1
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_INSIDE = tuple(event for event, told in EVENTS.items() if told.is_inside)


class Place(NamedTuple):
    """Where a task lies; `line` are its ancestors, the top one first. The flags say which parts its page has."""

    plan_id: int
    plan: str
    campaign_id: int
    campaign: str
    line: Sequence[tuple[int, str]]
    has_children: bool = False
    has_reports: bool = False
    has_findings: bool = False
    has_dates: bool = False


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


@dataclass(frozen=True)
class Entry:
    """A sentence of the history: a message id, its values, and the texts that stand below it."""

    at: datetime
    who: str
    text: str
    values: Mapping[str, Any]
    details: Sequence[str] = ()


@dataclass(frozen=True)
class Told:
    """A page of the history; `next_key` leads to what happened before."""

    entries: Sequence[Entry]
    next_key: str


@dataclass
class Names:
    """Short names of departments and names of people, by id."""

    departments: dict[int, str] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)


# Statements are built once: building them anew cost a page more than running them.
_TASK = bindparam("task", type_=Integer)
_child = aliased(Task)
_PLACE = (
    select(
        Plan.title.label("plan"),
        Campaign.name.label("campaign"),
        exists().where(_child.parent_id == _TASK).label("has_children"),
        exists().where(ProgressReport.task_id == _TASK).label("has_reports"),
        exists().where(Finding.task_id == _TASK).label("has_findings"),
        exists().where(DateChange.task_id == _TASK).label("has_dates"),
    )
    .join(Campaign, Campaign.plan_id == Plan.id)
    .where(Campaign.id == bindparam("campaign_id", type_=Integer))
)
_LINE = select(Task.id, Task.title).where(Task.id.in_(bindparam("ids", expanding=True))).order_by(Task.depth)
_DATES = (
    select(DateChange, User.name)
    .join(User, User.id == DateChange.decided_by_id)
    .where(DateChange.task_id == _TASK)
    .order_by(DateChange.id)
)
_HISTORY = (
    select(History)
    .where(
        History.task_id == _TASK,
        History.id < bindparam("before", type_=Integer),
        History.event.not_in(bindparam("hidden", expanding=True)),
        or_(
            not_(History.subject.startswith("finding:")),
            History.subject.in_(bindparam("findings", expanding=True)),
        ),
    )
    .order_by(History.id.desc())
    .limit(ENTRIES + 1)
)
_NAMES = union_all(
    select(literal("d"), Department.id, Department.short_name).where(
        Department.id.in_(bindparam("departments", expanding=True))
    ),
    select(literal("p"), User.id, User.name).where(User.id.in_(bindparam("people", expanding=True))),
)


def place_of(task: Task) -> Place:
    row = db.session.execute(_PLACE, {"task": task.id, "campaign_id": task.campaign_id}).one()
    above = [int(part) for part in task.path.split("/") if part and int(part) != task.id]
    found = db.session.execute(_LINE, {"ids": above}).all() if above else []
    return Place(
        task.plan_id,
        row.plan,
        task.campaign_id,
        row.campaign,
        [(one.id, one.title) for one in found],
        has_children=row.has_children,
        has_reports=row.has_reports,
        has_findings=row.has_findings,
        has_dates=row.has_dates,
    )


def light_of(task: Task) -> tuple[Light, Reason]:
    """Today's light, and why."""
    return lights.shown(task, calendar.load_around(task.due_on))


def list_children(task: Task, *, acting_user: Actor) -> tuple[list[ListedTask], bool]:
    """The first subtasks, worst first, and whether there are more."""
    query = (
        select(*listing.ROW)
        .join(Campaign, Campaign.id == Task.campaign_id)
        .join(Department, Department.id == Task.lead_department_id, isouter=True)
        .where(Task.parent_id == task.id, policy.visible_tasks(acting_user))
        .order_by(Task.is_open.desc(), Task.red_on.is_(None), Task.red_on, Task.position, Task.id)
        .limit(CHILDREN + 1)
    )
    rows = db.session.execute(query).all()
    return listing.list_rows(rows[:CHILDREN]), len(rows) > CHILDREN


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
    rows = db.session.execute(_DATES, {"task": task.id})
    return [
        DateLine(line.kind, line.nth, line.from_on, line.to_on, line.paper, line.reason, name, line.decided_at)
        for line, name in rows
    ]


def list_history(
    task: Task, *, acting_user: Actor, finding_ids: Collection[int] = (), before: int | None = None
) -> tuple[Sequence[History], str]:
    """The rows this reader may read, newest first, and the key of what came before them.

    Findings are told only to whoever sees them, reports to whoever reads inside the task, drafts below it to whoever
    drafts there.
    """
    hidden = UNTOLD if may_read_inside(task, acting_user=acting_user) else {*UNTOLD, *_INSIDE}
    if not policy.can(acting_user, "task.draft", task):
        hidden = {*hidden, *OF_DRAFTS}
    rows = db.session.scalars(
        _HISTORY,
        {
            "task": task.id,
            "before": before or LARGEST,
            "hidden": sorted(hidden),
            "findings": [f"finding:{one}" for one in finding_ids],
        },
    ).all()
    return rows[:ENTRIES], str(rows[ENTRIES - 1].id) if len(rows) > ENTRIES else ""


def may_read_inside(task: Task, *, acting_user: Actor) -> bool:
    """Reports, evidence and reasons; all others see title, legs, days, lights and percent."""
    return policy.can(acting_user, "task.read_inside", task)


def find_names(task: Task, rows: Sequence[History] = (), findings: Sequence[Finding] = ()) -> Names:
    """The names of everything a page mentions by id, in one query."""
    departments = {leg.department_id for leg in task.assignments} | {task.lead_department_id}
    departments |= {row.after.get("department_id") for row in rows if row.after}
    departments |= {finding.department_id for finding in findings}
    people = {leg.signed_by_id for leg in task.assignments} | {
        task.created_by_id, task.issued_by_id, task.requested_by_id, task.verifier_id, task.verified_by_id,
        task.closed_by_id,
    }  # fmt: skip
    found = Names()
    wanted = {"departments": sorted(one for one in departments if one), "people": sorted(one for one in people if one)}
    for kind, key, name in db.session.execute(_NAMES, wanted):
        (found.departments if kind == "d" else found.people)[key] = name
    return found


def tell(rows: Sequence[History], names: Names, *, is_inside: bool) -> list[Entry]:
    """History rows as sentences; an event without a sentence is told by its own name."""
    return [_entry(row, names, is_inside) for row in rows]


def beginning(task: Task, names: Names) -> Entry:
    """The first sentence of every task: as a draft it was told on its parent's page."""
    return Entry(task.created_at, names.people.get(task.created_by_id, "—"), N_("Drafted"), {})


def _entry(row: History, names: Names, is_inside: bool) -> Entry:
    told = dict(row.after or {})
    event = EVENTS.get(row.event) or Event(row.event)
    text = event.sentence(told)
    told["department"] = names.departments.get(told.get("department_id", 0), "—")
    if isinstance(told.get("names"), list):
        told["names"] = "、".join(told["names"])
    values = {name: told.get(name) if told.get(name) is not None else "—" for name in _PLACEHOLDER.findall(text)}
    details = [str(told[name]) for name in event.details if told.get(name)] if is_inside else []
    return Entry(row.at, row.acting_as, text, values, details)
