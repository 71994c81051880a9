"""Workers that are killed, stopped and replaced: nothing is half done, and what was asked for is done once."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import pytest

from portal.config import ROOT
from portal.services import jobs
from tests import processes
from tests.faults.installation import Installation
from tests.faults.running import Server, environment, wait_until
from tests.faults.slow_worker import KIND, MARK, ROWS
from tests.jobs.queues import redis_url


@contextmanager
def slow_worker(installation: Installation, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.faults.slow_worker", "work"]
    given = environment(installation.data, {"DATABASE_URL": installation.url, "DEMONSTRATION": "1", **settings})
    with tempfile.TemporaryFile() as log:
        worker = subprocess.Popen(command, cwd=ROOT, env=given, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield worker
        finally:
            if worker.poll() is None:
                worker.kill()
            worker.wait(10)


@pytest.fixture
def mark(installation: Installation) -> Iterator[Path]:
    file = installation.data / MARK
    file.unlink(missing_ok=True)
    yield file
    file.unlink(missing_ok=True)


def asked(installation: Installation) -> tuple[int, str]:
    """A slow job, and how its rows are called."""
    name = f"慢{token_hex(3)}"
    with installation.working() as cast:
        return jobs.ask_for(KIND, {"name": name}, acting_user=cast.actor("office")).id, name


def rows(installation: Installation, name: str) -> int:
    return int(str(installation.ask("SELECT count(*) FROM department WHERE name LIKE :name", name=f"{name}%")[0][0]))


def has_ended(installation: Installation, job_id: int) -> bool:
    return installation.ask("SELECT 1 FROM job WHERE id = :id AND outcome IS NOT NULL", id=job_id) != []


def test_a_worker_killed_half_way_leaves_nothing_and_the_job_is_done_once(
    installation: Installation, mark: Path
) -> None:
    job_id, name = asked(installation)
    with slow_worker(installation) as first:
        wait_until(mark.exists, "the job is half way")
        first.kill()
        first.wait(10)
    wait_until(lambda: rows(installation, name) == 0, "nothing of it is there")
    assert not has_ended(installation, job_id)
    with slow_worker(installation):
        wait_until(lambda: has_ended(installation, job_id), "another worker has done it")
    assert rows(installation, name) == ROWS
    assert installation.ask("SELECT attempts FROM job WHERE id = :id", id=job_id) == [(2,)]


def test_on_sqlite_nobody_waits_for_a_dead_worker(on_sqlite: Installation) -> None:
    """Whoever holds the lock knows that it is dead."""
    mark = on_sqlite.data / MARK
    mark.unlink(missing_ok=True)
    job_id, _ = asked(on_sqlite)
    with slow_worker(on_sqlite, SILENT="600"):
        wait_until(mark.exists, "the job is half way")
    with slow_worker(on_sqlite, SILENT="600"):
        wait_until(lambda: has_ended(on_sqlite, job_id), "the next worker has done it at once")
    mark.unlink()


def test_a_worker_that_is_stopped_gives_its_job_back(installation: Installation, mark: Path) -> None:
    number = {"sqlite": signal.SIGINT, "postgresql": signal.SIGTERM}[installation.engine]
    job_id, name = asked(installation)
    with slow_worker(installation) as first:
        wait_until(mark.exists, "the job is half way")
        first.send_signal(number)
        assert first.wait(10) == 0
    assert (rows(installation, name), has_ended(installation, job_id)) == (0, False)
    with slow_worker(installation):
        wait_until(lambda: has_ended(installation, job_id), "the next worker has done it at once")
    assert rows(installation, name) == ROWS
    assert installation.ask("SELECT attempts FROM job WHERE id = :id", id=job_id) == [(1,)]


def worker_of(server: Server) -> int:
    """The worker's process below a server."""
    commands = {one: Path(f"/proc/{one}/cmdline") for one in processes.tree(server.process.pid)}
    found = [one for one, file in commands.items() if file.exists() and b"\0work\0" in file.read_bytes()]
    return found[0] if found else 0


def change_calendar(installation: Installation, server: Server, day: str) -> None:
    """The office closes a day, or opens it again."""
    office = installation.enter(server, "office")
    form = office.form(f"/calendar/{day}/edit", "/edit")
    kind = "off" if form.fields["kind"] == "worked" else "worked"
    assert office.post(form.action, {**form.fields, "kind": kind}).status == 303


def open_jobs(installation: Installation) -> int:
    return int(str(installation.ask("SELECT count(*) FROM job WHERE ended_at IS NULL")[0][0]))


def test_a_change_on_a_page_is_carried_out_by_the_worker_beside_it(installation: Installation) -> None:
    with installation.serving() as server:
        before = installation.ask("SELECT count(*) FROM job WHERE outcome IS NOT NULL")
        change_calendar(installation, server, "2022-10-12")
        wait_until(lambda: open_jobs(installation) == 0, "the job is done")
        assert installation.ask("SELECT count(*) FROM job WHERE outcome IS NOT NULL") == [(int(str(before[0][0])) + 1,)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_server_takes_its_worker_along(on_sqlite: Installation, number: signal.Signals) -> None:
    with on_sqlite.serving() as server:
        wait_until(lambda: worker_of(server) != 0, "the worker stands")
        worker, everybody = worker_of(server), processes.tree(server.process.pid)
        os.killpg(server.process.pid, number)
        assert server.process.wait(20) == 0
        assert "Traceback" not in server.said()
    assert worker in everybody
    assert not any(map(processes.is_alive, everybody))


def test_a_killed_server_takes_its_worker_along(on_sqlite: Installation) -> None:
    with on_sqlite.serving() as server:
        wait_until(lambda: worker_of(server) != 0, "the worker stands")
        worker = worker_of(server)
        server.process.kill()
        wait_until(lambda: not processes.is_alive(worker), "the worker is gone")


def test_a_killed_worker_is_replaced(on_sqlite: Installation) -> None:
    with on_sqlite.serving() as server:
        wait_until(lambda: worker_of(server) != 0, "the worker stands")
        first = worker_of(server)
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: worker_of(server) not in (0, first), "a new worker stands")
        change_calendar(on_sqlite, server, "2022-10-13")
        wait_until(lambda: open_jobs(on_sqlite) == 0, "it works")


@pytest.mark.parametrize("queue", ["redis", "postgresql", "gone"])
def test_with_another_queue_the_same_is_done(on_postgresql: Installation, tmp_path: Path, queue: str) -> None:
    """One setting. Where the queue is gone, the worker looks by himself."""
    urls = {"postgresql": on_postgresql.url, "gone": "redis://127.0.0.1:1/0"}
    with redis_url(tmp_path) as redis, on_postgresql.serving(QUEUE_URL=urls.get(queue, redis)) as server:
        change_calendar(on_postgresql, server, "2022-10-14")
        wait_until(lambda: open_jobs(on_postgresql) == 0, "the job is done")


def test_on_sqlite_no_worker_runs_elsewhere(on_sqlite: Installation) -> None:
    with on_sqlite.serving(), slow_worker(on_sqlite) as second:
        assert second.wait(20) == 1
