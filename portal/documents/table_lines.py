"""Rows of a table as lines of text.

Bars stand between the cells, one sign for a merged cell and one for a line break in a cell.
"""

from collections.abc import Iterable, Sequence

MERGED = "〃"  # what paper writes for "as above"
BREAK = "⏎"


def line_of(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    lines = (" ".join(line.replace("|", "／").split()) for line in text.splitlines())
    return BREAK.join(line for line in lines if line)


def lines_of(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows without any text are left out."""
    return [line_of(row) for row in rows if any(cell.strip() for cell in row)]
