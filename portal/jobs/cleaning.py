"""Once a day each worker removes what is past its time (services/cleaning.py); what another one took is passed by."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from time import monotonic

from flask import Flask

from portal import clock, unit_of_work
from portal.documents.storage import Storage
from portal.errors import Clash, Collision
from portal.forms.evidence import storage
from portal.logs import logger
from portal.services import cleaning

EVERY_SECONDS = 24 * 60 * 60.0

Stopped = Callable[[], bool]


class Cleaner:
    """Of one worker: cleans when it starts, and a day later again."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._next_at = 0.0

    def clean_where_due(self, is_stopped: Stopped = lambda: False) -> None:
        if monotonic() < self._next_at:
            return
        self._next_at = monotonic() + EVERY_SECONDS  # also where it fails: tomorrow is early enough
        clean(self._app, is_stopped)


def clean(app: Flask, is_stopped: Stopped = lambda: False) -> int:
    """Remove what ended more days ago than the setting keeps; answers how many things were removed."""
    days = int(app.config["RETENTION_DAYS"])
    if not days:
        return 0
    before = clock.now() - timedelta(days=days)
    with app.app_context():
        count = sum(_clean_kind(kind, before, storage(), is_stopped) for kind in cleaning.KINDS)
    if count:
        logger.info("removed what was kept for more than %s days: %s files and tables", days, count)
    return count


def _clean_kind(kind: str, before: datetime, kept: Storage, is_stopped: Stopped) -> int:
    with unit_of_work.work(read_only=True):
        due = cleaning.list_due(kind, before)
    return sum(_forget(kind, one, before, kept) for one in due if not is_stopped())


def _forget(kind: str, thing_id: int, before: datetime, kept: Storage) -> bool:
    """The rows first: a file that no row names harms nobody, a row without its file would."""
    forgotten = cleaning.NOTHING
    with suppress(Clash, Collision), unit_of_work.work():  # somebody uses it this very moment: tomorrow
        forgotten = cleaning.forget(kind, thing_id, before, kept.is_fresh)
    if forgotten.digest is not None:
        kept.discard(forgotten.digest)
    return forgotten.is_done
