"""What follows from every change of a task: copies on its legs, percents up to the campaign, and the light's days.

Percents and lights are derived: they are written past the version counter, so that a report never makes the form of
somebody who edits the parent stale. The campaign's row is locked first, which puts writers of one campaign in a row.
Reports come in all day: whatever the depth of the tree, a few plain statements read it and a few write it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Row, and_, bindparam, case, func, or_, select, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from portal import clock
from portal.database import Base, db
from portal.domain import percent
from portal.domain.assignment_lifecycle import ACTIVE, AssignmentKind
from portal.domain.percent import WHOLE, Quantity
from portal.domain.task_lifecycle import TaskState
from portal.models import Assignment, Task
from portal.prepared import Prepared
from portal.services.tasks.access import load_for_change
from portal.services.tasks.line import NOT_COUNTED, LineRow, counts_in, line_of
from portal.services.tasks.turning import marks_of, turned

NOTHING = Decimal(0)
_TASKS, _LEGS, _CAMPAIGNS = (Base.metadata.tables[name] for name in ("task", "assignment", "campaign"))
Leg = Assignment | Row[*tuple[Any, ...]]


class Move(NamedTuple):
    """A task whose derived columns are written anew: as it stands, and its percent from now on."""

    task: LineRow
    percent_bp: int


def settle(task: Task) -> None:
    """Bring everything that is derived from this task up to date, in the same transaction."""
    db.session.flush()
    moment = clock.now()
    _copy_to_legs(task, moment)
    _queue_for(task.campaign_id)
    line = line_of(task)
    moves = list(_moves(line, task.assignments))
    marks = marks_of(move.task.id for move in moves)
    changes = [(row, {"percent_bp": bp, **turned(row, bp, marks)}) for row, bp in moves]
    changes[0][1]["changed_at"] = moment
    _store(changes)
    if len(moves) == len(line):
        _store_campaign_percent(task.campaign_id, moves[-1])


def _moves(line: Sequence[LineRow], legs: Iterable[Leg]) -> Iterator[Move]:
    """The task, and those above it as far as their percents move."""
    move = Move(line[0], percent_of(line[0], legs))
    yield move
    for parent in line[1:]:
        gained = _gain(move) if counts_in(move.task, parent) else 0
        percent_bp = percent_of(parent, () if parent.children_count else legs_of([parent.id]), gained)
        if percent_bp == parent.percent_bp:
            return
        move = Move(parent, percent_bp)
        yield move


def _gain(move: Move) -> int:
    """What the sum of weight × percent that was read gains by this move."""
    gain: int = move.task.weight * (move.percent_bp - move.task.percent_bp)
    return gain


def percent_of(task: LineRow, legs: Iterable[Leg], gained: int = 0) -> int:
    """A leaf's percent from its legs, a parent's from its children, in basis points; closed is whole."""
    if task.state == TaskState.CLOSED:
        return WHOLE
    if task.children_count:
        return percent.mean_bp(int(task.total) + gained, int(task.weights))
    active = [leg for leg in legs if leg.state in ACTIVE]
    carried = [Quantity(leg.quantity_done or NOTHING, leg.quantity) for leg in active if leg.quantity]
    lead = next((leg for leg in active if leg.kind == AssignmentKind.LEAD), None)
    return percent.leaf_bp(lead.percent * 100 if lead else 0, carried)


_LEGS_OF = Prepared(
    select(*(_LEGS.c[name] for name in ("task_id", "state", "kind", "percent", "quantity", "quantity_done"))).where(
        _LEGS.c.task_id.in_(bindparam("ids", expanding=True))
    ),
    is_apart=True,
)


def legs_of(task_ids: Iterable[int]) -> Sequence[Row[*tuple[Any, ...]]]:
    return _LEGS_OF.all(ids=list(task_ids))


@lru_cache(maxsize=64)
def _task_by_id(*names: str) -> Prepared:
    """Sets these columns of a task; their values are given as `the_…`."""
    values: dict[str, Any] = {name: bindparam(f"the_{name}") for name in names}
    return Prepared(update(_TASKS).where(_TASKS.c.id == bindparam("of_task")).values(values), is_apart=True)


def _store(changes: Sequence[tuple[LineRow, dict[str, Any]]]) -> None:
    """Write what differs, past the version counter: the task's own columns, then those above in one statement."""
    for together in (changes[:1], changes[1:]):
        names = sorted({name for row, values in together for name in values if getattr(row, name) != values[name]})
        if not names:
            continue
        rows = [{name: values.get(name, getattr(row, name)) for name in names} for row, values in together]
        ids = [row.id for row, _ in together]
        told = [
            {"of_task": key, **{f"the_{name}": one for name, one in row.items()}}
            for key, row in zip(ids, rows, strict=True)
        ]
        _task_by_id(*names).run_each(told)
        for task_id, values in zip(ids, rows, strict=True):
            _tell_loaded(task_id, values)


