"""Many new rows of one table at once, in the transaction that runs, past the session and its bookkeeping.

executemany on SQLite, COPY on PostgreSQL: a fifth of the time that the usual way takes there.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Column, Dialect, Table

from portal.database import Base, db

Put = Callable[[Any], Any]


class _Written(NamedTuple):
    """A column: its default, and what makes of a value what the driver takes."""

    name: str
    default: Any
    put: Put


def insert(name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows of the table of this name, with the same columns each; what is left out has its default.

    They pass the columns' types, and none of the session's events.
    """
    if not rows:
        return
    table, connection = Base.metadata.tables[name], db.session.connection()
    columns = _columns(table, tuple(rows[0]), connection.dialect)
    cursor: Any = connection.connection.cursor()
    values = ([put(row.get(column, default)) for column, default, put in columns] for row in rows)
    names = ", ".join(f'"{column.name}"' for column in columns)
    try:
        if connection.dialect.name == "postgresql":
            with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
                for row in values:
                    copy.write_row(row)
        else:
            places = ", ".join("?" * len(columns))
            statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({places})'  # noqa: S608 - our own tables' names
            cursor.executemany(statement, values)
    finally:
        cursor.close()


@lru_cache(maxsize=32)
def _columns(table: Table, given: tuple[str, ...], dialect: Dialect) -> list[_Written]:
    """Those that are given or have a default."""
    return [
        _Written(column.name, _default(column), _put(column, dialect))
        for column in table.columns
        if column.name in given or column.default is not None
    ]


def _default(column: Column[Any]) -> Any:
    if column.default is None or not column.default.is_scalar:
        return None
    return column.default.arg  # type: ignore[attr-defined]


def _put(column: Column[Any], dialect: Dialect) -> Put:
    return column.type.dialect_impl(dialect).bind_processor(dialect) or _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
