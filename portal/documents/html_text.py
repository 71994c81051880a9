"""A web page as the text a person sees; tables as lines with bars, merged cells marked."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from portal.documents.plain_text import decoded
from portal.documents.refusal import NotAcceptedError
from portal.documents.table_lines import MERGED, lines_of
from portal.text import N_

_CHARSET = re.compile(rb"charset=[\"']?([a-zA-Z0-9_-]{3,20})", re.IGNORECASE)
_CHINESE = frozenset(("gb2312", "gbk", "gb18030", "gb-2312", "x-gbk"))
_UNSEEN = frozenset(("script", "style", "noscript", "template", "svg"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("li", "ul", "ol", "dd", "dt")
_BREAKING = frozenset(
    ("p", "div", "br", "tr", "table", "title", "section", "article", "header", "footer", *_HEADINGS, *_LISTS)
)
_DEEPEST = 2000
_MOST_SPAN = 500
_MOST_COLUMNS = 60


def text_of_html(data: bytes) -> str:
    parser = _Page()
    try:
        parser.feed(_html(data))
        parser.close()
    except (AssertionError, ValueError, RecursionError) as error:
        raise NotAcceptedError(N_("This web page is damaged: save it again, or copy its text.")) from error
    return parser.text()


def _html(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and declared.group(1).decode("ascii").lower() in _CHINESE:
        return data.decode("gb18030", "replace")
    return decoded(data)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.words: list[str] = []
        self.rows: list[list[tuple[str, int, int]]] | None = None
        self.spans: tuple[int, int] | None = None
        self.depth = 0
        self.unseen = 0

    def text(self) -> str:
        self._end_table()
        self._end_line()
        return "\n".join(self.lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == "table":
            self._open_table()
        elif tag in ("tr", "td", "th") and self.rows is not None and self.depth == 1:
            self._open_row_or_cell(tag, dict(attrs))
        elif tag in _BREAKING:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag == "table":
            self.depth = max(0, self.depth - 1)
            if self.depth == 0:
                self._end_table()
        elif tag in ("tr", "td", "th") and self.depth == 1:
            self._end_cell()
        elif tag in _BREAKING:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self.unseen and (self.rows is None or self.spans is not None):
            self.words.append(data)

    def _open_table(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ValueError("tables within tables")
        if self.depth == 1:
            self._end_line()
            self.rows = []

    def _open_row_or_cell(self, tag: str, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        if self.rows is None:
            return
        if tag == "tr" or not self.rows:
            self.rows.append([])
        if tag != "tr":
            self.spans = (_span(attributes.get("rowspan")), _span(attributes.get("colspan")))

    def _break(self) -> None:
        if self.spans is not None:
            self.words.append("\n")
        elif self.rows is None:
            self._end_line()

    def _end_cell(self) -> None:
        if self.spans is not None and self.rows:
            self.rows[-1].append(("".join(self.words).strip(), *self.spans))
            self.words = []
        self.spans = None

    def _end_line(self) -> None:
        line = " ".join("".join(self.words).split())
        self.words = []
        if line:
            self.lines.append(line)

    def _end_table(self) -> None:
        self._end_cell()
        if self.rows:
            self.lines += ["", *lines_of(_spread(self.rows)), ""]
        self.rows = None
        self.words = []


def _span(value: str | None) -> int:
    return min(int(value), _MOST_SPAN) if value and value.isdecimal() and len(value) < 6 and int(value) > 0 else 1


def _spread(rows: Sequence[Sequence[tuple[str, int, int]]]) -> list[list[str]]:
    """A cell that reaches down stands as the sign for a merged cell in the rows below."""
    left: dict[int, int] = {}  # column → rows that a cell above still reaches down
    laid: list[list[str]] = []
    for row in rows:
        line: list[str] = []
        cells = list(reversed(row))
        while (cells or any(column >= len(line) for column in left)) and len(line) < _MOST_COLUMNS:
            column = len(line)
            if column in left:
                line.append(MERGED)
                left[column] -= 1
                if left[column] == 0:
                    del left[column]
                continue
            _lay(cells.pop() if cells else ("", 1, 1), line, left)
        laid.append(line)
    return laid


def _lay(cell: tuple[str, int, int], line: list[str], left: dict[int, int]) -> None:
    text, down, across = cell
    for nth in range(min(across, _MOST_COLUMNS - len(line))):
        if down > 1:
            left[len(line)] = down - 1
        line.append(text if nth == 0 else "")
