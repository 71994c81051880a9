"""What follows from every change of a task: copies on its legs, percents up to the campaign, and the light's days.

Percents and lights are derived: they are written past the version counter, so that a report never makes the form of
somebody who edits the parent stale. The campaign's row is locked first, which puts writers of one campaign in a row.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select, update
from sqlalchemy.orm.attributes import set_committed_value

from portal import clock
from portal.database import db
from portal.domain import percent
from portal.domain.assignment_lifecycle import ACTIVE, AssignmentKind
from portal.domain.percent import WHOLE, Quantity
from portal.domain.task_lifecycle import TaskState
from portal.models import Assignment, Campaign, Task
from portal.services.tasks import lights

QUIET = {"synchronize_session": False}
NOTHING = Decimal(0)
NOT_COUNTED = (TaskState.DRAFT, TaskState.CANCELLED)


def settle(task: Task) -> None:
    """Bring everything that is derived from this task up to date, in the same transaction."""
    db.session.flush()
    moment = clock.now()
    _copy_to_legs(task, moment)
    _queue_for(task.campaign_id)
    percent_bp = own_percent(task)
    _store(task, {"percent_bp": percent_bp, "changed_at": moment, **lights.turned(task, percent_bp)})
    if _move_ancestors(task):
        _store_campaign_percent(task.campaign_id)


def _move_ancestors(task: Task) -> bool:
    """Up the line as far as percents move; whether the campaign's moves as well."""
    for ancestor in _ancestors(task):
        percent_bp = own_percent(ancestor)
        if percent_bp == ancestor.percent_bp:
            return False
        _store(ancestor, {"percent_bp": percent_bp, **lights.turned(ancestor, percent_bp)})
    return True


def _store(task: Task, values: dict[str, Any]) -> None:
    """Write what differs, past the version counter."""
    moved = {column: value for column, value in values.items() if getattr(task, column) != value}
    if not moved:
        return
    db.session.execute(update(Task).where(Task.id == task.id).values(**moved), execution_options=QUIET)
    for column, value in moved.items():
        set_committed_value(task, column, value)


def _queue_for(campaign_id: int) -> None:
    """Wait for whoever else changes this campaign's percents.

    With `key_share`, for the rows written so far already refer to the campaign: two writers that each hold such a
    reference and ask for the whole row would wait for each other forever.
    """
    db.session.execute(select(Campaign.id).where(Campaign.id == campaign_id).with_for_update(key_share=True))


def own_percent(task: Task) -> int:
    """A leaf's percent from its legs, a parent's from its children, in basis points; closed is whole."""
    if task.state == TaskState.CLOSED:
        return WHOLE
    if task.children_count:
        return _mean_of(counted_children(task))
    legs = [leg for leg in task.assignments if leg.state in ACTIVE]
    carried = [Quantity(leg.quantity_done or NOTHING, leg.quantity) for leg in legs if leg.quantity]
    lead = next((leg for leg in legs if leg.kind == AssignmentKind.LEAD), None)
    return percent.leaf_bp(lead.percent * 100 if lead else 0, carried)


def _copy_to_legs(task: Task, moment: datetime) -> None:
    """What makes a department's list one range of an index."""
    copies = {"due_on": task.due_on, "changed_at": moment}
    open_leg = Assignment.state.in_(ACTIVE) if task.is_open else false()
    db.session.execute(
        update(Assignment).where(Assignment.task_id == task.id).values(is_open=open_leg, **copies),
        execution_options=QUIET,
    )
    for leg in task.assignments:
        for column, value in {"is_open": task.is_open and leg.state in ACTIVE, **copies}.items():
            set_committed_value(leg, column, value)


def _ancestors(task: Task) -> Sequence[Task]:
    """The parent first, the top task last."""
    ids = [int(part) for part in task.path.split("/") if part and int(part) != task.id]
    if not ids:
        return []
    found = db.session.scalars(select(Task).where(Task.id.in_(ids))).all()
    return sorted(found, key=lambda ancestor: ancestor.depth, reverse=True)


def counted_children(parent: Task) -> ColumnElement[bool]:
    """The children that make up a parent: a co-department's internal subtasks are its own affair."""
    is_common = or_(Task.internal_department_id.is_(None), Task.internal_department_id == parent.lead_department_id)
    return and_(Task.parent_id == parent.id, is_common)


def recount_children(parent_id: int | None) -> None:
    """Count the children that were ever issued: the first makes a leaf a parent, drafts and withdrawn ones do not."""
    parent = db.session.get(Task, parent_id) if parent_id else None
    if parent is None:
        return
    db.session.flush()
    _queue_for(parent.campaign_id)
    issued = select(func.count()).where(counted_children(parent), Task.state != TaskState.DRAFT)
    count = db.session.scalar(issued) or 0
    db.session.execute(update(Task).where(Task.id == parent.id).values(children_count=count), execution_options=QUIET)
    set_committed_value(parent, "children_count", count)


def _mean_of(condition: ColumnElement[bool]) -> int:
    """The weighted mean of the tasks that count, summed by the database."""
    row = db.session.execute(
        select(func.sum(Task.weight * Task.percent_bp), func.sum(Task.weight)).where(
            condition, Task.state.not_in(NOT_COUNTED)
        )
    ).one()
    return percent.mean_bp(int(row[0] or 0), int(row[1] or 0))


def _store_campaign_percent(campaign_id: int) -> None:
    mean = _mean_of(and_(Task.campaign_id == campaign_id, Task.parent_id.is_(None)))
    db.session.execute(
        update(Campaign).where(Campaign.id == campaign_id).values(percent_bp=mean), execution_options=QUIET
    )


def find_differences() -> list[tuple[int, int, int]]:
    """Recompute every percent from the leaves up: (task id, stored, recomputed) where the two differ."""
    found = []
    for task in db.session.scalars(select(Task).order_by(Task.depth.desc())).yield_per(500):
        legs = db.session.scalars(select(Assignment).where(Assignment.task_id == task.id)).all()
        set_committed_value(task, "assignments", list(legs))
        if own_percent(task) != task.percent_bp:
            found.append((task.id, task.percent_bp, own_percent(task)))
    return found
