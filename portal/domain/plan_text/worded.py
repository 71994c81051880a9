"""Amounts said in words: 百分之九十五, 七成, 一倍, 三分之二, 翻一番, 全省前三.

A number is given only where it says exactly what the words say; else the words stand for themselves.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portal.domain.plan_text.numbering import number_value
from portal.domain.plan_text.ranks import NUMERAL, Rank, ranks_in, said

_DIGIT = "[一二三四五六七八九]"
_NO_RANGE = rf"(?<![一二两三四五六七八九十百千])(?<!{_DIGIT}[至到—~])"  # of 六至七成 no end is taken for the whole
_ENDS = r"(?=以上|及以上|以下|以内|左右|上下|的|大关|$|[，。；、）　])"
_MAY_BE_RANK = re.compile(r"[前第首榜]")
# Each way begins with one sign: a text without them is passed over quickly.
_MAY_BE_AMOUNT = re.compile(rf"分(?=[之百])|倍|番|半|成(?<=[两{_DIGIT[1:-1]}]成)|零(?<=[为至]零)")
_WORDED = re.compile(
    r"(?P<share>[百千])分之(?P<digits>[零一二三四五六七八九十百\d.]{1,6})(?:点(?P<point>[零一二三四五六七八九]{1,2}))?"
    rf"|(?P<parts>{NUMERAL})分之(?P<of>{NUMERAL})"
    rf"|{_NO_RANGE}(?P<tenths>[两{_DIGIT[1:-1]}])成(?P<more>{_DIGIT})?{_ENDS}"
    rf"|{_NO_RANGE}(?P<times>{NUMERAL})倍{_ENDS}"
    rf"|(?<=[为至])(?P<none>零){_ENDS}|(?P<all>百分百)|(?P<half>一半){_ENDS}"
    rf"|(?P<unsaid>翻(?:了)?(?:[一两二三四]|\d)?(?:番|倍)|减半{_ENDS})"
)
_WELL_FORMED = re.compile(rf"零|一?百|(?:{_DIGIT}百零?)?(?:{_DIGIT}?十)?{_DIGIT}?|\d{{1,3}}(?:\.\d{{1,3}})?")
Amount = tuple[float | None, str | None]


@dataclass(frozen=True, slots=True)
class Worded:
    start: int
    end: int
    value: float | None  # None without a unit: no number says it exactly; None with one: the number is damaged
    unit: str | None
    is_rank: bool = False


def worded_in(text: str) -> list[Worded]:
    """In printed order."""
    found = [_rank(rank) for rank in ranks_in(text)] if _MAY_BE_RANK.search(text) else []
    if _MAY_BE_AMOUNT.search(text):
        found += [_amount(match) for match in _WORDED.finditer(text)]
        found.sort(key=lambda one: one.start)
    return found


def _rank(rank: Rank) -> Worded:
    return Worded(rank.start, rank.end, rank.last, rank.unit, is_rank=True)


def _amount(match: "re.Match[str]") -> Worded:
    kind = next(name for name in _AMOUNTS if match.group(name) is not None)
    if match.string[match.start() - 1 : match.start()] == "前":  # 前百分之十, 前三分之一: a place, and no share
        return Worded(match.start() - 1, match.end(), None, None, is_rank=True)
    value, unit = _AMOUNTS[kind](match)
    return Worded(match.start(), match.end(), value, unit)


def _share(match: "re.Match[str]") -> Amount:
    """百分之九十五点五; of digits that make no number (百分之九五) nothing is guessed."""
    digits, point = match.group("digits"), match.group("point")
    unit = "%" if match.group("share") == "百" else "‰"
    if not _WELL_FORMED.fullmatch(digits) or (point and "." in digits):
        return None, unit
    value = float(digits) if digits[0].isdecimal() else float(number_value(digits))
    value = float(f"{value:.0f}." + "".join(str(number_value(char)) for char in point)) if point else value
    return (int(value) if value == int(value) else value), unit


def _fraction(match: "re.Match[str]") -> Amount:
    """三分之二 is no number of percents, 五分之四 is one."""
    parts, of = said(match.group("parts")), said(match.group("of"))
    return (of * 100 // parts, "%") if of * 100 % parts == 0 else (None, None)


def _tenths(match: "re.Match[str]") -> Amount:
    return said(match.group("tenths")) * 10 + said(match.group("more") or "零"), "%"


_AMOUNTS: Mapping[str, Callable[["re.Match[str]"], Amount]] = {
    "share": _share,
    "parts": _fraction,
    "tenths": _tenths,
    "times": lambda match: (said(match.group("times")), "倍"),
    "none": lambda _: (0, None),
    "all": lambda _: (100, "%"),
    "half": lambda _: (50, "%"),
    "unsaid": lambda _: (None, None),
}
