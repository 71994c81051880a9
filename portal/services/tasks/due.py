"""What is due from a reader: of every kind the first few and how many there are, in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all

from portal import clock
from portal.domain.task_filter import TaskFilter, Todo
from portal.models import Campaign, Department, Task
from portal.policy import Actor
from portal.prepared import Prepared
from portal.services import search
from portal.services.tasks import listing, todo
from portal.services.tasks.listing import ListedTask

KEPT_STATEMENTS = 256


@dataclass(frozen=True)
class DueTasks:
    """One kind of thing to do: the first tasks, and how many there are (100 stands for more than 99)."""

    kind: Todo
    rows: Sequence[ListedTask]
    count: int


def list_due(*, acting_user: Actor, size: int) -> list[DueTasks]:
    """Worst first; kinds of which there is nothing are left out. Each is the beginning of the list of its kind."""
    kinds = tuple(todo.kinds_for(acting_user))
    if not kinds:
        return []
    rows = _overview(kinds, acting_user, size, clock.today(), search.engine()).all()
    found = []
    for kind in kinds:
        own = [row for row in rows if row.due_kind == kind]
        if own:
            found.append(DueTasks(kind, listing.list_rows(own), own[0].due_count))
    return found


@lru_cache(maxsize=KEPT_STATEMENTS)
def _overview(kinds: tuple[Todo, ...], actor: Actor, size: int, today: date, engine: str) -> Prepared:
    first = union_all(*(_first(kind, actor, size) for kind in kinds)).subquery("first")
    named = select(first.c.due_kind, first.c.due_count, *listing.ROW).select_from(first)
    named = named.join(Task, Task.id == first.c.id)
    named = named.join(Campaign, Campaign.id == Task.campaign_id, isouter=True)
    named = named.join(Department, Department.id == Task.lead_department_id, isouter=True)
    return Prepared(named.order_by(func.coalesce(Task.due_on, listing.NEVER), Task.id))


def _first(kind: Todo, actor: Actor, size: int) -> Select[*tuple[Any, ...]]:
    """The ids of the first few of a kind, each with the kind and the count beside it."""
    asked = TaskFilter(todo=kind)
    counted = listing.narrowed_ids(asked, actor).limit(listing.MOST_COUNTED).subquery()
    count = select(func.count()).select_from(counted).scalar_subquery()
    rows = listing.narrowed_ids(asked, actor, in_order=True).limit(size).subquery()
    return select(literal(str(kind)).label("due_kind"), count.label("due_count"), rows.c.id)
