"""What `serve` refuses, each with a sentence (SECURITY D2, D3, S8)."""

import re
from pathlib import Path
from typing import Any

import pytest
from click import ClickException
from flask import Flask
from sqlalchemy import event, text

from portal import config
from portal.cli import readiness
from portal.cli.data_lock import hold_data
from portal.cli.demonstration import is_demonstration, mark_demonstration
from portal.cli.readiness import list_obstacles
from portal.database import db, may_use_wal
from tests.engines import Database

STRONG = "8f3a1c0de5b7249688f3a1c0de5b72496"


@pytest.fixture
def ready(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An installation in order; each test spoils one thing. The test server itself runs without fsync, for speed."""
    monkeypatch.setattr(readiness, "DURABLE_POSTGRESQL", {"synchronous_commit": ("on",)})
    overrides = {"SECRET_KEY": STRONG, "DATA": tmp_path, "SQLALCHEMY_DATABASE_URI": database.url}
    database.app.config.from_mapping(config.load({}, overrides))
    return database.app


def test_an_installation_in_order_has_no_obstacle(ready: Flask) -> None:
    assert list_obstacles(ready) == []


def test_it_closes_what_it_has_looked_with(ready: Flask) -> None:
    """Workers inherit the pool, and no connection may cross a fork."""
    assert list_obstacles(ready) == []
    with ready.app_context():
        assert "Connections in pool: 0 Current Overflow: -5" in db.engine.pool.status()


SPOILED = {
    "unreadable": ({"COMPLAINTS": ["PORTAL_PORT=x cannot be read"]}, r"PORTAL_PORT=x"),
    "passing key": ({"SECRET_KEY_IS_PASSING": True}, r"no secret key"),
    "short key": ({"SECRET_KEY": "k3jd9"}, r"is weak"),
    "dull key": ({"SECRET_KEY": "ab" * 20}, r"is weak"),
    "known key": ({"SECRET_KEY": f"{STRONG}-changeme"}, r"others know"),
    "fixed day": ({"TODAY": "2022-09-15"}, r"PORTAL_TODAY"),
    "open to the network": ({"HOST": "0.0.0.0"}, r"PORTAL_TRUSTED_HOSTS"),
    "no worker": ({"WORKERS": 0}, r"PORTAL_WORKERS"),
    "unknown queue": ({"QUEUE_URL": "amqp://queue"}, r"PORTAL_QUEUE_URL"),
    "no room for a file": ({"UPLOAD_MEGABYTES": 25}, r"PORTAL_MAX_CONTENT_LENGTH"),
    "no folder": ({"DATA": Path("/nowhere/at/all")}, r"does not exist"),
}


@pytest.mark.parametrize(("setting", "sentence"), SPOILED.values(), ids=SPOILED)
def test_it_refuses(ready: Flask, setting: dict[str, object], sentence: str) -> None:
    ready.config.update(setting)
    obstacles = list_obstacles(ready)
    assert len(obstacles) == 1, obstacles
    assert re.search(sentence, obstacles[0])


@pytest.mark.parametrize("url", ["redis://q/0", "rediss://q", "unix:///q", "postgresql+psycopg://q", "sqlite:///q"])
def test_every_queue_is_known(ready: Flask, url: str) -> None:
    ready.config["QUEUE_URL"] = url
    assert list_obstacles(ready) == []


def test_workers_elsewhere_need_postgresql(ready: Flask, database: Database) -> None:
    ready.config["JOB_WORKERS"] = 0
    assert any("PORTAL_JOB_WORKERS" in text for text in list_obstacles(ready)) == (database.name == "sqlite")


def test_a_demonstration_may_fix_the_day(ready: Flask) -> None:
    ready.config.update(TODAY="2022-09-15", DEMONSTRATION=True)
    assert list_obstacles(ready) == []


def test_it_refuses_known_accounts_outside_a_demonstration(ready: Flask) -> None:
    mark_demonstration(ready.config["DATA"], ready.config["SQLALCHEMY_DATABASE_URI"])
    assert is_demonstration(ready.config["DATA"], ready.config["SQLALCHEMY_DATABASE_URI"])
    assert "everybody knows" in list_obstacles(ready)[0]
    ready.config["DEMONSTRATION"] = True
    assert list_obstacles(ready) == []


def test_it_refuses_an_old_schema(ready: Flask) -> None:
    with ready.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    try:
        assert "newest migration" in list_obstacles(ready)[0]
    finally:
        with ready.app_context(), db.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head(ready)})


def head(app: Flask) -> str | None:
    with app.app_context():
        return readiness.schema.newest_revision()


def test_it_refuses_a_postgresql_that_does_not_wait_for_the_disk(postgresql_database: Database) -> None:
    with postgresql_database.app.app_context():
        found = list(readiness.durability(db.engine, readiness.DURABLE_POSTGRESQL))
    assert any("fsync is off" in sentence for sentence in found)


def test_it_refuses_a_sqlite_that_does_not_wait_for_the_disk(sqlite_database: Database) -> None:
    def weaken(connection: Any, record: object) -> None:
        connection.execute("PRAGMA synchronous=NORMAL")

    with sqlite_database.app.app_context():
        db.engine.dispose()
        event.listen(db.engine, "connect", weaken)
        found = list(readiness.durability(db.engine, {}))
        event.remove(db.engine, "connect", weaken)
        db.engine.dispose()
    assert found == ["SQLite would lose acknowledged work: journal_mode=wal, synchronous=1."]


def test_it_refuses_a_network_file_system(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        f"1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 0:5 / {tmp_path}/share rw shared:1 - nfs4 server:/x rw\n"
    )
    (tmp_path / "share").mkdir()
    assert readiness.file_system(tmp_path, mounts) == "ext4"
    assert readiness.file_system(tmp_path / "share", mounts) == "nfs4"


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 51, 3), True),
        ((3, 51, 2), False),
        ((3, 50, 7), True),
        ((3, 44, 6), True),
        ((3, 40, 1), False),
        ((3, 53, 0), True),
    ],
)
def test_wal_only_with_the_fix(version: tuple[int, ...], safe: bool) -> None:
    assert may_use_wal(version) is safe


def test_one_server_on_one_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/portal.db"
    with hold_data(url), pytest.raises(ClickException, match="Another portal is running"), hold_data(url):
        pass
    with hold_data(url):
        pass
