"""Whether what a process keeps in memory still stands: the calendar, names, people and their appointments.

A mark is random and written by the database itself, so that no process, no command and no restored copy is believed
to hold what it does not.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from portal.database import db, table_of
from portal.models import ReferenceStamp
from portal.models.protection import STAMPED
from portal.prepared import Prepared

CALENDAR, NAMES, PEOPLE = "calendar", "names", "people"
NEVER_CHANGED = ""
_marks = table_of(ReferenceStamp)
# All marks in one value, "topic=mark topic=mark": the sign-in brings it along, and no page asks for it by itself.
ALL = select(func.aggregate_strings(_marks.c.topic + "=" + _marks.c.mark, " ")).scalar_subquery()
_ALL = Prepared(select(ALL))
_TABLES = frozenset(table for tables in STAMPED.values() for table in tables)
Content = TypeVar("Content")


def remember(marks: str | None) -> None:
    """What another statement of this transaction has read as ALL."""
    db.session().info["marks"] = dict(pair.split("=") for pair in (marks or "").split())


def mark_of(topic: str) -> str:
    """The present mark of a topic, read once a transaction; equal marks mean equal content."""
    kept = db.session().info
    if "marks" not in kept:
        remember(_ALL.scalar())
    return str(kept["marks"].get(topic, NEVER_CHANGED))


def kept_under(topic: str) -> Callable[[Callable[[], Content]], Callable[[], Content]]:
    """Reads something once a process, and again when its topic has another mark. What is kept is never changed."""

    def keep(read: Callable[[], Content]) -> Callable[[], Content]:
        last: tuple[str, Content] | None = None

        def find() -> Content:
            nonlocal last
            mark, known = mark_of(topic), last  # another thread may put its own in place at any moment
            if known is None or known[0] != mark:
                known = last = mark, read()
            return known[1]

        return find

    return keep


def forget() -> None:
    """After a change by statements of one's own: what follows in this transaction shall see it."""
    db.session.flush()
    db.session().info.pop("marks", None)


@event.listens_for(Session, "after_flush")
def _forget_what_changed(session: Session, flush: Any) -> None:
    """A change of objects is noticed by itself."""
    for changed in (session.new, session.dirty, session.deleted):
        if any(row.__tablename__ in _TABLES for row in changed):
            session.info.pop("marks", None)
            return
