"""Working days: Monday to Friday, less the days off, plus the weekend days that are worked to make up for them."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """The calendar the office keeps.

    `days_off` are weekdays that are off, `make_up_days` weekend days that are worked; anything else in them changes
    nothing. A year outside `known_years` falls back to Monday to Friday, and `unknown_years` lets the caller say so.
    """

    known_years: frozenset[int] = frozenset()
    days_off: frozenset[date] = frozenset()
    make_up_days: frozenset[date] = frozenset()

    def is_known(self, day: date) -> bool:
        return day.year in self.known_years

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """The years from `first` to `last` whose holidays nobody has entered."""
        return tuple(year for year in range(first.year, last.year + 1) if year not in self.known_years)

    def is_workday(self, day: date) -> bool:
        if day.weekday() < _SATURDAY:
            return day not in self.days_off
        return day in self.make_up_days

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which does not count itself; before it when n is negative."""
        ordinal = day.toordinal()
        return date.fromordinal(self._after(ordinal, n) if n >= 0 else self._before(ordinal, -n))

    def workdays_between(self, a: date, b: date) -> int:
        """Working days after `a` up to and including `b`; negative when `b` lies before `a`."""
        return self._worked(b.toordinal()) - self._worked(a.toordinal())

    def last_day_in_time(self, due: date) -> date:
        """A last day on a holiday moves on: the first working day on or after `due`."""
        return due if self.is_workday(due) else self.add_workdays(due, 1)

    def first_late_day(self, due: date) -> date:
        """The day after the last day in time, worked or not: what comes on a Saturday after Friday's limit is late."""
        return self.last_day_in_time(due) + _DAY

    @cached_property
    def _exceptions(self) -> tuple[list[int], list[int]]:
        """The exceptions, and how far the count has left Monday to Friday before the first and after each of them."""
        off = ((day.toordinal(), -1) for day in self.days_off if day.weekday() < _SATURDAY)
        on = ((day.toordinal(), 1) for day in self.make_up_days if day.weekday() >= _SATURDAY)
        days = sorted([*off, *on])
        return [day for day, _ in days], [0, *accumulate(step for _, step in days)]

    def _worked(self, ordinal: int) -> int:
        """Working days from the beginning of time up to and including `ordinal` (ordinal 1 was a Monday)."""
        weeks, rest = divmod(ordinal, 7)
        days, moved = self._exceptions
        return weeks * 5 + min(rest, 5) + moved[bisect_right(days, ordinal)]

    def _after(self, ordinal: int, n: int) -> int:
        # A day adds at most one working day, so a jump by what is missing never goes too far.
        goal = self._worked(ordinal) + n
        while missing := goal - self._worked(ordinal):
            ordinal += missing
        return ordinal

    def _before(self, ordinal: int, n: int) -> int:
        goal = self._worked(ordinal - 1) - n
        while missing := self._worked(ordinal - 1) - goal:
            ordinal -= missing
        return ordinal
