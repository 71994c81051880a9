"""Rows into a workbook: typed cells, a frozen heading, and no formula from anybody's text.

openpyxl makes the workbook and its heading; the rows are written between as XML, in a fifth of the time that a cell
object each takes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from portal.documents.cells import Column, Kind

LONGEST = 32_767
MOST_DIGITS = 15  # a spreadsheet counts no further
AT_ONCE = 200
SHEET = "xl/worksheets/sheet1.xml"
END_OF_ROWS = b"</sheetData>"
ZERO = date(1899, 12, 30)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_GUESSED = frozenset("=+-@\t\r\n#")  # text that would be taken for a formula or an error, here or in a spreadsheet
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_READ_AS_A_SIGN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # a spreadsheet reads _x0041_ as A

AS_TEXT = "@"  # a spreadsheet keeps it as text when the cell is edited
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
    count = 0

    def lines() -> Iterator[str]:
        nonlocal count
        for count, row in enumerate(rows, 1):
            yield _line(count + 1, writers, row)
            tell(count)

    frame = _frame(title, columns, 0)
    writers = [_Cells(_letters(at), column.kind, frame.styles) for at, column in enumerate(columns)]
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        with archive.open(SHEET, "w") as part:
            part.write(frame.parts[SHEET].partition(END_OF_ROWS)[0])
            for written in _joined(lines()):
                part.write(written)
            frame = _frame(title, columns, count)
            part.write(b"".join(frame.parts[SHEET].partition(END_OF_ROWS)[1:]))
        for name, content in frame.parts.items():
            if name != SHEET:
                archive.writestr(name, content)
    return count


class _Frame(NamedTuple):
    """A workbook with nothing but its heading, as the parts of its archive; and the number of each format."""

    parts: Mapping[str, bytes]
    styles: Mapping[str, int]


def _frame(title: str, columns: Sequence[Column], count: int) -> _Frame:
    """For so many rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_NOT_IN_NAMES.sub(" ", clean(title))[:31] or "1")
    sheet.freeze_panes = "A2"
    for at, column in enumerate(columns):
        sheet.column_dimensions[_letters(at)].width = column.width or WIDTHS[column.kind]
    sheet.append([_heading(sheet, column.heading) for column in columns])
    sheet.auto_filter.ref = f"A1:{_letters(len(columns) - 1)}{count + 1}"
    styles = {one: _number_of_style(sheet, one) for one in (AS_TEXT, *FORMATS.values())}
    stream = BytesIO()
    book.save(stream)
    with ZipFile(stream) as archive:
        return _Frame({name: archive.read(name) for name in archive.namelist()}, styles)


def _number_of_style(sheet: Any, number_format: str) -> int:
    cell = WriteOnlyCell(sheet)
    cell.number_format = number_format
    return int(cell.style_id)


def _heading(sheet: Any, text: str) -> Any:
    """Past openpyxl's guessing, which makes a formula of what begins with an equals sign."""
    cell: Any = WriteOnlyCell(sheet)
    cell._value, cell.data_type = _unread(clean(text)), "s"
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    return cell


def clean(text: str) -> str:
    """What a cell can hold."""
    return _UNWRITABLE.sub("", text)[:LONGEST]


def _unread(text: str) -> str:
    """Words that a spreadsheet would take for a sign's number stay words."""
    return _READ_AS_A_SIGN.sub("_x005F_", text) if "_x" in text else text


def _line(number: int, writers: Sequence["_Cells"], row: Sequence[Any]) -> str:
    cells = [writer.cell(number, value) for writer, value in zip(writers, row, strict=True)]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _joined(lines: Iterator[str]) -> Iterator[bytes]:
    """Many lines at once, for each is compressed by itself."""
    kept: list[str] = []
    for line in lines:
        kept.append(line)
        if len(kept) == AT_ONCE:
            yield "".join(kept).encode()
            kept.clear()
    yield "".join(kept).encode()


class _Cells:
    """The cells of one column."""

    def __init__(self, letters: str, kind: Kind, styles: Mapping[str, int]) -> None:
        self._letters, self._figure = letters, _FIGURES[kind]
        self._typed = f' s="{styles[FORMATS[kind]]}"' if kind in FORMATS else ""
        self._as_text = f' s="{styles[AS_TEXT]}"'

    def cell(self, line: int, value: Any) -> str:
        if value is None or value == "":
            return ""
        figure = self._figure(value)
        if figure is not None:
            return f'<c r="{self._letters}{line}"{self._typed}><v>{figure}</v></c>'
        text = clean(str(value))
        style = self._as_text if text[:1] in _GUESSED else ""
        words = escape(_unread(text), {"\r": "&#13;"})
        space = "" if text == text.strip() else ' xml:space="preserve"'
        return f'<c r="{self._letters}{line}"{style} t="inlineStr"><is><t{space}>{words}</t></is></c>'


def _number(value: Any) -> str | None:
    if isinstance(value, Decimal):
        is_kept = value.is_finite() and len(value.normalize().as_tuple().digits) <= MOST_DIGITS
    else:
        is_kept = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**MOST_DIGITS
    return str(value) if is_kept else None


def _day(value: Any) -> str | None:
    is_day = isinstance(value, date) and not isinstance(value, datetime) and value.year > 1900
    return str((value - ZERO).days) if is_day else None


def _moment(value: Any) -> str | None:
    if not isinstance(value, datetime) or value.year <= 1900:
        return None
    return str((value - datetime(ZERO.year, ZERO.month, ZERO.day)) / timedelta(days=1))  # noqa: DTZ001 - as it is shown


# What stands in a cell of each kind; None where the value is not of that kind.
_FIGURES: Mapping[Kind, Callable[[Any], str | None]] = {
    Kind.TEXT: lambda value: None,
    Kind.NUMBER: _number,
    Kind.PERCENT: _number,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
}


def _letters(at: int) -> str:
    """The spreadsheet's name of a column: A … Z, AA …"""
    whole, rest = divmod(at, 26)
    return (_letters(whole - 1) if whole else "") + chr(ord("A") + rest)
