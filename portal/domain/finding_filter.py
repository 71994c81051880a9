"""What a list of findings is asked for: every choice stands in the address, so a list can be kept and sent."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from portal.domain.finding_lifecycle import FindingState, Severity
from portal.domain.task_filter import ALL, OPEN, UnknownChoice
from portal.text import N_


class FindingTodo(StrEnum):
    """What a reader's own posts make him due to do with a finding."""

    COSIGN = "cosign"
    CLOSE = "close"
    ISSUE = "issue"
    DECIDE = "decide"
    ANSWER = "answer"
    RECTIFY = "rectify"
    FOLLOW_UP = "follow-up"


CHOICES: Mapping[str, frozenset[str]] = {
    "state": frozenset({OPEN, ALL, *map(str, FindingState)}),
    "severity": frozenset(map(str, Severity)),
    "todo": frozenset(map(str, FindingTodo)),
}
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True)
class FindingFilter:
    """Ids are numbers of campaign and department; `after` is the id of the last row seen, 0 at the beginning."""

    state: str = ""
    department: int = 0
    severity: str = ""
    campaign: int = 0
    todo: str = ""
    after: int = 0

    @property
    def shown_state(self) -> str:
        """An unspoken state is "open", save in a list of things to do, which says itself what it holds."""
        return self.state or (ALL if self.todo else OPEN)

    def address(self, **changes: str | int) -> dict[str, Any]:
        """The query string of this list with some choices changed; the place in the list is given up."""
        asked = replace(self, **{"after": 0, **changes})  # type: ignore[arg-type]
        values = {field.name: getattr(asked, field.name) for field in fields(asked)}
        return {name: str(value) for name, value in values.items() if value}


def read_filter(query: Mapping[str, str]) -> FindingFilter:
    """What a query string asks for. Raises UnknownChoice with a sentence for what does not exist."""
    values: dict[str, str | int] = {}
    for field in fields(FindingFilter):
        text = query.get(field.name, "").strip()
        if text:
            values[field.name] = _choice(field.name, text) if field.name in CHOICES else _number(text)
    return FindingFilter(**values)  # type: ignore[arg-type]


def _choice(name: str, text: str) -> str:
    if text not in CHOICES[name]:
        raise UnknownChoice(N_("A list cannot be filtered or sorted by “%(asked)s”."), asked=text[:40])
    return text


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 10 or int(text) > LARGEST_ID:
        raise UnknownChoice(N_("“%(asked)s” is no number of a list that exists."), asked=text[:40])
    return int(text)
