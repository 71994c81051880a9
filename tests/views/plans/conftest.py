"""Plans, campaigns and targets seen through the doors by the cast."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import unit_of_work
from portal.database import db
from tests import cast as casting
from tests import factories
from tests.cast import Cast

Found = TypeVar("Found")


@dataclass
class Doors:
    """The portal with its cast and a browser for each role."""

    app: Flask
    cast: Cast
    campaign_id: int
    plan_id: int
    browsers: dict[str, FlaskClient] = field(default_factory=dict)

    def enter(self, role: str) -> FlaskClient:
        if role not in self.browsers:
            browser = self.app.test_client()
            entry = {"login": role.replace("_", "-"), "password": factories.PASSWORD}
            assert browser.post("/sign-in", data=entry).status_code == 303
            self.browsers[role] = browser
        return self.browsers[role]

    def do(self, change: Callable[[Cast], Found]) -> Found:
        """Run services on the cast, as a change of its own."""
        with self.app.app_context(), unit_of_work.work():
            return change(self.cast)


@pytest.fixture
def doors(app: Flask) -> Doors:
    with app.app_context(), unit_of_work.work():
        cast = casting.build()
        for month in range(1, 13):
            factories.period(cast.plan, month)
        db.session.flush()
        db.session.expunge_all()  # so that the cast keeps its ids outside of any session
        return Doors(app, cast, cast.campaign.id, cast.plan.id)
