from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.timetable import Mark, Timetable
from tests.domain.year_2022 import CALENDAR

DAYS = st.dates(date(2022, 1, 1), date(2022, 12, 31))


def quarters(*ends: tuple[int, int]) -> tuple[Mark, ...]:
    return tuple(Mark(f"step {month}", date(2022, month, day)) for month, day in ends)


def year(*milestones: Mark, start: date = date(2022, 2, 7), due: date = date(2022, 12, 31)) -> Timetable:
    return Timetable(start, due, milestones, CALENDAR)


def test_without_milestones_the_plan_is_a_straight_line() -> None:
    line = year(start=date(2022, 3, 1), due=date(2022, 3, 11))
    assert [line.planned_bp(date(2022, 3, day)) for day in (1, 2, 6, 11, 20)] == [0, 1_000, 5_000, 10_000, 10_000]
    assert line.planned_bp(date(2022, 2, 1)) == 0


def test_with_milestones_each_is_an_equal_step_and_the_end_is_the_last() -> None:
    curve = year(*quarters((3, 31), (6, 30), (9, 30)))
    assert curve.planned_bp(date(2022, 3, 31)) == 0
    assert curve.planned_bp(date(2022, 4, 1)) == 2_500
    assert curve.planned_bp(date(2022, 12, 31)) == 7_500
    # The due day is a holiday; 3 January is still in time.
    assert curve.planned_bp(date(2023, 1, 3)) == 7_500
    assert curve.planned_bp(date(2023, 1, 4)) == 10_000


def test_a_milestone_on_the_due_day_is_the_end_itself() -> None:
    assert year(*quarters((6, 30), (12, 31))).planned_bp(date(2022, 7, 1)) == 5_000


def test_a_task_of_one_day_is_planned_whole_on_that_day() -> None:
    one_day = year(start=date(2022, 3, 1), due=date(2022, 3, 1))
    assert one_day.planned_bp(date(2022, 3, 1)) == 10_000
    assert one_day.first_day_behind(0, 0) == date(2022, 3, 1)


@given(DAYS, DAYS, st.lists(DAYS, max_size=5), st.integers(0, 10_000), st.sampled_from([0, 1_000, 3_000]))
def test_the_first_day_behind_is_the_first_on_which_the_plan_is_too_far_above(
    a: date, b: date, dues: list[date], percent: int, gap: int
) -> None:
    plan = year(*(Mark("", due) for due in dues), start=min(a, b), due=max(a, b))
    day = plan.first_day_behind(percent, gap)
    if day is None:
        assert plan.planned_bp(date(2023, 2, 1)) <= percent + gap
    else:
        assert plan.planned_bp(day) > percent + gap
        assert plan.planned_bp(day - timedelta(days=1)) <= percent + gap


@pytest.mark.parametrize(
    ("milestones", "lacking"),
    [
        ((), True),
        (((3, 31), (6, 30), (9, 30)), False),
        (((6, 30), (9, 30)), False),  # the first quarter is not whole, the last is that of the due day
        (((3, 31), (9, 30)), True),
        (((12, 1),), True),
    ],
)
def test_a_year_needs_a_milestone_a_quarter(milestones: tuple[tuple[int, int], ...], lacking: bool) -> None:
    assert year(*quarters(*milestones)).lacks_milestones() is lacking


def test_sixty_days_need_no_milestone_and_sixty_one_do() -> None:
    start = date(2022, 3, 1)
    assert not year(start=start, due=start + timedelta(days=60)).lacks_milestones()
    assert year(start=start, due=start + timedelta(days=61)).lacks_milestones()
    assert not year(Mark("", date(2022, 4, 1)), start=start, due=start + timedelta(days=61)).lacks_milestones()


def test_a_quarter_that_begins_with_the_task_is_whole() -> None:
    assert year(*quarters((9, 30)), start=date(2022, 4, 1)).lacks_milestones()
    assert not year(*quarters((9, 30)), start=date(2022, 4, 2)).lacks_milestones()
