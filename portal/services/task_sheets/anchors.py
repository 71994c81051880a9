"""What is there already and gets new tasks below it, as far as those depend on it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Row, func, select

from portal.database import db, plain
from portal.domain.task_lifecycle import TaskState
from portal.models import History, Task
from portal.services.tasks import placing
from portal.services.tasks.placing import Place


class Anchor(NamedTuple):
    """`page` is the task on whose page a draft below is told (tasks/drafting: page_of), `last` the last position."""

    id: int | None
    path: str
    depth: int
    page: int | None
    last: int


Anchors = Mapping[int | None, Anchor]


def read(place: Place, parent_ids: Iterable[int]) -> Anchors:
    """By id; None is the place itself. In a few statements however many there are."""
    here = place.parent.id if place.parent else None
    wanted = {*parent_ids, *([here] if here else [])}
    found: dict[int | None, Anchor] = _of_tasks(wanted)
    found[None] = found[here] if here else Anchor(None, "/", -1, None, placing.next_position(place) - 1)
    return found


def _of_tasks(ids: set[int]) -> dict[int | None, Anchor]:
    if not ids:
        return {}
    paths = db.session.scalars(select(Task.path).where(Task.id.in_(ids)))
    line = {int(one) for path in paths for one in path.split("/") if one}
    query = select(Task.id, Task.parent_id, Task.path, Task.depth, Task.state).where(Task.id.in_(line))
    tasks = {row.id: row for row in db.session.execute(plain(query))}
    told = _with_history([row.id for row in tasks.values() if row.state == TaskState.DRAFT])
    last = _last_positions(ids)
    return {one: Anchor(one, tasks[one].path, tasks[one].depth, _page(one, tasks, told), last.get(one, 0))
            for one in ids}  # fmt: skip


def _with_history(drafts: list[int]) -> frozenset[int]:
    """Those that were issued once and withdrawn."""
    query = select(History.task_id).where(History.task_id.in_(drafts)).distinct()
    return frozenset(one for one in db.session.scalars(query) if one) if drafts else frozenset()


def _last_positions(ids: set[int]) -> dict[int, int]:
    query = select(Task.parent_id, func.max(Task.position)).where(Task.parent_id.in_(ids)).group_by(Task.parent_id)
    return {parent_id: last for parent_id, last in db.session.execute(query) if parent_id}


def _page(task_id: int | None, tasks: Mapping[int, Row[*tuple[Any, ...]]], told: frozenset[int]) -> int | None:
    while task_id is not None and tasks[task_id].state == TaskState.DRAFT and task_id not in told:
        task_id = tasks[task_id].parent_id
    return task_id
