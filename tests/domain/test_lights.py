from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.lights import (
    LADDER,
    Light,
    LightFacts,
    Turns,
    Why,
    light_from_days,
    light_of,
    planned_bp,
    turning_days,
)
from portal.domain.timetable import Mark
from tests.domain.year_2022 import CALENDAR

# Two weeks of work, issued on Monday the 7th, due on Friday the 18th of March; no holiday near.
FORTNIGHT = LightFacts(
    issued_on=date(2022, 3, 7), start_on=date(2022, 3, 8), due_on=date(2022, 3, 18), percent_bp=10_000
)
SEASONS = tuple(Mark(f"to {day:%B}", day) for day in (date(2022, 3, 31), date(2022, 6, 30), date(2022, 9, 30)))
YEAR = LightFacts(
    issued_on=date(2022, 2, 7),
    start_on=date(2022, 2, 7),
    due_on=date(2022, 12, 31),
    percent_bp=10_000,
    milestones=SEASONS,
)
REACHED = tuple(replace(mark, reached_on=mark.due_on) for mark in SEASONS)


def light(facts: LightFacts, today: date) -> Light:
    return light_of(facts, turning_days(facts, CALENDAR), today)


def march(day: int) -> date:
    return date(2022, 3, day)


@pytest.mark.parametrize("day", [1, 9, 17, 18])
def test_what_is_in_time_is_green(day: int) -> None:
    assert light(replace(FORTNIGHT, start_on=None), march(day)) is Light.GREEN


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ({"is_closed": True}, Light.DONE),
        ({"is_pending": True}, Light.PENDING),
        ({"is_suspended": True}, Light.GREY),
        ({"issued_on": None}, Light.GREY),
        ({}, Light.RED),
    ],
)
def test_closing_asking_and_resting_stop_the_clock(changed: dict[str, bool], shown: Light) -> None:
    assert light(replace(FORTNIGHT, **changed), march(25)) is shown  # type: ignore[arg-type]


def test_before_its_start_day_it_is_grey_even_when_unsigned() -> None:
    later = replace(FORTNIGHT, start_on=march(16), is_signed=False)
    assert [light(later, march(day)) for day in (15, 16)] == [Light.GREY, Light.YELLOW]


def test_the_day_after_the_last_day_in_time_it_is_red() -> None:
    assert [light(FORTNIGHT, march(day)) for day in (18, 19)] == [Light.GREEN, Light.RED]


def test_a_due_day_on_a_holiday_moves_to_the_next_working_day() -> None:
    facts = replace(YEAR, milestones=REACHED)
    assert light(facts, date(2023, 1, 3)) is Light.GREEN
    assert turning_days(facts, CALENDAR).red_on == date(2023, 1, 4)


def test_five_working_days_before_the_end_whoever_is_behind_is_yellow() -> None:
    # 97 percent is less than 10 points behind on any of these days.
    turns = turning_days(replace(FORTNIGHT, percent_bp=9_700), CALENDAR)
    assert (turns.yellow_on, turns.yellow_why) == (march(18), Why.DUE_SOON)
    behind = turning_days(replace(FORTNIGHT, start_on=march(1), due_on=march(31), percent_bp=7_500), CALENDAR)
    assert (behind.yellow_on, behind.yellow_why) == (march(24), Why.DUE_SOON)


def test_more_than_ten_points_behind_is_yellow_and_more_than_thirty_red() -> None:
    turns = turning_days(replace(FORTNIGHT, start_on=march(1), due_on=march(31), percent_bp=2_000), CALENDAR)
    # A thirtieth a day: 30 percent is planned for the 10th, 50 for the 16th.
    assert (turns.yellow_on, turns.yellow_why) == (march(11), Why.BEHIND)
    assert (turns.red_on, turns.red_why) == (march(17), Why.FAR_BEHIND)


def test_a_missed_milestone_is_yellow_and_red_after_five_working_days_more() -> None:
    turns = turning_days(YEAR, CALENDAR)
    assert (turns.yellow_on, turns.yellow_why, turns.yellow_title) == (date(2022, 4, 1), Why.MILESTONE, "to March")
    # 2 April is worked, 3 to 5 are the holidays: 1, 2, 6, 7, 8 are five, the 11th is the sixth.
    assert (turns.red_on, turns.red_why, turns.red_title) == (date(2022, 4, 11), Why.MILESTONE_LATE, "to March")


def test_a_milestone_reached_is_not_missed() -> None:
    turns = turning_days(replace(YEAR, milestones=(REACHED[0], *SEASONS[1:])), CALENDAR)
    assert turns.yellow_title == "to June"


