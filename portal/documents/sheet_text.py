"""Workbooks and comma-separated files as tables with bars."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO, StringIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from portal.documents.archive_limits import opened
from portal.documents.plain_text import decoded
from portal.documents.refusal import NotAcceptedError
from portal.documents.structure import check_old_office
from portal.documents.table_lines import MERGED, line_of
from portal.text import N_

MOST_ROWS = 50_000
MOST_COLUMNS = 60
MOST_CHARACTERS = 2_000_000
_FAULTS = (CalamineError, ValueError, KeyError, OSError, OverflowError, IndexError)
Cell = object


def text_of_xlsx(data: bytes) -> str:
    opened(data, "xl/workbook.xml").close()
    return _text_of_workbook(data)


def text_of_xls(data: bytes) -> str:
    check_old_office(BytesIO(data), ("Workbook", "Book"))
    return _text_of_workbook(data)


def text_of_csv(data: bytes) -> str:
    text = decoded(data)
    try:
        dialect = csv.Sniffer().sniff(text[:4000], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = csv.reader(StringIO(text), dialect)
        return _joined(line_of(row[:MOST_COLUMNS]) for row in rows if any(row))
    except csv.Error as error:
        raise NotAcceptedError(N_("This table is damaged: save it again as a workbook.")) from error


def _text_of_workbook(data: bytes) -> str:
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        names = workbook.sheet_names
        return _joined(line for name in names for line in _sheet_lines(workbook.get_sheet_by_name(name)))
    except _FAULTS as error:
        raise NotAcceptedError(N_("This document is damaged or protected by a password.")) from error


def _sheet_lines(sheet: CalamineSheet) -> Iterator[str]:
    merged = _merged_below(sheet)
    for number, row in enumerate(sheet.iter_rows()):
        if number >= MOST_ROWS:
            raise NotAcceptedError(N_("This is far longer than a notice: send the plan alone."))
        cells = [words_of(cell) for cell in row[:MOST_COLUMNS]]
        if any(cells):
            yield line_of([MERGED if (number, at) in merged else cell for at, cell in enumerate(cells)])
    yield ""


def _merged_below(sheet: CalamineSheet) -> set[tuple[int, int]]:
    """Cells that belong to a merged cell above them: rows count from the first line, cells from the first used column,
    as the reader gives them.
    """
    left = (sheet.start or (0, 0))[1]
    found: set[tuple[int, int]] = set()
    for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        for row in range(first_row + 1, min(last_row, first_row + MOST_ROWS) + 1):
            found.update((row, column - left) for column in range(first_column, min(last_column, MOST_COLUMNS) + 1))
        if len(found) > MOST_ROWS * 4:
            break
    return found


def words_of(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time().isoformat() == "00:00:00" else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _joined(lines: Iterator[str]) -> str:
    kept: list[str] = []
    length = 0
    for line in lines:
        kept.append(line)
        length += len(line)
        if length > MOST_CHARACTERS:
            raise NotAcceptedError(N_("This is far longer than a notice: send the plan alone."))
    return "\n".join(kept)
