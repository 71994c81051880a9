"""Lists of tasks: plain rows from an index, paged by key, the same cost for a hundred tasks and for a million."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    Select,
    TextClause,
    and_,
    false,
    func,
    literal,
    select,
    text,
    tuple_,
)

from portal import clock, policy
from portal.database import Instant
from portal.domain.assignment_lifecycle import ACTIVE
from portal.domain.light_reasons import Reason
from portal.domain.lights import Light
from portal.domain.task_filter import ALL, OPEN, Due, Sort, TaskFilter, Todo, UnknownChoice
from portal.domain.task_lifecycle import OPEN as OPEN_STATES
from portal.domain.task_lifecycle import TaskState
from portal.domain.workdays import WorkCalendar
from portal.models import Assignment, Campaign, Department, ReportingPeriod, Task
from portal.policy import Actor
from portal.prepared import Prepared
from portal.services import calendar, search
from portal.services.tasks import lights, todo
from portal.services.tasks.light_conditions import OF_OPEN, STATES, light_is, light_of_open_is
from portal.text import N_

PAGE = 50
NEVER = date.max
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOST_COUNTED = 100
KEPT_STATEMENTS = 256
KEPT_ROWS = 4096
# Spelled as the partial indexes spell it: a bound value would hide from the planner that they fit.
NOT_DRAFT = text("task.state != 'draft'")
IN_OPEN_LISTS = text("task.is_open IS TRUE")
WINDOWS = {Due.WEEK: timedelta(days=7), Due.MONTH: timedelta(days=31)}

ROW = (
    Task.id, Task.title, Task.campaign_id, Task.lead_department_id, Task.start_on, Task.due_on, Task.issued_due_on,
    Task.percent_bp, Task.state, Task.children_count, Task.changed_at, Task.version, Task.yellow_on, Task.yellow_why,
    Task.yellow_title, Task.red_on, Task.red_why, Task.red_title, Task.outdated_on, Task.caught_up_until,
    Task.internal_department_id, Campaign.name.label("campaign"), Department.short_name.label("lead"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class ListedTask:
    """A row of a list: the columns, and today's light with its reason.

    A process keeps it as long as no column changes; `written` is where pages keep what they have made of it.
    """

    task: Row[*tuple[Any, ...]]
    light: Light
    reason: Reason
    written: dict[Hashable, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TaskPage:
    """A page of a list: its rows, the key of the next page, and how many there are (100 stands for more than 99)."""

    rows: Sequence[ListedTask]
    next_key: str
    count: int


def list_tasks(asked: TaskFilter, *, acting_user: Actor, size: int = PAGE) -> TaskPage:
    """A page of the tasks this user may see. Raises UnknownChoice for a key that is none."""
    rows = _page(asked, acting_user, size, clock.today(), search.engine()).all()
    has_more = len(rows) > size
    rows = rows[:size]
    count = len(rows) if not has_more and not asked.after else count_tasks(asked, acting_user=acting_user)
    listed = list_rows(rows)
    return TaskPage(listed, _key(rows[-1], asked) if has_more else "", count)


@lru_cache(maxsize=KEPT_STATEMENTS)
def _page(asked: TaskFilter, actor: Actor, size: int, today: date, engine: str) -> Prepared:
    """The statement of a list, kept as long as the same is asked: it took as long to build as to run."""
    source = _source(asked)
    query = source.narrow(_named(), asked, actor)
    if asked.after:
        query = query.where(source.after(asked))
    return Prepared(query.order_by(*source.order(asked)).limit(size + 1))


@lru_cache(maxsize=KEPT_STATEMENTS)
def _count(asked: TaskFilter, actor: Actor, today: date, engine: str) -> Prepared:
    query = narrowed_ids(asked, actor)
    return Prepared(select(func.count().label("count")).select_from(query.limit(MOST_COUNTED).subquery()))


def narrowed_ids(asked: TaskFilter, actor: Actor, *, in_order: bool = False) -> Select[*tuple[Any, ...]]:
    """The ids of a list from its beginning."""
    source = _source(asked)
    query = source.narrow(select(Task.id), asked, actor)
    return query.order_by(*source.order(asked)) if in_order else query


def _named() -> Select[*tuple[Any, ...]]:
    """Outer joins, for an inner one tempts SQLite to start from the few campaigns and to sort everything."""
    named = select(*ROW).join(Campaign, Campaign.id == Task.campaign_id, isouter=True)
    return named.join(Department, Department.id == Task.lead_department_id, isouter=True)


def list_rows(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[ListedTask]:
    """Rows of tasks with their lights."""
    today, work_calendar = clock.today(), calendar.load()
    return [_listed(row, today, work_calendar) for row in rows]


@lru_cache(maxsize=KEPT_ROWS)
def _listed(row: Row[*tuple[Any, ...]], today: date, work_calendar: WorkCalendar) -> ListedTask:
    """The key is everything the answer depends on: what has changed is another row."""
    return ListedTask(row, *lights.shown(row, work_calendar))


def count_tasks(asked: TaskFilter, *, acting_user: Actor) -> int:
    """How many there are, counted to a hundred and no further."""
    return int(_count(asked, acting_user, clock.today(), search.engine()).scalar())


class _FromTasks:
    """A list that no department narrows is read from the tasks' own indexes."""

    due: ColumnElement[Any] = Task.due_on.expression
    changed: ColumnElement[Any] = Task.changed_at.expression
    key: ColumnElement[int] = Task.id.expression

    def start(self, query: Select[*tuple[Any, ...]], asked: TaskFilter) -> Select[*tuple[Any, ...]]:
        return query

    def narrow(self, query: Select[*tuple[Any, ...]], asked: TaskFilter, actor: Actor) -> Select[*tuple[Any, ...]]:
        state, light = self._state(asked, actor), self._light(asked)
        return self.start(query, asked).where(*state, *light, *_conditions(asked, actor))

    def _state(self, asked: TaskFilter, actor: Actor) -> list[ColumnElement[bool] | TextClause]:
        if asked.todo:
            return []
        if _is_of_open(asked):
            own = [] if asked.shown_state in (ALL, OPEN) else [Task.state == TaskState(asked.shown_state)]
            return [*self._open(asked), *own]
        if asked.shown_state == ALL:
            return [NOT_DRAFT]
        if asked.shown_state == TaskState.DRAFT:
            return [Task.state == TaskState.DRAFT, policy.visible_tasks(actor)]
        return [Task.state == TaskState(asked.shown_state)]

    def _open(self, asked: TaskFilter) -> list[ColumnElement[bool] | TextClause]:
        """In the words of one index alone, and once: PostgreSQL takes what is said twice for twice as rare."""
        return [Task.is_open.expression, NOT_DRAFT] if asked.campaign else [IN_OPEN_LISTS]

    def _light(self, asked: TaskFilter) -> list[ColumnElement[bool]]:
        if not asked.light:
            return []
        light = Light(asked.light)
        if asked.todo:
            return [light_is(light)]
        if STATES[light].isdisjoint(_states(asked)):
            return [false()]
        return [light_of_open_is(light) if _is_of_open(asked) else light_is(light)]

    def order(self, asked: TaskFilter) -> tuple[ColumnElement[Any], ...]:
        if asked.sort == Sort.CHANGED:
            return (self.changed.desc(), self.key.desc())
        return (self._due(asked).asc(), self.key.asc())

    def _due(self, asked: TaskFilter) -> ColumnElement[date]:
        """Only drafts may lack a due day: they stand last."""
        has_drafts = asked.shown_state == TaskState.DRAFT or asked.todo == Todo.ISSUE
        return func.coalesce(self.due, NEVER) if has_drafts else self.due

    def after(self, asked: TaskFilter) -> ColumnElement[bool]:
        value, task_id = _read_key(asked)
        if asked.sort == Sort.CHANGED:
            return tuple_(self.changed, self.key) < tuple_(literal(value, Instant()), task_id)
        return tuple_(self._due(asked), self.key) > tuple_(literal(value, Date()), task_id)


