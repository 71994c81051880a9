"""Writers of one SQLite file come one after the other, whichever process they belong to."""

import fcntl
import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, text

from portal.database import engine_options, reading, sqlite_module
from portal.write_queue import WriteQueue

ASKED, OTHERS_BEFORE = 40, 6
NUMBER = text("SELECT count(*) FROM written")
WRITE = text("INSERT INTO written (who) VALUES (:who)")


@pytest.fixture
def url(tmp_path: Path) -> str:
    found = f"sqlite:///{tmp_path}/queue.db"
    with _engine(found).begin() as connection:
        connection.execute(text("CREATE TABLE written (id INTEGER PRIMARY KEY, who TEXT)"))
    return found


def _engine(url: str) -> Engine:
    return create_engine(url, **engine_options(url))


@contextmanager
def _read(engine: Engine) -> Iterator[Connection]:
    token = reading.set(True)
    with engine.connect() as connection:
        yield connection
    reading.reset(token)


def _crowd(url: str, is_over: Event) -> None:
    """Three who write again as soon as they have written: seldom is nobody of them writing."""
    engine = _engine(url)

    def write() -> None:
        while not is_over.wait(0):
            with engine.begin() as connection:
                connection.execute(WRITE, {"who": "crowd"})
                is_over.wait(0.004)

    crowd = [threading.Thread(target=write) for _ in range(3)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()


def test_one_among_many_of_another_process_is_soon_next(url: str) -> None:
    context = multiprocessing.get_context("spawn")
    is_over, engine = context.Event(), _engine(url)
    crowd = context.Process(target=_crowd, args=(url, is_over))
    crowd.start()
    try:
        while _written(engine) < 10:
            is_over.wait(0.01)
        others = [_others_before(engine) for _ in range(ASKED)]
    finally:
        is_over.set()
        crowd.join()
    assert sum(others) > ASKED // 2, "nobody else was there"
    assert max(others) <= OTHERS_BEFORE


def _others_before(engine: Engine) -> int:
    """How many wrote between asking and writing."""
    before = _written(engine)
    with engine.begin() as connection:
        found: int = connection.scalar(NUMBER)
        connection.execute(WRITE, {"who": "one"})
    return found - before


def _written(engine: Engine) -> int:
    with _read(engine) as connection:
        return int(connection.scalar(NUMBER) or 0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with closing(sqlite_module().connect(tmp_path / "bare.db")) as bare:
        bare.execute("CREATE TABLE written (id INTEGER)")
    return tmp_path / "bare.db"


def _connected(file: Path) -> Any:
    return sqlite_module().connect(file, timeout=0, isolation_level=None)


def test_who_waits_too_long_is_told(file: Path) -> None:
    locked = sqlite_module().OperationalError
    with closing(_connected(file)) as other, closing(_connected(file)) as own:
        other.execute("BEGIN IMMEDIATE")
        queue = WriteQueue(str(file))
        begin = partial(own.execute, "BEGIN IMMEDIATE")
        with pytest.raises(locked, match="locked"):
            queue.begin(begin, seconds=0.05, busy=locked)
        other.execute("COMMIT")
        assert queue.begin(begin, seconds=0.05, busy=locked), "the turn was given back"
        queue.end()


@pytest.mark.parametrize("is_missing", [True, False])
def test_a_gate_that_does_not_open_is_passed(file: Path, is_missing: bool) -> None:
    gate = Path(f"{file}.turn")
    with closing(_connected(file)) as own, _locked(gate, is_missing):
        queue = WriteQueue(str(file))
        assert queue.begin(partial(own.execute, "BEGIN IMMEDIATE"), seconds=0.05, busy=RuntimeError)


@contextmanager
def _locked(gate: Path, is_missing: bool) -> Iterator[None]:
    """Somebody stands in the gate, or none can be made."""
    if is_missing:
        gate.mkdir()
        yield
        return
    with gate.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def test_another_fault_is_not_waited_for(file: Path) -> None:
    fault = sqlite_module().OperationalError
    with closing(_connected(file)) as own, pytest.raises(fault, match="no such table"):
        WriteQueue(str(file)).begin(partial(own.execute, "DELETE FROM absent WHERE id = 1"), seconds=5, busy=fault)
