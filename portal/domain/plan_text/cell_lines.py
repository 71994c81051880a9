"""Tables whose cells were pasted one a line: told by their heading, cut into rows by the kinds of the lines."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from portal.domain.plan_text.columns import Column, column_of, columns_of
from portal.domain.plan_text.deadlines import is_limit
from portal.domain.plan_text.grid import EMPTY, Cell, Grid
from portal.domain.plan_text.lines import is_page_mark
from portal.domain.plan_text.names import are_names
from portal.domain.plan_text.strand import Strand, join

_NUMBER = re.compile(r"^\d{1,3}[.、]?$")
_GROUP = re.compile(r"^[一二三四五六七八九十]{1,3}、[^。；]{1,30}$|^（[一二三四五六七八九十]{1,3}）[^。；]{1,30}$")
_FEWEST, _MOST = 3, 9
LONGEST_HEADING = 2 * _MOST


class Heading(NamedTuple):
    end: int  # the line after its last word
    words: frozenset[str]
    columns: tuple[Column, ...]


def heading_of(lines: Sequence[Strand]) -> Heading | None:
    """A heading of one word a line that begins with the first of these lines."""
    words: list[str] = []
    best: Heading | None = None
    if not lines or column_of(lines[0].text.strip()) is None:
        return None
    for place, line in enumerate(lines[:LONGEST_HEADING]):
        text = line.squeezed().text
        if not text:
            continue
        if len(text) > 12 or len(words) >= _MOST or text in words:
            break
        words.append(text)
        columns = columns_of(words) if len(words) >= _FEWEST else None
        if columns and columns[-1] is not Column.OTHER and Column.CONTENT in columns:
            best = Heading(place + 1, frozenset(words), columns)
    return best


def rows_of(lines: Iterable[Strand], heading: Heading) -> tuple[Grid, int]:
    """The rows below a heading, and how many lines they took."""
    return _Rows(lines, heading).read()


class _Rows:
    def __init__(self, lines: Iterable[Strand], heading: Heading) -> None:
        self.lines = lines
        self.heading = heading.words
        self.columns = heading.columns
        self.rows: list[dict[Column, list[Strand]]] = []
        self.row: dict[Column, list[Strand]] | None = None
        self.group: Strand | None = None
        self.used = 0

    def read(self) -> tuple[Grid, int]:
        for index, line in enumerate(self.lines):
            text = line.squeezed().text
            if not text or is_page_mark(line):
                continue
            if not self._take(line, text):
                break
            self.used = index + 1
        self._end_row()
        return Grid(tuple(self._cells(row) for row in self.rows)), self.used

    def _take(self, line: Strand, text: str) -> bool:
        """False where the table has ended."""
        if column_of(text) is not None and text in self.heading:  # printed again on a new page, or another table
            return bool(self.rows or self.row)
        if _NUMBER.match(text):
            self._end_row()
            self.row = {Column.NUMBER: [line]}
        elif _GROUP.match(text) and (self.row is None or self._is_assigned()):
            self._end_row()
            self.group = line
        elif is_limit(text):
            self._add(Column.DEADLINE, line)
        elif self._may_be_person(text):
            self._add(Column.COMMANDER, line)
        elif self.row is not None and self.row.get(Column.CONTENT) and are_names(line.squeezed()):
            self._add(self._who(), line)
        else:
            return self._content(line, text)
        return True

    def _content(self, line: Strand, text: str) -> bool:
        if self.row is not None and self.row.get(Column.CONTENT) and not self._is_assigned():
            self.row[Column.CONTENT].append(line)
            return True
        if self.row is None or self._is_assigned():
            if len(self.rows) > 0 and text[-1:] in "：:】":
                return False
            self._end_row()
            self.row = {}
        self._add(Column.CONTENT, line)
        return True

    def _may_be_person(self, text: str) -> bool:
        """A short line where the heading has a column for people, behind the item and before its departments."""
        if Column.COMMANDER not in self.columns or self.row is None or not self.row.get(Column.CONTENT):
            return False
        return not self._is_assigned() and len(text) <= 4 and text[-1] not in "。，；、"

    def _is_assigned(self) -> bool:
        return self.row is not None and any(
            column in self.row for column in (Column.LEAD, Column.RESPONSIBLE, Column.DEADLINE)
        )

    def _who(self) -> Column:
        """The first line of departments fills the column that comes first, the others the one after it."""
        if Column.LEAD not in self.columns:
            return Column.RESPONSIBLE
        if Column.RESPONSIBLE not in self.columns:
            return Column.LEAD
        return Column.RESPONSIBLE if self.row and Column.LEAD in self.row else Column.LEAD

    def _add(self, column: Column, line: Strand) -> None:
        if self.row is None:
            self.row = {}
        self.row.setdefault(column, []).append(line)

    def _end_row(self) -> None:
        if self.row and self.row.get(Column.CONTENT) and self._is_assigned():
            if self.group is not None:
                self.row[Column.SECTION] = [self.group]
            self.rows.append(self.row)
        self.row = None

    def _cells(self, row: dict[Column, list[Strand]]) -> tuple[Cell, ...]:
        return tuple(self._cell(row.get(column, [])) for column in CELL_LINE_COLUMNS)

    @staticmethod
    def _cell(lines: list[Strand]) -> Cell:
        if not lines:
            return EMPTY
        parts: list[Strand] = []
        for line in lines:
            parts += [line, Strand("\n", [line.at[-1]])]
        return Cell(join(parts[:-1]))


CELL_LINE_COLUMNS = (
    Column.NUMBER,
    Column.SECTION,
    Column.CONTENT,
    Column.COMMANDER,
    Column.LEAD,
    Column.RESPONSIBLE,
    Column.DEADLINE,
)
