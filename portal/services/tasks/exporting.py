"""What a list of tasks is written out with beside its rows: the words of the tasks, and who takes part, by id."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from portal.database import db
from portal.domain.assignment_lifecycle import ACTIVE, AssignmentKind
from portal.domain.task_lifecycle import TaskState
from portal.models import Assignment, Department, DepartmentGroup, Task

_ABOVE = aliased(Task)
_TASKS = (Task.id, Task.parent_id, Task.content, Task.standard, Task.clause, Task.weight, Task.quantity, Task.unit,
          Task.deputy_seat, _ABOVE.title.label("above"))  # fmt: skip
_LEGS = (
    select(
        Assignment.task_id, Assignment.kind, Assignment.quantity, Assignment.section, Assignment.deputy_in_charge,
        Assignment.person_responsible, Department.name.label("department"), DepartmentGroup.name.label("group"),
    )
    .join(Department, Department.id == Assignment.department_id, isouter=True)
    .join(DepartmentGroup, DepartmentGroup.id == Assignment.group_id, isouter=True)
    .order_by(Assignment.task_id, Assignment.position, Assignment.id)
)  # fmt: skip


@dataclass
class Words:
    """A task's own columns, its lead, and everybody else in their order; shares where legs carry quantities.

    `task.above` is the title of what it lies below, where everybody may read that.
    """

    task: Any
    lead: str = ""
    responsible: list[str] = field(default_factory=list)
    shares: dict[str, Decimal] = field(default_factory=dict)
    section: str = ""
    deputy_in_charge: str = ""
    person_responsible: str = ""


def words_of(task_ids: Sequence[int]) -> dict[int, Words]:
    """By id, in two statements; whoever asks has listed these tasks for a reader who sees them."""
    is_above = (_ABOVE.id == Task.parent_id) & (_ABOVE.state != TaskState.DRAFT)
    query = select(*_TASKS).join(_ABOVE, is_above, isouter=True).where(Task.id.in_(task_ids))
    found = {row.id: Words(row) for row in db.session.execute(query)}
    for leg in db.session.execute(_LEGS.where(Assignment.task_id.in_(task_ids), Assignment.state.in_(ACTIVE))):
        words, name = found[leg.task_id], leg.department or leg.group
        if leg.quantity is not None:
            words.shares[name] = leg.quantity
        if leg.kind == AssignmentKind.LEAD:
            words.lead = name
            words.section, words.deputy_in_charge = leg.section, leg.deputy_in_charge
            words.person_responsible = leg.person_responsible
        else:
            words.responsible.append(name)
    return found
