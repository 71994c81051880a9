"""Pages of tasks seen by the cast, with the ids that addresses need."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import unit_of_work
from portal.database import db
from portal.models import Task
from portal.services.tasks.access import load_for_change
from tests import cast as casting
from tests import factories
from tests.cast import Cast
from tests.services.tasks import drafts

Found = TypeVar("Found")


@dataclass
class Ground:
    """The portal with its cast: browsers by role, tasks made by services, and what lies in the database."""

    app: Flask
    cast: Cast
    browsers: dict[str, FlaskClient] = field(default_factory=dict)

    def enter(self, role: str) -> FlaskClient:
        """The browser of a role, signed in once."""
        if role not in self.browsers:
            browser = self.app.test_client()
            entry = {"login": role.replace("_", "-"), "password": factories.PASSWORD}
            assert browser.post("/sign-in", data=entry).status_code == 303
            self.browsers[role] = browser
        return self.browsers[role]

    def make(self, step: Callable[[Cast], Task]) -> int:
        """Run a service on the cast; answers the task's id."""
        with self.app.app_context(), unit_of_work.work():
            return step(self.cast).id

    def issued(self, **values: object) -> int:
        return self.make(lambda cast: drafts.issued(cast, **values))

    def drafted(self, **values: object) -> int:
        return self.make(lambda cast: drafts.drafted(cast, **values))

    def in_progress(self, **values: object) -> int:
        return self.make(lambda cast: drafts.in_progress(cast, **values))

    def look(self, question: Callable[[Task], Found], task_id: int) -> Found:
        """Ask something of a task as it lies in the database."""
        with self.app.app_context(), unit_of_work.work(read_only=True):
            return question(load_for_change(task_id))

    def children(self, task_id: int) -> list[Task]:
        with self.app.app_context(), unit_of_work.work(read_only=True):
            found = list(db.session.scalars(select(Task).where(Task.parent_id == task_id).order_by(Task.position)))
            db.session.expunge_all()
            return found


@pytest.fixture
def ground(app: Flask) -> Ground:
    with app.app_context(), unit_of_work.work():
        cast = casting.build()
        db.session.flush()
        db.session.expunge_all()  # so that the cast keeps its ids outside of any session
        return Ground(app, cast)
