"""`flask db` and the way to the newest schema. Alembic comes along with the first use and never with a server: it would
be a tenth of all that a start loads."""

from typing import Any

import click
from flask import Flask, current_app

from portal.cli.schema import MIGRATIONS
from portal.database import db


def upgrade() -> None:
    """Bring the database to the newest migration."""
    _tied().upgrade()


def _tied() -> Any:
    """Flask-Migrate, tied to the app."""
    import flask_migrate  # late: see above

    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the app behind the proxy
    flask_migrate.Migrate(app, db, directory=str(MIGRATIONS))
    return flask_migrate


class Migrating(click.Command):
    """Becomes Flask-Migrate's group of commands when somebody calls it."""

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        context: click.Context = _tied().cli.db.make_context(*arguments, **options)
        return context


migrating = Migrating("db", help="Perform database migrations.")