def _tell_loaded(task_id: int, values: Mapping[str, Any]) -> None:
    """A task that somebody has loaded shows what was written past it."""
    loaded = db.session.identity_map.get(identity_key(Task, task_id))
    if loaded is not None:
        for column, value in values.items():
            set_committed_value(loaded, column, value)


_LOCK = Prepared(
    select(_CAMPAIGNS.c.id).where(_CAMPAIGNS.c.id == bindparam("campaign")).with_for_update(key_share=True),
    is_apart=True,
)


def _queue_for(campaign_id: int) -> None:
    """Wait for whoever else changes this campaign's percents; on SQLite a change waits for all others anyway.

    With `key_share`, for the rows written so far already refer to the campaign: two writers that each hold such a
    reference and ask for the whole row would wait for each other forever.
    """
    if db.session.get_bind().dialect.name != "sqlite":
        _LOCK.all(campaign=campaign_id)


_OF_TASK = update(_LEGS).where(_LEGS.c.task_id == bindparam("of_task")).values(changed_at=bindparam("moment"))
_TOUCH_LEGS = Prepared(_OF_TASK, is_apart=True)
_COPY_TO_LEGS = Prepared(
    _OF_TASK.values(
        due_on=bindparam("day"),
        is_open=and_(bindparam("is_task_open", type_=Boolean), _LEGS.c.state.in_(ACTIVE)),
        task_state=case((_LEGS.c.state.in_(ACTIVE), bindparam("shown_state", type_=_LEGS.c.task_state.type))),
    ),
    is_apart=True,
)


def _copy_to_legs(task: Task, moment: datetime) -> None:
    """What makes a department's list one range of an index; a report changes nothing of it but the moment."""
    state = None if task.state == TaskState.DRAFT else task.state
    copies = {leg: _copied(leg, task, state) for leg in task.assignments}
    if all(getattr(leg, name) == value for leg, copied in copies.items() for name, value in copied.items()):
        _TOUCH_LEGS.run(of_task=task.id, moment=moment)
    else:
        _COPY_TO_LEGS.run(of_task=task.id, moment=moment, day=task.due_on, is_task_open=task.is_open, shown_state=state)
    for leg, copied in copies.items():
        for name, value in {**copied, "changed_at": moment}.items():
            set_committed_value(leg, name, value)


def _copied(leg: Assignment, task: Task, state: TaskState | None) -> Mapping[str, Any]:
    is_active = leg.state in ACTIVE
    return {"due_on": task.due_on, "is_open": task.is_open and is_active, "task_state": state if is_active else None}


def recount_children(parent_id: int | None) -> None:
    """Count the children that count: the first makes a leaf a parent, and without any it is a leaf again.

    Drafts, withdrawn and cancelled ones do not count. A task that becomes the one or the other is settled itself.
    """
    if parent_id is None:
        return
    parent = load_for_change(parent_id, with_milestones=False)
    db.session.flush()
    _queue_for(parent.campaign_id)
    is_common = or_(Task.internal_department_id.is_(None), Task.internal_department_id == parent.lead_department_id)
    counted = select(func.count()).where(Task.parent_id == parent.id, is_common, Task.state.not_in(NOT_COUNTED))
    count, before = db.session.scalar(counted) or 0, parent.children_count
    _task_by_id("children_count").run(of_task=parent.id, the_children_count=count)
    set_committed_value(parent, "children_count", count)
    if bool(count) != bool(before):
        settle(parent)


_CAMPAIGN_BY_ID = Prepared(
    update(_CAMPAIGNS).where(_CAMPAIGNS.c.id == bindparam("of_campaign")).values(percent_bp=bindparam("bp")),
    is_apart=True,
)


def _store_campaign_percent(campaign_id: int, top: Move) -> None:
    """The weighted mean of the campaign's top tasks, one of which has just moved."""
    gained = 0 if top.task.state in NOT_COUNTED else _gain(top)
    mean = percent.mean_bp(int(top.task.top_total) + gained, int(top.task.top_weights))
    if mean != top.task.campaign_percent_bp:
        _CAMPAIGN_BY_ID.run(of_campaign=campaign_id, bp=mean)
