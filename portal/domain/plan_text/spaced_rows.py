"""Tables printed a row a line, with nothing but a space between the cells: 1 修建公路20公里 县交通局."""

import re
from collections.abc import Iterable, Sequence

from portal.domain.plan_text.columns import Column, columns_of
from portal.domain.plan_text.fitting import fit
from portal.domain.plan_text.grid import Cell, Grid
from portal.domain.plan_text.lines import is_page_mark
from portal.domain.plan_text.strand import Strand, join

_WORD = re.compile(r"[^ \t]+")
_NUMBER = re.compile(r"\d{1,3}[.、]?")
_FEWEST = 3
_LONGEST_HEADING = 80
_MOST_CELLS = 60
_FEWEST_ROWS = 2


def heading_of(line: Strand) -> tuple[Column, ...] | None:
    """序号 工 作 任 务 牵头单位: single characters are one padded word."""
    if not 6 <= len(line) <= _LONGEST_HEADING or " " not in line.text.strip():
        return None
    words: list[str] = []
    padded = False
    for word in line.text.split():
        if padded and len(word) == 1:
            words[-1] += word
        else:
            words.append(word)
        padded = len(word) == 1
    columns = columns_of(words) if len(words) >= _FEWEST else None
    return columns if columns and columns[0] is Column.NUMBER and Column.CONTENT in columns else None


def rows_of(lines: Iterable[Strand], columns: Sequence[Column]) -> tuple[Grid, int] | None:
    """The rows below a heading, and how many lines they took."""
    rows: list[tuple[Cell, ...]] = []
    used = 0
    for index, line in enumerate(lines):
        if not line.text.strip() or is_page_mark(line) or heading_of(line) is not None:
            continue
        words = [line.cut(*match.span()) for match in _WORD.finditer(line.text)]
        if len(words) < _FEWEST or len(words) > _MOST_CELLS or not _NUMBER.fullmatch(words[0].text):
            break
        rows.append(_row(words, columns))
        used = index + 1
    return (Grid(tuple(rows)), used) if len(rows) >= _FEWEST_ROWS else None


def _row(words: list[Strand], columns: Sequence[Column]) -> tuple[Cell, ...]:
    cells: list[list[Strand]] = [[] for _ in columns]
    cells[0] = words[:1]
    before = 0
    for column, word in zip(fit([word.text for word in words[1:]], columns[1:]), words[1:], strict=True):
        before = max(before, column)
        cells[before + 1].append(word)
    return tuple(Cell(join(_spaced(cell))) for cell in cells)


def _spaced(cell: list[Strand]) -> list[Strand]:
    parts: list[Strand] = []
    for word in cell:
        parts += [word, Strand(" ", [word.at[-1]])]
    return parts[:-1]
