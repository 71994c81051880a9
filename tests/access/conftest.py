"""The zone is built once for each engine and put back before each test; people are signed in without their password."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from werkzeug.routing import MapAdapter
from werkzeug.test import TestResponse

from portal import clock, unit_of_work
from portal.database import db
from portal.models import User
from portal.services import sign_ins
from tests.access import zone as zones
from tests.access.doors import FORMS, PLACES, Form
from tests.access.snapshots import Snapshot
from tests.access.zone import NEAR, Zone
from tests.conftest import TODAY, portal_on
from tests.engines import Database

ANONYMOUS = "anonymous"
_built: "dict[str, Portal]" = {}


@dataclass
class Portal:
    """The portal on the zone, asked by whoever is named."""

    app: Flask
    data: Path
    zone: Zone
    snapshot: Snapshot
    cookies: dict[str, str]
    sign_in_ids: dict[str, int]

    def __post_init__(self) -> None:
        self.client = FlaskClient(self.app, self.app.response_class, use_cookies=False)
        self.addresses: MapAdapter = self.app.url_map.bind("localhost")
        self.roles = [ANONYMOUS, *self.zone.user_ids]

    def restore(self) -> None:
        """Everything as it was when it was built, whatever other tests did to this portal meanwhile."""
        self.app.config["DATA"] = self.data
        self.snapshot.restore()

    def ask(self, role: str, method: str, address: str, form: Form | None = None) -> TestResponse:
        headers = {"Cookie": self.cookies[role]} if role != ANONYMOUS else {}
        return self.client.open(address, method=method, headers=headers, data=form if method == "POST" else None)

    @property
    def is_whole(self) -> bool:
        """Whether every role is asked on this engine."""
        return self.snapshot.database.name == "sqlite"

    def address(self, endpoint: str, side: str, role: str) -> str:
        """Where it lies on this side; one's own sign-in is another one for each role."""
        name = PLACES.get(endpoint, "nothing")
        own = {"sign_in_id": self.sign_in_ids.get(role, 0)} if name == "own_sign_in" else None
        return self.addresses.build(endpoint, own or self._place(name, side))

    def form(self, endpoint: str, side: str) -> Form:
        """What is sent there, with the ids of this side."""
        ids = {name: next(iter(self._place(name, side).values()), "") for name in self.zone.places[NEAR]}
        ids |= {"plan_id": ids["plan"], "campaign_id": ids["campaign"]} | self.zone.extra[side] | self.zone.user_ids
        return {
            name: [one.format_map(ids) for one in value] if isinstance(value, list) else value.format_map(ids)
            for name, value in FORMS.get(endpoint, {}).items()
        }

    def has_sides(self, endpoint: str) -> bool:
        return PLACES.get(endpoint, "nothing") in self.zone.places["far"]

    def _place(self, name: str, side: str) -> dict[str, Any]:
        return self.zone.places[side].get(name) or self.zone.places[NEAR][name]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """Built once for each engine, for all folders that import this; what is kept goes with the database."""
    database: Database = request.getfixturevalue(f"{request.param}_database")
    if database.url not in _built:
        database.restore()
        data = tmp_path_factory.mktemp("data")
        with clock.fixed(TODAY):
            _built[database.url] = _fill(portal_on(database, data=data), database, data)
    return _built[database.url]


def _fill(app: Flask, database: Database, data: Path) -> Portal:
    with app.app_context(), unit_of_work.work():
        zone = zones.build(data)
        tokens = {
            role: sign_ins.open_again(db.session.get_one(User, user_id), address="127.0.0.1", browser="")
            for role, user_id in zone.user_ids.items()
        }
        ids = {role: number for number, role in enumerate(tokens, 1)}  # the first sign-ins of an empty database
    return Portal(
        app, data, zone, Snapshot(database), {role: _cookie(app, token) for role, token in tokens.items()}, ids
    )


def _cookie(app: Flask, token: str) -> str:
    """What the browser of somebody who is signed in sends."""
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    return f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps({'_user_id': token, '_fresh': True})}"


@pytest.fixture
def portal(filled: Portal) -> Portal:
    filled.restore()
    return filled
