"""Finding tasks by words of two characters up, newest first; the index differs by engine, the answers do not."""

from typing import Any

from sqlalchemy import ColumnClause, ColumnElement, Integer, Select, TextClause, column, false, select, table, text

from portal.database import db
from portal.domain.search_words import phrases_of, words_of
from portal.models import Task

_FTS = table("task_search", column("rowid", Integer))
_TSV = table("task_search", column("task_id", Integer))
_WRITE: dict[str, tuple[TextClause, ...]] = {
    "sqlite": (
        text("DELETE FROM task_search WHERE rowid = :id"),
        text("INSERT INTO task_search (rowid, words) VALUES (:id, :words)"),
    ),
    "postgresql": (
        text(
            "INSERT INTO task_search (task_id, words) VALUES (:id, CAST(:words AS tsvector)) "
            "ON CONFLICT (task_id) DO UPDATE SET words = EXCLUDED.words"
        ),
    ),
}
MOST_WORDS = 4_000


def index_task(task: Task) -> None:
    """Make an issued task findable by its title, content, standard; drafts are not in the index."""
    values = {"id": task.id, "words": indexed(f"{task.title}\n{task.content}\n{task.standard}", engine())}
    for statement in _WRITE[engine()]:
        db.session.execute(statement, values)


def indexed(content: str, engine: str) -> str:
    """What the index column of an engine holds for a text."""
    words = words_of(content)[:MOST_WORDS]
    if engine == "sqlite":
        return " ".join(words)
    return " ".join(f"'{word}':{place}" for place, word in enumerate(words, 1))


def matching(query: str) -> ColumnElement[bool] | None:
    """The tasks a query finds, as a condition; None where the query holds no word."""
    found = _match(query)
    return None if found is None else Task.id.in_(select(_key()).where(found))


def narrowed(tasks: Select[*tuple[Any, ...]], query: str) -> Select[*tuple[Any, ...]]:
    """A query on tasks read along the index of words, so that the newest of many are found without reading all."""
    found = _match(query)
    return tasks.join(_FTS if engine() == "sqlite" else _TSV, _key() == Task.id).where(
        false() if found is None else found
    )


def newest_first() -> ColumnElement[int]:
    """The index's own key, by which the newest task is found first."""
    return _key()


def _match(query: str) -> TextClause | None:
    phrases = phrases_of(query)
    if not phrases:
        return None
    if engine() == "sqlite":
        asked = " AND ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
        return text("task_search MATCH :asked").bindparams(asked=asked)
    asked = " & ".join("(" + " <-> ".join(f"'{word}'" for word in phrase) + ")" for phrase in phrases)
    return text("task_search.words @@ CAST(:asked AS tsquery)").bindparams(asked=asked)


def _key() -> ColumnClause[int]:
    return _FTS.c.rowid if engine() == "sqlite" else _TSV.c.task_id


def engine() -> str:
    """Whose index is asked."""
    return db.session.get_bind().dialect.name
