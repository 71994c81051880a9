"""How migrations reach the database: one transaction, and on SQLite with foreign keys off outside of it.

Batch mode copies a table and drops the old one. With foreign keys on, the drop deletes the rows of its children
without a word; the switch has no effect inside a transaction, so it is turned on the bare connection first.
"""

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import Connection, text

from portal.database import Amount, Base, Instant, db

PLAIN_TYPES = ((Instant, "sa.DateTime(timezone=True)"), (Amount, "sa.BigInteger()"))


def render_item(kind: str, item: object, autogen: AutogenContext) -> str | bool:
    """Write the portal's own column types as the plain ones behind them: a migration outlives the code."""
    if kind == "type":
        for own, plain in PLAIN_TYPES:
            if isinstance(item, own):
                return plain
    return False


def include_name(name: str | None, kind: str, parents: object) -> bool:
    """The search index is made by hand on both engines."""
    return not (kind == "table" and str(name).startswith("task_search"))


def run() -> None:
    with db.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            switch_foreign_keys(connection, "OFF")
        try:
            context.configure(
                connection=connection,
                target_metadata=Base.metadata,
                render_item=render_item,
                include_name=include_name,
                transactional_ddl=True,  # Alembic does not trust SQLite with this; with our own BEGIN it holds
                **current_app.extensions["migrate"].configure_args,
            )
            with context.begin_transaction():
                context.run_migrations()
                if is_sqlite:
                    refuse_orphans(connection)
        finally:
            if is_sqlite:
                switch_foreign_keys(connection, "ON")


def switch_foreign_keys(connection: Connection, state: str) -> None:
    bare = connection.connection.dbapi_connection
    assert bare is not None
    bare.execute(f"PRAGMA foreign_keys={state}")  # type: ignore[attr-defined]


def refuse_orphans(connection: Connection) -> None:
    orphans = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
    if orphans:
        raise RuntimeError(f"The migration leaves {len(orphans)} rows without their parent, first {orphans[0]}.")


run()
