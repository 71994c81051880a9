"""Rows into a workbook: typed cells, a frozen heading, and no formula from anybody's text."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from portal.documents.cells import Column, Kind

LONGEST = 32_767
MOST_DIGITS = 15  # a spreadsheet counts no further
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_GUESSED = frozenset("=+-@\t\r\n#")  # text that would be taken for a formula or an error, here or in a spreadsheet
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


FORMATS = {Kind.NUMBER: "General", Kind.DAY: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm", Kind.PERCENT: "0.00%"}
WIDTHS = {Kind.TEXT: 16, Kind.NUMBER: 10, Kind.DAY: 12, Kind.MOMENT: 17, Kind.PERCENT: 9}


def write(
    stream: BinaryIO,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    tell: Callable[[int], None] = lambda done: None,
) -> int:
    """One sheet. A cell that is not of its column's kind is written as text; answers how many rows there were.

    Rows are plain values in the order of the columns, None for an empty cell; a percent is a share of 1.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_NOT_IN_NAMES.sub(" ", clean(title))[:31] or "1")
    sheet.freeze_panes = "A2"
    for at, column in enumerate(columns):
        sheet.column_dimensions[_letters(at)].width = column.width or WIDTHS[column.kind]
    sheet.append([_heading(sheet, column.heading) for column in columns])
    writers = [_Cells(sheet, column.kind) for column in columns]
    count = 0
    try:
        for count, row in enumerate(rows, 1):
            sheet.append([writer.cell(value) for writer, value in zip(writers, row, strict=True)])
            tell(count)
    except BaseException:
        _abandon(sheet)
        raise
    sheet.auto_filter.ref = f"A1:{_letters(len(columns) - 1)}{count + 1}"
    book.save(stream)
    return count


def _abandon(sheet: Any) -> None:
    """Nothing is left behind of a table that was begun: neither an open writer nor its file."""
    sheet.close()
    sheet._writer.cleanup()


def clean(text: str) -> str:
    """What a cell can hold."""
    return _UNWRITABLE.sub("", text)[:LONGEST]


class _Cells:
    """The cells of one column; two are used again and again, for a row is written at once.

    Numbers and harmless text go as they are, which takes half the time of a cell of their own.
    """

    def __init__(self, sheet: Any, kind: Kind) -> None:
        self._kind = kind
        self._typed = WriteOnlyCell(sheet)
        self._typed.number_format = FORMATS.get(kind, "General")
        self._text = WriteOnlyCell(sheet)
        self._text.number_format = "@"  # a spreadsheet keeps it as text when the cell is edited

    def cell(self, value: Any) -> Any:
        if value is None or value == "":
            return None
        if not _TYPES[self._kind](value):
            text = clean(str(value))
            return _put_text(self._text, text) if text[:1] in _GUESSED else text
        if self._kind is Kind.NUMBER:
            return value
        self._typed.value = value
        return self._typed


def _put_text(cell: Any, text: str) -> Any:
    """Past openpyxl's guessing, which makes a formula of what begins with an equals sign."""
    cell._value, cell.data_type = text, "s"
    return cell


def _is_number(value: Any) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite() and len(value.normalize().as_tuple().digits) <= MOST_DIGITS
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**MOST_DIGITS


_TYPES: dict[Kind, Callable[[Any], bool]] = {
    Kind.TEXT: lambda value: False,
    Kind.NUMBER: _is_number,
    Kind.PERCENT: _is_number,
    Kind.DAY: lambda value: isinstance(value, date) and not isinstance(value, datetime) and value.year > 1900,
    Kind.MOMENT: lambda value: isinstance(value, datetime) and value.year > 1900,
}


def _heading(sheet: Any, text: str) -> Any:
    cell = _put_text(WriteOnlyCell(sheet), clean(text))
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    return cell


def _letters(at: int) -> str:
    """The spreadsheet's name of a column: A … Z, AA …"""
    whole, rest = divmod(at, 26)
    return (_letters(whole - 1) if whole else "") + chr(ord("A") + rest)
