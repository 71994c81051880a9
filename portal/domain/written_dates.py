"""Days as people write them: 2022-3-1, 2022.3.1, 3月1日, 3月底, 6月中旬, 二季度末, 年底前, 44621 (a spreadsheet's)."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from portal.domain.written_numbers import chinese_number, narrow
from portal.errors import Invalid
from portal.text import N_

EARLIEST, LATEST = 1950, 2099
SHORT = 40  # what is longer is no day, and hardly comes twice
SPREADSHEET_ZERO = date(1899, 12, 30)


class Span(NamedTuple):
    """Whoever writes a month means a span: its last day is meant as a due day, its first as a start."""

    first: date
    last: date


_TAILS = re.compile(
    r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?"  # the midnight that a spreadsheet adds
    r"|\(?(?:周|星期|礼拜)[一二三四五六日天]\)?"
    r"|(?:之|以)?前(?:完成)?|完成|为止|止)$"
)
_CHINESE = re.compile(r"[零〇一二三四五六七八九十]+(?=[年月日号季])")
_NUMERIC = re.compile(
    r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?:(?P=sign)(?P<day>\d{1,2}))?"
    r"|(?P<year8>\d{4})(?P<month8>\d{2})(?P<day8>\d{2})"
    r"|(?P<month2>\d{1,2})[-/.](?P<day2>\d{1,2})"
)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_WORDS = re.compile(
    r"(?:(?P<year>\d{4}(?=[Qq])|(?:\d{4}|\d{2})(?=年))(?:年度?)?|(?P<this>今年|本年度?|当年)|(?P<next>明年|次年|来年))?"
    r"(?:(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号]?)?"
    r"|第?(?P<quarter>[1-4])季度?|[Qq](?P<q>[1-4])|(?P<half>[上下])半年|(?P<whole>全年|年)?)"
    r"(?P<part>初|上旬|中旬|中|下旬|底|末|终|内)?"
)


def parse_date(text: str, default_year: int, *, opens: bool = False, field: str | None = None) -> date:
    """The day that was written; of a span the last day, or the first where it `opens` something."""
    try:
        span = _span(text, default_year) if len(text) <= SHORT else _span.__wrapped__(text, default_year)
    except ValueError:  # 30 February
        raise Invalid(N_("“%(typed)s” is not a day of the calendar."), field, typed=text.strip()) from None
    if span is None:
        raise Invalid(
            N_("“%(typed)s” is not understood as a day: write 2022-03-31, 3月31日, 3月底 or 二季度末."),
            field,
            typed=text.strip(),
        )
    day = span.first if opens else span.last
    if not EARLIEST <= day.year <= LATEST:
        raise Invalid(N_("“%(typed)s” lies too far away: check the year."), field, typed=text.strip())
    return day


@lru_cache(maxsize=2048)
def _span(text: str, default_year: int) -> Span | None:
    """Remembered, for the rows of a table say the same days again and again. Raises ValueError for 30 February."""
    plain = _cleaned(text)
    return _numeric(plain, default_year) or _serial(plain) or _words(plain, default_year)


def _cleaned(text: str) -> str:
    plain, before = narrow(text), ""
    while plain != before:
        plain, before = _TAILS.sub("", plain).strip(), plain
    return _CHINESE.sub(_figures, re.sub(r"\s+", "", plain))


def _figures(found: re.Match[str]) -> str:
    number = chinese_number(found[0])
    return found[0] if number is None else str(number)


def _numeric(text: str, default_year: int) -> Span | None:
    found = _NUMERIC.fullmatch(text)
    if found is None:
        return None
    year = int(found["year"] or found["year8"] or default_year)
    month = int(found["month"] or found["month8"] or found["month2"])
    day = found["day"] or found["day8"] or found["day2"]
    return _day(date(year, month, int(day))) if day else _month(year, month)


def _serial(text: str) -> Span | None:
    """Days since the spreadsheet's zero; a cell whose format was lost shows nothing else."""
    found = _SERIAL.fullmatch(text)
    return _day(SPREADSHEET_ZERO + timedelta(days=int(found[1]))) if found else None


def _words(text: str, default_year: int) -> Span | None:
    found = _WORDS.fullmatch(text)
    if found is None or not text or text == found["part"]:
        return None
    year = _year(found, default_year)
    if found["day"]:
        return None if found["part"] else _day(date(year, int(found["month"]), int(found["day"])))
    if found["month"]:
        return _part_of_month(year, int(found["month"]), found["part"])
    return _part_of_months(year, *_months(found), found["part"])


def _months(found: re.Match[str]) -> tuple[int, int]:
    """The first and last month of the quarter, the half year or the year."""
    if quarter := found["quarter"] or found["q"]:
        return int(quarter) * 3 - 2, int(quarter) * 3
    return {"上": (1, 6), "下": (7, 12), None: (1, 12)}[found["half"]]


def _year(found: re.Match[str], default_year: int) -> int:
    if found["year"]:
        return int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    return default_year + 1 if found["next"] else default_year


def _part_of_month(year: int, month: int, part: str | None) -> Span | None:
    whole = _month(year, month)
    if part in ("底", "末", "终"):
        return _day(whole.last)
    days = {
        None: (1, None),
        "内": (1, None),
        "初": (1, 10),
        "上旬": (1, 10),
        "中": (11, 20),
        "中旬": (11, 20),
        "下旬": (21, None),
    }
    first, last = days[part]
    return Span(whole.first.replace(day=first), whole.last.replace(day=last) if last else whole.last)


def _part_of_months(year: int, first: int, last: int, part: str | None) -> Span | None:
    """A part of a quarter, half or year: its first month, the month its middle lies in, its last day."""
    if part in (None, "内"):
        return Span(_month(year, first).first, _month(year, last).last)
    if part == "初":
        return _month(year, first)
    if part == "中":
        return _month(year, (first + last) // 2)
    return _day(_month(year, last).last) if part in ("底", "末", "终") else None


def _month(year: int, month: int) -> Span:
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _day(day: date) -> Span:
    return Span(day, day)
