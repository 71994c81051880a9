"""The history of things that are no tasks: plans, campaigns, targets, departments, groups, periods."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.database import db
from portal.models import History

SHOWN = 30


@dataclass(frozen=True)
class Told:
    """One row; `changes` are field → what stood there before, what stands there now."""

    at: datetime
    who: str
    event: str
    changes: Mapping[str, tuple[Any, Any]]


def list_told(subject: str) -> list[Told]:
    """What happened to a thing ("plan:1") whose reader was let in already, newest first."""
    query = select(History).where(History.subject == subject).order_by(History.id.desc()).limit(SHOWN)
    return [Told(row.at, row.acting_as, row.event, _changes(row)) for row in db.session.scalars(query)]


def _changes(row: History) -> Mapping[str, tuple[Any, Any]]:
    """Ids say nothing to a reader and are passed over; a new thing is not told field by field."""
    before, after = row.before or {}, row.after or {}
    return {name: (old, after.get(name)) for name, old in before.items() if not name.endswith("_id")}