def test_unsigned_after_three_working_days_is_yellow() -> None:
    unsigned = replace(FORTNIGHT, is_signed=False)
    assert [light(unsigned, march(day)) for day in (10, 11)] == [Light.GREEN, Light.YELLOW]
    assert turning_days(unsigned, CALENDAR).yellow_why is Why.UNSIGNED


def test_a_long_leaf_without_milestones_is_yellow_from_its_issue_and_a_parent_is_not() -> None:
    bare = replace(YEAR, milestones=())
    turns = turning_days(bare, CALENDAR)
    assert (turns.yellow_on, turns.yellow_why) == (date(2022, 2, 7), Why.NO_MILESTONES)
    assert turning_days(replace(bare, is_leaf=False), CALENDAR).yellow_on is None


def test_a_red_caught_up_stays_yellow_to_the_end_of_the_period() -> None:
    caught_up = replace(FORTNIGHT, caught_up_until=march(15))
    assert [light(caught_up, march(day)) for day in (14, 15, 16)] == [Light.YELLOW, Light.YELLOW, Light.GREEN]
    assert turning_days(caught_up, CALENDAR).yellow_why is Why.CAUGHT_UP


def test_silence_of_more_than_three_working_days_overrides_green_and_yellow() -> None:
    silent = replace(FORTNIGHT, report_due_on=march(8), is_signed=False)
    days = [light(silent, march(day)) for day in (10, 11, 13, 14, 18)]
    assert days == [Light.GREEN, Light.YELLOW, Light.YELLOW, Light.OUTDATED, Light.OUTDATED]
    assert light(replace(silent, is_signed=True), march(14)) is Light.OUTDATED


def test_red_is_worse_than_silence() -> None:
    assert light(replace(FORTNIGHT, report_due_on=march(8)), march(19)) is Light.RED


def test_a_parent_owes_no_report() -> None:
    assert turning_days(replace(FORTNIGHT, report_due_on=march(8), is_leaf=False), CALENDAR).outdated_on is None


def test_what_is_closed_or_not_issued_never_turns() -> None:
    assert turning_days(replace(FORTNIGHT, is_closed=True), CALENDAR) == Turns()
    assert turning_days(replace(FORTNIGHT, issued_on=None), CALENDAR) == Turns()


def test_a_task_without_a_due_day_has_no_timetable() -> None:
    assert light(LightFacts(issued_on=march(7), due_on=None), date(2023, 3, 1)) is Light.GREEN


def test_the_planned_percent_is_told_beside_the_reported() -> None:
    assert planned_bp(YEAR, CALENDAR, date(2022, 7, 1)) == 5_000
    unplanned = replace(FORTNIGHT, start_on=None)
    assert planned_bp(unplanned, CALENDAR, march(7)) == 0
    assert planned_bp(unplanned, CALENDAR, march(18)) == 10_000
    assert planned_bp(replace(FORTNIGHT, due_on=None), CALENDAR, march(18)) == 0


def by_ladder(columns: dict[str, date | None], is_resting: bool, today: date) -> Light:
    """What a list that follows the published lines shows."""
    for shown, column, stands in LADDER:
        day = columns[column]
        if shown is Light.GREY and is_resting:
            return shown
        if day and (
            (stands == "<=" and day <= today) or (stands == ">=" and day >= today) or (stands == ">" and day > today)
        ):
            return shown
    return Light.GREEN


NEAR = st.none() | st.dates(march(1), march(9))


@given(NEAR, NEAR, NEAR, NEAR, NEAR, st.booleans())
def test_the_ladder_for_queries_agrees_with_the_definition(
    start_on: date | None,
    red_on: date | None,
    outdated_on: date | None,
    yellow_on: date | None,
    until: date | None,
    rests: bool,
) -> None:
    turns = Turns(red_on=red_on, outdated_on=outdated_on, yellow_on=yellow_on, caught_up_until=until)
    shown = light_from_days(
        is_closed=False, is_pending=False, is_resting=rests, start_on=start_on, turns=turns, today=march(5)
    )
    assert shown is by_ladder({"start_on": start_on, **turns._asdict()}, rests, march(5))


def test_a_light_only_gets_worse_while_nothing_happens() -> None:
    order = [Light.GREEN, Light.YELLOW, Light.OUTDATED, Light.RED]
    facts = replace(YEAR, percent_bp=1_000, report_due_on=date(2022, 7, 5))
    ranks = [order.index(light(facts, facts.issued_on + timedelta(days=n))) for n in range(400)]  # type: ignore[operator]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 3}
