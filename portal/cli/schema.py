"""Where the database stands among the migrations."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Engine


def newest_revision() -> str | None:
    """The revision the code expects."""
    config = current_app.extensions["migrate"].migrate.get_config()
    return ScriptDirectory.from_config(config).get_current_head()


def present_revision(engine: Engine) -> str | None:
    """The revision the database has; None where nothing was ever created."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
