"""Numbers before items: 一、 （一） 1. （1） ① 一是. They are hints: they restart, repeat, and are misprinted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_CHINESE = r"[一二三四五六七八九十百]{1,4}"


_MATTERS = r"[\u4e00-\u9fff]{0,4}(?:工程|行动|战役|专项|课题|问题|任务|事项|项目|议题|改革)"


class Kind(StrEnum):
    CHAPTER = "chapter"
    ARTICLE = "article"
    TOP = "top"
    PAREN = "paren"
    ARABIC = "arabic"
    DOTTED = "dotted"
    LETTERED = "lettered"
    MATTER = "matter"
    SMALL = "small"
    CIRCLE = "circle"
    SPOKEN = "spoken"


_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (Kind.MATTER, rf"^{_MATTERS}(?:{_CHINESE}|\d{{1,2}})："),
    (Kind.CHAPTER, rf"第{_CHINESE}(?:章|部分|篇)[、：]?"),
    (Kind.ARTICLE, rf"第{_CHINESE}[条节][、：]?"),
    (Kind.TOP, rf"{_CHINESE}[、.](?![二三四五六七八九十]\s?(?:季度|产|线|级|批|年))"),
    (Kind.PAREN, rf"（{_CHINESE}）[、.]?|[㈠-㈩]"),
    (Kind.LETTERED, r"(?<![\dA-Za-z])[A-Z](?:[—-]\d{1,2}[.、]?|\d{1,2}[.、])(?=[\u4e00-\u9fff“])"),
    (Kind.DOTTED, r"(?<![\d.—~至年月])\d{1,2}(?:\.\d{1,2}){1,2}[.、]?(?=[\u4e00-\u9fff“])"),
    (Kind.SMALL, r"（\d{1,2}）[、.]?|(?<![\d（])\d{1,2}）|[⑴-⒇]"),
    (Kind.ARABIC, r"(?<![\d.—~至年月])\d{1,3}(?:[.](?!\d{1,3}[.]\d)|、)|[⒈-⒛]"),
    (Kind.CIRCLE, r"[①-⑳]"),
    (Kind.SPOKEN, rf"{_CHINESE}是(?!否|指|以)"),
)
_NUMERAL = re.compile(rf"{_CHINESE}|\d{{1,3}}|[①-⒛㈠-㈩]")
_SIGNS = ("①", "⑴", "⒈", "㈠")  # numbers that are one sign each, and where their rows begin
_BY_THEIR_LAST = (Kind.DOTTED, Kind.LETTERED, Kind.MATTER)  # 1.2, A-2, 问题2： at the head of a line only
_KINDS = {kind.value: kind for kind in Kind}
_ANY = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS))
_ENDS_BEFORE = "。；！？：）〕】”》…;"
_LAST_NUMERAL = re.compile(rf"(\d{{1,2}}|{_CHINESE})[.、：]?$")
_FIGURE = re.compile(r"\d{1,3}\.\d{1,4}(?:\s?[%万亿个家倍元米公吨人户项平亩度版]|[—~至])")
_PUNCTUATION = re.compile(r"[，。；：！？]")
_BARE_HEADINGS = {Kind.PAREN: 40, Kind.ARABIC: 16}  # how long a heading without a full stop may be before such a number
_DASHED = re.compile(r"[—·●■◆◇▪►※★☆▲△*\s]*")


@dataclass(slots=True, eq=False)  # not frozen: thousands are made of each paper
class Marker:
    kind: Kind
    value: int
    start: int
    end: int
    text: str
    is_at_line_start: bool
    before_digit: bool = False
    reinterpreted_from: str | None = None


def number_value(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and not "一" <= text <= "龥":
        return ord(text) - max(ord(first) for first in _SIGNS if first <= text) + 1
    total = current = 0
    for char in text:
        if char == "十":
            total, current = total + (current or 1) * 10, 0
        elif char == "百":
            total, current = total + (current or 1) * 100, 0
        else:
            current = _DIGITS.get(char, 0)
    return total + current


def candidates(text: str) -> Iterator[Marker]:
    """Everything in a paragraph that could number an item; what follows from the order is decided by `Sequence`."""
    opening = _DASHED.match(text)
    first = opening.end() if opening else 0
    heading_from: int | None = None  # behind the last top-level number
    under_paren = False  # was it （一）, which another （二） does not follow without a stop?
    for match in _ANY.finditer(text):
        kind = _KINDS[str(match.lastgroup)]
        start, end = match.span()
        at_start = start <= first
        if not at_start and not _may_begin(text, start, kind, heading_from, under_paren):
            continue
        follows = text[end : end + 1]
        heading_from = end if kind in (Kind.TOP, Kind.CHAPTER, Kind.PAREN) else None
        under_paren = kind is Kind.PAREN
        if not follows and not at_start:
            continue
        if kind in _BY_THEIR_LAST and not at_start:
            continue
        printed = match.group()
        is_before_digit = kind is Kind.ARABIC and follows.isdecimal()
        yield Marker(kind, _value_of(printed, kind), start, end, printed, at_start, before_digit=is_before_digit)


@lru_cache(maxsize=4096)  # a paper prints the same few numbers again and again
def _value_of(printed: str, kind: Kind) -> int:
    last = _LAST_NUMERAL.search(printed) if kind in _BY_THEIR_LAST else None
    return number_value(last.group(1) if last else _NUMERAL.search(printed).group())  # type: ignore[union-attr]


def _may_begin(text: str, start: int, kind: Kind, heading_from: int | None, under_paren: bool) -> bool:
    """Inside a line a number stands behind a full stop, or behind a heading that has none."""
    before = text[start - 1]
    longest = 0 if under_paren and kind is Kind.PAREN else _BARE_HEADINGS.get(kind, 0)
    near_heading = heading_from is not None and start - heading_from <= longest
    if near_heading and not _PUNCTUATION.search(text, heading_from or 0, start):
        return True
    if kind is Kind.SPOKEN:
        return before in _ENDS_BEFORE + "，"
    if kind in (Kind.CHAPTER, Kind.ARTICLE):
        return False
    return before in _ENDS_BEFORE


class Sequence:
    """Accepts a candidate by where it stands and by what was counted before."""

    def __init__(self) -> None:
        self.last: dict[Kind, int] = {}

    def accept(self, marker: Marker, text: str) -> bool:
        expected = marker.value in (1, self.last.get(marker.kind, 0) + 1)
        if marker.before_digit:
            looks_like_figure = bool(_FIGURE.match(text, marker.start))
            fits = marker.value == self.last.get(marker.kind, 0) + 1
            accepted = fits and not (looks_like_figure and not marker.is_at_line_start)
        elif marker.kind in (Kind.SPOKEN, *_BY_THEIR_LAST):
            accepted = expected and not _FIGURE.match(text, marker.start)
        else:
            accepted = marker.is_at_line_start or expected
        if accepted:
            self.last[marker.kind] = marker.value
            self._forget_below(marker.kind)
        return accepted

    def _forget_below(self, kind: Kind) -> None:
        """Spoken and small numbers begin again under each new item; Arabic ones may run on through the paper."""
        restarting = (Kind.SMALL, Kind.CIRCLE, Kind.SPOKEN)  # and what is counted by its last number starts at 1 itself
        if kind not in restarting:
            for other in restarting:
                self.last.pop(other, None)


def as_top(marker: Marker) -> Marker:
    return replace(marker, kind=Kind.TOP, reinterpreted_from=marker.text)
