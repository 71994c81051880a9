"""The year of the plan as the State Council published it, for the tests of every rule that counts days."""

from datetime import date, timedelta

from portal.domain.workdays import WorkCalendar


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


HOLIDAYS = [
    *days(date(2022, 1, 1), date(2022, 1, 3)),
    *days(date(2022, 1, 31), date(2022, 2, 6)),
    *days(date(2022, 4, 3), date(2022, 4, 5)),
    *days(date(2022, 4, 30), date(2022, 5, 4)),
    *days(date(2022, 6, 3), date(2022, 6, 5)),
    *days(date(2022, 9, 10), date(2022, 9, 12)),
    *days(date(2022, 10, 1), date(2022, 10, 7)),
    *days(date(2022, 12, 31), date(2023, 1, 2)),
]
WORKED = [
    *days(date(2022, 1, 29), date(2022, 1, 30)),
    date(2022, 4, 2),
    date(2022, 4, 24),
    date(2022, 5, 7),
    *days(date(2022, 10, 8), date(2022, 10, 9)),
]
CALENDAR = WorkCalendar(frozenset({2022}), frozenset(HOLIDAYS), frozenset(WORKED))
