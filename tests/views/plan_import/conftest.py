"""A desk for importing: the cast's plan, and notices sent in through the doors and read by the worker."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal import unit_of_work
from portal.database import db
from portal.domain.plan_draft import Draft
from portal.services import plan_readings
from tests import cast as casting
from tests import factories
from tests.cast import Cast
from tests.views.plan_import.paper import NOTICE
from tests.working import run_waiting_jobs

Found = TypeVar("Found")
HIDDEN_VERSION = re.compile(r'name="version" value="(\d+)"')


@dataclass
class Desk:
    """The campaign office in front of a browser, with one notice at a time."""

    app: Flask
    cast: Cast
    office: FlaskClient

    def enter(self, role: str) -> FlaskClient:
        browser = self.app.test_client()
        entry = {"login": role.replace("_", "-"), "password": factories.PASSWORD}
        assert browser.post("/sign-in", data=entry).status_code == 303
        return browser

    def do(self, change: Callable[[Cast], Found]) -> Found:
        """Run services on the cast, as a change of its own."""
        with self.app.app_context(), unit_of_work.work():
            return change(self.cast)

    def send(self, text: str = NOTICE, **form: str) -> str:
        """Paste a notice and let the worker read it; answers the address of its review."""
        answer = self.office.post("/plans/import", data={"text": text, **form})
        assert answer.status_code == 303, answer.text
        run_waiting_jobs(self.app)
        return str(answer.location)

    def open(self, address: str) -> str:
        answer = self.office.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status} {answer.location}"
        return str(answer.text)

    def press(self, review: str, action: str, **form: str | int) -> TestResponse:
        """Send to an action of a review, such as "answer?question=…", with the version that stands, or a given one."""
        path, _, query = action.partition("?")
        return self.office.post(
            f"{review}/{path}?{query}", data=form | {"version": form.get("version") or self.version(review)}
        )

    def version(self, review: str) -> int:
        found = HIDDEN_VERSION.search(self.open(review))
        assert found
        return int(found.group(1))

    def draft(self, review: str) -> Draft:
        """What stands in the draft of a review."""
        with self.app.app_context():
            actor = self.cast.actor("office")
            reading = plan_readings.access_reading(int(review.rpartition("/")[2]), acting_user=actor)
            return plan_readings.draft_of(reading)

    def item(self, review: str, words: str) -> str:
        """The id of the item whose title holds these words."""
        titles = {item.id: next(iter(item.fields.values())).value for item in self.draft(review).items}
        return next(item for item, title in titles.items() if words in title)


@pytest.fixture
def desk(app: Flask) -> Desk:
    with app.app_context(), unit_of_work.work():
        cast = casting.build()
        for name in ("投资促进中心", "发展改革局", "经信商务局", "建设交通局", "财政局"):
            factories.department(name)
        db.session.flush()
        db.session.expunge_all()  # so that the cast keeps its ids outside of any session
    desk = Desk(app, cast, app.test_client())
    desk.office = desk.enter("office")
    return desk
