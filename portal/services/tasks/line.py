"""A task and all above it as plain rows, read in one statement: what their percents and lights follow from."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    FromClause,
    Integer,
    Label,
    Row,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
)

from portal.database import Base
from portal.domain.assignment_lifecycle import ACTIVE, AssignmentKind, AssignmentState
from portal.domain.task_lifecycle import TaskState
from portal.models import Task
from portal.prepared import Prepared

# Columns of a task as it stands; `lead_…` of its active lead leg; `total` and `weights` are the sums of
# weight × percent and of weight over the children that count; `top_total` and `top_weights` those over the tops of
# the campaign that was asked for, `campaign_percent_bp` its percent.
LineRow = Row[*tuple[Any, ...]]

NOT_COUNTED = (TaskState.DRAFT, TaskState.CANCELLED)
_COLUMNS = (
    "id", "plan_id", "depth", "state", "start_on", "due_on", "issued_at", "weight", "percent_bp", "children_count",
    "changed_at", "internal_department_id", "lead_department_id", "yellow_on", "yellow_why",
    "yellow_title", "red_on", "red_why", "red_title", "outdated_on", "caught_up_until",
)  # fmt: skip
_ENDED = tuple(state for state in AssignmentState if state not in ACTIVE)


def line_of(task: Task) -> Sequence[LineRow]:
    """The task itself first, the top task last. What was changed has to be flushed."""
    return read_rows({*(int(part) for part in task.path.split("/") if part), task.id}, task.campaign_id)


def read_rows(task_ids: Iterable[int], campaign_id: int = 0) -> Sequence[LineRow]:
    """The rows of these tasks, the deepest first; what they say of the campaign is said of this one."""
    return _LINE.all(ids=list(task_ids), campaign=campaign_id)


def counts_in(child: LineRow, parent: LineRow) -> bool:
    """Whether a task makes up its parent: a co-department's internal subtasks are its own affair."""
    is_common = child.internal_department_id in (None, parent.lead_department_id)
    return is_common and child.state not in NOT_COUNTED


def _word(value: StrEnum) -> ColumnClause[Any]:
    """Written out: for each value bound where a partial index could be meant SQLite would plan the statement anew."""
    return literal_column(f"'{value}'")


def _sums(task: FromClause, condition: ColumnElement[bool], prefix: str = "") -> tuple[Label[Any], Label[Any]]:
    """Weight × percent and weight, summed over the tasks that count among these. Grouping would sort them first."""
    counted = and_(*(task.c.state != _word(state) for state in NOT_COUNTED), condition)
    sums = (func.sum(task.c.weight * task.c.percent_bp), func.sum(task.c.weight))
    total, weights = (select(func.coalesce(one, literal_column("0"))).where(counted).scalar_subquery() for one in sums)
    return total.label(f"{prefix}total"), weights.label(f"{prefix}weights")


def _line() -> Select[*tuple[Any, ...]]:
    task, campaign = Base.metadata.tables["task"], Base.metadata.tables["campaign"]
    lead, child, top = Base.metadata.tables["assignment"].alias("lead"), task.alias("child"), task.alias("top")
    asked = bindparam("campaign", type_=Integer)
    is_common = or_(child.c.internal_department_id.is_(None),
                    child.c.internal_department_id == task.c.lead_department_id)  # fmt: skip
    is_active = and_(lead.c.kind == _word(AssignmentKind.LEAD), *(lead.c.state != _word(state) for state in _ENDED))
    return (
        select(
            *(task.c[name] for name in _COLUMNS),
            *(lead.c[name].label(f"lead_{name}") for name in ("id", "state", "is_deemed", "reported_at")),
            *_sums(child, and_(child.c.parent_id == task.c.id, is_common)),
            *_sums(top, and_(top.c.campaign_id == asked, top.c.parent_id.is_(None)), "top_"),
            select(campaign.c.percent_bp).where(campaign.c.id == asked).scalar_subquery().label("campaign_percent_bp"),
        )
        .select_from(task)
        .outerjoin(lead, and_(lead.c.task_id == task.c.id, is_active))
        .where(task.c.id.in_(bindparam("ids", expanding=True)))
        .order_by(task.c.depth.desc())
    )


_LINE = Prepared(_line(), is_apart=True)
