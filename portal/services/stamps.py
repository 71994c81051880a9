"""Whether what a process keeps in memory still stands: the calendar, the names that lists can be filtered by.

A mark is random and written by the database itself, so that no process, no command and no restored copy is believed
to hold what it does not.
"""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import select

from portal.database import db, table_of
from portal.models import ReferenceStamp

CALENDAR, NAMES = "calendar", "names"
NEVER_CHANGED = ""
_MARKS = select(*table_of(ReferenceStamp).c)
Content = TypeVar("Content")


def mark_of(topic: str) -> str:
    """The present mark of a topic, read once a transaction; equal marks mean equal content."""
    kept = db.session().info
    if "marks" not in kept:
        kept["marks"] = {row.topic: row.mark for row in db.session.execute(_MARKS)}
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
    """After a change of one's own: what follows in this transaction shall see it."""
    db.session.flush()
    db.session().info.pop("marks", None)
