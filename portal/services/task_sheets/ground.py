"""What the rows of a sheet are checked against, read in a few statements however many rows there are.

Two readings are equal where nothing has changed in between: a job checks before it takes the lock, and looks again.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, select

from portal import policy
from portal.database import db
from portal.domain.task_sheet.fingerprint import Facts, fingerprint, likeness
from portal.models import SheetTask, Task
from portal.policy import Actor
from portal.services import department_names
from portal.services.department_names import Party
from portal.services.tasks import checking, draft_legs
from portal.services.tasks.entry import LegEntry
from portal.services.tasks.placing import DEEPEST, TAKES_CHILDREN, Place

AT_ONCE = 500
_COLUMNS = (Task.id, Task.parent_id, Task.title, Task.lead_department_id, Task.start_on, Task.due_on, Task.quantity,
            Task.unit, Task.weight, Task.standard, Task.state, Task.depth, Task.deputy_seat,
            Task.internal_department_id, Task.campaign_id, Task.plan_id)  # fmt: skip


class Standing(NamedTuple):
    """A task that is there already, as something that rows may lie below."""

    id: int
    title: str
    depth: int
    start_on: Any
    due_on: Any
    lead: int | None
    seat: int | None
    is_open: bool


@dataclass(frozen=True)
class Ground:
    """Names with what they stand for, departments that have ended, and the tasks that are there already."""

    parties: dict[str, Party]
    ended: dict[int, str]
    known: dict[str, int]
    alike: frozenset[str]
    titled: dict[str, list[int]]
    standing: dict[int, Standing]
    leads: dict[int, Party]
    own: Party | None


def read(place: Place, names: Iterable[str], *, acting_user: Actor) -> Ground:
    """Everything for a place and the names that its sheet holds."""
    parties = _parties(names)
    legs = [LegEntry(party) for party in dict.fromkeys(parties.values())]
    own = _own_party(place)
    rows = db.session.execute(_tasks_at(place, acting_user)).all()
    standing, known, alike, titled = _tasks_there(place, rows, acting_user)
    leads = {one.lead for one in standing.values() if one.lead}
    inherited = [LegEntry(Party("", department_id=lead)) for lead in leads] + ([LegEntry(own)] if own else [])
    ended = checking.find_ended([*legs, *inherited])
    return Ground(
        parties=parties,
        ended=ended,
        known=known | _written_before(place, acting_user),
        alike=alike,
        titled=titled,
        standing=standing,
        leads={lead: Party(name, lead) for lead, name in draft_legs.department_names_of(list(leads)).items()},
        own=own,
    )


def above_of(task_id: int | None) -> str:
    """What a fingerprint says of where its row lies."""
    return f"task:{task_id}" if task_id else "top"


def said_at(above: str) -> str:
    """The same for what a row says itself, which is what a written row is known by: its task may change, and what
    it took over from above may change too.
    """
    return f"said:{above}"


def _parties(names: Iterable[str]) -> dict[str, Party]:
    wanted = list(dict.fromkeys(names))
    found: dict[str, Party] = {}
    for at in range(0, len(wanted), AT_ONCE):
        found |= department_names.find_parties(wanted[at : at + AT_ONCE])
    return found


def _own_party(place: Place) -> Party | None:
    """Who leads where a row names nobody: the department it stays within, else the parent's lead."""
    lead = place.internal_department_id or (place.parent.lead_department_id if place.parent else None)
    return Party(draft_legs.department_names_of([lead])[lead], department_id=lead) if lead else None


def _tasks_at(place: Place, actor: Actor) -> Select[*tuple[Any, ...]]:
    """The tasks of the campaign, or of the subtree, that this person may see; those above come first."""
    query = select(*_COLUMNS).where(Task.campaign_id == place.campaign_id, policy.visible_tasks(actor))
    if place.parent:
        query = query.where(Task.path.startswith(place.parent.path), Task.id != place.parent.id)
    return query.order_by(Task.depth, Task.id)


def _tasks_there(
    place: Place, rows: Iterable[Row[*tuple[Any, ...]]], actor: Actor
) -> tuple[dict[int, Standing], dict[str, int], frozenset[str], dict[str, list[int]]]:
    """By id; by what a row that says the same would be known by; by what only resembles; by title."""
    parent = place.parent
    top = (parent.lead_department_id, parent.due_on) if parent else (None, None)
    inherited: dict[int | None, tuple[Any, Any]] = {parent.id if parent else None: top}
    standing: dict[int, Standing] = {}
    known: dict[str, int] = {}
    alike: set[str] = set()
    titled: dict[str, list[int]] = {}
    for row in rows:
        lead, due = inherited.get(row.parent_id, (None, None))
        inherited[row.id] = lead, due = row.lead_department_id or lead, row.due_on or due
        facts = facts_of(row, lead, due)
        above = above_of(row.parent_id)
        known.setdefault(fingerprint(above, facts), row.id)
        alike.add(likeness(above, facts))
        titled.setdefault(row.title, []).append(row.id)
        standing[row.id] = Standing(row.id, row.title, row.depth, row.start_on, due, lead, row.deputy_seat,
                                    _takes_children(row, actor))  # fmt: skip
    return standing, known, frozenset(alike), titled


def facts_of(row: Any, lead: Hashable, due: Any) -> Facts:
    return Facts(row.title, lead, row.start_on, due, row.quantity, row.unit, row.weight, row.standard)


def _takes_children(row: Row[*tuple[Any, ...]], actor: Actor) -> bool:
    """What `placing.require_place` asks of a parent, from the columns alone."""
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


def _written_before(place: Place, actor: Actor) -> dict[str, int]:
    """What rows of earlier sheets said: they are known again although somebody has rewritten their tasks since."""
    query = select(SheetTask.fingerprint, SheetTask.task_id).join(Task, Task.id == SheetTask.task_id)
    query = query.where(Task.campaign_id == place.campaign_id, policy.visible_tasks(actor))
    if place.parent:
        query = query.where(Task.path.startswith(place.parent.path))
    return {row.fingerprint: row.task_id for row in db.session.execute(query)}
