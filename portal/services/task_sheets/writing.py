"""Checked rows as drafts: tasks, legs and history by the thousand, in the transaction of whoever calls.

What a single draft gets (services/tasks/drafting.py: add_task, tell) each of these gets too: a test compares them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select, text

from portal import clock
from portal.database import db
from portal.domain.assignment_lifecycle import AssignmentState
from portal.domain.task_lifecycle import TaskState
from portal.domain.task_sheet.fingerprint import fingerprint
from portal.models import Task
from portal.policy import Actor
from portal.services import bulk, entries, history
from portal.services.history import Told
from portal.services.task_sheets.ground import above_of, said_at
from portal.services.task_sheets.verdicts import CheckedRow
from portal.services.tasks import draft_legs, drafting, placing
from portal.services.tasks.placing import Place

BATCH = 1_000


@dataclass
class _Above:
    """What rows below a task take from it; `position` counts its children."""

    id: int | None
    path: str
    depth: int
    page: int | None
    position: int = 0


@dataclass
class Writer:
    """Writes rows of one sheet below one place, those above before those below."""

    place: Place
    sheet_id: int
    acting_user: Actor
    _above: dict[str, _Above] = field(default_factory=dict)

    def write(
        self, rows: Sequence[CheckedRow], *, tell: Callable[[int, int], None] = lambda done, total: None
    ) -> list[int]:
        """The ids of the new tasks, in the order of the rows."""
        ids = _new_ids(len(rows))
        in_order = sorted(zip(rows, ids, strict=True), key=lambda pair: (pair[0].depth, pair[0].at))
        for start in range(0, len(in_order), BATCH):
            self._write_batch(in_order[start : start + BATCH])
            tell(min(start + BATCH, len(rows)), len(rows))
        return ids

    def _write_batch(self, batch: Sequence[tuple[CheckedRow, int]]) -> None:
        now = clock.now()
        tasks: list[dict[str, Any]] = []
        legs: list[dict[str, Any]] = []
        marks: list[dict[str, Any]] = []
        told: list[Told] = []
        for one, task_id in batch:
            above = self._place_of(one)
            tasks.append(self._task(one, task_id, above) | {"created_at": now, "changed_at": now})
            legs += [leg | {"changed_at": now} for leg in _legs(one, task_id)]
            marks.append(self._mark(one, task_id, above))
            told.append(Told(f"task:{task_id}", above.page, _said(one)))
            self._above[f"row:{one.at}"] = _Above(task_id, tasks[-1]["path"], above.depth + 1, above.page)
        for table, values in (("task", tasks), ("assignment", legs), ("sheet_task", marks)):
            bulk.insert(table, values)
        history.record_many("task.draft", told, acting_user=self.acting_user, campaign_id=self.place.campaign_id)

    def _place_of(self, one: CheckedRow) -> _Above:
        key = f"row:{one.parent_row}" if one.parent_row is not None else above_of(one.parent_id)
        if key not in self._above:
            self._above[key] = self._load(one.parent_id)
        found = self._above[key]
        found.position += 1
        return found

    def _load(self, parent_id: int | None) -> _Above:
        """A task that is there already, or the place itself."""
        parent = db.session.get(Task, parent_id) if parent_id else self.place.parent
        if parent is None:
            return _Above(None, "/", -1, None, placing.next_position(self.place) - 1)
        page = drafting.page_of(parent, drafting.parent_of(parent))
        below = select(func.max(Task.position)).where(Task.parent_id == parent.id)
        return _Above(parent.id, parent.path, parent.depth, page.id if page else None, db.session.scalar(below) or 0)

    def _task(self, one: CheckedRow, task_id: int, above: _Above) -> dict[str, Any]:
        assert one.entry is not None
        return {
            "id": task_id,
            "plan_id": self.place.plan_id,
            "campaign_id": self.place.campaign_id,
            "parent_id": above.id,
            "path": f"{above.path}{task_id}/",
            "depth": above.depth + 1,
            "position": above.position,
            "internal_department_id": self.place.internal_department_id,
            "state": TaskState.DRAFT,
            "created_by_id": self.acting_user.user_id,
            "lead_department_id": draft_legs.lead_of(one.legs),
            "version": 1,
            **vars(one.entry),
        }

    def _mark(self, one: CheckedRow, task_id: int, above: _Above) -> dict[str, Any]:
        """What the row will be known by when it comes again: by then what lies above it has its number."""
        assert one.own is not None
        key = said_at(above_of(above.id))
        return {"task_id": task_id, "sheet_id": self.sheet_id, "fingerprint": fingerprint(key, one.own)}


def _legs(one: CheckedRow, task_id: int) -> Iterator[dict[str, Any]]:
    for position, leg in enumerate(one.legs):
        yield {
            "task_id": task_id,
            "department_id": leg.party.department_id,
            "group_id": leg.party.group_id,
            "kind": leg.kind,
            "state": AssignmentState.WAITING,
            "position": position,
            "quantity": leg.quantity,
            "percent": 0,
            "version": 1,
            **vars(leg.inside),
        }


def _said(one: CheckedRow) -> dict[str, Any]:
    """What the history row of a single draft says (drafting: tell)."""
    assert one.entry is not None
    told: dict[str, Any] = {"title": one.entry.title, **entries.told(one.entry)}
    return told | ({"legs": draft_legs.entry_names(one.legs)} if one.legs else {})


def _new_ids(count: int) -> list[int]:
    """Free numbers for tasks: from the sequence, or behind the last where SQLite has one writer only."""
    if count == 0:
        return []
    if db.session.get_bind().dialect.name == "postgresql":
        drawn = text("SELECT nextval(pg_get_serial_sequence('task', 'id')) FROM generate_series(1, :count)")
        return sorted(int(one) for one in db.session.scalars(drawn, {"count": count}))
    first = int(db.session.scalar(select(func.coalesce(func.max(Task.id), 0))) or 0) + 1
    return list(range(first, first + count))
