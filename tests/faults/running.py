"""A real server for the tests of what goes wrong, and for measuring: a folder and port of its own, real settings."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from portal.config import ROOT

PATIENCE = 30.0
SERVE = ("-m", "flask", "--app", "wsgi", "serve")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run_flask(*arguments: str, data: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """One command, to its end."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(data, settings), capture_output=True, text=True, check=False, timeout=600
    )


def environment(data: Path, settings: dict[str, str]) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    return own | {"PORTAL_DATA": str(data)} | {f"PORTAL_{name}": value for name, value in settings.items()}


@dataclass
class Server:
    """A portal that answers; `process` is the parent of its workers."""

    process: subprocess.Popen[str]
    port: int
    log: IO[str]

    def get(self, address: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{address}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def answers(self) -> bool:
        try:
            return self.get("/health")[0] == 200
        except OSError:
            return False

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(child) for child in children.split()]

    def said(self) -> str:
        """Everything it has printed and logged so far."""
        self.log.seek(0)
        return self.log.read()


def wait_until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(f"waited {PATIENCE:.0f} seconds in vain until {what}")


@contextmanager
def serving(
    data: Path, *, command: Sequence[str] = SERVE, before: Callable[[], None] | None = None, **settings: str
) -> Iterator[Server]:
    """A server on a prepared folder; whatever is left of it at the end is ended. `before` runs in the new process."""
    port = free_port()
    with tempfile.TemporaryFile("a+") as log:  # a pipe that nobody empties would stop a busy server
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment(data, {"PORT": str(port), **settings}),
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=before,
            start_new_session=True,  # a test may press Ctrl-C: the whole group receives it
        )
        server = Server(process, port, log)
        try:
            wait_until(lambda: process.poll() is not None or server.answers(), "the server answers")
            assert process.poll() is None, server.said()
            yield server
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)
