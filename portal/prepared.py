"""Statements that are put together once for an engine, and then only filled in and sent.

Asked through the session, a statement is looked up, its values are processed and its result is described anew each
time, which costs several times what the database needs for it. What a page asks with every request is prepared here.
"""

from collections import namedtuple
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import BindParameter, Connection, Dialect, Enum, SelectBase, String, UpdateBase
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from portal.database import Base, db

Processor = Callable[[Any], Any]
Model = TypeVar("Model", bound=Base)


class Prepared:
    """A statement whose rows are read and never changed. What is given by name (`bindparam("task", …)`) is sent
    beside the text, and so is every word; numbers, days and choices that the statement brings along stand in it, so
    that PostgreSQL makes one plan for these very values and keeps it. A list (`expanding=True`) may be empty.

    Rows are tuples whose columns have names. What the session has not written yet is written before, unless
    `is_apart`: the statement then has nothing to do with it.
    """

    def __init__(self, statement: SelectBase | UpdateBase, *, is_apart: bool = False) -> None:
        self._statement = statement
        self._is_apart = is_apart
        self._forms: dict[Hashable, _Form] = {}

    def run(self, **given: Any) -> None:
        """For a statement that writes."""
        self.all(**given)

    def run_each(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """The same for several rows at once."""
        if len(rows) == 1:
            return self.run(**rows[0])
        connection = self._connection()
        form = self._form(connection.dialect, rows[0])
        _ask(connection, form.text, [form.fill(row) for row in rows], is_many=True)
        return None

    def all(self, **given: Any) -> list[Any]:
        connection = self._connection()
        form = self._form(connection.dialect, given)
        return form.read(_ask(connection, form.text, form.fill(given)))

    def _connection(self) -> Connection:
        session = db.session()
        if session.autoflush and not self._is_apart:
            session.flush()
        return session.connection()

    def objects(self, model: type[Model], **given: Any) -> list[Model]:
        """The rows as objects of which no session knows: at a fifth of the cost they are read like others. Nothing
        else can be done with them: what was not asked for raises, and so does every change."""
        return [_bare(model, row._asdict()) for row in self.all(**given)]

    def one(self, **given: Any) -> Any:
        """The only row; what is asked for by its key has no other. Raises ValueError where there is none."""
        (row,) = self.all(**given)
        return row

    def one_or_none(self, **given: Any) -> Any:
        rows = self.all(**given)
        return rows[0] if rows else None

    def scalar(self, **given: Any) -> Any:
        """The first column of the only row, or None."""
        rows = self.all(**given)
        return rows[0][0] if rows else None

    def _form(self, dialect: Dialect, given: Mapping[str, Any]) -> "_Form":
        """One for each engine and, where lists are given, for each length of them."""
        lengths = [len(value) for value in given.values() if isinstance(value, list)]
        key = (dialect.name, *lengths)
        form = self._forms.get(key)
        if form is None:
            form = self._forms[key] = _form_of(self._statement, dialect, given)
        return form


def _bare(model: type[Model], values: Mapping[str, Any]) -> Model:
    bare = model.__new__(model)
    bare.__dict__.update(values)
    return bare


def _ask(connection: Connection, text: str, values: Any, *, is_many: bool = False) -> list[Any]:
    """What the driver answers. Whoever listens to the engine's statements hears of it, and an error has the type that
    it has everywhere else."""
    cursor: Any = connection.connection.cursor()
    try:
        for hear in connection.dispatch.before_cursor_execute:
            hear(connection, cursor, text, values, None, is_many)
        (cursor.executemany if is_many else cursor.execute)(text, values)
        return cursor.fetchall() if cursor.description else []
    except connection.dialect.loaded_dbapi.Error as error:
        raise _as_everywhere(error, connection, cursor, text, values) from error
    finally:
        cursor.close()


def _as_everywhere(error: Exception, connection: Connection, cursor: Any, text: str, values: Any) -> BaseException:
    dialect = connection.dialect
    is_lost = dialect.is_disconnect(error, connection.connection, cursor)  # type: ignore[arg-type]
    if is_lost:
        connection.invalidate(error)
    return DBAPIError.instance(
        text, values, error, dialect.loaded_dbapi.Error, connection_invalidated=is_lost, dialect=dialect
    )


class _Form(NamedTuple):
    """A statement as one engine takes it. `fixed` are its own words, `lists` the names that a list's values go by,
    `order` how they are sent where they have no names."""

    text: str
    fixed: Mapping[str, Any]
    called: Mapping[str, Callable[[], Any]]
    lists: Mapping[str, Sequence[str]]
    sent_as: Mapping[str, Processor]
    order: Sequence[str] | None
    row: Callable[[Sequence[Any]], Any]
    read_as: Sequence[tuple[int, Processor]]

    def fill(self, given: Mapping[str, Any]) -> Any:
        values = dict(self.fixed)
        for name, call in self.called.items():
            values[name] = self._sent(name, call())
        for name, value in given.items():
            if name in self.lists:
                values.update(zip(self.lists[name], (self._sent(name, one) for one in value), strict=True))
            else:
                values[name] = self._sent(name, value)
        return values if self.order is None else tuple(values[name] for name in self.order)

    def _sent(self, name: str, value: Any) -> Any:
        process = self.sent_as.get(name)
        return process(value) if process else value

    def read(self, rows: Sequence[Sequence[Any]]) -> list[Any]:
        """Column by column, for only some are told in other words than the database's."""
        if not rows or not self.read_as:
            return [self.row(row) for row in rows]
        columns: list[Any] = list(zip(*rows, strict=True))
        for at, process in self.read_as:
            columns[at] = map(process, columns[at])
        return [self.row(row) for row in zip(*columns, strict=True)]


def _form_of(statement: SelectBase | UpdateBase, dialect: Dialect, given: Mapping[str, Any]) -> _Form:
    compiled = _compiler_of(dialect)(dialect, statement)
    called = {name: bind.callable for bind, name in compiled.bind_names.items() if bind.callable}
    state = compiled.construct_expanded_state(dict(given))
    lists = {name: names for name, names in state.parameter_expansion.items() if name in given}
    filled_later = {*given, *called}.union(*lists.values())
    columns = compiled._result_columns  # in their own order, which those of a model need not have
    return _Form(
        text=state.statement,
        fixed={
            name: state.processors[name](value) if name in state.processors else value
            for name, value in state.parameters.items()
            if name not in filled_later
        },
        called=called,
        lists=lists,
        sent_as={name: sent for bind, name in compiled.bind_names.items() if (sent := _sender(bind, dialect))},
        order=state.positiontup,
        row=_row_of([column.keyname for column in columns]),
        read_as=[(at, read) for at, column in enumerate(columns) if (read := _reader(column.type, dialect))],
    )


def _row_of(names: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    kind: Any = namedtuple("Row", names)  # type: ignore[misc]
    make: Callable[[Sequence[Any]], Any] = kind._make
    return make


def _sender(bind: BindParameter[Any], dialect: Dialect) -> Processor | None:
    return bind.type.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Processor | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


@cache
def _compiler_of(dialect: Dialect) -> type[SQLCompiler]:
    """The engine's own, except that numbers, days and choices are written out."""

    class Writing(dialect.statement_compiler):  # type: ignore[name-defined, misc]
        def visit_bindparam(self, bind: BindParameter[Any], literal_binds: bool = False, **options: Any) -> str:
            is_word = isinstance(bind.type, String) and not isinstance(bind.type, Enum)
            is_brought = not bind.required and bind.callable is None and not is_word
            told: str = super().visit_bindparam(bind, literal_binds=literal_binds or is_brought, **options)
            return told

    return Writing
