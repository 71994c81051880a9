"""The language in which the demonstration's tasks are told: works in a tree, and what happened to each, day by day.

Days are written "MM-DD" and lie in 2022. Departments are named as the plan prints them, people by their login.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

YEAR = 2022


def day(text: str) -> date:
    return date.fromisoformat(f"{YEAR}-{text}")


@dataclass(frozen=True)
class Act:
    """One thing that happened: which day, what, and what belongs to it."""

    on: date
    what: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Work:
    """A task. `issued` is the day of its issue, "" for a draft; `unsigned` never signed, `late` signed on a later day.

    `parts` splits the quantity over departments: these are the responsible legs. `inside` keeps a subtask within its
    department. `seat` gives it to a deputy commander.
    """

    title: str
    lead: str
    due: str
    standard: str
    others: str = ""
    start: str = "02-14"
    issued: str = "02-10"
    content: str = ""
    weight: int = 1
    seat: int | None = None
    target: str = ""
    quantity: str = ""
    unit: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    unsigned: tuple[str, ...] = ()
    late: Mapping[str, str] = field(default_factory=dict)
    inside: bool = False
    section: str = ""
    milestones: tuple[tuple[str, str, str], ...] = ()
    story: tuple[Act, ...] = ()
    below: tuple["Work", ...] = ()

    def line(self) -> Iterator["Work"]:
        """Itself and everything below."""
        yield self
        for work in self.below:
            yield from work.line()


def act(on: str, what: str, **facts: Any) -> Act:
    return Act(day(on), what, facts)


def report(on: str, percent: int, done: str, **facts: Any) -> Act:
    """`quantity` instead of percent; `problem`, `next_step`, `help_needed`; `unsure` says why; `photos` as evidence."""
    return act(on, "report", percent=percent, done=done, **facts)


def reach(on: str, number: int) -> Act:
    """The milestone of this number, counted from 1, is reached on this very day."""
    return act(on, "reach", number=number)


def finish(on: str, department: str) -> Act:
    return act(on, "finish", department=department)


def request(on: str, text: str, silence: str = "") -> Act:
    return act(on, "request", text=text, silence=silence)


def verify(on: str, looked_at: str, by: str = "insp1", grade: str = "good") -> Act:
    """The supervision lead names the inspector, and the inspector verifies on the same day."""
    return act(on, "verify", by=by, grade=grade, looked_at=looked_at)


def close(on: str, by: str = "") -> Act:
    """By whoever holds the seat, or whoever `by` names."""
    return act(on, "close", by=by)


def send_back(on: str, reason: str, by: str = "") -> Act:
    return act(on, "send_back", reason=reason, by=by)


def find(on: str, key: str, **facts: Any) -> Act:
    """An inspector records a finding under a key by which later acts name it."""
    return act(on, "find", key=key, **facts)


def follow(on: str, what: str, key: str, **facts: Any) -> Act:
    """A later step of a finding."""
    return act(on, f"finding-{what}", key=key, **facts)
