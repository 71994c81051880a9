"""The workers beside a server: started with it, replaced when one dies, stopped with it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

import click

from portal import unit_of_work
from portal.config import ROOT
from portal.database import db
from portal.services import job_turns

GENTLE_SECONDS = 8.0
REST_SECONDS = 1.0
FIRST_SECONDS = 1.0  # the server's own processes start before: nobody waits for a job as for the first page


class Keeper:
    """Keeps one worker alive. The thread that starts a worker lives as long as it does: Linux takes that thread for
    the parent with which it ends (`parentage`).
    """

    def __init__(self, lock: int | None) -> None:
        self._inherited = () if lock is None else (lock,)
        self._stopping, self._starting = Event(), Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._keep, daemon=True)
        self._thread.start()

    def _keep(self) -> None:
        self._stopping.wait(FIRST_SECONDS)
        while process := self._start_or_none():
            process.wait()
            if not self._stopping.wait(REST_SECONDS):
                click.echo(f"A worker ended ({process.returncode}) and is replaced.", err=True)

    def _start_or_none(self) -> subprocess.Popen[bytes] | None:
        with self._starting:
            if self._stopping.is_set():
                return None
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-m", "flask", "--app", "wsgi", "work", "--below", str(os.getpid())],
                cwd=ROOT,
                pass_fds=self._inherited,  # with the lock: while a worker lives, nobody else opens the file
                process_group=0,  # Ctrl-C reaches the parent alone, who tells its workers
            )
            return self._process

    def ask_to_stop(self) -> None:
        with self._starting:
            self._stopping.set()
            if self._process is not None and self._process.poll() is None:
                self._process.terminate()

    def wait_or_kill(self, deadline: float) -> None:
        """A job that does not listen is killed; nothing of it is kept, and it begins again with the next start."""
        self._thread.join(max(deadline - time.monotonic(), 0))
        if self._thread.is_alive() and self._process is not None:
            self._process.kill()
            self._thread.join()


def free_jobs(lock: int | None) -> None:
    """Whoever holds the lock of a database knows that its workers are dead, and need not wait for their silence."""
    if lock is not None:
        with unit_of_work.work():
            job_turns.free_all()
        db.engine.dispose()  # no connection crosses a fork


@contextmanager
def job_workers(count: int, lock: int | None) -> Iterator[None]:
    """So many workers for the length of the block; `lock` is the open file that says whose the database is."""
    keepers = [Keeper(lock) for _ in range(count)]
    try:
        yield
    finally:
        for keeper in keepers:
            keeper.ask_to_stop()
        deadline = time.monotonic() + GENTLE_SECONDS
        for keeper in keepers:
            keeper.wait_or_kill(deadline)
