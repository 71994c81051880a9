"""`flask prepare`: everything that must exist before the first page, and nothing that exists already."""

import os
import secrets
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from portal.cli import schema
from portal.cli.data_lock import hold_data
from portal.cli.demonstration import build_demonstration, empty_database, is_half_built
from portal.cli.migrating import upgrade
from portal.config import find_key_or_none
from portal.database import db


@click.command()
@with_appcontext
def prepare() -> None:
    """Make the data folder, the secret key and the database; in a demonstration also its data."""
    prepare_data()


def prepare_data() -> None:
    data = Path(current_app.config["DATA"])
    data.mkdir(parents=True, exist_ok=True)
    _write_key(data)
    url = current_app.config["SQLALCHEMY_DATABASE_URI"]
    if schema.present_revision(db.engine) != schema.newest_revision() or is_half_built(data, url):
        with hold_data(url):
            _make_database(is_half_built(data, url))
    db.engine.dispose()


def _make_database(from_the_beginning: bool) -> None:
    if from_the_beginning:
        empty_database()
    is_new = schema.present_revision(db.engine) is None
    click.echo("Making the database …" if is_new else "Bringing the database up to date …")
    upgrade()
    if is_new and current_app.config["DEMONSTRATION"]:
        build_demonstration()


def _write_key(data: Path) -> None:
    """A random key that only the owner of the folder reads."""
    if find_key_or_none(data) is None:
        with open(os.open(data / "secret-key", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_hex(32) + "\n")
