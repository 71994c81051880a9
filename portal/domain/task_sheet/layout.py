"""Where the table begins and what its columns hold: titles above it, headings of one line or two, several sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.domain.task_sheet.columns import Column
from portal.domain.task_sheet.grid import Sheet, is_title_line
from portal.domain.task_sheet.headings import LONGEST, column_of, columns_of

LOOKED_AT = 40
MOST_COLUMNS = 60


@dataclass(frozen=True)
class Layout:
    """`first` and `last` are the rows of the headings, counted from 0; -1 where the table has none."""

    sheet: int
    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def has_title(self) -> bool:
        return Column.TITLE in self.columns

    def as_json(self) -> dict[str, Any]:
        return {"sheet": self.sheet, "first": self.first, "last": self.last, "columns": list(map(str, self.columns))}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Layout":
        return cls(kept["sheet"], kept["first"], kept["last"], tuple(Column(one) for one in kept["columns"]))


def recognise(sheets: Sequence[Sheet]) -> Layout:
    """The sheet that looks most like a table of tasks, with its headings."""
    found = [recognise_sheet(at, sheet) for at, sheet in enumerate(sheets)]
    return max(found, key=lambda one: (_worth(one), len(sheets[one.sheet].rows), -one.sheet))


def recognise_sheet(at: int, sheet: Sheet) -> Layout:
    """The headings of one sheet: the rows among the first that say most; of two alike the one line, the earlier."""
    best = Layout(at, -1, -1, (Column.NONE,) * min(sheet.width, MOST_COLUMNS))
    for first in range(min(len(sheet.rows), LOOKED_AT)):
        for last in (first, first + 1):
            if last < len(sheet.rows) and not is_title_line(sheet.rows[first]) and not is_title_line(sheet.rows[last]):
                one = layout_at(at, sheet, first, last)
                if _worth(one) > _worth(best):
                    best = one
    return best


def layout_at(at: int, sheet: Sheet, first: int, last: int) -> Layout:
    """The layout where the headings stand in these rows, as a person may say."""
    return Layout(at, first, last, columns_of(headings(sheet, first, last)))


def headings(sheet: Sheet, first: int, last: int) -> list[str]:
    """One heading a column: of two lines the one that is understood, the lower one first."""
    width = min(sheet.width, MOST_COLUMNS)
    if first < 0:
        return [""] * width
    return [_heading(sheet.cell(first, at).strip(), sheet.cell(last, at).strip()) for at in range(width)]


def _heading(upper: str, lower: str) -> str:
    if upper == lower or not lower:
        return upper
    if not upper or column_of(lower):
        return lower
    return upper if column_of(upper) and len(lower) > LONGEST else f"{upper}{lower}"


def _worth(layout: Layout) -> int:
    """How many different things the columns say; a table without a title is worth nothing."""
    said = set(layout.columns) - {Column.NOTE, Column.NONE}
    return len(said) if layout.has_title and len(said) > 1 else 0
