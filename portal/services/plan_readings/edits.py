"""Everything that was done to a reading, in the order in which it was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.database import db
from portal.models import History, PlanReading

PAGE = 50


@dataclass(frozen=True)
class Edit:
    """One row of the history; `who` is the person as he acted then."""

    id: int
    at: datetime
    who: str
    event: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def list_edits(reading: PlanReading, *, after: int | None = None) -> Sequence[Edit]:
    """For a reader who was let in already: oldest first, one more than a page."""
    query = (
        select(History.id, History.at, History.acting_as, History.event, History.before, History.after)
        .where(History.subject == f"plan_reading:{reading.id}", History.id > (after or 0))
        .order_by(History.id)
        .limit(PAGE + 1)
    )
    return [Edit(one.id, one.at, one.acting_as, one.event, one.before or {}, one.after or {})
            for one in db.session.execute(query)]  # fmt: skip
