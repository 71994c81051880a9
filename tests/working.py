"""The worker, for tests: it carries out in this process what waits, as `flask work` does in one of its own."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask, current_app, has_app_context
from sqlalchemy import select

from portal.database import db
from portal.jobs.running import run_due
from portal.models import Job


def run_waiting_jobs(app: Flask | None = None, *, data: Path | None = None) -> int:
    """Carry out all waiting jobs; answers how many. Raises AssertionError where one broke unexpectedly.

    In a test of services (`context`) nothing needs to be passed, save a folder for jobs that keep files: what the test
    has done so far is committed, and objects it holds are read again. In a test of pages pass its `app`.
    """
    count, portal = run_due_jobs(app, data=data), _portal(app)
    with portal.app_context():
        broken = db.session.scalars(select(Job.id).where(Job.ended_at.is_(None), Job.attempts > 0)).all()
    assert not broken, f"jobs {broken} broke unexpectedly: see the captured log"
    return count


def run_due_jobs(
    app: Flask | None = None, *, data: Path | None = None, is_stopped: Callable[[], bool] = lambda: False
) -> int:
    """The same for jobs that may break, by a worker that may be stopped."""
    portal = _portal(app)
    if data is not None:
        portal.config["DATA"] = data
    if has_app_context():
        db.session.commit()
    count = run_due(portal, is_stopped)
    if has_app_context():
        db.session.expire_all()
    return count


def _portal(app: Flask | None) -> Flask:
    return app or current_app._get_current_object()  # type: ignore[attr-defined]
