"""The text of a Word document, read part by part: paragraphs with their automatic numbers, tables with merged cells."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from portal.documents.archive_limits import opened
from portal.documents.docx_numbers import Numbers
from portal.documents.refusal import NotAcceptedError
from portal.documents.table_lines import MERGED, lines_of
from portal.text import N_

MAIN_PART = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_CHARACTERS = 2_000_000
_DEEPEST = 200
_SPACES = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_UNSEEN = frozenset(
    (f"{W}del", f"{W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)


def text_of_docx(data: bytes) -> str:
    with opened(data, MAIN_PART) as archive:
        try:
            numbers = Numbers.of(archive)
            with archive.open(MAIN_PART) as part:
                return "\n".join(_Body(numbers).read(part.read()))
        except (ParseError, DefusedXmlException, KeyError, ValueError) as error:
            raise NotAcceptedError(N_("This document is damaged or protected by a password.")) from error


@dataclass
class _Cell:
    text: str
    across: int
    goes_on: bool  # the continuation of the cell above


@dataclass
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)


class _Body:
    """One walk through the XML; what has been read is let go at once."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self.lines: list[str] = []
        self.words: list[str] = []  # of the paragraph that is open
        self.cells: list[list[str]] = []  # paragraphs of the cells that are open, the innermost last
        self.tables: list[_Table] = []
        self.unseen = 0
        self.depth = 0
        self.length = 0

    def read(self, xml: bytes) -> list[str]:
        for event, element in iterparse(BytesIO(xml), events=("start", "end"), forbid_dtd=True):
            if event == "start":
                self._start(element)
            else:
                self._end(element)
        return self.lines

    def _start(self, element: Element) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ValueError("nested too deep")
        if element.tag in _UNSEEN:
            self.unseen += 1
        elif element.tag == f"{W}tbl":
            self.tables.append(_Table())
        elif element.tag == f"{W}tr" and self.tables:
            self.tables[-1].rows.append([])
        elif element.tag == f"{W}tc":
            self.cells.append([])

    def _end(self, element: Element) -> None:
        self.depth -= 1
        if element.tag in _UNSEEN:
            self.unseen -= 1
        elif element.tag == f"{W}t" and not self.unseen:
            self._word(element.text or "")
        elif element.tag in _SPACES and not self.unseen:
            self._word(_SPACES[element.tag])
        elif element.tag == f"{W}p":
            self._end_paragraph(element)
        elif element.tag == f"{W}tc":
            self._end_cell(element)
        elif element.tag == f"{W}tbl":
            self._end_table()
        if element.tag in (f"{W}p", f"{W}tc", f"{W}tbl", f"{W}tr"):
            element.clear()

    def _word(self, text: str) -> None:
        self.words.append(text)
        self.length += len(text)
        if self.length > MOST_CHARACTERS:
            raise NotAcceptedError(N_("This is far longer than a notice: send the plan alone."))

    def _end_paragraph(self, element: Element) -> None:
        text = "".join(self.words)
        self.words = []
        text = self.numbers.before(element) + text if text.strip() else text
        (self.cells[-1] if self.cells else self.lines).extend(text.split("\n"))

    def _end_cell(self, element: Element) -> None:
        text = "\n".join(self.cells.pop()) if self.cells else ""
        if self.tables and self.tables[-1].rows:
            self.tables[-1].rows[-1].append(_Cell(text, _across(element), _goes_on(element)))

    def _end_table(self) -> None:
        table = self.tables.pop()
        lines = lines_of(list(_spread(table)))
        if self.cells:
            self.cells[-1].extend(line.strip("| ") for line in lines)
        else:
            self.lines += ["", *lines, ""]


def _across(cell: Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = span.get(f"{W}val", "1") if span is not None else "1"
    return min(int(value), 60) if value.isdecimal() else 1


def _goes_on(cell: Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _spread(table: _Table) -> Iterator[list[str]]:
    for row in table.rows:
        yield [part for cell in row for part in ((MERGED if cell.goes_on else cell.text), *[""] * (cell.across - 1))]
