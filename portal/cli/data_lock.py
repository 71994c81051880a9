"""One server on one SQLite file: the parent holds a lock, as do the commands that replace the file (SECURITY D3)."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy.engine import make_url


def sqlite_file_or_none(url: str) -> Path | None:
    """The file behind a database address, where there is one."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        return None
    return Path(str(address.database))


@contextmanager
def hold_data(url: str) -> Iterator[int | None]:
    """Hold the database's lock for the length of the block; the operating system drops it with the process.

    Workers inherit it (the block gets the open file's number): while one of them lives, nobody else opens the file.
    PostgreSQL keeps its own order.
    """
    file = sqlite_file_or_none(url)
    if file is None:
        yield None
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(f"{file}.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise click.ClickException(f"Another portal is running on {file}. Stop it first.") from None
        yield lock.fileno()
