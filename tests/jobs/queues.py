"""The three queues, each for real: a file, a Redis of one's own, a database of the test server."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MISSING = "There is no Redis on this machine: apt-get install redis-tools (its redis-check-rdb is the server too)."


def redis_program() -> str:
    """Debian's tools bring the server's program without starting a service."""
    found = shutil.which("redis-server") or shutil.which("redis-check-rdb") or shutil.which("valkey-server")
    if found is None:
        pytest.fail(MISSING)
    return found


@contextmanager
def redis_url(folder: Path) -> Iterator[str]:
    """A Redis that listens on a socket in this folder and keeps nothing."""
    socket = folder / "redis.sock"
    command = ["redis-server", "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(command, executable=redis_program(), stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 10
        while not os.path.exists(socket):
            assert server.poll() is None, "Redis does not start"
            assert time.monotonic() < deadline, "Redis does not start"
            time.sleep(0.02)
        yield f"unix://{socket}"
    finally:
        server.terminate()
        server.wait(10)
