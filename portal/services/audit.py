"""The audit trail for the audit administrator: every change and every refusal, newest first.

He reads who did what, when, from where, on which object. What business objects contain is not his to read: of their
rows only the names of the changed fields and the states are shown.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, or_, select

from portal import policy
from portal.clock import CHINA
from portal.database import db
from portal.models import History, User
from portal.policy import Actor

PAGE = 50
MOST_PEOPLE = 50
ADMINISTRATIVE = frozenset({"user", "appointment", "sign_in", "refused", "calendar", "period", "department", "group"})
ALWAYS_TOLD = frozenset({"state"})


@dataclass(frozen=True)
class Filter:
    """`event` is a whole event ("task.issue") or a noun ("task"); `day` is a day in China."""

    event: str = ""
    person: str = ""
    day: date | None = None


class Detail(NamedTuple):
    """A changed field; without values where they are not the audit administrator's to read."""

    field: str
    before: object = None
    after: object = None


@dataclass(frozen=True)
class Entry:
    id: int
    at: datetime
    who: str
    event: str
    subject: str
    address: str
    details: tuple[Detail, ...]


def list_entries(choice: Filter, *, acting_user: Actor, after: int | None = None, size: int = PAGE) -> list[Entry]:
    """Newest first, one more than a page."""
    policy.require(acting_user, "audit.read")
    conditions = [*_events(choice.event), *_conditions(choice)]
    query = select(History).where(*conditions).order_by(History.id.desc()).limit(size + 1)
    rows = db.session.scalars(query.where(History.id < after) if after else query)
    return [_entry(row) for row in rows]


def list_events(*, acting_user: Actor) -> list[str]:
    """Every kind of event that was ever written down, found by hopping along the index."""
    policy.require(acting_user, "audit.read")
    return _known_events()


def _known_events() -> list[str]:
    found: list[str] = []
    while (event := db.session.scalar(_next_event(found[-1] if found else ""))) is not None:
        found.append(event)
    return found


def _next_event(event: str) -> Select[Any]:
    return select(History.event).where(History.event > event).order_by(History.event).limit(1)


def _events(event: str) -> list[ColumnElement[bool]]:
    """One event, or all of a noun: named one by one, because a range of text depends on the database's alphabet."""
    if not event:
        return []
    return [History.event.in_([event, *(one for one in _known_events() if one.startswith(f"{event}."))])]


def _conditions(choice: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if choice.person:
        person = or_(*(column.contains(choice.person, autoescape=True) for column in (User.name, User.login)))
        found.append(History.user_id.in_(select(User.id).where(person).limit(MOST_PEOPLE)))
    if choice.day:
        start = datetime.combine(choice.day, time(), CHINA)
        found += [History.at >= start, History.at < start + timedelta(days=1)]
    return found


def _entry(row: History) -> Entry:
    return Entry(row.id, row.at, row.acting_as, row.event, row.subject, row.address, tuple(_details(row)))


def _details(row: History) -> list[Detail]:
    """Each changed field with what stood before and after; of a business object the bare field."""
    before, after = row.before or {}, row.after or {}
    is_open = row.event.partition(".")[0] in ADMINISTRATIVE
    return [
        Detail(name, before.get(name), after.get(name)) if is_open or name in ALWAYS_TOLD else Detail(name)
        for name in dict.fromkeys([*before, *after])
    ]
