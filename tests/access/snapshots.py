"""A filled database kept once and put back as often as a test likes; and what lies in it, row by row."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from portal.database import db
from tests.engines import Database, PostgreSQLDatabase, SQLiteDatabase

# Written by every request that is let in or refused; business is all the rest.
NOT_BUSINESS = frozenset({"alembic_version", "sign_in", "sign_in_throttle", "used_form", "history"})
REFUSALS = "SELECT user_id, event, after FROM history WHERE id > :since ORDER BY id"
# What nobody has touched since it was put back is left as it is: its rows are as many, and of that same transaction.
PUT_BACK = """
CREATE FUNCTION kept.put_back() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
{tables}
PERFORM setval(name::regclass, last, called) FROM kept."a number";
END $$
"""
PUT_BACK_ONE = """
IF (
SELECT count(*) != {2} OR bool_or(xmin IS DISTINCT FROM (SELECT xid FROM kept."a mark" WHERE name = '{0}')) FROM {0}
) THEN
DELETE FROM {0};
INSERT INTO {0} ({1}) SELECT {1} FROM kept.{0};
UPDATE kept."a mark" SET xid = pg_current_xact_id()::xid WHERE name = '{0}';
END IF;
"""
NUMBERS = """
CREATE TABLE kept."a mark" (name text, xid xid);
CREATE TABLE kept."a number" AS SELECT schemaname || '.' || quote_ident(sequencename) AS name,
COALESCE(last_value, 1) AS last, last_value IS NOT NULL AS called FROM pg_sequences WHERE schemaname = 'public'
"""
BETWEEN = "\x1f"
Rows = dict[str, frozenset[tuple[Any, ...]]]


class Snapshot:
    """One engine's database as it was when this was made."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with self._connection() as connection:
            found = inspect(connection)
            names = [name for name in found.get_table_names() if not name.startswith("task_search")]
            self.columns = {  # without those that the database computes by itself
                name: [one["name"] for one in found.get_columns(name) if "computed" not in one] for name in names
            }
        self.tables = sorted(set(names) - {"alembic_version"})
        if isinstance(database, PostgreSQLDatabase):
            self._keep(database)
        else:
            database.release()  # the last connection to go puts everything into the file
            shutil.copyfile(self._file, f"{self._file}.zone")

    def _keep(self, database: PostgreSQLDatabase) -> None:
        keeper = database.keeper
        keeper.execute(f"CREATE SCHEMA kept; {NUMBERS}")
        put_back = ""
        for name in self.tables:
            keeper.execute(f"CREATE TABLE kept.{name} AS TABLE {name}; INSERT INTO kept.\"a mark\" VALUES ('{name}')")
            ((count,),) = keeper.execute(f"SELECT count(*) FROM {name}")
            put_back += PUT_BACK_ONE.format(name, ", ".join(self.columns[name]), count)
        keeper.execute(PUT_BACK.format(tables=put_back))

    @property
    def _file(self) -> Path:
        assert isinstance(self.database, SQLiteDatabase)
        return self.database.file

    def restore(self) -> None:
        if isinstance(self.database, PostgreSQLDatabase):
            self.database.keep("SELECT kept.put_back()")
            return
        self.database.release()
        for ending in ("-wal", "-shm", "-journal"):
            Path(f"{self._file}{ending}").unlink(missing_ok=True)
        shutil.copyfile(f"{self._file}.zone", self._file)

    def business(self) -> Rows:
        """Every row of every table in which business lies."""
        names = [name for name in self.tables if name not in NOT_BUSINESS]
        if isinstance(self.database, PostgreSQLDatabase):
            return self._business_at_once(self.database, names)
        with self._connection() as connection:
            return {
                name: frozenset(tuple(map(str, row)) for row in connection.execute(text(f"SELECT * FROM {name}")))
                for name in names
            }

    def _business_at_once(self, database: PostgreSQLDatabase, names: list[str]) -> Rows:
        """The same in one statement."""
        found: dict[str, set[tuple[Any, ...]]] = {name: set() for name in names}
        for name, row in database.keeper.execute(" UNION ALL ".join(map(self._told_at_once, names)), prepare=True):
            found[name].add(tuple(row.split(BETWEEN)))
        return {name: frozenset(rows) for name, rows in found.items()}

    def _told_at_once(self, name: str) -> str:
        columns = ", ".join(f"COALESCE({column}::text, 'None')" for column in self.columns[name])
        return f"SELECT '{name}', concat_ws(E'\\x1f', {columns}) FROM {name}"

    def last_told(self) -> int:
        with self._connection() as connection:
            return int(connection.execute(text("SELECT max(id) FROM history")).scalar_one())

    def told(self, since: int) -> list[tuple[int | None, str]]:
        """(who, event) of the history rows after a number."""
        with self._connection() as connection:
            return [(row.user_id, row.event) for row in connection.execute(text(REFUSALS), {"since": since})]

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        with self.database.app.app_context(), db.engine.connect() as connection:
            yield connection
