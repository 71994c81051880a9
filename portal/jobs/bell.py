"""The bell that calls a worker: Huey's queue in a SQLite file, in Redis or in PostgreSQL, as the setting says.

Huey delivers at most once, so nothing depends on it: what is rung says only "look", the rows say what is to do, and a
worker looks by himself every few seconds. Its tasks and its consumer are not used, and nothing is unpickled.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from flask import Flask
from sqlalchemy import make_url

from portal import unit_of_work
from portal.logs import logger

if TYPE_CHECKING:
    from huey.storage import BaseStorage

NAME = "portal"
LOOK = b"look"
POLL_SECONDS = 0.25
PATIENCE_SECONDS = 2


def _sqlite(url: str) -> "BaseStorage":
    """Not WAL: Huey opens it with the standard library, which may be too old for it. Not synced: see above."""
    from huey.storage import SqliteStorage

    file = str(make_url(url).database)
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    return SqliteStorage(NAME, file, journal_mode="truncate", fsync=False, timeout=PATIENCE_SECONDS)


def _redis(url: str) -> "BaseStorage":
    from huey.storage import RedisStorage
    from redis import ConnectionPool
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    limits: dict[str, Any] = {"socket_connect_timeout": PATIENCE_SECONDS, "socket_timeout": 2 * PATIENCE_SECONDS}
    return RedisStorage(NAME, connection_pool=ConnectionPool.from_url(url, retry=Retry(NoBackoff(), 0), **limits))


def _postgresql(url: str) -> "BaseStorage":
    from huey.storage import PostgresStorage

    dsn = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return PostgresStorage(NAME, dsn=dsn, connect_timeout=PATIENCE_SECONDS)


STORAGES: Mapping[str, Callable[[str], "BaseStorage"]] = {
    "sqlite": _sqlite,
    "redis": _redis,
    "rediss": _redis,
    "unix": _redis,
    "postgresql": _postgresql,
}


def is_known(url: str) -> bool:
    return kind_of(url) in STORAGES


def kind_of(url: str) -> str:
    return url.partition(":")[0].partition("+")[0]


def init_app(app: Flask) -> None:
    """Give this process its bell: a change that asks for a job rings it once it is kept."""
    bell = app.extensions["bell"] = Bell(app.config["QUEUE_URL"])
    unit_of_work.call_worker_with(bell.ring)


class Bell:
    """Connects when it is first used, in the process that uses it: a web worker that never rings loads nothing."""

    def __init__(self, url: str) -> None:
        self._url, self._lock = url, Lock()
        self._storage: BaseStorage | None = None
        self._process = 0

    def ring(self) -> None:
        """Never raises: the change is kept already, and the worker comes in a few seconds anyway."""
        try:
            storage = self._connected()
            if not storage.queue_size():
                storage.enqueue(LOOK)
        except Exception as error:  # whatever a driver raises
            logger.warning("the worker could not be called: %s", type(error).__name__)
            self.close()

    def wait(self, seconds: float, stop: Event) -> None:
        """Return when it rings, when the time is over, or soon after `stop` is set."""
        deadline = monotonic() + seconds
        try:
            storage = self._connected()
            while not stop.is_set() and monotonic() < deadline:
                if storage.dequeue() is not None:
                    return
                if not getattr(storage, "blocking", False):
                    stop.wait(POLL_SECONDS)
        except Exception as error:
            logger.warning("the queue does not answer (%s); jobs begin with delay", type(error).__name__)
            self.close()
            stop.wait(max(deadline - monotonic(), 0))

    def close(self) -> None:
        """Used again, it connects again."""
        storage, self._storage = self._storage, None
        if storage is not None and self._process == os.getpid():
            with suppress(Exception):  # what is broken cannot even be closed
                storage.close()

    def _connected(self) -> "BaseStorage":
        with self._lock:
            if self._storage is None or self._process != os.getpid():  # no connection crosses a fork
                self._storage, self._process = STORAGES[kind_of(self._url)](self._url), os.getpid()
            return self._storage