class _FromLegs(_FromTasks):
    """A department's list is one range of the legs' index, which copies the state, the day and the change."""

    due = Assignment.due_on.expression
    changed = Assignment.changed_at.expression
    key = Assignment.task_id.expression

    def start(self, query: Select[*tuple[Any, ...]], asked: TaskFilter) -> Select[*tuple[Any, ...]]:
        query = query.join(Assignment, Assignment.task_id == Task.id)
        query = query.where(Assignment.department_id == asked.department)
        if asked.todo or not (_is_of_open(asked) or _is_of_one_state(asked)):  # whose copies say so is active
            query = query.where(Assignment.state.in_(ACTIVE))
        return query.where(Assignment.kind == asked.role) if asked.role else query

    def _state(self, asked: TaskFilter, actor: Actor) -> list[ColumnElement[bool] | TextClause]:
        found = super()._state(asked, actor)
        if asked.todo or not _is_of_one_state(asked):
            return found
        return [Assignment.task_state == TaskState(asked.shown_state), *(found if asked.campaign else [])]

    def _open(self, asked: TaskFilter) -> list[ColumnElement[bool] | TextClause]:
        """Of a campaign fewer tasks are open than legs of a department: its own index may be taken."""
        return [Assignment.is_open.expression, *(super()._open(asked) if asked.campaign else [])]


