"""A page's HTML into lines and grids; every character keeps its position between the tags."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from portal.domain.plan_text.grid import Cell, Grid, spread
from portal.domain.plan_text.strand import Strand, join

_IS_MARKUP = re.compile(r"<(?:/?(?:table|tr|td|th|p|div|br|span|html|body|tbody)\b)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})([^<>]{0,4000})>")
_COMMENT_OR_TYPE = re.compile(r"<[!！?？][^<>]{0,4000}>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10})[;；]")
_SPAN = re.compile(r"(rowspan|colspan)\s{0,5}=\s{0,5}[\"']?(\d{1,3})", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "title",
        "tr",
    ]
)
_UNSEEN = frozenset(("script", "style", "head"))


class _Token(NamedTuple):
    start: int
    end: int
    name: str  # "" for text
    closes: bool
    attributes: str


def is_markup(text: str) -> bool:
    return len(_IS_MARKUP.findall(text[:200_000])) >= 3


def blocks(page: Strand) -> list[Strand | Grid]:
    return _Builder(page).build()


def _tokens(text: str) -> Iterator[_Token]:
    last = 0
    for match in re.finditer(rf"{_TAG.pattern}|{_COMMENT_OR_TYPE.pattern}", text):
        if match.start() > last:
            yield _Token(last, match.start(), "", False, "")
        if match.group(2):
            yield _Token(match.start(), match.end(), match.group(2).lower(), bool(match.group(1)), match.group(3) or "")
        last = match.end()
    if last < len(text):
        yield _Token(last, len(text), "", False, "")


class _Builder:
    """One walk over the tokens; a table inside a cell is read as that cell's text."""

    def __init__(self, page: Strand) -> None:
        self.page = page
        self.done: list[Strand | Grid] = []
        self.words: list[Strand] = []
        self.rows: list[list[Cell]] | None = None
        self.depth = 0
        self.spans: tuple[int, int] | None = None  # of the cell that is open
        self.unseen: str | None = None

    def build(self) -> list[Strand | Grid]:
        for token in _tokens(self.page.text):
            if token.name:
                self._tag(token)
            elif self.unseen is None:
                self._text(token)
        self._close_table()
        self._end_line()
        return self.done

    def _text(self, token: _Token) -> None:
        piece = _decoded(self.page.cut(token.start, token.end))
        if self.rows is None or self.spans is not None:
            self.words.append(piece)

    def _tag(self, token: _Token) -> None:
        if token.name in _UNSEEN:
            self.unseen = None if token.closes else token.name
        elif token.name == "table":
            self._table(token)
        elif self.rows is not None and self.depth == 1 and token.name in ("tr", "td", "th"):
            self._row_or_cell(token)
        elif token.name in _BLOCKS:
            self._break(token)

    def _table(self, token: _Token) -> None:
        self.depth = max(0, self.depth + (-1 if token.closes else 1))
        if self.depth == 1 and not token.closes and self.rows is None:
            self._end_line()
            self.rows = []
        elif self.depth == 0:
            self._close_table()

    def _row_or_cell(self, token: _Token) -> None:
        self._end_cell()
        if token.closes or self.rows is None:
            return
        if token.name == "tr":
            self.rows.append([])
        else:
            found = {name.lower(): max(1, int(number)) for name, number in _SPAN.findall(token.attributes)}
            self.spans = (found.get("rowspan", 1), found.get("colspan", 1))
            if not self.rows:
                self.rows.append([])

    def _break(self, token: _Token) -> None:
        if self.spans is not None:
            self.words.append(Strand("\n", [token.start]))
        elif self.rows is None:
            self._end_line()

    def _end_cell(self) -> None:
        if self.spans is not None and self.rows:
            self.rows[-1].append(Cell(join(self.words).strip(), *self.spans))
            self.words = []
        self.spans = None

    def _end_line(self) -> None:
        whole = join(self.words)
        self.words = []
        start = 0
        for end in [*(index for index, char in enumerate(whole.text) if char == "\n"), len(whole)]:
            self.done.append(whole.cut(start, end))
            start = end + 1

    def _close_table(self) -> None:
        self._end_cell()
        if self.rows:
            self.done.append(spread(self.rows))
        self.rows = None
        self.words = []


def _decoded(piece: Strand) -> Strand:
    """An entity becomes its character, standing where the entity begins."""
    if "&" not in piece.text:
        return piece
    parts: list[Strand] = []
    last = 0
    for match in _ENTITY.finditer(piece.text):
        parts.append(piece.cut(last, match.start()))
        char = unescape(match.group()[:-1] + ";").replace("\xa0", " ")
        parts.append(Strand(char, [piece.at[match.start()]] * len(char)))
        last = match.end()
    return join([*parts, piece.cut(last)])
