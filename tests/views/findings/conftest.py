"""Findings behind real doors: the cast signs in, the stage is made by services."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from portal import unit_of_work
from portal.database import db
from portal.models import Attachment, Finding, History
from portal.services.tasks.access import load_for_change
from tests import factories
from tests.cast import Cast
from tests.services.findings import stage as staging
from tests.services.findings.stage import Stage

TYPED = {
    "kind": "unannounced",
    "seen": "基坑尚未开挖",
    "place": "工地南门",
    "found_percent": "20",
    "severity": "serious",
    "days_to_rectify": "10",
    "seen_on": "2022-09-14",
}


def photo(name: str = "现场.jpg") -> tuple[io.BytesIO, str]:
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), "sienna").save(kept, "JPEG")
    kept.seek(0)
    return kept, name


@dataclass
class Site:
    """The portal with one running task; ids instead of objects, so that no session outlives its work."""

    app: Flask
    cast: Cast
    task_id: int
    legs: dict[str, int]
    browsers: dict[str, FlaskClient] = field(default_factory=dict)

    def enter(self, role: str) -> FlaskClient:
        if role not in self.browsers:
            browser = self.app.test_client()
            entry = {"login": role.replace("_", "-"), "password": factories.PASSWORD}
            assert browser.post("/sign-in", data=entry).status_code == 303
            self.browsers[role] = browser
        return self.browsers[role]

    def make(self, step: Callable[[Stage], Finding]) -> int:
        """Run services on the stage; answers the finding's id."""
        with self.app.app_context(), unit_of_work.work():
            return step(Stage(self.cast, load_for_change(self.task_id))).id

    def at(self, state: str) -> int:
        return self.make(lambda stage: stage.at(state))

    def look(self, finding_id: int) -> Any:
        """The columns of a finding as they lie in the database."""
        with self.app.app_context(), unit_of_work.work(read_only=True):
            return db.session.execute(select(Finding.__table__).where(Finding.id == finding_id)).one()

    def events(self, finding_id: int) -> list[str]:
        query = select(History.event).where(History.subject == f"finding:{finding_id}").order_by(History.id)
        with self.app.app_context(), unit_of_work.work(read_only=True):
            return list(db.session.scalars(query))

    def count(self, model: type[Finding] | type[Attachment]) -> int:
        with self.app.app_context(), unit_of_work.work(read_only=True):
            return len(db.session.scalars(select(model.id)).all())

    def typed(self, leg: str = "lead", **values: Any) -> dict[str, Any]:
        return {**TYPED, "assignment": str(self.legs[leg]), **values}


@pytest.fixture
def site(app: Flask) -> Site:
    with app.app_context(), unit_of_work.work():
        stage = staging.build()
        staging.with_guests(stage)
        cast = stage.cast
        kept = {name: SimpleNamespace(id=getattr(cast, name).id) for name in
                ("lead", "other", "street", "supervision", "plan", "campaign", "other_campaign")}  # fmt: skip
        users = {role: SimpleNamespace(id=user.id) for role, user in cast.users.items()}
        legs = {name: stage.leg(getattr(cast, name)).id for name in ("lead", "other", "supervision")}
        return Site(app, Cast(**kept, users=users), stage.task.id, legs)  # type: ignore[arg-type]
