"""A filled database kept once and put back as often as a test likes; and what lies in it, row by row."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from portal.database import db
from tests.engines import Database, SQLiteDatabase

# Written by every request that is let in or refused; business is all the rest.
NOT_BUSINESS = frozenset({"alembic_version", "sign_in", "sign_in_throttle", "used_form", "history"})
REFUSALS = "SELECT user_id, event, after FROM history WHERE id > :since ORDER BY id"
Rows = dict[str, frozenset[tuple[Any, ...]]]


class Snapshot:
    """One engine's database as it was when this was made."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with self._connection() as connection:
            found = inspect(connection)
            names = [name for name in found.get_table_names() if not name.startswith("task_search")]
            self.columns = {  # without those that the database computes by itself
                name: ", ".join(one["name"] for one in found.get_columns(name) if "computed" not in one)
                for name in names
            }
        self.tables = sorted(names)
        if isinstance(database, SQLiteDatabase):
            database.release()  # the last connection to go puts everything into the file
            shutil.copyfile(database.file, self._copy)
        else:
            self._run(
                "DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept;",
                *self._each("CREATE TABLE kept.{0} AS TABLE {0}"),
            )

    @property
    def _copy(self) -> str:
        assert isinstance(self.database, SQLiteDatabase)
        return f"{self.database.file}.zone"

    def restore(self) -> None:
        if not isinstance(self.database, SQLiteDatabase):
            self._run(*self._each("DELETE FROM {0}"), *self._each("INSERT INTO {0} ({1}) SELECT {1} FROM kept.{0}"))
            return
        self.database.release()
        for ending in ("-wal", "-shm", "-journal"):
            Path(f"{self.database.file}{ending}").unlink(missing_ok=True)
        shutil.copyfile(self._copy, self.database.file)

    def drop(self) -> None:
        if isinstance(self.database, SQLiteDatabase):
            Path(self._copy).unlink(missing_ok=True)
        else:
            self._run("DROP SCHEMA IF EXISTS kept CASCADE")

    def business(self) -> Rows:
        """Every row of every table in which business lies."""
        with self._connection() as connection:
            return {
                name: frozenset(tuple(map(str, row)) for row in connection.execute(text(f"SELECT * FROM {name}")))
                for name in self.tables
                if name not in NOT_BUSINESS
            }

    def last_told(self) -> int:
        with self._connection() as connection:
            return int(connection.execute(text("SELECT max(id) FROM history")).scalar_one())

    def told(self, since: int) -> list[tuple[int | None, str]]:
        """(who, event) of the history rows after a number."""
        with self._connection() as connection:
            return [(row.user_id, row.event) for row in connection.execute(text(REFUSALS), {"since": since})]

    def _each(self, statement: str) -> list[str]:
        return [statement.format(name, self.columns[name]) for name in self.tables if name != "alembic_version"]

    def _run(self, *statements: str) -> None:
        """PostgreSQL: in one go, with triggers and foreign keys asleep."""
        with self._connection() as connection:
            bare = connection.connection.dbapi_connection
            assert bare is not None
            body = ";\n".join(statements)
            bare.cursor().execute(
                f"SET session_replication_role = replica; {body}; SET session_replication_role = origin"
            )
            bare.commit()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        with self.database.app.app_context(), db.engine.connect() as connection:
            yield connection
