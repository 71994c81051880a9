"""What the rows of a sheet are checked against, made from what was read (`basis`)."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Row

from portal import policy
from portal.domain.task_sheet.fingerprint import Facts, likeness, placed, said
from portal.policy import Actor
from portal.services.department_names import Party
from portal.services.task_sheets.basis import Basis, own_lead
from portal.services.tasks.placing import DEEPEST, TAKES_CHILDREN, Place


class Standing(NamedTuple):
    """A task that is there already, with the lead and the due day that it has or takes over from above."""

    row: Row[*tuple[Any, ...]]
    lead: int | None
    due_on: Any


@dataclass
class Ground:
    """What is known: tasks by the fingerprint of a row that says the same, those that resemble, by title, by id."""

    basis: Basis
    own: Party | None
    known: dict[str, int] = field(default_factory=dict)
    alike: set[str] = field(default_factory=set)
    titled: dict[str, list[int]] = field(default_factory=dict)
    standing: dict[int, Standing] = field(default_factory=dict)
    _open: dict[int, bool] = field(default_factory=dict)

    def party(self, department_id: int | None) -> Party | None:
        """The department that leads a task which is there already."""
        return Party(self.basis.leads[department_id], department_id) if department_id else None

    def takes_children(self, task_id: int) -> bool:
        """What `placing.require_place` asks of a parent, from the columns alone."""
        if task_id not in self._open:
            self._open[task_id] = _takes_children(self.standing[task_id].row, self.basis.actor)
        return self._open[task_id]


def of(place: Place, basis: Basis) -> Ground:
    lead = own_lead(place)
    ground = Ground(basis, Party(basis.leads[lead], lead) if lead else None)
    parent = place.parent
    top = (parent.lead_department_id, parent.due_on) if parent else (None, None)
    inherited: dict[int | None, tuple[Any, Any]] = {parent.id if parent else None: top}
    for row in basis.tasks:
        lead, due = inherited.get(row.parent_id, (None, None))
        inherited[row.id] = lead, due = row.lead_department_id or lead, row.due_on or due
        facts = facts_of(row, lead, due)
        above = above_of(row.parent_id)
        ground.known.setdefault(placed(above, said(facts)), row.id)
        ground.alike.add(likeness(above, facts))
        ground.titled.setdefault(row.title, []).append(row.id)
        ground.standing[row.id] = Standing(row, lead, due)
    ground.known.update((row.fingerprint, row.task_id) for row in basis.written)
    return ground


def above_of(task_id: int | None) -> str:
    """What a fingerprint says of where its row lies."""
    return f"task:{task_id}" if task_id else "top"


def said_at(above: str) -> str:
    """The same for what a row says itself, which is what a written row is known by: its task may change, and what
    it took over from above may change too.
    """
    return f"said:{above}"


def facts_of(row: Any, lead: Hashable, due: Any) -> Facts:
    return Facts(row.title, lead, row.start_on, due, row.quantity, row.unit, row.weight, row.standard)


def _takes_children(row: Row[*tuple[Any, ...]], actor: Actor) -> bool:
    ground = policy.Ground(
        campaign_id=row.campaign_id,
        task_id=row.id,
        deputy_seat=row.deputy_seat,
        lead_department_id=row.lead_department_id,
        department_ids=frozenset({row.lead_department_id} if row.lead_department_id else ()),
        internal_department_id=row.internal_department_id,
        is_draft=row.state == "draft",
    )
    return row.state in TAKES_CHILDREN and row.depth < DEEPEST and policy.can_on(actor, "task.break_down", ground)