class _FromWords(_FromTasks):
    """What a search finds is read along the index of words."""

    def start(self, query: Select[*tuple[Any, ...]], asked: TaskFilter) -> Select[*tuple[Any, ...]]:
        return search.narrowed(query, asked.q)

    def order(self, asked: TaskFilter) -> tuple[ColumnElement[Any], ...]:
        return (search.newest_first().desc(),)

    def after(self, asked: TaskFilter) -> ColumnElement[bool]:
        return search.newest_first() < _read_key(asked)[1]


def _is_of_open(asked: TaskFilter) -> bool:
    """Whether only open tasks are asked for, in so many words or by a light that no other has."""
    return asked.shown_state == OPEN or (asked.light in OF_OPEN and asked.shown_state != TaskState.DRAFT)


def _is_of_one_state(asked: TaskFilter) -> bool:
    """Drafts aside: they are few, and nothing of them is copied."""
    return asked.shown_state not in (ALL, OPEN, TaskState.DRAFT)


def _states(asked: TaskFilter) -> Collection[TaskState]:
    shown = asked.shown_state
    return OPEN_STATES if shown == OPEN else frozenset(TaskState) if shown == ALL else (TaskState(shown),)


def _source(asked: TaskFilter) -> _FromTasks:
    if asked.sort == Sort.FOUND:
        return _FromWords()
    return _FromLegs() if asked.department else _FromTasks()


def _conditions(asked: TaskFilter, actor: Actor) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.plan:
        found.append(Task.plan_id == asked.plan)
    if asked.campaign:
        found.append(Task.campaign_id == asked.campaign)
    if asked.due:
        found.append(_due_in(Due(asked.due)))
    if asked.period:
        found.append(_within_period(asked.period))
    if asked.todo:
        found.append(todo.condition(asked.todo, acting_user=actor))
    if asked.q and asked.sort != Sort.FOUND:
        matching = search.matching(asked.q)
        found.append(false() if matching is None else matching)
    return found


def _due_in(window: Due) -> ColumnElement[bool]:
    today = clock.today()
    if window is Due.OVERDUE:
        return and_(Task.is_open, Task.due_on < today)
    return and_(Task.due_on >= today, Task.due_on <= today + WINDOWS[window])


def _within_period(period_id: int) -> ColumnElement[bool]:
    period = select(ReportingPeriod.id).where(
        ReportingPeriod.id == period_id, Task.due_on.between(ReportingPeriod.first_on, ReportingPeriod.last_on)
    )
    return period.exists()


def _key(row: Row[*tuple[Any, ...]], asked: TaskFilter) -> str:
    if asked.sort == Sort.CHANGED:
        return f"{(row.changed_at - EPOCH) // timedelta(microseconds=1)}_{row.id}"
    return f"{row.due_on or NEVER}_{row.id}"


def _read_key(asked: TaskFilter) -> tuple[date | datetime, int]:
    value, _, task_id = asked.after.partition("_")
    try:
        if asked.sort == Sort.CHANGED:
            return EPOCH + timedelta(microseconds=int(value)), int(task_id)
        return date.fromisoformat(value), int(task_id)
    except (ValueError, OverflowError):
        raise UnknownChoice(N_("This list has no page “%(asked)s”."), asked=asked.after[:40]) from None
