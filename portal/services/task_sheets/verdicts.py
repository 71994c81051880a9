"""What is found out about one row of a sheet."""

from dataclasses import dataclass, field
from enum import StrEnum

from portal.domain.paste import Problem
from portal.domain.task_sheet.rows import SheetRow
from portal.services.tasks.entry import LegEntry, TaskEntry


class Verdict(StrEnum):
    """What is said of a row: `known` is there already, `twice` says the same as a row above it."""

    NEW = "new"
    KNOWN = "known"
    TWICE = "twice"
    FAULTY = "faulty"


@dataclass(slots=True)
class CheckedRow:
    """A row with what it means. It lies below the row at `parent_row`, or below the task `parent_id`, or at the top.

    `at` is its place among the rows; `said` is what it says itself, without what it takes over from above
    (fingerprint.said);
    `same_as` is the row further up that says the same, where there is one.
    """

    at: int
    row: SheetRow
    verdict: Verdict = Verdict.NEW
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    entry: TaskEntry | None = None
    legs: tuple[LegEntry, ...] = ()
    parent_row: int | None = None
    parent_id: int | None = None
    task_id: int | None = None
    same_as: int = -1
    fingerprint: str = ""
    said: str = ""
    depth: int = 0
