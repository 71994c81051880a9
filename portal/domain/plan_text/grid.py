"""A table as a grid of cells, merged cells repeated where they reach."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.domain.plan_text.strand import Strand

MOST_COLUMNS = 60
MOST_SPAN = 500


@dataclass(frozen=True, slots=True)
class Cell:
    strand: Strand
    rows: int = 1
    columns: int = 1
    is_repeated: bool = False  # the continuation of a merged cell

    @property
    def text(self) -> str:
        return self.strand.squeezed().text


EMPTY = Cell(Strand("", ()))


@dataclass(frozen=True, slots=True)
class Grid:
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def start(self) -> int:
        return min((cell.strand.at[0] for row in self.rows for cell in row if cell.strand.text), default=0)


def spread(rows: Sequence[Sequence[Cell]]) -> Grid:
    """Lay the cells out; a cell of several rows or columns stands in each of them."""
    hanging: dict[int, Cell] = {}  # column → the cell that still reaches down, with the rows it has left
    laid: list[tuple[Cell, ...]] = []
    for row in rows:
        cells = iter(row)
        line: list[Cell] = []
        while len(line) < MOST_COLUMNS:
            above = hanging.pop(len(line), None)
            if above is not None:
                _keep(hanging, len(line), above)
                line.append(above)
                continue
            cell = next(cells, None)
            if cell is None:
                if not any(column >= len(line) for column in hanging):
                    break
                line.append(EMPTY)
                continue
            _lay(cell, line, hanging)
        laid.append(tuple(line))
    return Grid(tuple(laid))


def _keep(hanging: dict[int, Cell], column: int, cell: Cell) -> None:
    if cell.rows > 1:
        hanging[column] = replace(cell, rows=cell.rows - 1)


def _lay(cell: Cell, line: list[Cell], hanging: dict[int, Cell]) -> None:
    for nth in range(min(cell.columns, MOST_COLUMNS - len(line))):
        if cell.rows > 1:
            hanging[len(line)] = replace(cell, rows=min(cell.rows, MOST_SPAN) - 1, is_repeated=True)
        line.append(replace(cell, is_repeated=nth > 0))
