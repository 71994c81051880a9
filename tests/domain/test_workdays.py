from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.workdays import WorkCalendar
from tests.domain.year_2022 import CALENDAR, HOLIDAYS, WORKED

DAYS = st.dates(date(2021, 6, 1), date(2023, 12, 31))


def counted(a: date, b: date) -> int:
    """Working days after a up to and including b, by looking at each."""
    return sum(CALENDAR.is_workday(a + timedelta(days=n)) for n in range(1, (b - a).days + 1))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2022, 1, 29), True),  # the Saturday on which the plan is dated
        (date(2022, 1, 31), False),
        (date(2022, 2, 7), True),  # the Monday on which it was printed
        (date(2022, 2, 12), False),
        (date(2022, 10, 9), True),
        (date(2022, 12, 31), False),
        (date(2023, 1, 2), False),
    ],
)
def test_the_calendar_knows_the_year_of_the_plan(day: date, worked: bool) -> None:
    assert CALENDAR.is_workday(day) is worked


def test_a_sunday_among_the_days_off_and_a_tuesday_among_the_make_up_days_change_nothing() -> None:
    odd = WorkCalendar(frozenset({2022}), frozenset({date(2022, 3, 6)}), frozenset({date(2022, 3, 8)}))
    plain = WorkCalendar()
    around = (date(2022, 3, 1), date(2022, 3, 31))
    assert odd.workdays_between(*around) == plain.workdays_between(*around) == 22
    assert odd.is_workday(date(2022, 3, 8))


def test_an_unknown_year_is_monday_to_friday_and_says_so() -> None:
    assert not CALENDAR.is_known(date(2027, 10, 1))
    assert CALENDAR.is_known(date(2022, 12, 31))
    assert CALENDAR.is_workday(date(2027, 10, 1))
    assert CALENDAR.unknown_years(date(2021, 5, 1), date(2023, 1, 1)) == (2021, 2023)
    assert CALENDAR.unknown_years(date(2022, 1, 1), date(2022, 12, 31)) == ()


def test_the_day_of_receipt_does_not_count() -> None:
    # Received on Saturday the 29th, a working day: Sunday the 30th is the first, the holidays follow.
    assert CALENDAR.add_workdays(date(2022, 1, 29), 3) == date(2022, 2, 8)


def test_counting_back_skips_the_holidays_too() -> None:
    assert CALENDAR.add_workdays(date(2022, 2, 8), -2) == date(2022, 1, 30)
    assert CALENDAR.add_workdays(date(2022, 2, 3), -1) == date(2022, 1, 30)


def test_no_working_days_on_is_the_day_itself() -> None:
    assert CALENDAR.add_workdays(date(2022, 2, 3), 0) == date(2022, 2, 3)


def test_a_last_day_on_a_holiday_moves_on() -> None:
    assert CALENDAR.last_day_in_time(date(2022, 12, 31)) == date(2023, 1, 3)
    assert CALENDAR.first_late_day(date(2022, 12, 31)) == date(2023, 1, 4)
    assert CALENDAR.last_day_in_time(date(2022, 1, 29)) == date(2022, 1, 29)


def test_the_saturday_after_a_limit_on_friday_is_late() -> None:
    assert CALENDAR.first_late_day(date(2022, 3, 4)) == date(2022, 3, 5)


@given(DAYS, DAYS)
def test_counting_agrees_with_looking_at_each_day(a: date, b: date) -> None:
    first, last = min(a, b), max(a, b)
    assert CALENDAR.workdays_between(first, last) == counted(first, last)
    assert CALENDAR.workdays_between(last, first) == -counted(first, last)


@given(DAYS, st.integers(1, 300))
def test_adding_lands_on_the_nth_working_day(day: date, n: int) -> None:
    later, earlier = CALENDAR.add_workdays(day, n), CALENDAR.add_workdays(day, -n)
    assert CALENDAR.is_workday(later)
    assert counted(day, later) == n
    assert CALENDAR.is_workday(earlier)
    assert counted(earlier - timedelta(days=1), day - timedelta(days=1)) == n


def test_a_century_is_counted_without_walking_through_it() -> None:
    far = CALENDAR.add_workdays(date(2022, 1, 1), 26_000)
    assert CALENDAR.workdays_between(date(2022, 1, 1), far) == 26_000
    assert far.year == 2121


def test_the_published_year_has_as_many_working_days_as_the_law_says() -> None:
    assert CALENDAR.workdays_between(date(2021, 12, 31), date(2022, 12, 31)) == 249
    assert not set(HOLIDAYS) & set(WORKED)
