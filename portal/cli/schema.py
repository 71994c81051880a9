"""Where the database stands among the migrations. The server asks this with every start, so it needs no Alembic."""

from sqlalchemy import Engine, inspect, text

from portal.config import ROOT

MIGRATIONS = ROOT / "portal" / "migrations"


def newest_revision() -> str:
    """The revision the code expects: files are named by their numbers (a house test asks Alembic, too)."""
    return max(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("*.py"))


def present_revision(engine: Engine) -> str | None:
    """The revision the database has; None where nothing was ever created."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
