"""The national holidays and make-up working days, year by year, as a published package knows them."""

from dataclasses import dataclass
from datetime import date

import chinese_calendar
from chinese_calendar import constants

SOURCE = "chinesecalendar"
_SATURDAY = 5


class UnknownYear(LookupError):
    """Nobody has published this year's holidays to us yet."""


@dataclass(frozen=True)
class ExceptionalDay:
    """A day that is not what its weekday says."""

    day: date
    is_workday: bool
    name: str


def list_exceptional_days(year: int) -> list[ExceptionalDay]:
    """Weekdays off and weekend days worked. Raises UnknownYear where the package does not know the year."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        raise UnknownYear(year) from None
    off = [ExceptionalDay(day, False, _name(name)) for day, name in constants.holidays.items() if day.year == year]
    worked = [ExceptionalDay(day, True, _name(name)) for day, name in constants.workdays.items() if day.year == year]
    return sorted((day for day in off + worked if _is_exception(day)), key=lambda day: day.day)


def _is_exception(day: ExceptionalDay) -> bool:
    return day.is_workday == (day.day.weekday() >= _SATURDAY)


def _name(name: str) -> str:
    """The Chinese name of the holiday."""
    return str(_CHINESE.get(name, name))


_CHINESE = {holiday.value: holiday.chinese for holiday in constants.Holiday}
