from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.domain.lights import Light
from portal.domain.trajectory import Course, Point, in_words, plain, planned_value, standing

MARCH, JUNE, SEPTEMBER, YEAR_END = date(2022, 3, 31), date(2022, 6, 30), date(2022, 9, 30), date(2022, 12, 31)
# 1000 mu to clear, most of it after the harvest.
LAND = Course(
    "amount",
    ">=",
    Decimal(1000),
    date(2021, 12, 31),
    YEAR_END,
    points=(Point(SEPTEMBER, Decimal(400)), Point(MARCH, Decimal(100)), Point(JUNE, Decimal(200))),
)
GROWTH = Course("growth", ">=", Decimal(8), date(2021, 12, 31), YEAR_END)


def light(course: Course, reached: str, on: date, previous: date | None = None) -> Light | None:
    return standing(course, Decimal(reached), on, previous).light


def test_a_seasonal_metric_follows_its_own_curve() -> None:
    days = (date(2022, 2, 28), MARCH, date(2022, 5, 31), JUNE, SEPTEMBER, YEAR_END)
    assert [planned_value(LAND, day) for day in days] == [None, 100, 100, 200, 400, 1000]


def test_a_point_planned_for_the_end_stands_before_the_tiers_value() -> None:
    revised = replace(LAND, points=(*LAND.points, Point(YEAR_END, Decimal(0))))
    assert planned_value(revised, YEAR_END) == 0


def test_the_straight_line_is_followed_only_where_nothing_was_planned() -> None:
    line = replace(LAND, points=(), value=Decimal(365))
    assert planned_value(line, date(2022, 1, 31)) == 31
    assert planned_value(line, date(2021, 11, 30)) == 0
    assert planned_value(line, date(2023, 6, 30)) == 365
    assert str(planned_value(replace(line, value=Decimal(100)), date(2022, 1, 31))) == "8.4932"


def test_a_level_is_to_be_held_throughout() -> None:
    assert planned_value(GROWTH, MARCH) == 8


@pytest.mark.parametrize(("kind", "value"), [("quality", Decimal(1)), ("to_be_set", Decimal(1)), ("amount", None)])
def test_what_cannot_be_measured_or_is_not_set_has_no_light(kind: str, value: Decimal | None) -> None:
    course = replace(LAND, kind=kind, value=value)
    assert planned_value(course, JUNE) is None
    assert light(course, "5", JUNE) is None


def test_no_report_has_no_light_but_a_plan() -> None:
    found = standing(LAND, None, JUNE, MARCH)
    assert (found.light, found.planned) == (None, 200)


@pytest.mark.parametrize(
    ("reached", "shown"), [("230", "green"), ("200", "green"), ("199", "yellow"), ("150", "yellow"), ("149", "red")]
)
def test_short_by_up_to_half_of_the_step_is_yellow_and_by_more_red(reached: str, shown: str) -> None:
    assert light(LAND, reached, JUNE, MARCH) == shown


def test_the_step_of_the_first_period_starts_from_the_base() -> None:
    assert standing(LAND, Decimal(60), MARCH, None).step == 100
    assert light(LAND, "60", MARCH, date(2022, 2, 28)) is Light.YELLOW


@pytest.mark.parametrize(("reached", "shown"), [("8.1", "green"), ("7.6", "yellow"), ("7.5", "red")])
def test_a_plan_that_does_not_rise_has_a_tenth_for_its_step(reached: str, shown: str) -> None:
    assert light(GROWTH, reached, JUNE, MARCH) == shown
    assert light(GROWTH, reached, JUNE) == shown


@pytest.mark.parametrize(
    ("comparator", "kind", "value", "reached", "shown"),
    [
        ("=", "count", "38", "40", "green"),  # beyond what was asked nobody is short
        ("=", "count", "38", "37", "yellow"),
        ("=", "count", "0", "1", "red"),  # everything cleared
        ("=", "count", "0", "0", "green"),
        ("=", "rank", "3", "2", "green"),
        (">=", "rank", "3", "4", "red"),
        ("<=", "share", "20", "20.5", "yellow"),
        ("<=", "share", "20", "19", "green"),
        (">=", "share", "20", "19", "yellow"),
    ],
)
def test_each_comparator_counts_in_its_own_direction(
    comparator: str, kind: str, value: str, reached: str, shown: str
) -> None:
    course = replace(GROWTH, kind=kind, comparator=comparator, value=Decimal(value))
    assert light(course, reached, YEAR_END, SEPTEMBER) == shown


def test_what_comes_down_is_counted_from_above() -> None:
    backlog = Course("count", "=", Decimal(10), date(2022, 1, 1), date(2022, 1, 11), base=Decimal(60))
    middle = date(2022, 1, 6)
    assert planned_value(backlog, middle) == 35
    assert [light(backlog, reached, middle) for reached in ("30", "40", "60")] == [Light.GREEN, Light.YELLOW, Light.RED]


@pytest.mark.parametrize(
    ("course", "reached", "told"),
    [
        (replace(LAND, value=None), "1", "Nothing is planned for this period"),
        (LAND, None, "No value reported; planned are 200"),
        (LAND, "200.0000", "200 reached, 200 planned"),
        (LAND, "150.5", "150.5 reached, 200 planned: off by 49.5"),
    ],
)
def test_a_standing_is_told_in_words(course: Course, reached: str | None, told: str) -> None:
    value = None if reached is None else Decimal(reached)
    text, values = in_words(standing(course, value, JUNE, MARCH), value)
    assert text % values == told


def test_numbers_are_written_plainly() -> None:
    assert [plain(Decimal(text)) for text in ("1000.0000", "1E+3", "0.50", "200")] == ["1000", "1000", "0.5", "200"]
