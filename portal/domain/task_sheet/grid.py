"""What a workbook holds: its sheets as rows of cells in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sheet:
    """One sheet, from its first line on; a line is named as people see it, counted from 1."""

    name: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def line_of(self, at: int) -> int:
        return at + 1

    def cell(self, at: int, column: int) -> str:
        row = self.rows[at]
        return row[column] if column < len(row) else ""

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "rows": self.rows}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Sheet":
        return cls(str(kept["name"]), tuple(tuple(row) for row in kept["rows"]))


def is_title_line(row: Sequence[str]) -> bool:
    """One text over the whole width, or standing alone: a title, a section, a remark."""
    first = next((cell for cell in row if cell and not cell.isspace()), "").strip()
    return all(cell.strip() == first for cell in row if cell and not cell.isspace())
