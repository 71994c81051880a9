"""Lists of findings: plain rows, paged by id, narrowed to what the reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, literal, select, union_all

from portal import clock, policy
from portal.database import db
from portal.domain.finding_filter import FindingFilter, FindingTodo
from portal.domain.finding_lifecycle import OPEN as OPEN_STATES
from portal.domain.finding_lifecycle import FindingState, Severity
from portal.domain.task_filter import ALL, OPEN
from portal.models import Campaign, Department, Finding, Task
from portal.policy import Actor
from portal.prepared import Prepared
from portal.services.findings import todo

PAGE = 50
OF_TASK = 50
MOST_COUNTED = 100
KEPT_STATEMENTS = 256
LATE_IN = frozenset({FindingState.ISSUED, FindingState.RECTIFYING})
NAMED = (Finding, Task.title.label("task"), Department.short_name.label("department"), Campaign.name.label("campaign"))


@dataclass(frozen=True)
class FindingRow:
    """A finding as a list shows it."""

    id: int
    seen: str
    place: str
    state: FindingState
    severity: Severity
    task_id: int
    task: str
    campaign: str
    department: str
    seen_on: date
    due_on: date | None
    claimed_percent: int
    found_percent: int | None
    is_late: bool
    failed_count: int


@dataclass(frozen=True)
class FindingPage:
    """A page of a list: its rows, the id after which the next one begins (0: none), the count up to 100."""

    rows: Sequence[FindingRow]
    next_id: int
    count: int


def list_findings(asked: FindingFilter, *, acting_user: Actor, size: int = PAGE) -> FindingPage:
    """Newest first; things to do oldest first, so that what waits longest stands at the top."""
    query = _narrow(select(*NAMED), asked, acting_user)
    if asked.after:
        query = query.where(Finding.id > asked.after if asked.todo else Finding.id < asked.after)
    query = query.order_by(Finding.id if asked.todo else Finding.id.desc())
    rows = db.session.execute(_joined(query).limit(size + 1)).all()
    has_more = len(rows) > size
    rows = rows[:size]
    count = len(rows) if not has_more and not asked.after else count_findings(asked, acting_user=acting_user)
    return FindingPage([_row(row) for row in rows], rows[-1].Finding.id if has_more else 0, count)


def kinds_waiting(acting_user: Actor) -> list[FindingTodo]:
    """The kinds of things to do of which there is at least one, worst first; found in one statement."""
    kinds = tuple(todo.kinds_for(acting_user))
    if not kinds:
        return []
    waiting = {row.kind for row in _waiting(kinds, acting_user, clock.today(), db.engine.dialect.name).all()}
    return [kind for kind in kinds if kind in waiting]


@lru_cache(maxsize=KEPT_STATEMENTS)
def _waiting(kinds: tuple[FindingTodo, ...], actor: Actor, today: date, engine: str) -> Prepared:
    """Built once for each reader and day: it takes ten times as long to build as to run."""
    asked = [(kind, _narrow(select(Finding.id), FindingFilter(todo=kind), actor)) for kind in kinds]
    return Prepared(
        union_all(*(select(literal(str(kind)).label("kind")).where(query.exists()) for kind, query in asked))
    )


def count_findings(asked: FindingFilter, *, acting_user: Actor) -> int:
    """How many there are, counted to a hundred and no further."""
    query = _narrow(select(Finding.id), asked, acting_user).limit(MOST_COUNTED)
    return db.session.scalar(select(func.count()).select_from(query.subquery())) or 0


def list_of_task(task: Task, *, acting_user: Actor, limit: int = OF_TASK) -> list[FindingRow]:
    """The findings of one task, newest first, for its page."""
    query = select(*NAMED).where(Finding.task_id == task.id, policy.visible_findings(acting_user))
    rows = db.session.execute(_joined(query).order_by(Finding.id.desc()).limit(limit))
    return [_row(row) for row in rows]


def _joined(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        query.join(Task, Task.id == Finding.task_id)
        .join(Department, Department.id == Finding.department_id)
        .join(Campaign, Campaign.id == Task.campaign_id)
    )


def _narrow(query: Select[*tuple[Any, ...]], asked: FindingFilter, actor: Actor) -> Select[*tuple[Any, ...]]:
    return query.where(policy.visible_findings(actor), *_conditions(asked, actor))


def _conditions(asked: FindingFilter, actor: Actor) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.shown_state == OPEN:
        found.append(Finding.state.in_(OPEN_STATES))
    elif asked.shown_state != ALL:
        found.append(Finding.state == FindingState(asked.shown_state))
    if asked.department:
        found.append(Finding.department_id == asked.department)
    if asked.severity:
        found.append(Finding.severity == Severity(asked.severity))
    if asked.campaign:
        found.append(Finding.task_id.in_(select(Task.id).where(Task.campaign_id == asked.campaign)))
    if asked.todo:
        found.append(todo.condition(asked.todo, acting_user=actor))
    return found


def _row(row: Row[*tuple[Any, ...]]) -> FindingRow:
    finding: Finding = row.Finding
    return FindingRow(
        id=finding.id,
        seen=finding.seen,
        place=finding.place,
        state=finding.state,
        severity=finding.severity,
        task_id=finding.task_id,
        task=row.task,
        campaign=row.campaign,
        department=row.department,
        seen_on=finding.seen_on,
        due_on=finding.rectify_due_on,
        claimed_percent=finding.claimed_percent,
        found_percent=finding.found_percent,
        is_late=is_late(finding),
        failed_count=finding.failed_count,
    )


def is_late(finding: Finding) -> bool:
    """The last day to rectify, a working day by its making, has passed."""
    due_on = finding.rectify_due_on
    return finding.state in LATE_IN and due_on is not None and due_on < clock.today()
