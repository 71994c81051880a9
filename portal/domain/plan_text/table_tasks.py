"""Rows of a table into tasks and indicators."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.domain.plan_text.assignments import Assignment, assignment_of
from portal.domain.plan_text.columns import Column, as_names, as_sections, column_of, columns_of, names_its_items
from portal.domain.plan_text.deadlines import NOTHING, in_cell
from portal.domain.plan_text.grid import Cell, Grid
from portal.domain.plan_text.names import names_of
from portal.domain.plan_text.people import people_of, without_person
from portal.domain.plan_text.reading import Piece
from portal.domain.plan_text.stated_rules import is_stated_rule
from portal.domain.plan_text.strand import Strand, join

_SAME = frozenset(("同上", "〃", "″", '"', "''", "…同上", "同前"))
_HEADING_ROWS = 8
_LONGEST_NAME = 40
_WITH_PEOPLE = re.compile(r"(?:单位|部门).{0,6}(?:责任人|负责人|联系人|领导)")
_FILLED = (Column.LEAD, Column.RESPONSIBLE, Column.COMMANDER, Column.DEPUTY, Column.DEADLINE)


@dataclass(slots=True)
class Row:
    number: str
    section: str
    content: Strand
    goals: list[Strand] = field(default_factory=list)
    assignment: Assignment = field(default_factory=Assignment)
    has_limit_column: bool = False
    last: Strand | None = None
    unsure: list[tuple[Column, Strand]] = field(default_factory=list)  # empty cells that may be merged


@dataclass(slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]
    rules: list[Strand] = field(default_factory=list)
    with_people: frozenset[int] = frozenset()  # columns in which a person stands in brackets behind the department


def table_of(grid: Grid, columns: Sequence[Column] | None = None) -> Table | None:
    """The rows under the heading, wherever it stands; None where nothing reads as a heading."""
    if columns is not None:
        return Table(tuple(columns), list(grid.rows))
    for index, row in enumerate(grid.rows[:_HEADING_ROWS]):
        found = columns_of([cell.text for cell in row])
        if found is not None:
            second = _second_heading(row, grid.rows[index + 1]) if index + 1 < len(grid.rows) else None
            rows = list(grid.rows[index + (1 if second is None else 2) :])
            people = frozenset(at for at, cell in enumerate(row) if _WITH_PEOPLE.search(cell.text))
            kinds = _named(second or found, [cell.text for cell in row], rows)
            return Table(kinds, rows, _stated(row), people)
    return None


def _named(columns: tuple[Column, ...], headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Two columns say what to do: the first names the items, unless one name stands for several rows."""
    named = columns if names_its_items(headings) else as_names(columns, headings)
    if Column.CONTENT not in named or Column.TARGET not in named:
        return columns
    at = named.index(Column.CONTENT)
    long = [row for row in rows if len(row) > at and len({cell.text for cell in row if cell.text}) > 1]
    names = [row[at].text for row in long if not row[at].is_repeated and row[at].text and row[at].text not in _SAME]
    has_goals = named == columns and not names_its_items(headings)  # a column of goals beside the only one of work
    are_names = has_goals or all(len(name) <= _LONGEST_NAME for name in names)
    if are_names and len(names) == len(long) == len(set(names)):
        return named
    return as_sections(columns) if named == columns else columns


def _second_heading(first: Sequence[Cell], second: Sequence[Cell]) -> tuple[Column, ...] | None:
    """A heading of two rows: what stands only once reaches down, the parted columns are named below."""
    own = [cell.text for cell in second if cell.text and cell.text not in _SAME and not cell.is_repeated]
    if not own or any(column_of(text) is None for text in own):
        return None
    pairs = zip(first, second, strict=False)
    return columns_of([below.text if below.text and below.text not in _SAME else above.text for above, below in pairs])


def _stated(heading: Sequence[Cell]) -> list[Strand]:
    """A rule may stand in the heading itself: 责任单位（第一个为牵头单位）."""
    return [cell.strand.squeezed() for cell in heading if is_stated_rule(cell.text)]


def rows_of(table: Table, empty_is_merged: bool) -> list[Row]:
    return _Reader(table, empty_is_merged).read()


def _content_column(columns: Sequence[Column]) -> Column | None:
    """What is to be done; where departments answer for measures, the measure itself."""
    if Column.CONTENT in columns:
        return Column.CONTENT
    answered_for = {Column.LEAD, Column.RESPONSIBLE, Column.COMMANDER} & set(columns)
    return Column.METRIC if Column.METRIC in columns and answered_for else None


