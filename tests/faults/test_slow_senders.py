"""Whoever sends slowly delays nobody else (SECURITY F7)."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.faults.running import Server, run_flask, serving, wait_until

UPLOAD, FORM = 1_000_000, 200


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("installation")
    assert run_flask("prepare", data=folder).returncode == 0
    with serving(folder, WORKERS="1", THREADS="4", UPLOADS_AT_ONCE="2") as running:
        yield running


@contextmanager
def slow_sender(server: Server, length: int) -> Iterator[socket.socket]:
    """Announces a body and never sends the end of it."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as sender:
        sender.sendall(
            f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\nlogin=a".encode()
        )
        yield sender


def answer_of(sender: socket.socket, seconds: float) -> str:
    """What the server says within this time; empty while it waits for the rest."""
    sender.settimeout(seconds)
    try:
        return sender.recv(4096).decode(errors="replace")
    except TimeoutError:
        return ""


@pytest.mark.parametrize(("length", "places"), [(UPLOAD, 2), (FORM, 3)], ids=["uploads", "forms"])
def test_one_too_many_is_asked_to_come_again_and_readers_do_not_wait(server: Server, length: int, places: int) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(slow_sender(server, length)) for _ in range(places)]
        assert [answer_of(sender, 0.3) for sender in slow] == [""] * places
        with slow_sender(server, length) as late:
            answer = answer_of(late, 3)
            assert answer.startswith("HTTP/1.1 503"), answer
            assert "retry-after: 3" in answer.lower()
        began = time.monotonic()
        assert server.get("/health")[0] == 200
        assert time.monotonic() - began < 1
    wait_until(lambda: takes_a_form(server), "the places are free again")


def takes_a_form(server: Server) -> bool:
    with slow_sender(server, FORM) as sender:
        return answer_of(sender, 0.3) == ""
