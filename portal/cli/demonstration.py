"""`flask demo`: the demonstration's data from the beginning, whatever demonstration was there before."""

from datetime import date
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import make_url, text

from portal import clock
from portal.cli import schema
from portal.cli.data_lock import hold_data, sqlite_file_or_none
from portal.cli.migrating import upgrade
from portal.config import DEMONSTRATION_DAY
from portal.database import db

BEGUN, COMPLETE = "begun", "complete"


@click.command()
@with_appcontext
def demo() -> None:
    """Throw the demonstration away and build it again."""
    Path(current_app.config["DATA"]).mkdir(parents=True, exist_ok=True)
    url = current_app.config["SQLALCHEMY_DATABASE_URI"]
    with hold_data(url):
        if schema.present_revision(db.engine) is not None and not is_demonstration(current_app.config["DATA"], url):
            raise click.ClickException("This database holds real work: `demo` replaces only what `demo` has made.")
        empty_database()
        upgrade()
        build_demonstration()
    click.echo(accounts_text())


def build_demonstration() -> None:
    """Fill an empty database, on the demonstration's own day."""
    from portal.demo.building import build  # late: no server needs it

    data, url = current_app.config["DATA"], current_app.config["SQLALCHEMY_DATABASE_URI"]
    forget_marks(data, url)
    mark_demonstration(data, url)
    with clock.fixed(current_app.config["TODAY"] or date.fromisoformat(DEMONSTRATION_DAY)):
        build()
    mark_demonstration(data, url, mark=COMPLETE)


def accounts_text() -> str:
    """The demonstration's accounts, as they are printed at the start."""
    from portal.demo import people  # late: few servers need it

    return people.accounts_text()


def empty_database() -> None:
    """History cannot be deleted row by row, so the whole database goes."""
    file = sqlite_file_or_none(current_app.config["SQLALCHEMY_DATABASE_URI"])
    if file is None:
        with db.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    db.engine.dispose()
    if file is not None:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{file}{ending}").unlink(missing_ok=True)


def is_demonstration(data: Path, url: str, *, mark: str = BEGUN) -> bool:
    """Whether this database was filled by `demo`: its accounts are known to everybody."""
    file = data / "demonstration"
    return file.is_file() and _line(mark, url) in file.read_text().splitlines()


def mark_demonstration(data: Path, url: str, *, mark: str = BEGUN) -> None:
    """Remember beside the data that this database was filled by `demo`, and whether to the end."""
    if not is_demonstration(data, url, mark=mark):
        data.mkdir(parents=True, exist_ok=True)
        with open(data / "demonstration", "a") as file:
            file.write(_line(mark, url) + "\n")


def forget_marks(data: Path, url: str) -> None:
    file = data / "demonstration"
    if file.is_file():
        own = {_line(mark, url) for mark in (BEGUN, COMPLETE)}
        file.write_text("".join(f"{line}\n" for line in file.read_text().splitlines() if line not in own))


def is_half_built(data: Path, url: str) -> bool:
    """Whether somebody pulled the plug while the demonstration was being built."""
    return is_demonstration(data, url) and not is_demonstration(data, url, mark=COMPLETE)


def _line(mark: str, url: str) -> str:
    return f"{mark} {make_url(url).render_as_string(hide_password=True)}"
