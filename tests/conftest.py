"""What every test starts from: the two databases, the portal on them, the demonstration's day."""

import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import clock, create_app
from portal.database import db
from portal.services import passwords

# The embedded PostgreSQL warns without such a folder, and warnings are errors here.
_runtime = Path(tempfile.gettempdir()) / f"portal-runtime-{os.getuid()}"
_runtime.mkdir(mode=0o700, exist_ok=True)
os.environ.setdefault("XDG_RUNTIME_DIR", str(_runtime))
for _name in [name for name in os.environ if name.startswith("PORTAL_")]:
    del os.environ[_name]  # a developer's own settings change no test

from tests.engines import Database, PostgreSQLDatabase, SQLiteDatabase, database_app, postgresql_url, sqlite_url  # noqa: E402
from tests.faults.running import run_flask  # noqa: E402
from tests.page import PageClient  # noqa: E402
from tests.together import Together, turn_of  # noqa: E402

TODAY = date(2022, 9, 15)
TEST_SETTINGS: dict[str, object] = {
    "TESTING": True,
    "TODAY": TODAY,
    "DEMONSTRATION": True,
    "SECRET_KEY": "tests sign with this key and nobody else does",
    "WTF_CSRF_ENABLED": False,
    "ARGON_TIME": 1,
    "ARGON_MEMORY": 64,
}
DEMONSTRATION = {"DEMONSTRATION": "1", "TODAY": TODAY.isoformat(), "ARGON_TIME": "1", "ARGON_MEMORY": "64"}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):  # one of several processes
        items.sort(key=lambda item: turn_of(item.nodeid)[0])


@pytest.fixture(scope="session")
def sqlite_database() -> Iterator[Database]:
    with sqlite_url() as url:
        database = SQLiteDatabase("sqlite", url, database_app(url))
        database.migrate()
        yield database
        database.release()


@pytest.fixture(scope="session")
def postgresql_database(worker_id: str) -> Iterator[Database]:
    with postgresql_url(f"portal_test_{worker_id}") as url:
        database = PostgreSQLDatabase("postgresql", url, database_app(url))
        database.migrate()
        yield database
        database.release()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database at the newest migration; every test that takes it runs on both engines."""
    chosen: Database = request.getfixturevalue(f"{request.param}_database")
    chosen.restore()
    return chosen


@pytest.fixture(autouse=True)
def fixed_day() -> Iterator[date]:
    """Every test lives on the demonstration's day."""
    with clock.fixed(TODAY):
        yield TODAY


@pytest.fixture(autouse=True, scope="session")
def cheap_passwords() -> None:
    passwords.set_cost(passwords.Cost(time=1, memory=64, lanes=1))


@pytest.fixture
def context(database: Database) -> Iterator[Database]:
    """For tests of models and services: the database without any page. Never for tests with a client.

    What a client does runs in contexts of its own; one held open around it would carry a person to the next client.
    """
    database.app.config.setdefault("DATA", "/nonexistent")  # whoever writes files there says where
    with database.app.app_context():
        yield database
        db.session.remove()


@pytest.fixture
def app(database: Database, tmp_path: Path) -> Flask:
    """The whole portal on an empty database, its uploads in a folder of this test."""
    return portal_on(database, data=tmp_path)


def portal_on(database: Database, *, data: Path) -> Flask:
    """Made once for each engine, since that takes seconds."""
    if not database.portals:
        made = create_app(**TEST_SETTINGS, DATA=data, SQLALCHEMY_DATABASE_URI=database.url)
        made.test_client_class = PageClient
        database.portals.append(made)
    portal = database.portals[0]
    portal.config["DATA"] = data
    return portal


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without cookies; every page it receives is checked (tests/page.py)."""
    return app.test_client()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the demonstration on SQLite, made as an operator makes it: to be read, or copied."""
    data = tmp_path_factory.mktemp("demonstration")
    made = run_flask("prepare", data=data, **DEMONSTRATION)
    assert made.returncode == 0, made.stdout + made.stderr
    return data
