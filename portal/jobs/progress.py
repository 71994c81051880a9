"""How far a job is, told while it runs: its figures, its sign of life, and whether its worker shall stop.

SQLite has one writer. Where that is the job itself, its figures stand in a small file beside the database meanwhile;
a sign of life is not needed then, since nobody else can take the job before this transaction ends.
"""

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic

from flask import current_app

from portal import unit_of_work
from portal.database import db, may_use_wal, reading, sqlite_module
from portal.services import job_turns
from portal.services.job_turns import Turn

EVERY = 0.5


class Interrupted(BaseException):
    """The worker shall stop. Not an Exception, so that no job takes it for a failure of its own."""


class Told:
    """The progress of one turn."""

    def __init__(self, turn: Turn, is_stopped: Callable[[], bool]) -> None:
        self._turn, self._is_stopped = turn, is_stopped
        self._told_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        if self._is_stopped():
            raise Interrupted
        if monotonic() - self._told_at < EVERY:
            return
        self._told_at = monotonic()
        if _is_in_the_way():
            keep_figures(self._turn.job_id, done, total)
            return
        with current_app.app_context(), unit_of_work.work():  # a session of its own beside the job's
            job_turns.tell_progress(self._turn, done, total)
        forget_figures(self._turn.job_id)


def _is_in_the_way() -> bool:
    """Whether a transaction of this job would keep its own progress from being written."""
    session = db.session()
    if session.get_bind().dialect.name != "sqlite" or not session.in_transaction():
        return False
    return not (reading.get() and may_use_wal(sqlite_module().sqlite_version_info))


def figures_file(job_id: int) -> Path:
    return Path(str(current_app.config["DATA"])) / "figures" / str(job_id)


def keep_figures(job_id: int, done: int, total: int) -> None:
    """They are worth no failure: a full disk is met by the job itself."""
    file = figures_file(job_id)
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        fresh = file.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps({"done": done, "total": total}))
        fresh.replace(file)


def forget_figures(job_id: int) -> None:
    figures_file(job_id).unlink(missing_ok=True)


def find_figures(job_id: int) -> Mapping[str, int]:
    """Figures that the row does not have yet."""
    try:
        found: dict[str, int] = json.loads(figures_file(job_id).read_text())
    except (OSError, ValueError):
        return {}
    return found