class _Reader:
    def __init__(self, table: Table, empty_is_merged: bool) -> None:
        self.table = table
        self.empty_is_merged = empty_is_merged
        self.above: dict[int, Cell] = {}
        self.section = ""
        self.done: list[Row] = []
        self.content = _content_column(table.columns)

    def read(self) -> list[Row]:
        if self.content is None:
            return []
        for row in self.table.rows:
            self._row(row)
        return self.done

    def _row(self, row: tuple[Cell, ...]) -> None:
        texts = {cell.text for cell in row if cell.text}
        if not texts or columns_of([cell.text for cell in row]) is not None:
            return
        if len(texts) == 1:
            self._lone(row)
            return
        content = self._content(row)
        if content is None:
            self._continuation(row)
            return
        self._task(row, content)

    def _lone(self, row: tuple[Cell, ...]) -> None:
        """One text across the whole row is a heading between the rows, or a note at the end."""
        text = next(cell.text for cell in row if cell.text)
        if len(text) <= 40 and not text.startswith(("注", "备注", "说明")):
            self.section = text

    def _content(self, row: tuple[Cell, ...]) -> Cell | None:
        at = self.table.columns.index(self.content) if self.content else len(row)
        cell = row[at] if at < len(row) else None
        if cell is None or cell.text in NOTHING or not cell.text or cell.text in _SAME:
            return None
        return cell

    def _continuation(self, row: tuple[Cell, ...]) -> None:
        """More names for the task above."""
        if self.done and any(cell.text for cell in row):
            for column, cell in zip(self.table.columns, row, strict=False):
                if column in _FILLED and cell.text and cell.text not in NOTHING and not cell.is_repeated:
                    _fill(self.done[-1], column, cell, False)

    def _task(self, row: tuple[Cell, ...], content: Cell) -> None:
        if content.is_repeated and self.done:
            self._continuation(row)
            return
        task = Row(self._text(row, Column.NUMBER), self._section(row), content.strand.squeezed())
        task.has_limit_column = Column.DEADLINE in self.table.columns
        continues = not self._text(row, Column.NUMBER) and Column.NUMBER in self.table.columns
        for index, (column, cell) in enumerate(zip(self.table.columns, row, strict=False)):
            if column is Column.RESPONSIBLE and self._reaches_over_lead(row, index):
                continue
            if column in _FILLED:
                self._filled(task, index, column, cell, continues)
            elif column is Column.TARGET and cell.text:
                task.goals.append(cell.strand.squeezed())
        task.last = next((cell.strand for cell in reversed(row) if cell.strand.text), None)
        self.done.append(task)

    def _filled(self, task: Row, index: int, column: Column, cell: Cell, continues: bool) -> None:
        inherited = cell.is_repeated or cell.text in _SAME
        if not cell.text or cell.text in _SAME:
            above = self.above.get(index)
            if above is None:
                return
            if not (self.empty_is_merged or inherited or continues):
                task.unsure.append((column, above.strand))
                return
            cell, inherited = above, True
        else:
            self.above[index] = cell
        _fill(task, column, cell, inherited)
        if index in self.table.with_people:
            task.assignment.responsible = [without_person(piece) for piece in task.assignment.responsible]

    def _reaches_over_lead(self, row: tuple[Cell, ...], index: int) -> bool:
        """One cell for those who lead and those who help: whoever stands in it leads."""
        if not index or self.table.columns[index - 1] is not Column.LEAD:
            return False
        return bool(row[index].text) and row[index - 1].strand.at == row[index].strand.at

    def _text(self, row: tuple[Cell, ...], wanted: Column) -> str:
        return next((cell.text for column, cell in zip(self.table.columns, row, strict=False) if column is wanted), "")

    def _section(self, row: tuple[Cell, ...]) -> str:
        own = [
            cell.text
            for column, cell in zip(self.table.columns, row, strict=False)
            if column is Column.SECTION and cell.text
        ]
        if own and own[-1] not in _SAME:
            self.section = own[-1]
        return self.section


def _fill(task: Row, column: Column, cell: Cell, inherited: bool) -> None:
    if cell.text in NOTHING:
        return
    found = _from_cell(column, cell.strand)
    for name in ("lead", "responsible", "commander", "deputy", "deadlines"):
        pieces: list[Piece] = getattr(found, name)
        getattr(task.assignment, name).extend(_marked(piece, inherited) for piece in pieces)
    task.assignment.is_open = task.assignment.is_open or found.is_open
    task.assignment.rules += found.rules


def _marked(piece: Piece, inherited: bool) -> Piece:
    return Piece(piece.text, piece.place, 0.8, piece.is_group, True) if inherited else piece


def _from_cell(column: Column, strand: Strand) -> Assignment:
    found = Assignment()
    if column is Column.LEAD:
        listed = names_of(strand)
        found.lead, found.is_open = [name.piece() for name in listed.names], listed.is_open
    elif column is Column.RESPONSIBLE:
        found = assignment_of(strand)
    elif column is Column.DEADLINE:
        found.deadlines = [Piece(part.text, part.place) for part in in_cell(strand)]
    else:
        people = people_of(strand)
        if people:
            (found.commander if column is Column.COMMANDER else found.deputy).extend(people)
        elif column is Column.COMMANDER:
            found.responsible = [name.piece(0.7) for name in names_of(strand).names]
    return found


def as_particulars(row: Sequence[Cell]) -> list[Strand]:
    """Words and values of a table of particulars, two cells at a time: 成文日期：2024年4月12日."""
    cells = [cell.strand.squeezed() for cell in row if cell.strand.text and not cell.is_repeated]
    found: list[Strand] = []
    for word, value in zip(cells[::2], cells[1::2], strict=False):
        if word.text and value.text:
            colon = Strand("" if word.text.endswith("：") else "：", [word.at[-1]] * (not word.text.endswith("：")))
            found.append(join([word, colon, value]))
    return found
