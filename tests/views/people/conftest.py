"""The cast behind real doors: everybody has an account and signs in through the page."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from portal import unit_of_work
from portal.database import db
from tests import cast, factories

PASSWORD = factories.PASSWORD


def login_of(role: str) -> str:
    return role.replace("_", "-")


@dataclass
class Zone:
    """The portal with its cast; ids by role, and what lies in the database."""

    app: Flask
    user_ids: dict[str, int]
    lead_id: int
    other_id: int
    plan_id: int
    campaign_id: int

    def visitor(self) -> FlaskClient:
        """A browser without cookies."""
        return self.app.test_client()

    def enter(self, role: str) -> FlaskClient:
        """A browser in which this role is signed in."""
        browser = self.visitor()
        answer = ask(browser, login_of(role))
        assert answer.status_code == 303, answer.text
        return browser

    def rows(self, query: str, **values: Any) -> list[Any]:
        with self.app.app_context(), unit_of_work.work(read_only=True):
            return list(db.session.execute(text(query), values).all())

    def events(self, like: str = "%") -> list[str]:
        found = self.rows("SELECT event FROM history WHERE event LIKE :like ORDER BY id", like=like)
        return [event for (event,) in found]

    def appointment_of(self, role: str) -> int:
        query = "SELECT id FROM appointment WHERE user_id = :user_id ORDER BY id"
        return int(self.rows(query, user_id=self.user_ids[role])[0][0])


def ask(browser: FlaskClient, login: str, password: str = PASSWORD, **values: str) -> TestResponse:
    """Try to sign in."""
    return browser.post("/sign-in", data={"login": login, "password": password} | values)


@pytest.fixture
def zone(app: Flask) -> Zone:
    with app.app_context(), unit_of_work.work():
        everybody = cast.build()
        ids = {role: user.id for role, user in everybody.users.items()}
        return Zone(app, ids, everybody.lead.id, everybody.other.id, everybody.plan.id, everybody.campaign.id)
