"""Whoever writes into an SQLite file waits in a queue, across threads and processes.

SQLite lets whoever meets its lock sleep longer each time, while others come and go: the unlucky one sleeps for seconds.
So the writers of a process queue here, and the first of each process at a gate, which is a locked file beside the
database. Who holds the gate is the next to write: he asks for SQLite's lock every millisecond, and lets the others to
the gate once he has it. The operating system opens the gate of a process that dies.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from time import monotonic, sleep

PAUSE = 0.001


class WriteQueue:
    """Of one database file, in one process."""

    def __init__(self, file: str) -> None:
        self._turn = Lock()
        self._gate = _opened_or_none(f"{file}.turn")

    def begin(self, begin: Callable[[], object], *, seconds: float, busy: type[Exception]) -> bool:
        """Call `begin` when it is this writer's turn, until it no longer raises `busy` for the database's lock. Raises
        its error once the time is over. Answers whether `end` is to be called."""
        deadline = monotonic() + seconds
        has_turn = self._turn.acquire(timeout=seconds)
        try:
            with self._gate_held(deadline):
                _call_patiently(begin, deadline, busy)
        except BaseException:
            if has_turn:
                self._turn.release()
            raise
        return has_turn

    def end(self) -> None:
        self._turn.release()

    @contextmanager
    def _gate_held(self, deadline: float) -> Iterator[None]:
        """Where there is no gate, or one waited too long for it, SQLite's own lock keeps the order."""
        if self._gate is None:
            yield
            return
        while not _is_locked(self._gate) and monotonic() < deadline:
            sleep(PAUSE)
        try:
            yield
        finally:
            fcntl.flock(self._gate, fcntl.LOCK_UN)


def _opened_or_none(name: str) -> int | None:
    """For as long as the process lives; none on a full disk or in a folder that is only read."""
    try:
        return os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        return None


def _is_locked(gate: int) -> bool:
    try:
        fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _call_patiently(begin: Callable[[], object], deadline: float, busy: type[Exception]) -> None:
    while True:
        try:
            begin()
        except busy as error:
            if "locked" not in str(error) or monotonic() > deadline:
                raise
            sleep(PAUSE)
        else:
            return


def queue_of(file: str) -> WriteQueue:
    """A forked process queues with a file of its own: one that is inherited would be locked for both."""
    return _queue_of(file, os.getpid())


@cache
def _queue_of(file: str, process: int) -> WriteQueue:
    return WriteQueue(file)
