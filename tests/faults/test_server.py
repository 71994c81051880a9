"""The production server: it starts once on one file, refuses in sentences, and leaves nothing behind (SECURITY D3)."""

import os
import signal
from pathlib import Path

import pytest

from tests.faults.running import Server, environment, run_flask, serving, wait_until


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installation")
    result = run_flask("prepare", data=folder)
    assert result.returncode == 0, result.stderr
    return folder


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def listening(server: Server) -> bool:
    try:
        server.get("/health")
    except OSError:
        return False
    return True


def test_it_answers_with_two_workers_and_ctrl_c_stops_them(data: Path) -> None:
    with serving(data) as server:
        assert server.get("/health") == (200, '{"status":"ok"}\n')
        workers = server.workers()
        assert len(workers) == 2
        wait_until(lambda: all(os.getpgid(worker) == worker for worker in workers), "Ctrl-C reaches the parent alone")
        os.killpg(server.process.pid, signal.SIGINT)
        assert server.process.wait(20) == 0
        assert "refused to gracefully stop" not in server.said()
    assert not any(is_alive(worker) for worker in workers)


def test_a_killed_worker_is_replaced(data: Path) -> None:
    with serving(data) as server:
        first = server.workers()
        wait_until(lambda: server.answers(), "the server is warm")
        os.kill(first[0], signal.SIGKILL)
        wait_until(lambda: len(server.workers()) == 2 and first[0] not in server.workers(), "a new worker stands")
        wait_until(server.answers, "the server answers again")


def test_workers_inherit_no_connection(data: Path) -> None:
    """They are forks, and whoever closes a SQLite file that another process has opened drops that one's locks."""
    with serving(data) as server:
        held = {os.readlink(file) for file in Path(f"/proc/{server.process.pid}/fd").iterdir()}
        assert str(data / "portal.db.lock") in held
        assert str(data / "portal.db") not in held


def test_a_killed_parent_takes_its_workers_along(data: Path) -> None:
    with serving(data) as server:
        workers = server.workers()
        server.process.kill()
        wait_until(lambda: not any(is_alive(worker) for worker in workers), "no worker is left")
        wait_until(lambda: not listening(server), "the port is free")
    with serving(data) as again:
        assert again.answers()


def test_no_second_server_on_the_same_file(data: Path) -> None:
    with serving(data):
        second = run_flask("serve", data=data, PORT="18765")
        assert second.returncode == 1
        assert "Another portal is running" in second.stderr
        third = run_flask("demo", data=data)
        assert third.returncode == 1
        assert "Another portal is running" in third.stderr


def test_a_taken_port_gets_a_sentence(data: Path, tmp_path: Path) -> None:
    with serving(data) as server:
        assert run_flask("prepare", data=tmp_path).returncode == 0
        second = run_flask("serve", data=tmp_path, PORT=str(server.port))
        assert second.returncode == 1
        assert f"Port {server.port} on 127.0.0.1 is taken" in second.stderr


def test_without_a_key_it_does_not_start(tmp_path: Path) -> None:
    result = run_flask("serve", data=tmp_path)
    assert result.returncode == 1
    assert "There is no secret key" in result.stderr


def test_real_work_is_not_replaced_by_the_demonstration(data: Path) -> None:
    result = run_flask("demo", data=data)
    assert result.returncode == 1
    assert "holds real work" in result.stderr


def test_the_key_is_read_by_its_owner_only(data: Path) -> None:
    assert (data / "secret-key").stat().st_mode & 0o077 == 0
    assert "PORTAL_SECRET_KEY" not in environment(data, {})
