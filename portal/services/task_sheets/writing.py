"""Checked rows as drafts: tasks, legs and history by the thousand, made ready without a lock, written in one go.

What a single draft gets (services/tasks/drafting.py: add_task, tell) each of these gets too: a test compares them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text

from portal import clock
from portal.database import db
from portal.domain.assignment_lifecycle import AssignmentState
from portal.domain.task_lifecycle import TaskState
from portal.domain.task_sheet.fingerprint import placed
from portal.models import Task
from portal.policy import Actor
from portal.services import bulk, entries, history
from portal.services.bulk import ReadyRows
from portal.services.history import Told
from portal.services.task_sheets import anchors as anchoring
from portal.services.task_sheets.anchors import Anchors
from portal.services.task_sheets.ground import above_of, said_at
from portal.services.task_sheets.verdicts import CheckedRow
from portal.services.tasks import draft_legs
from portal.services.tasks.placing import Place


@dataclass(frozen=True)
class ReadyTasks:
    """Rows of all tables, good as long as their numbers are free and what they lie below is as it was."""

    ids: Sequence[int]
    anchors: Anchors
    tables: Sequence[ReadyRows]

    def is_good(self, place: Place) -> bool:
        below = [one for one in self.anchors if one is not None]
        return are_free(self.ids) and anchoring.read(place, below) == self.anchors

    def write(self, *, tell: Callable[[int, int], None] = lambda done, total: None) -> None:
        total = sum(len(table.rows) for table in self.tables)
        done = 0

        def count(rows: int) -> None:
            nonlocal done
            done += rows
            tell(done * len(self.ids) // total, len(self.ids))

        for table in self.tables:
            bulk.write(table, tell=count)


def make_ready(
    place: Place, sheet_id: int, rows: Sequence[CheckedRow], ids: Sequence[int], *, acting_user: Actor
) -> ReadyTasks:
    """The drafts of these rows, below one place; each row is told the number that its task will have."""
    for one, task_id in zip(rows, ids, strict=True):
        one.task_id = task_id
    below = {one.parent_id for one in rows if one.parent_id is not None}
    return _Maker(place, sheet_id, acting_user, anchoring.read(place, below)).make(ids, rows)


def new_ids(count: int) -> list[int]:
    """Numbers for tasks: from the sequence, or behind the last where SQLite has one writer only."""
    if count == 0:
        return []
    if _has_sequence():
        drawn = text("SELECT nextval(pg_get_serial_sequence('task', 'id')) FROM generate_series(1, :count)")
        return sorted(int(one) for one in db.session.scalars(drawn, {"count": count}))
    first = _last_id() + 1
    return list(range(first, first + count))


def are_free(ids: Sequence[int]) -> bool:
    """What a sequence gave is given to nobody else; behind the last number somebody may have come in between."""
    return not ids or _has_sequence() or _last_id() < ids[0]


def _has_sequence() -> bool:
    return db.session.get_bind().dialect.name == "postgresql"


def _last_id() -> int:
    return int(db.session.scalar(select(func.coalesce(func.max(Task.id), 0))) or 0)


@dataclass
class _Above:
    """What rows below a task take from it; `last` is the position of the last of its children."""

    id: int | None
    path: str
    depth: int
    page: int | None
    last: int = 0


class _Maker:
    """Makes the rows of all tables, those of tasks above before those below."""

    def __init__(self, place: Place, sheet_id: int, acting_user: Actor, anchors: Anchors) -> None:
        self._place, self._sheet_id, self._actor, self._anchors = place, sheet_id, acting_user, anchors
        self._there = {one: _Above(*anchor) for one, anchor in anchors.items()}
        self._new: dict[int, _Above] = {}
        self._now = clock.now()

    def make(self, ids: Sequence[int], rows: Sequence[CheckedRow]) -> ReadyTasks:
        in_order = sorted(rows, key=lambda one: (one.depth, one.at))
        tasks = bulk.make_ready("task", [self._task(one, self._above(one)) for one in in_order])
        told = [Told(f"task:{one.task_id}", self._above(one).page, _said(one)) for one in in_order]
        return ReadyTasks(ids, self._anchors, (
            tasks,
            bulk.make_ready("assignment", self._all_legs(in_order)),
            bulk.make_ready("sheet_task", [self._mark(one) for one in in_order]),
            history.make_ready("task.draft", told, acting_user=self._actor, campaign_id=self._place.campaign_id),
        ))  # fmt: skip

    def _above(self, one: CheckedRow) -> _Above:
        """Asked for after what lies above has been made."""
        return self._there[one.parent_id] if one.parent_row is None else self._new[one.parent_row]

    def _task(self, one: CheckedRow, above: _Above) -> dict[str, Any]:
        assert one.entry is not None
        above.last += 1
        path = f"{above.path}{one.task_id}/"
        self._new[one.at] = _Above(one.task_id, path, above.depth + 1, above.page)
        return {
            "id": one.task_id,
            "plan_id": self._place.plan_id,
            "campaign_id": self._place.campaign_id,
            "parent_id": above.id,
            "path": path,
            "depth": above.depth + 1,
            "position": above.last,
            "internal_department_id": self._place.internal_department_id,
            "state": TaskState.DRAFT,
            "created_by_id": self._actor.user_id,
            "created_at": self._now,
            "changed_at": self._now,
            "lead_department_id": draft_legs.lead_of(one.legs),
            "version": 1,
            **vars(one.entry),
        }

    def _all_legs(self, rows: Sequence[CheckedRow]) -> list[dict[str, Any]]:
        """Those of a department one after the other: most indexes of legs begin with it, and are filled faster so."""
        legs = [leg for one in rows for leg in self._legs(one)]
        return sorted(legs, key=lambda leg: leg["department_id"] or 0)

    def _legs(self, one: CheckedRow) -> Iterator[dict[str, Any]]:
        for position, leg in enumerate(one.legs):
            yield {
                "task_id": one.task_id,
                "department_id": leg.party.department_id,
                "group_id": leg.party.group_id,
                "kind": leg.kind,
                "state": AssignmentState.WAITING,
                "position": position,
                "quantity": leg.quantity,
                "percent": 0,
                "changed_at": self._now,
                "version": 1,
                **vars(leg.inside),
            }

    def _mark(self, one: CheckedRow) -> dict[str, Any]:
        """What the row will be known by when it comes again: by then what lies above it has its number."""
        mark = placed(said_at(above_of(self._above(one).id)), one.said)
        return {"task_id": one.task_id, "sheet_id": self._sheet_id, "fingerprint": mark}


def _said(one: CheckedRow) -> dict[str, Any]:
    """What the history row of a single draft says (drafting: tell)."""
    assert one.entry is not None
    told: dict[str, Any] = {"title": one.entry.title, **entries.told(one.entry)}
    return told | ({"legs": draft_legs.entry_names(one.legs)} if one.legs else {})
