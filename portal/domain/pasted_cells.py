"""Pasted text into rows of cells: from a spreadsheet with tabs, or lines with commas.

A cell with line breaks comes in quotes, and quotes inside it are doubled; a spreadsheet leaves any other cell as it is,
even one that begins with a quotation mark.
"""

import re
from collections.abc import Callable

Row = tuple[str, ...]

_LINE_END = re.compile(r"\r\n?|\u2028|\u2029")
# How many columns a comma must make without a header: Chinese commas belong to sentences, so they must make more.
_COMMAS = {",": 2, "，": 3, "、": 3}


def cells_of(text: str, is_header: Callable[[Row], bool]) -> list[Row]:
    """The rows that hold anything."""
    plain = _LINE_END.sub("\n", text.lstrip("\ufeff"))
    if "\t" in plain:
        return _rows(plain, "\t")
    for comma, fewest in _COMMAS.items():
        rows = _rows(plain, comma)
        if rows and (is_header(rows[0]) or _is_table(rows, fewest)):
            return rows
    return _rows(plain, "\t")


def _is_table(rows: list[Row], fewest: int) -> bool:
    """A comma makes columns where every line has as many; one line alone may be a title that holds commas itself."""
    return {len(row) for row in rows} == {max(fewest, len(rows[0]))} and (len(rows) > 1 or len(rows[0]) > fewest)


def _rows(text: str, separator: str) -> list[Row]:
    return [row for row in _split(text, separator) if any(row)]


def _split(text: str, separator: str) -> list[Row]:
    cell = re.compile(rf'"((?:[^"]++|"")*+)"(?={separator}|\n|\Z)|[^{separator}\n]*')
    rows: list[Row] = []
    row: list[str] = []
    at = 0
    while True:
        found = cell.match(text, at)
        assert found is not None  # the second half of the pattern matches nothing at all
        row.append(_content(found, separator))
        at = found.end()
        if text[at : at + 1] == separator:
            at += 1
            continue
        rows.append(tuple(row))
        row, at = [], at + 1
        if at >= len(text):
            return rows


def _content(found: re.Match[str], separator: str) -> str:
    quoted = found[1]
    if quoted is None or (separator == "\t" and not re.search(r'[\n\t]|""', quoted)):
        return found[0].strip()
    return quoted.replace('""', '"').strip()
