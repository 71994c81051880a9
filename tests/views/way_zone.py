"""The portal with a task on its way: browsers of every role, and what lies in the database after they acted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text

from portal import unit_of_work
from portal.database import db
from portal.domain.posts import PostName
from tests import factories
from tests.documents import made
from tests.services.tasks import way as ways


@dataclass
class WayZone:
    app: Flask
    task_id: int
    lead_leg_id: int
    other_leg_id: int
    user_ids: dict[str, int]

    def enter(self, role: str) -> FlaskClient:
        """A browser in which this role is signed in."""
        browser = self.app.test_client()
        answer = browser.post("/sign-in", data={"login": role.replace("_", "-"), "password": factories.PASSWORD})
        assert answer.status_code == 303, answer.text
        return browser

    def address(self, rest: str = "") -> str:
        return f"/tasks/{self.task_id}{rest}"

    def one(self, query: str, **values: Any) -> Any:
        """The first column of the first row."""
        with self.app.app_context(), unit_of_work.work(read_only=True):
            return db.session.execute(text(query), {"task": self.task_id, **values}).scalar()

    @property
    def state(self) -> str:
        return str(self.one("SELECT state FROM task WHERE id = :task"))

    @property
    def version(self) -> int:
        return int(self.one("SELECT version FROM task WHERE id = :task"))

    def events(self) -> list[tuple[str, int]]:
        query = "SELECT event, user_id FROM history WHERE task_id = :task ORDER BY id"
        with self.app.app_context(), unit_of_work.work(read_only=True):
            return [tuple(row) for row in db.session.execute(text(query), {"task": self.task_id})]

    @contextmanager
    def statements(self) -> Iterator[list[str]]:
        """What is asked of the database meanwhile, without holding a context open around the client."""
        with self.app.app_context():
            engine = db.engine
        seen: list[str] = []

        def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            if not statement.startswith(("PRAGMA", "BEGIN", "SET ", "SAVEPOINT", "RELEASE")):
                seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        yield seen
        event.remove(engine, "before_cursor_execute", note)


def build(app: Flask, state: str, **values: Any) -> WayZone:
    with app.app_context(), unit_of_work.work():
        way = ways.build(**values)
        far = factories.user("岗位 无关局负责人", login="far-head")
        factories.appointment(far, PostName.HEAD, department_id=factories.department("无关局").id)
        way.to(state)
        ids = {role: user.id for role, user in way.cast.users.items()}
        return WayZone(app, way.task.id, way.leg().id, way.leg(way.cast.other).id, ids)


def report_form(**values: Any) -> dict[str, Any]:
    """A report as a head sends it, with a photo."""
    return {
        "percent": "100",
        "done": "全部完成",
        "confidence": "high",
        "files": [(photo(), "现场（东侧）.jpg")],
    } | values


def photo() -> BytesIO:
    return made.picture()
