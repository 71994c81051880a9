"""A line of the table as a task in its own words, or the reason why it is none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from portal.domain.department_lists import Listed, list_of
from portal.domain.paste import DraftRow
from portal.domain.task_sheet.columns import Column
from portal.domain.task_sheet.grid import Sheet, is_title_line
from portal.domain.task_sheet.layout import Layout, headings
from portal.domain.written_numbers import narrow

_SUMS = frozenset(("合计", "总计", "小计", "共计", "total", "sum"))
_REMARK = re.compile(r"(?:备?注|说明|填表|填报|制表|审核|联系)[^:：]{0,6}[:：]")
_LONGEST_SUM = 12
_AGAIN = 2  # so many headings repeated make a line the headings printed again on a new page


class Passed(StrEnum):
    """Why a line holds no task."""

    HEADING = "heading"
    SUM = "sum"
    REMARK = "remark"


class SheetRow(NamedTuple):
    """A line with a task; `line` is the spreadsheet's own number, `at` the place in the sheet."""

    at: int
    line: int
    draft: DraftRow
    number: str = ""
    above: str = ""
    above_title: str = ""
    content: str = ""
    clause: str = ""
    section: str = ""
    deputy: str = ""
    person: str = ""
    seat: str = ""
    shares: str = ""


@dataclass(frozen=True)
class PassedLine:
    """A line that holds no task, with its words."""

    line: int
    why: Passed
    words: str


def read(sheet: Sheet, layout: Layout) -> tuple[list[SheetRow], list[PassedLine]]:
    """All lines behind the headings; empty ones are left out."""
    reader = RowReader(sheet, layout)
    rows: list[SheetRow] = []
    passed: list[PassedLine] = []
    for at in range(layout.last + 1, len(sheet.rows)):
        if any(sheet.rows[at]):
            why = reader.why_passed(at)
            if why is None:
                rows.append(reader.row(at))
            else:
                words = " ".join(dict.fromkeys(cell for cell in sheet.rows[at] if cell))
                passed.append(PassedLine(sheet.line_of(at), why, words[:200]))
    return rows, passed


class RowReader:
    """Reads lines of one sheet; what belongs to a column is found once."""

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self._sheet, self._width = sheet, sheet.width
        self._headings = headings(sheet, layout.first, layout.last)
        self._at: dict[Column, tuple[int, ...]] = {
            column: tuple(at for at, one in enumerate(layout.columns) if one is column) for column in Column
        }
        self._known = {heading for heading in self._headings if heading}
        self._single = tuple(self._at[column][0] if self._at[column] else -1 for column in _SINGLE)
        self._has_lead = bool(self._at[Column.LEAD])

    def why_passed(self, at: int) -> Passed | None:
        """None where the line holds a task."""
        row = self._sheet.rows[at]
        title = self._first(row, Column.TITLE)
        if _is_sum(title) or _is_sum(self._first(row, Column.NUMBER)):
            return Passed.SUM
        if sum(map(self._known.__contains__, row)) >= _AGAIN:
            return Passed.HEADING
        return self._why_alone(row, title) if is_title_line(row) else None

    def _why_alone(self, row: Sequence[str], title: str) -> Passed | None:
        """Of one text over the whole width, or standing alone."""
        if _REMARK.match(next(cell for cell in row if cell)):
            return Passed.REMARK
        filled = sum(map(bool, row))
        return Passed.HEADING if self._width > 1 and (filled > 1 or not title) else None

    def row(self, at: int) -> SheetRow:
        row = self._sheet.rows[at]
        line = self._sheet.line_of(at)
        width = len(row)
        one = _Single._make([row[column].strip() if -1 < column < width else "" for column in self._single])
        return SheetRow(
            at=at,
            line=line,
            draft=self._draft(row, one, line),
            number=one.number,
            above=one.above,
            above_title=one.above_title,
            content="\n".join([*self._all(row, Column.CONTENT), *self._notes(row)]),
            clause=one.clause,
            section=one.section,
            deputy=one.deputy,
            person=one.person,
            seat=one.seat,
            shares=one.shares,
        )

    def _draft(self, row: Sequence[str], one: "_Single", line: int) -> DraftRow:
        lists = [list_of(text) for text in self._all(row, Column.RESPONSIBLE)]
        names, starred = lists[0] if len(lists) == 1 else _joined(lists)
        if names and not starred and not self._has_lead:
            starred = names[:1]  # without a column for the lead the first that is listed leads
        return DraftRow(
            title=" ".join(one.title.split()),
            lead=one.lead,
            responsible=names,
            start=one.start,
            due=one.due,
            weight=one.weight,
            standard="\n".join(self._all(row, Column.STANDARD)),
            quantity=one.quantity,
            unit=one.unit,
            line=line,
            starred=starred,
        )

    def _first(self, row: Sequence[str], column: Column) -> str:
        at = self._at[column]
        return row[at[0]].strip() if at and at[0] < len(row) else ""

    def _all(self, row: Sequence[str], column: Column) -> list[str]:
        return [text for at in self._at[column] if at < len(row) and (text := row[at].strip())]

    def _notes(self, row: Sequence[str]) -> Iterator[str]:
        """What has no column of its own, behind the content with its heading."""
        for at in self._at[Column.NOTE]:
            if at < len(row) and (text := row[at].strip()):
                yield f"{self._headings[at]}：{text}" if self._headings[at] else text


def _joined(lists: Sequence[Listed]) -> Listed:
    names = dict.fromkeys(name for one in lists for name in one.names)
    return Listed(tuple(names), tuple(name for one in lists for name in one.starred))


def _is_sum(cell: str) -> bool:
    return len(cell) <= _LONGEST_SUM and narrow(cell).lower().replace(" ", "") in _SUMS


class _Single(NamedTuple):
    """Of these columns a table has one each; the fields are called as the columns are."""

    number: str
    above: str
    above_title: str
    title: str
    lead: str
    start: str
    due: str
    weight: str
    quantity: str
    unit: str
    clause: str
    section: str
    deputy: str
    person: str
    seat: str
    shares: str


_SINGLE = tuple(map(Column, _Single._fields))
