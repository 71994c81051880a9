"""Workbooks and comma-separated files as rows of cells in words, merged cells filled with what stands in them."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from portal.documents import isolated
from portal.documents.archive_limits import opened
from portal.documents.plain_text import decoded
from portal.documents.refusal import NotAcceptedError
from portal.documents.sheet_text import words_of
from portal.documents.structure import check_old_office
from portal.text import N_

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 25_000
MOST_SHEETS = 20
MOST_COLUMNS = 60
MOST_CHARACTERS = 12_000_000
LONGEST_CELL = 8_000
_FAULTS = (CalamineError, ValueError, KeyError, OSError, OverflowError, IndexError)
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
    r"|\u200d(?![\u2600-\u27bf\U0001f300-\U0001faff])"  # it makes one picture of several
)
Found = dict[str, Any]


def sheets_of(data: bytes, filename: str) -> list[Found]:
    """Each sheet that holds anything: `name` and `rows`, the first of which is the sheet's first line.

    Raises NotAcceptedError with a sentence for people.
    """
    reader = _READERS.get(filename.rpartition(".")[2].lower() if "." in filename else "")
    if reader is None:
        raise NotAcceptedError(N_("This is no table: send a workbook (.xlsx, .xls, .et) or a .csv file."))
    if not data:
        raise NotAcceptedError(N_("This file is empty (0 bytes)."))
    if len(data) > MOST_BYTES:
        raise NotAcceptedError(N_("This file is larger than %(megabytes)s MB."), megabytes=MOST_BYTES // 1024 // 1024)
    found = [sheet for sheet in reader(data) if sheet["rows"]]
    if not found:
        raise NotAcceptedError(N_("There are no filled cells in this file."))
    return found


def _isolated(kind: str, data: bytes) -> list[Found]:
    sheets: list[Found] = json.loads(isolated.text_of(kind, data))
    return sheets


def _csv_rows(data: bytes) -> list[Found]:
    text = decoded(data)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4000], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    try:
        return _all([("CSV", csv.reader(StringIO(text, newline=""), dialect))])
    except csv.Error as error:
        raise NotAcceptedError(N_("This table is damaged: save it again as a workbook.")) from error


_READERS: Mapping[str, Callable[[bytes], list[Found]]] = {
    "xlsx": partial(_isolated, "xlsx-rows"),
    "xls": partial(_isolated, "xls-rows"),
    "et": partial(_isolated, "xls-rows"),
    "csv": _csv_rows,
}
EXTENSIONS = tuple(_READERS)


def rows_of_xlsx(data: bytes) -> str:
    """Run in the limited process; its answer is text."""
    opened(data, "xl/workbook.xml").close()
    return json.dumps(_rows_of_workbook(data), ensure_ascii=False)


def rows_of_xls(data: bytes) -> str:
    """The same for the format until 2003."""
    check_old_office(BytesIO(data), ("Workbook", "Book"))
    return json.dumps(_rows_of_workbook(data), ensure_ascii=False)


def _rows_of_workbook(data: bytes) -> list[Found]:
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        names = workbook.sheet_names[:MOST_SHEETS]
        return _all(_of_sheet(name, workbook.get_sheet_by_name(name)) for name in names)
    except _FAULTS as error:
        raise NotAcceptedError(N_("This document is damaged or protected by a password.")) from error


def _of_sheet(name: str, sheet: CalamineSheet) -> tuple[str, Iterable[list[str]]]:
    """Its rows count from the first line, its cells from the first column that is used."""
    if (sheet.end or (0, 0))[0] >= MOST_ROWS:
        raise _too_long()
    rows = [[words_of(cell)[:LONGEST_CELL] for cell in row[:MOST_COLUMNS]] for row in sheet.iter_rows()]
    _fill_merged(rows, sheet)
    return name, rows


def _fill_merged(rows: list[list[str]], sheet: CalamineSheet) -> None:
    """What is merged says the same in all its cells. Ranges may lie, so they end where the rows do."""
    left = (sheet.start or (0, 0))[1]
    filled = 0
    for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        row, column = first_row, first_column - left
        if not (row < len(rows) and 0 <= column < len(rows[row])):
            continue
        for at in range(row, min(last_row + 1, len(rows))):
            last = min(last_column - left + 1, len(rows[at]))
            rows[at][column:last] = [rows[row][column]] * max(last - column, 0)
            filled += max(last - column, 1)
        if filled > MOST_ROWS * MOST_COLUMNS:
            return


def _all(sheets: Iterable[tuple[str, Iterable[list[str]]]]) -> list[Found]:
    found: list[Found] = []
    count = length = 0
    for name, rows in sheets:
        kept: list[list[str]] = []
        for row in rows:
            cells = _clean(row[:MOST_COLUMNS])
            count, length = count + 1, length + sum(map(len, cells))
            if count > MOST_ROWS or length > MOST_CHARACTERS:
                raise _too_long()
            kept.append(cells)
        found.append({"name": name[:60], "rows": kept if any(map(any, kept)) else []})
    return found


def _clean(row: list[str]) -> list[str]:
    """Few rows hold signs that are not seen, and a row is looked through faster than its cells."""
    if _UNSEEN.search("\n".join(row)):
        row = [_UNSEEN.sub("", cell) for cell in row]
    return [cell.strip()[:LONGEST_CELL] for cell in row]


def _too_long() -> NotAcceptedError:
    return NotAcceptedError(N_("This table is too long: at most %(most)s lines at once."), most=MOST_ROWS)
