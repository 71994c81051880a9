"""Rows by the ten thousand into a table: executemany on SQLite, COPY on PostgreSQL."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, select

from portal.database import Base


class Writer:
    """Collects rows of one table as tuples in the order of `columns`; `flush` writes them.

    Values are what the drivers take: numbers, text, booleans, days, and moments in UTC.
    """

    def __init__(self, connection: Connection, table: str, columns: Sequence[str]) -> None:
        self.connection, self.table, self.columns = connection, table, tuple(columns)
        self.rows: list[tuple[Any, ...]] = []
        self.is_sqlite = connection.dialect.name == "sqlite"

    def add(self, *values: Any) -> None:
        self.rows.append(values)

    def flush(self) -> None:
        if not self.rows:
            return
        cursor = self.connection.connection.cursor()
        names = ", ".join(self.columns)
        if self.is_sqlite:
            places = ", ".join("?" * len(self.columns))
            statement = f"INSERT INTO {self.table} ({names}) VALUES ({places})"  # noqa: S608 - names of our own tables
            cursor.executemany(statement, [_for_sqlite(row) for row in self.rows])
        else:
            with cursor.copy(f"COPY {self.table} ({names}) FROM STDIN") as copy:
                for row in self.rows:
                    copy.write_row(row)
        cursor.close()
        self.rows.clear()


def _moment(value: datetime) -> str:
    return value.replace(tzinfo=None).isoformat(" ", "microseconds")


# What SQLite keeps as text; everything else goes in as it is.
_TEXT: dict[type, Callable[[Any], str]] = {datetime: _moment, date: date.isoformat}


def _for_sqlite(row: tuple[Any, ...]) -> list[Any]:
    return [_TEXT[type(value)](value) if type(value) in _TEXT else value for value in row]


def next_id(connection: Connection, table: str) -> int:
    """The first free id of a table."""
    column = Base.metadata.tables[table].c.id
    return int(connection.scalar(select(func.coalesce(func.max(column), 0))) or 0) + 1


def move_sequence(connection: Connection, table: Table) -> None:
    """PostgreSQL hands out ids from a sequence that bulk rows have not moved."""
    if connection.dialect.name == "postgresql":
        highest = select(func.max(table.c.id)).scalar_subquery()
        connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), highest)))
