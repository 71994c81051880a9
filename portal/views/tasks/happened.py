"""The history of a task or a finding as its page prints it."""

from collections.abc import Iterable
from typing import NamedTuple

from flask_babel import gettext

from portal import identity
from portal.domain.task_lifecycle import GRADE_LABELS, Grade
from portal.services.tasks.names import Names
from portal.services.tasks.telling import Entry, Happened, tell
from portal.views.moments import local_text
from portal.views.value_words import change_lines

GRADES = frozenset(map(str, Grade))


class HistoryLine(NamedTuple):
    """A sentence of the history, and the lines beneath it."""

    at_text: str | None
    who: str
    sentence: str
    details: tuple[str, ...]


def history_rows(entries: Iterable[Entry]) -> tuple[HistoryLine, ...]:
    return tuple(
        HistoryLine(
            at_text=local_text(one.at),
            who=one.who or gettext("The portal"),
            sentence=_sentence(one),
            details=(*one.details, *change_lines(one.noun, one.changes)),
        )
        for one in entries
    )


def happened_rows(rows: Iterable[Happened], names: Names, *, is_inside: bool) -> tuple[HistoryLine, ...]:
    """The same, each told once a process to all who may read as much of it in the same language."""
    language = identity.locale()
    lines = []
    for row in rows:
        key = language, is_inside, names.departments.get((row.after or {}).get("department_id", 0))
        if key not in row.written:
            (row.written[key],) = history_rows(tell([row], names, is_inside=is_inside))
        lines.append(row.written[key])
    return tuple(lines)


def _sentence(entry: Entry) -> str:
    values = dict(entry.values)
    if values.get("grade") in GRADES:
        values["grade"] = gettext(GRADE_LABELS[Grade(values["grade"])])
    text: str = gettext(entry.text, **values) if values else gettext(entry.text)
    return text
