"""The session, the base of all models, and the one place that knows how a transaction begins."""

import sqlite3 as standard_sqlite
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from types import ModuleType
from typing import Any, TypeVarTuple

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    Select,
    Table,
    TypeDecorator,
    event,
)
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import Pool
from sqlalchemy.util import EMPTY_DICT

from portal.write_queue import queue_of

Columns = TypeVarTuple("Columns")
reading: ContextVar[bool] = ContextVar("reading", default=False)

BUSY_SECONDS = 10
KEPT_STATEMENTS = 512
PREPARED_AFTER = 2  # how often a statement is met before PostgreSQL keeps its plan
KEPT_PLANS = 160  # of one connection, some 20 MB of the server's memory
SAFE_WAL = ((3, 51, 3), (3, 50, 7), (3, 44, 6))


class Base(DeclarativeBase):
    """Every model's base: constraints and indexes get names that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)


def table_of(model: type[Base]) -> Table:
    """A model's table, for statements whose rows are read and never changed: they cost half of what models cost."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


def plain(statement: Select[*Columns]) -> Select[*Columns]:
    """The same statement without the models' part in it: only for statements that choose columns, whose rows are read
    and never changed. They skip the loading of objects, a third of what asking for fifty rows costs."""
    statement._propagate_attrs = EMPTY_DICT
    return statement


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, aware on both engines."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Amount(TypeDecorator[Decimal]):
    """A quantity with up to four decimals, stored as a whole number of ten-thousandths: exact on both engines."""

    impl = BigInteger
    cache_ok = True
    SCALE = 10_000

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int((Decimal(value) * self.SCALE).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / self.SCALE


def choice(kind: type[StrEnum], name: str) -> Enum:
    """A text column that holds one of an enum's values, tied by a named CHECK constraint."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=30,
        name=f"{name}_valid",
        values_callable=lambda members: [member.value for member in members],
    )


def sqlite_module() -> ModuleType:
    """The SQLite library of this process: the bundled newer one where it exists, else the standard module."""
    try:
        import pysqlite3.dbapi2 as bundled
    except ImportError:
        return standard_sqlite
    return bundled  # type: ignore[no-any-return]


def may_use_wal(version: tuple[int, ...]) -> bool:
    """Whether this SQLite has the fix of the WAL-reset race (SECURITY D3)."""
    if version >= SAFE_WAL[0]:
        return True
    return any(version[:2] == safe[:2] and version >= safe for safe in SAFE_WAL[1:])


def engine_options(url: str) -> Mapping[str, Any]:
    """What the engine needs for this address: SQLite's module and threads, PostgreSQL's limits."""
    if make_url(url).get_backend_name() == "sqlite":
        connect = {"check_same_thread": False, "timeout": BUSY_SECONDS, "cached_statements": KEPT_STATEMENTS}
        return {"module": sqlite_module(), "connect_args": connect}
    return {  # random_page_cost: an office's tables lie in memory; a thousand looks at them beat reading all of them
        "pool_pre_ping": True,
        "connect_args": {
            "options": "-c statement_timeout=15000 -c lock_timeout=10000 -c synchronous_commit=on "
            "-c random_page_cost=1.1",
            "prepare_threshold": PREPARED_AFTER,
        },
    }


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, record: Any) -> None:
    if not type(connection).__module__.startswith(("sqlite3", "pysqlite3")):
        connection.prepared_max = KEPT_PLANS
        return
    connection.isolation_level = None
    version = tuple(int(part) for part in connection.execute("SELECT sqlite_version()").fetchone()[0].split("."))
    durable = ("journal_mode=WAL", "synchronous=FULL")
    cautious = ("journal_mode=TRUNCATE", "synchronous=EXTRA")
    for pragma in durable if may_use_wal(version) else cautious:
        connection.execute(f"PRAGMA {pragma}")
    for pragma in (f"busy_timeout={BUSY_SECONDS * 1000}", "foreign_keys=ON", "cache_size=-4000", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Any) -> None:
    if connection.dialect.name == "sqlite":
        raw = connection.connection.dbapi_connection
        _switch(connection, raw, reading.get())
        if reading.get():
            raw.execute("BEGIN")
        else:
            _begin_writing(connection, raw)
    elif reading.get():
        connection.connection.dbapi_connection.read_only = True  # said with BEGIN: no way of its own to the server


def _begin_writing(connection: Any, raw: Any) -> None:
    queue = queue_of(str(connection.engine.url.database))
    raw.execute("PRAGMA busy_timeout=0")  # who waits is asked to by the queue, and fairly
    try:
        has_turn = queue.begin(
            lambda: raw.execute("BEGIN IMMEDIATE"),
            seconds=BUSY_SECONDS,
            busy=connection.dialect.loaded_dbapi.OperationalError,
        )
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    if has_turn:
        connection.info["turn"] = queue


def _switch(connection: Any, raw: Any, is_reading: bool) -> None:
    """SQLite forgets every prepared statement with this pragma, which costs more than many a page's queries: it is
    said only where the connection's last transaction was of the other kind."""
    if connection.info.get("only reads") is not is_reading:
        raw.execute(f"PRAGMA query_only={int(is_reading)}")
        connection.info["only reads"] = is_reading


def _end_turn(connection: Any) -> None:
    if queue := connection.info.pop("turn", None):
        queue.end()


@event.listens_for(Engine, "commit")
@event.listens_for(Engine, "rollback")
def _pass_on(connection: Any) -> None:
    _end_turn(connection)


@event.listens_for(Pool, "checkin")
def _pass_on_at_the_latest(bare: Any, record: Any) -> None:
    _end_turn(record)
    if getattr(bare, "read_only", None) and not bare.closed:
        bare.read_only = None  # PostgreSQL's connection forgets what the last transaction was for
