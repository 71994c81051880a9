"""A whole portal with its cast and tasks to write on, in a folder and a database of its own."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from portal import clock, unit_of_work
from portal.database import db
from portal.services import passwords
from tests import cast as casting
from tests import factories
from tests.cast import Cast
from tests.durable import Cluster
from tests.engines import database_app
from tests.faults.running import SERVE, Server, run_flask, serving
from tests.faults.visitor import Visitor
from tests.services.tasks import drafts

TODAY = date(2022, 9, 15)  # the day on which `serve` lives in a demonstration
SLOW_HASH = passwords.Cost(time=2, memory=19_456, lanes=1)
CHEAP_HASH = passwords.Cost(time=1, memory=64, lanes=1)


@dataclass
class Installation:
    """`cluster` is the PostgreSQL below it, None on SQLite."""

    engine: str
    data: Path
    url: str
    cluster: Cluster | None
    app: Flask
    cast: Cast

    def serving(self, *, command: tuple[str, ...] = SERVE, **settings: str) -> AbstractContextManager[Server]:
        return serving(self.data, command=command, DATABASE_URL=self.url, DEMONSTRATION="1", **settings)

    def enter(self, server: Server, role: str) -> Visitor:
        return Visitor(server.port).sign_in(role.replace("_", "-"), factories.PASSWORD)

    @contextmanager
    def working(self) -> Iterator[Cast]:
        """Services at work on this database, from this process."""
        with self.app.app_context(), clock.fixed(TODAY):
            with unit_of_work.work():
                yield self.cast
                db.session.flush()
                db.session.expunge_all()
            db.session.remove()
            db.engine.dispose()

    def running_tasks(self, count: int) -> list[int]:
        """Fresh tasks that the lead bureau has signed for."""
        with self.working() as cast:
            return [drafts.in_progress(cast).id for _ in range(count)]

    def issued_tasks(self, count: int) -> list[int]:
        """Fresh tasks that wait for a signature."""
        with self.working() as cast:
            return [drafts.issued(cast).id for _ in range(count)]

    def ask(self, statement: str, **values: object) -> list[tuple[object, ...]]:
        """Rows as they lie in the database, whatever the program says."""
        with self.app.app_context(), unit_of_work.work(read_only=True):
            found = [tuple(row) for row in db.session.execute(text(statement), values)]
        with self.app.app_context():
            db.engine.dispose()
        return found

    def operations(self) -> list[str]:
        """The operation written into each report that stands in the database."""
        reports = [str(done) for (done,) in self.ask("SELECT done FROM progress_report")]
        return [found[0] for done in reports if (found := re.search(r"operation \w+", done))]


def install(engine: str, data: Path, url: str, cluster: Cluster | None) -> Installation:
    """As an operator does it, then filled by the services."""
    prepared = run_flask("prepare", data=data, DATABASE_URL=url)
    assert prepared.returncode == 0, prepared.stderr
    app = database_app(url)
    with app.app_context(), clock.fixed(TODAY):
        with unit_of_work.work():
            cast = casting.build()
            passwords.set_cost(SLOW_HASH)  # whoever signs in during a test costs what he costs in production
            cast.user("observer").password_hash = passwords.hash_password(factories.PASSWORD)
            passwords.set_cost(CHEAP_HASH)
            db.session.flush()
            db.session.expunge_all()
        db.session.remove()
        db.engine.dispose()
    return Installation(engine, data, url, cluster, app, cast)
