"""What happened to a task, told in sentences: as much of it as its reader may read."""

import json
import re
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Row, Text, bindparam, cast, not_, or_, select

from portal import policy
from portal.domain.events import EVENTS, OF_DRAFTS, UNTOLD, Event
from portal.domain.task_lifecycle import TaskState
from portal.models import History, Task
from portal.policy import Actor
from portal.prepared import Prepared
from portal.services.tasks.names import Names
from portal.text import N_

ENTRIES = 30
LARGEST = 2**31 - 1
KEPT_ROWS = 4096
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_INSIDE = frozenset(event for event, told in EVENTS.items() if told.is_inside)


@dataclass(frozen=True)
class Entry:
    """A sentence of the history: a message id, its values, the texts that stand below it, and what was changed:
    field → what stood there before, what stands there now."""

    at: datetime
    who: str
    text: str
    values: Mapping[str, Any]
    details: Sequence[str] = ()
    noun: str = ""
    changes: Mapping[str, Sequence[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Happened:
    """A row of the history; `written` is where pages keep what they have made of it."""

    id: int
    at: datetime
    acting_as: str
    event: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    written: dict[Hashable, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """A page of the history; `next_key` leads to what happened before."""

    entries: Sequence[Entry]
    next_key: str


_HISTORY_COLUMNS = select(
    History.id,
    History.at,
    History.acting_as,
    History.event,
    cast(History.before, Text).label("before"),
    cast(History.after, Text).label("after"),
)


@lru_cache(maxsize=16)
def _history(hidden: frozenset[str], has_findings: bool) -> Prepared:
    """One statement for each kind of reader. Lists of a fixed length are written out: filling them in cost a page more
    than asking."""
    of_finding = History.subject.startswith("finding:")
    seen = History.subject.in_(bindparam("findings", expanding=True))
    return Prepared(
        _HISTORY_COLUMNS.where(
            History.task_id == bindparam("task", type_=Integer),
            History.id < bindparam("before", type_=Integer),
            *(History.event != event for event in sorted(hidden)),
            or_(not_(of_finding), seen) if has_findings else not_(of_finding),
        )
        .order_by(History.id.desc())
        .limit(ENTRIES + 1)
    )


# What was written while there was no issued task above on whose page it could stand.
_OF_DRAFT = Prepared(
    _HISTORY_COLUMNS.where(
        History.subject == bindparam("subject"), History.task_id.is_(None), History.event == "task.edit"
    )
    .order_by(History.id.desc())
    .limit(ENTRIES)
)


def list_history(
    task: Task, *, acting_user: Actor, finding_ids: Collection[int] = (), before: int | None = None
) -> tuple[Sequence[Happened], str]:
    """The rows this reader may read, newest first, and the key of what came before them.

    Findings are told only to whoever sees them, reports to whoever reads inside the task, drafts below it to whoever
    drafts there.
    """
    hidden = UNTOLD if may_read_inside(task, acting_user=acting_user) else UNTOLD | _INSIDE
    if not policy.can(acting_user, "task.draft", task):
        hidden |= OF_DRAFTS
    which: dict[str, object] = {"task": task.id, "before": before or LARGEST}
    if finding_ids:
        which["findings"] = [f"finding:{one}" for one in finding_ids]
    rows = _history(hidden, bool(finding_ids)).all(**which)
    return [_happened(row) for row in rows[:ENTRIES]], str(rows[ENTRIES - 1].id) if len(rows) > ENTRIES else ""


def list_draft_history(task: Task, *, acting_user: Actor) -> Sequence[Happened]:
    """What happened to it as a draft below no issued task, newest first, for whoever drafts there.

    Below an issued task it is told on that one's page.
    """
    is_own = task.parent_id is None or task.state == TaskState.DRAFT
    if not is_own or not policy.can(acting_user, "task.draft", task):
        return []
    return [_happened(row) for row in _OF_DRAFT.all(subject=f"task:{task.id}")]


@lru_cache(maxsize=KEPT_ROWS)
def _happened(row: Row[*tuple[Any, ...]]) -> Happened:
    """A row of the history never changes: what is known of it is kept by all that it says."""
    before, after = (json.loads(text) if text else None for text in (row.before, row.after))
    return Happened(row.id, row.at, row.acting_as, row.event, before, after)


def may_read_inside(task: Task, *, acting_user: Actor) -> bool:
    """Reports, evidence and reasons; all others see title, legs, days, lights and percent."""
    return policy.can(acting_user, "task.read_inside", task)


def tell(rows: Sequence[Happened | History], names: Names, *, is_inside: bool) -> list[Entry]:
    """History rows as sentences; an event without a sentence is told by its own name."""
    return [_entry(row, names, is_inside) for row in rows]


def beginning(task: Task, names: Names) -> Entry:
    """The first sentence of every task: as a draft it was told on its parent's page."""
    return Entry(task.created_at, names.people.get(task.created_by_id, "—"), N_("Drafted"), {})


def _entry(row: Happened | History, names: Names, is_inside: bool) -> Entry:
    told = dict(row.after or {})
    event = EVENTS.get(row.event) or Event(row.event)
    text = event.sentence(told)
    told["department"] = names.departments.get(told.get("department_id", 0), "—")
    if isinstance(told.get("names"), list):
        told["names"] = "、".join(told["names"])
    values = {name: told.get(name) if told.get(name) is not None else "—" for name in _PLACEHOLDER.findall(text)}
    details = [str(told[name]) for name in event.details if told.get(name)] if is_inside else []
    changes = _changes(row, told) if is_inside and event.has_changes else {}
    return Entry(row.at, row.acting_as, text, values, details, row.event.partition(".")[0], changes)


def _changes(row: Happened | History, told: Mapping[str, Any]) -> Mapping[str, Sequence[Any]]:
    """Told in a piece, or as what stood before beside what stands now."""
    kept: Mapping[str, Sequence[Any]] | None = told.get("changes")
    if kept is None:
        kept = {name: (old, told.get(name)) for name, old in (row.before or {}).items()}
    return {name: pair for name, pair in kept.items() if not name.endswith("_id")}
