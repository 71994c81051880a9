"""What the findings about a sheet depend on, as rows: read in a few statements however many rows the sheet has.

Two that are equal lead to the same findings. So a job checks before it takes the lock, and under the lock only reads
again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select

from portal import clock, policy
from portal.database import db, plain
from portal.models import Department, Plan, SheetTask, Task
from portal.policy import Actor
from portal.services import department_names
from portal.services.department_names import Party
from portal.services.tasks import draft_legs
from portal.services.tasks.placing import Place

AT_ONCE = 500
_COLUMNS = (Task.id, Task.parent_id, Task.title, Task.lead_department_id, Task.start_on, Task.due_on, Task.quantity,
            Task.unit, Task.weight, Task.standard, Task.state, Task.depth, Task.deputy_seat,
            Task.internal_department_id, Task.campaign_id, Task.plan_id)  # fmt: skip
_OF_PARENT = ("id", "path", "depth", "state", "start_on", "due_on", "deputy_seat", "lead_department_id")
Rows = Sequence[Row[*tuple[Any, ...]]]


@dataclass(frozen=True)
class Basis:
    """Who asks, where, what the names in the sheet stand for, the departments that have ended (by id), the names of
    those that lead, the tasks that are there already, and what rows of earlier sheets said.

    `year` is the one meant by "3月底" in a row.
    """

    actor: Actor
    place: tuple[object, ...]
    year: int
    parties: dict[str, Party]
    ended: dict[int, str]
    leads: dict[int, str]
    tasks: Rows
    written: Rows


def read(place: Place, names: Iterable[str], *, acting_user: Actor) -> Basis:
    tasks = db.session.execute(plain(_tasks_at(place, acting_user))).all()
    leads = {row.lead_department_id for row in tasks} | {own_lead(place)}
    return Basis(
        actor=acting_user,
        place=_facts(place),
        year=_year(place),
        parties=_parties(names),
        ended=_ended(),
        leads=draft_legs.department_names_of(sorted(one for one in leads if one)),
        tasks=tasks,
        written=db.session.execute(plain(_written_before(place, acting_user))).all(),
    )


def own_lead(place: Place) -> int | None:
    """Who leads where a row names nobody: the department it stays within, else the parent's lead."""
    return place.internal_department_id or (place.parent.lead_department_id if place.parent else None)


def _facts(place: Place) -> tuple[object, ...]:
    parent = [getattr(place.parent, name) for name in _OF_PARENT] if place.parent else []
    return place.plan_id, place.campaign_id, place.internal_department_id, *parent


def _year(place: Place) -> int:
    """The parent's, or the plan's."""
    return place.ends_on.year if place.ends_on else db.session.get_one(Plan, place.plan_id).ends_on.year


def _parties(names: Iterable[str]) -> dict[str, Party]:
    wanted = list(dict.fromkeys(names))
    found: dict[str, Party] = {}
    for at in range(0, len(wanted), AT_ONCE):
        found |= department_names.find_parties(wanted[at : at + AT_ONCE])
    return found


def _ended() -> dict[int, str]:
    query = select(Department.id, Department.name).where(Department.last_on < clock.today())
    return {row.id: row.name for row in db.session.execute(query)}


def _tasks_at(place: Place, actor: Actor) -> Select[*tuple[Any, ...]]:
    """The tasks of the campaign, or of the subtree, that this person may see; those above come first."""
    query = select(*_COLUMNS).where(Task.campaign_id == place.campaign_id, policy.visible_tasks(actor))
    if place.parent:
        query = query.where(Task.path.startswith(place.parent.path), Task.id != place.parent.id)
    return query.order_by(Task.depth, Task.id)


def _written_before(place: Place, actor: Actor) -> Select[*tuple[Any, ...]]:
    """What rows of earlier sheets said: they are known again although somebody has rewritten their tasks since."""
    query = select(SheetTask.fingerprint, SheetTask.task_id).join(Task, Task.id == SheetTask.task_id)
    query = query.where(Task.campaign_id == place.campaign_id, policy.visible_tasks(actor))
    if place.parent:
        query = query.where(Task.path.startswith(place.parent.path))
    return query.order_by(SheetTask.task_id)
