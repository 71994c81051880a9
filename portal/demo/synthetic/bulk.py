"""Rows by the ten thousand into a table: executemany on SQLite, COPY on PostgreSQL; what checks them comes last."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Table, func, select, text

from portal.database import Base

Value = str | int | None
SORTED_IN_KILOBYTES = 64 * 1024
# PostgreSQL's unique ones stay: most belong to constraints, and the others would come back in other words.
INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :name AND sql LIKE 'CREATE %'",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() "
    "AND indexdef LIKE 'CREATE INDEX %' AND tablename = :name",
}
REFERENCES = (
    "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE contype = 'f' AND conrelid = CAST(:name AS regclass)"
)


class Writer:
    """Collects rows of one table as tuples in the order of `columns`; `flush` writes them.

    Values are what both databases read: numbers, booleans, days as ISO text, moments as `moment` writes them, and
    texts without tabs, line ends and backslashes.
    """

    def __init__(self, connection: Connection, table: str, columns: Sequence[str]) -> None:
        self.connection, self.table, self.columns = connection, table, tuple(columns)
        self.rows: list[tuple[Value, ...]] = []
        self.is_sqlite = connection.dialect.name == "sqlite"

    def add(self, *values: Value) -> None:
        self.rows.append(values)

    def flush(self) -> None:
        if not self.rows:
            return
        cursor = self.connection.connection.cursor()
        names = ", ".join(self.columns)
        if self.is_sqlite:
            places = ", ".join("?" * len(self.columns))
            statement = f"INSERT INTO {self.table} ({names}) VALUES ({places})"  # noqa: S608 - names of our own tables
            cursor.executemany(statement, self.rows)
        else:
            with cursor.copy(f"COPY {self.table} ({names}) FROM STDIN") as copy:
                copy.write("".join(map(_line, self.rows)))
        cursor.close()
        self.rows.clear()


def _line(row: tuple[Value, ...]) -> str:
    return "\t".join(["\\N" if value is None else str(value) for value in row]) + "\n"


def moment(value: datetime) -> str:
    """A moment of UTC, without its zone, as SQLite keeps it, and as PostgreSQL reads it while its time zone is UTC."""
    return value.isoformat(" ", "microseconds")


@contextmanager
def checks_afterwards(connection: Connection, tables: Iterable[str]) -> Iterator[None]:
    """Take indexes, and on PostgreSQL references, away from these tables; put them back word for word.

    In the same transaction: whatever fails, nothing is missing.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size=-{SORTED_IN_KILOBYTES}")
    found = [one for table in tables for one in _checks_of(connection, table)]
    for take_away, _ in found:
        connection.exec_driver_sql(take_away)
    yield
    for _, put_back in found:
        connection.exec_driver_sql(put_back)


def _checks_of(connection: Connection, table: str) -> Iterator[tuple[str, str]]:
    """(what takes it away, what puts it back) of every index and reference of a table."""
    engine = connection.dialect.name
    for name, made_by in connection.execute(text(INDEXES[engine]), {"name": table}):
        yield f'DROP INDEX "{name}"', made_by
    if engine == "postgresql":  # which looks each row's references up one by one, and all of them at once when added
        for name, definition in connection.execute(text(REFERENCES), {"name": table}):
            alter = f'ALTER TABLE "{table}"'
            yield f'{alter} DROP CONSTRAINT "{name}"', f'{alter} ADD CONSTRAINT "{name}" {definition}'


def next_id(connection: Connection, table: str) -> int:
    """The first free id of a table."""
    column = Base.metadata.tables[table].c.id
    return int(connection.scalar(select(func.coalesce(func.max(column), 0))) or 0) + 1


def move_sequence(connection: Connection, table: Table) -> None:
    """PostgreSQL hands out ids from a sequence that bulk rows have not moved."""
    if connection.dialect.name == "postgresql":
        highest = select(func.max(table.c.id)).scalar_subquery()
        connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), highest)))
