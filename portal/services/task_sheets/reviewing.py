"""What was found in the rows of a sheet, as it is kept and shown."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.domain.paste import Problem
from portal.domain.task_sheet import rows as sheet_rows
from portal.domain.task_sheet.grid import Sheet
from portal.domain.task_sheet.layout import Layout
from portal.domain.task_sheet.rows import PassedLine, SheetRow
from portal.policy import Actor
from portal.services.task_sheets import basis as bases
from portal.services.task_sheets.basis import Basis
from portal.services.task_sheets.checking import Checker, names_in
from portal.services.task_sheets.verdicts import CheckedRow, Verdict
from portal.services.tasks.placing import Place


@dataclass(frozen=True)
class ReviewedRow:
    """One row: its place in the sheet and its line there, what becomes of it, and each sentence about it."""

    at: int
    line: int
    verdict: Verdict
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    task_id: int | None = None
    depth: int = 0


@dataclass(frozen=True)
class Review:
    """All rows in their order, the lines that hold no task, and how many there are of each kind."""

    rows: tuple[ReviewedRow, ...]
    passed: tuple[PassedLine, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        found = Counter(str(row.verdict) for row in self.rows)
        noted = sum(1 for row in self.rows if row.notes and row.verdict is Verdict.NEW)
        kinds = {str(verdict): found[str(verdict)] for verdict in Verdict}
        return kinds | {"rows": len(self.rows), "noted": noted, "passed": len(self.passed)}

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": [
                [row.at, row.line, str(row.verdict), row.problems, row.notes, row.task_id, row.depth]
                for row in self.rows
            ],
            "passed": [[one.line, str(one.why), one.words] for one in self.passed],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Review":
        return cls(
            tuple(
                ReviewedRow(at, line, Verdict(verdict), _problems(problems), _problems(notes), task_id, depth)
                for at, line, verdict, problems, notes, task_id, depth in kept["rows"]
            ),
            tuple(PassedLine(line, sheet_rows.Passed(why), words) for line, why, words in kept["passed"]),
        )


def _problems(kept: Sequence[Sequence[Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(*one) for one in kept)


@dataclass
class Checked:
    """A sheet whose rows were checked on a basis."""

    seat: int | None
    rows: list[SheetRow]
    passed: list[PassedLine]
    names: frozenset[str]
    basis: Basis
    found: list[CheckedRow]

    def new(self) -> list[CheckedRow]:
        return [one for one in self.found if one.verdict is Verdict.NEW]

    def count_faulty(self) -> int:
        return sum(1 for one in self.found if one.verdict is Verdict.FAULTY)

    def review(self) -> Review:
        return Review(
            tuple(
                ReviewedRow(one.row.at, one.row.line, one.verdict, tuple(one.problems), tuple(one.notes), one.task_id,
                            one.depth)
                for one in self.found
            ),
            tuple(self.passed),
        )  # fmt: skip

    def refresh(self, place: Place, *, acting_user: Actor) -> None:
        """Check again where something has changed since: a name, a department, a task, a post."""
        present = bases.read(place, self.names, acting_user=acting_user)
        if present != self.basis:
            self.basis = present
            self.found = Checker(place, self.seat, present).check(self.rows)


def check(
    sheet: Sheet,
    layout: Layout,
    place: Place,
    seat: int | None,
    *,
    acting_user: Actor,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Checked:
    """Read and check every row."""
    rows, passed = sheet_rows.read(sheet, layout)
    names = names_in(rows)
    basis = bases.read(place, names, acting_user=acting_user)
    return Checked(seat, rows, passed, names, basis, Checker(place, seat, basis).check(rows, tell=tell))
