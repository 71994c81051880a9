"""Tables pasted one cell a line: told by their heading, cut into rows at their numbers, fitted to their columns."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from portal.domain.plan_text.characters import INVISIBLE
from portal.domain.plan_text.columns import Column, column_of, columns_of
from portal.domain.plan_text.dates import ANY_DAY
from portal.domain.plan_text.deadlines import is_limit
from portal.domain.plan_text.fitting import fit
from portal.domain.plan_text.grid import EMPTY, Cell, Grid
from portal.domain.plan_text.lines import is_page_mark
from portal.domain.plan_text.names import looks_like_body
from portal.domain.plan_text.strand import Strand, join

_NUMBER = re.compile(r"^\d{1,3}[.、]?$")
_GROUP = re.compile(r"^[一二三四五六七八九十]{1,3}、[^。；]{1,30}$|^（[一二三四五六七八九十]{1,3}）[^。；]{1,30}$")
_GROUP_NUMBER = re.compile(r"^[一二三四五六七八九十]{1,3}、?$|^（[一二三四五六七八九十]{1,3}）$")  # its name comes next
_ENDS = re.compile(r"^(?:附件|附表|注：|备注：|说明：|抄送|分享到|来源：|【)|[：】]$")  # below a table, never in it
_WHOLE_WORD = re.compile(
    r"(?:牵头|责任|配合|协办|主办|主责|落实|实施|承办|分管|包保|完成)(?:单位|部门|领导|主体|时限|时间|期限)|"
    r"(?:重点|工作|主要|具体|项目)(?:任务|内容|措施|事项|名称)|时限要求|序号|备注|进展情况"
)
_FEWEST, _MOST = 3, 9
_LONGEST_WORD = 12
LONGEST_HEADING = 2 * _MOST
_MOST_FITTED = 300  # cells between two numbers; more are no row
_ASSIGNED = (Column.LEAD, Column.RESPONSIBLE, Column.DEADLINE)

Row = dict[Column, list[Strand]]


class Heading(NamedTuple):
    end: int  # the line after its last word
    words: frozenset[str]
    columns: tuple[Column, ...]


def heading_of(lines: Sequence[Strand]) -> Heading | None:
    """A heading of one word a line that begins with the first of these lines."""
    words: list[str] = []
    ends: list[int] = []  # for each word the line after it
    for place, line in enumerate(lines[:LONGEST_HEADING]):
        text = _squeezed_text(line) if len(line) <= 3 * _LONGEST_WORD else line.text
        if not text:
            continue
        if words and _WHOLE_WORD.fullmatch(words[-1] + text):
            words[-1] += text
            ends[-1] = place + 1
        elif len(text) > _LONGEST_WORD or len(words) >= _MOST or text in words:
            break
        else:
            words.append(text)
            ends.append(place + 1)
    for count in range(len(words), _FEWEST - 1, -1):
        columns = columns_of(words[:count])
        if columns and columns[-1] is not Column.OTHER and Column.CONTENT in columns:
            return Heading(ends[count - 1], frozenset(words[:count]), columns)
    return None


def _squeezed_text(line: Strand) -> str:
    return "".join(line.text.replace(INVISIBLE, "").split()).strip("|")


def may_begin(line: Strand) -> bool:
    if len(line) > 3 * _LONGEST_WORD:
        return False
    text = line.text.strip(" \t|")
    return column_of(text) is not None or text in ("序", "编")


def _bare(line: Strand) -> Strand:
    """Without the bar that some pages leave behind each cell."""
    return line.strip(" \n\t|")


def rows_of(lines: Iterable[Strand], heading: Heading) -> tuple[Grid, int]:
    """The rows below a heading, and how many lines they took."""
    return _Rows(heading).read(lines)


class _Rows:
    def __init__(self, heading: Heading) -> None:
        self.heading = heading.words
        self.fitted = tuple(column for column in heading.columns if column is not Column.NUMBER)
        self.rows: list[Row] = []
        self.number: Strand | None = None
        self.cells: list[tuple[int, Strand]] = []  # since the last number, each with its line
        self.group: Strand | None = None
        self.used = 0
        self.awaits_group = False

    def read(self, lines: Iterable[Strand]) -> tuple[Grid, int]:
        for index, line in enumerate(lines):
            cell = _bare(line).squeezed()
            if not cell.text or is_page_mark(line):
                continue
            if not self._take(index, cell):
                break
        self._drop_signature()
        self._end_row(is_last=True)
        return Grid(tuple(self._laid(row) for row in self.rows)), self.used

    def _drop_signature(self) -> None:
        """Who signed the paper and when, below the last limit, is no part of the last row."""
        last = [cell.text for _, cell in self.cells[-3:]]
        if len(last) == 3 and is_limit(last[0]) and looks_like_body(last[1]) and ANY_DAY.fullmatch(last[2]):
            del self.cells[-2:]

    def _take(self, index: int, cell: Strand) -> bool:
        """False where the table has ended."""
        if cell.text in self.heading and column_of(cell.text) is not None:  # on a new page, or another table
            self._end_row(is_last=True)
            return bool(self.rows)
        if _ENDS.search(cell.text) and (self.rows or self.cells):
            return False
        if self.awaits_group:
            self.group, self.awaits_group = cell, False
        elif _GROUP_NUMBER.match(cell.text) and (not self.cells or self._is_assigned()):
            self._end_row()
            self.awaits_group = True
        elif _NUMBER.match(cell.text):
            self._end_row()
            self.number = cell
        elif _GROUP.match(cell.text) and (not self.cells or self._is_assigned()):
            self._end_row()
            self.group = cell
        else:
            self.cells.append((index, cell))
            return len(self.cells) < _MOST_FITTED or self._is_assigned()
        return True

    def _is_assigned(self) -> bool:
        columns = fit([cell.text for _, cell in self.cells[-8:]], self.fitted)
        return any(self.fitted[column] in _ASSIGNED for column in columns)

    def _end_row(self, is_last: bool = False) -> None:
        """Cut what was gathered into rows; words behind the last row's departments are no part of the table."""
        found = self._fit() if self.cells else []
        while is_last and found and not any(column in found[-1] for column in _ASSIGNED):
            found.pop()
        for row in found:
            if self.number is not None:
                row[Column.NUMBER] = [self.number]
            if self.group is not None:
                row[Column.SECTION] = [self.group]
            self.number = None
        self.rows += found
        if found or not is_last:
            last = [strand for row in found for cells in row.values() for strand in cells]
            places = {strand.place.start for strand in last}
            self.used = max([self.used, *(index + 1 for index, cell in self.cells if cell.place.start in places)])
        self.cells, self.number = [], None

    def _fit(self) -> list[Row]:
        found: list[Row] = []
        columns = self.fitted
        before = len(columns)
        for at, (_, cell) in zip(fit([cell.text for _, cell in self.cells], columns), self.cells, strict=True):
            if at < before:
                found.append({})
            found[-1].setdefault(columns[at], []).append(cell)
            before = at
        return [row for row in found if Column.CONTENT in row]

    def _laid(self, row: Row) -> tuple[Cell, ...]:
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
    Column.TARGET,
    Column.COMMANDER,
    Column.DEPUTY,
    Column.LEAD,
    Column.RESPONSIBLE,
    Column.DEADLINE,
)
