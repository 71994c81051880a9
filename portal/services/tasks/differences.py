"""Whether what is derived is what legs, children and tasks make of it: everything recomputed, nothing written."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import aliased

from portal.database import db
from portal.domain.assignment_lifecycle import ACTIVE
from portal.domain.percent import parent_bp
from portal.domain.task_lifecycle import TaskState
from portal.models import Assignment, Campaign, Task
from portal.services.tasks.line import NOT_COUNTED, read_rows
from portal.services.tasks.settling import Leg, legs_of, percent_of

BATCH = 500


class What(StrEnum):
    """Percents in basis points; children are counted, and so are legs whose copies are not their task's."""

    TASK = "task"
    CHILDREN = "children"
    LEGS = "legs"
    CAMPAIGN = "campaign"


class Difference(NamedTuple):
    what: What
    id: int
    stored: int
    recomputed: int


def find_differences() -> list[Difference]:
    """Every task from the deepest up, then every campaign: where what is stored is not what is recomputed."""
    ids = db.session.scalars(select(Task.id).order_by(Task.depth.desc(), Task.id)).all()
    batches = [ids[at : at + BATCH] for at in range(0, len(ids), BATCH)]
    found = [one for batch in batches for one in (*_tasks(batch), *_children(batch), *_legs(batch))]
    return [*found, *_campaigns()]


def _tasks(ids: Sequence[int]) -> Iterator[Difference]:
    legs: defaultdict[int, list[Leg]] = defaultdict(list)
    for leg in legs_of(ids):
        legs[leg.task_id].append(leg)
    for task in read_rows(ids):
        recomputed = percent_of(task, legs[task.id])
        if recomputed != task.percent_bp:
            yield Difference(What.TASK, task.id, task.percent_bp, recomputed)


def _children(ids: Sequence[int]) -> Iterator[Difference]:
    """A task is a parent while a subtask that counts lies below it: see `settling.recount_children`."""
    child = aliased(Task)
    is_common = or_(child.internal_department_id.is_(None), child.internal_department_id == Task.lead_department_id)
    counted = func.sum(case((is_common & child.state.not_in(NOT_COUNTED), 1), else_=0))
    query = (
        select(Task.id, Task.children_count, func.coalesce(counted, 0))
        .outerjoin(child, child.parent_id == Task.id)
        .where(Task.id.in_(ids))
        .group_by(Task.id)
    )
    for task_id, stored, recomputed in db.session.execute(query):
        if stored != recomputed:
            yield Difference(What.CHILDREN, task_id, stored, int(recomputed))


def _legs(ids: Sequence[int]) -> Iterator[Difference]:
    """What a department's lists are read from: see `settling`. A draft stands in no such list."""
    is_active = Assignment.state.in_(ACTIVE)
    differs = or_(
        Assignment.due_on.is_distinct_from(Task.due_on),
        Assignment.is_open.is_distinct_from(is_active & Task.is_open),
        Assignment.task_state.is_distinct_from(case((is_active, Task.state))),
    )
    query = (
        select(Task.id, func.count())
        .join(Assignment, Assignment.task_id == Task.id)
        .where(Task.id.in_(ids), Task.state != TaskState.DRAFT, differs)
        .group_by(Task.id)
    )
    for task_id, count in db.session.execute(query):
        yield Difference(What.LEGS, task_id, count, 0)


def _campaigns() -> Iterator[Difference]:
    tops: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    query = select(Task.campaign_id, Task.weight, Task.percent_bp).where(
        Task.parent_id.is_(None), Task.state.not_in(NOT_COUNTED)
    )
    for campaign_id, weight, bp in db.session.execute(query):
        tops[campaign_id].append((weight, bp))
    for campaign_id, stored in db.session.execute(select(Campaign.id, Campaign.percent_bp).order_by(Campaign.id)):
        recomputed = parent_bp(tops[campaign_id])
        if stored != recomputed:
            yield Difference(What.CAMPAIGN, campaign_id, stored, recomputed)
