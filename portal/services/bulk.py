"""Many new rows of one table at once, in the transaction that runs.

executemany on SQLite; COPY on PostgreSQL, where the other way takes five times as long.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Dialect, Table

from portal.database import Base, db

Put = Callable[[Any], Any]


def insert(name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows of the table of this name, with the same columns each; what is left out has its default.

    They pass the columns' types, and none of the session's events.
    """
    if not rows:
        return
    table = Base.metadata.tables[name]
    if db.session.get_bind().dialect.name != "postgresql":
        db.session.execute(table.insert(), list(rows))
        return
    connection = db.session.connection()
    written = _columns(table, tuple(rows[0]), connection.dialect)
    names = ", ".join(f'"{name}"' for name, _, _ in written)
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:  # names of our own tables
        for row in rows:
            copy.write_row([put(row.get(name, default)) for name, default, put in written])


@lru_cache(maxsize=32)
def _columns(table: Table, given: tuple[str, ...], dialect: Dialect) -> list[tuple[str, Any, Put]]:
    """(name, default, what the driver takes) of the columns that are given or have a default."""
    return [
        (column.name, _default(column), _put(column, dialect))
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
