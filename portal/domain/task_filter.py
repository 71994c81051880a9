"""What a list of tasks is asked for: every choice stands in the address, so a list can be kept, sent and exported."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from portal.domain.lights import Light
from portal.domain.task_lifecycle import TaskState
from portal.errors import PortalError
from portal.text import N_


class Sort(StrEnum):
    """`found` is the order of a search: the newest task first."""

    DUE = "due"
    CHANGED = "changed"
    FOUND = "found"


class Due(StrEnum):
    """Windows on the due day, counted from today."""

    OVERDUE = "overdue"
    WEEK = "week"
    MONTH = "month"


class Todo(StrEnum):
    """What a reader's own posts make him due to do."""

    SIGN = "sign"
    REPORT = "report"
    REQUEST = "request"
    VERIFY = "verify"
    NAME = "name"
    CLOSE = "close"
    ISSUE = "issue"
    WORRY = "worry"


OPEN = "open"
ALL = "all"
STATES = (OPEN, ALL, *(str(state) for state in TaskState))

CHOICES: Mapping[str, frozenset[str]] = {
    "state": frozenset(STATES),
    "light": frozenset(map(str, Light)),
    "due": frozenset(map(str, Due)),
    "sort": frozenset({str(Sort.DUE), str(Sort.CHANGED)}),
    "todo": frozenset(map(str, Todo)),
    "role": frozenset({"lead", "responsible"}),
}
NUMBERS = frozenset({"plan", "campaign", "department", "period"})
LARGEST_ID = 2**31 - 1


class UnknownChoice(PortalError):
    """The address asks for something that no list can be sorted or filtered by."""

    status = 400


@dataclass(frozen=True)
class TaskFilter:
    """Ids are numbers of plan, campaign, department and reporting period; `after` is the key of the last row seen."""

    plan: int | None = None
    campaign: int | None = None
    department: int | None = None
    role: str = ""
    state: str = ""
    light: str = ""
    due: str = ""
    period: int | None = None
    todo: str = ""
    q: str = ""
    sort: str = Sort.DUE
    after: str = ""

    @property
    def shown_state(self) -> str:
        """An unspoken state is "open", save in a list of things to do, which says itself what it holds."""
        return self.state or (ALL if self.todo else OPEN)

    def address(self, **changes: str | int | None) -> dict[str, str]:
        """The query string of this list with some choices changed; the place in the list is given up."""
        asked = replace(self, after="", **changes)  # type: ignore[arg-type]
        values = {field.name: getattr(asked, field.name) for field in fields(asked)}
        return {name: str(value) for name, value in values.items() if value and (name, value) != ("sort", Sort.DUE)}


def read_filter(query: Mapping[str, str]) -> TaskFilter:
    """What a query string asks for. Raises UnknownChoice with a sentence for what does not exist."""
    values: dict[str, str | int] = {}
    for field in fields(TaskFilter):
        text = query.get(field.name, "").strip()
        if text:
            values[field.name] = _number(text) if field.name in NUMBERS else _choice(field.name, text)
    return TaskFilter(**values)  # type: ignore[arg-type]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 10 or int(text) > LARGEST_ID:
        raise UnknownChoice(N_("“%(asked)s” is no number of a list that exists."), asked=text[:40])
    return int(text)


def _choice(name: str, text: str) -> str:
    if text not in CHOICES.get(name, {text}):
        raise UnknownChoice(N_("A list cannot be filtered or sorted by “%(asked)s”."), asked=text[:40])
    return text[:200]
