"""The bell in a SQLite file, in Redis and in PostgreSQL: it calls, is never in the way, and nothing is lost with it."""

import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Timer

import pytest

from portal.jobs.bell import LOOK, Bell
from tests.engines import postgresql_url, run_id, sqlite_url
from tests.jobs.queues import redis_url

LONG = 8.0


@pytest.fixture(params=["sqlite", "redis", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/below/queue.db"
        return
    server = redis_url(tmp_path) if request.param == "redis" else postgresql_url(f"portal_queue_{worker_id}_{run_id()}")
    with server as found:
        yield found


@pytest.fixture
def bell(url: str) -> Iterator[Bell]:
    found = Bell(url)
    yield found
    found.close()


@pytest.fixture
def other(url: str) -> Iterator[Bell]:
    """The same bell in another process."""
    found = Bell(url)
    yield found
    found.close()


def waited(bell: Bell, seconds: float, stop: Event | None = None) -> float:
    began = time.monotonic()
    bell.wait(seconds, stop or Event())
    return time.monotonic() - began


def test_it_rings_across_processes(bell: Bell, other: Bell) -> None:
    other.ring()
    assert waited(bell, LONG) < 2
    assert 0.4 < waited(bell, 0.5) < 2.5, "it is heard once"


def test_who_waits_already_hears_it_soon(bell: Bell, other: Bell) -> None:
    waited(bell, 0)
    ringing = Timer(0.3, other.ring)
    ringing.start()
    assert waited(bell, LONG) < 3
    ringing.join()


def test_many_rings_are_one(bell: Bell, other: Bell) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: other.ring(), range(40)))
    heard = 0
    while waited(bell, 0.4) < 0.35:
        heard += 1
    assert 1 <= heard <= 4


def test_a_worker_that_stops_does_not_wait(bell: Bell) -> None:
    stop = Event()
    Timer(0.3, stop.set).start()
    assert waited(bell, LONG, stop) < 2.5


def test_nothing_that_lies_in_it_is_believed(bell: Bell, other: Bell, tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, ...]:
            return Path.touch, (tmp_path / "trapped",)

    other._connected().enqueue(pickle.dumps(Trap()))
    assert waited(bell, LONG) < 2
    assert not (tmp_path / "trapped").exists()


@pytest.mark.parametrize(
    "broken",
    [
        "redis://127.0.0.1:1/0",
        "postgresql://nobody@127.0.0.1:1/nothing",
        "sqlite:////proc/nothing/queue.db",
        "unheard://of",
    ],
)
def test_a_queue_that_is_gone_harms_nobody(broken: str, caplog: pytest.LogCaptureFixture) -> None:
    bell, began = Bell(broken), time.monotonic()
    bell.ring()
    assert time.monotonic() - began < 3
    assert 0.4 < waited(bell, 0.5) < 3, "the worker looks by himself, and does not spin"
    assert len(caplog.records) == 2
    assert "@" not in caplog.text, "no address with its password in the log"


def test_it_comes_back_with_the_queue(url: str, bell: Bell, other: Bell) -> None:
    bell.ring()
    bell._connected().close()
    bell.ring()
    assert waited(other, LONG) < 2


def test_its_file_is_not_in_wal_mode() -> None:
    """Huey opens it with the standard library, which may be too old for WAL (SECURITY D3)."""
    with sqlite_url() as url:
        file = Path(url.removeprefix("sqlite:///"))
        bell = Bell(url)
        bell.ring()
        assert file.read_bytes()[18:20] == b"\x01\x01", "2 would be WAL"
        bell.close()


def test_web_processes_load_nothing_before_they_ring() -> None:
    probe = "import sys, portal; portal.create_app(); print([m for m in ('huey', 'redis') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_is_rung_is_a_word() -> None:
    assert LOOK == b"look"
