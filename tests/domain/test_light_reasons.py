from dataclasses import replace
from datetime import date

import pytest

from portal.domain.light_reasons import reason, reasons
from portal.domain.lights import Light, LightFacts, Why, light_of, turning_days
from portal.domain.timetable import Mark
from tests.domain.year_2022 import CALENDAR

FORTNIGHT = LightFacts(
    issued_on=date(2022, 3, 7), start_on=date(2022, 3, 8), due_on=date(2022, 3, 18), percent_bp=10_000
)
ROOF = Mark("topping out", date(2022, 3, 11))


def march(day: int) -> date:
    return date(2022, 3, day)


def words(facts: LightFacts, today: date) -> str:
    turns = turning_days(facts, CALENDAR)
    text, values = reason(light_of(facts, turns, today), facts, turns, CALENDAR, today)
    return text % values


@pytest.mark.parametrize(
    ("changed", "day", "told"),
    [
        ({"is_closed": True}, 9, "Closed"),
        ({"is_pending": True}, 9, "Completion requested: the clock stands still"),
        ({"is_suspended": True}, 9, "Suspended"),
        ({"issued_on": None}, 9, "Not issued yet"),
        ({"issued_on": None}, 8, "Not issued yet"),
        ({}, 7, "Starts on 2022-03-08"),
        ({}, 16, "On time, due in 2 working days"),
        ({}, 18, "On time, due today"),
        ({"due_on": None}, 9, "On time"),
        ({}, 19, "The due day has passed"),
        ({}, 22, "Past due by 2 working days"),
        ({"milestones": (ROOF,)}, 12, "A milestone has just been missed"),
        ({"milestones": (ROOF,)}, 16, "Milestone “topping out” is 3 working days overdue"),
        ({"percent_bp": 9_700}, 18, "Due today and behind the timetable"),
        ({"due_on": march(31), "percent_bp": 6_500}, 29, "Due in 2 working days and behind the timetable"),
        ({"due_on": march(31), "percent_bp": 2_000}, 16, "More than 10 points behind the timetable"),
        ({"due_on": march(31), "percent_bp": 2_000}, 21, "More than 30 points behind the timetable"),
        ({"is_signed": False}, 12, "Not signed for 4 working days after issue"),
        ({"is_signed": False}, 15, "Not signed for 6 working days after issue"),
        ({"due_on": date(2022, 12, 31)}, 9, "Longer than 60 days without quarterly milestones"),
        ({"caught_up_until": march(15)}, 15, "Was red in this period and has been caught up"),
        ({"report_due_on": march(8)}, 15, "The report is 5 working days overdue"),
    ],
)
def test_every_light_says_why(changed: dict[str, object], day: int, told: str) -> None:
    assert words(replace(FORTNIGHT, **changed), march(day)) == told  # type: ignore[arg-type]


def test_a_late_milestone_keeps_counting_when_it_turns_red() -> None:
    late = replace(FORTNIGHT, due_on=date(2022, 4, 15), milestones=(ROOF,))
    assert words(late, march(21)) == "Milestone “topping out” is 6 working days overdue"
    assert words(late, march(18)) == "Milestone “topping out” is 5 working days overdue"


def test_a_list_without_titles_still_counts_the_days() -> None:
    late = replace(FORTNIGHT, due_on=date(2022, 4, 15), milestones=(ROOF,))
    turns = turning_days(late, CALENDAR)._replace(yellow_title=None, red_title=None, yellow_why="milestone")
    told = [reason(shown, late, turns, CALENDAR, march(21)) for shown in (Light.RED, Light.YELLOW)]
    assert [text % values for text, values in told] == ["A milestone is 6 working days overdue"] * 2


def test_a_yellow_to_come_does_not_hide_that_a_red_was_caught_up() -> None:
    facts = replace(FORTNIGHT, caught_up_until=march(15), percent_bp=9_700)
    assert turning_days(facts, CALENDAR).yellow_why is Why.DUE_SOON
    assert words(facts, march(10)) == "Was red in this period and has been caught up"


def test_all_reasons_stand_worst_first_and_none_twice() -> None:
    facts = replace(
        FORTNIGHT, milestones=(ROOF,), percent_bp=0, is_signed=False, report_due_on=march(10), caught_up_until=march(31)
    )
    assert [text % values for text, values in reasons(facts, CALENDAR, march(21))] == [
        "More than 30 points behind the timetable",
        "Past due by 1 working day",
        "Milestone “topping out” is 6 working days overdue",
        "The report is 7 working days overdue",
        "Not signed for 10 working days after issue",
        "Was red in this period and has been caught up",
    ]


def test_the_other_milestone_is_told_beside_the_late_one() -> None:
    facts = replace(FORTNIGHT, due_on=date(2022, 4, 29), milestones=(ROOF, Mark("fitting out", march(18))))
    assert [text % values for text, values in reasons(facts, CALENDAR, march(22))] == [
        "Milestone “topping out” is 7 working days overdue",
        "Milestone “fitting out” is 2 working days overdue",
    ]


@pytest.mark.parametrize(
    "changed", [{"is_closed": True}, {"is_pending": True}, {"is_suspended": True}, {"start_on": date(2022, 4, 1)}]
)
def test_nothing_holds_against_what_is_closed_waits_or_rests(changed: dict[str, object]) -> None:
    assert reasons(replace(FORTNIGHT, **changed), CALENDAR, march(25)) == []  # type: ignore[arg-type]


def test_reasons_hold_from_the_start_day_and_to_the_last_day_of_the_period() -> None:
    facts = replace(FORTNIGHT, start_on=march(15), caught_up_until=march(16))
    assert [len(reasons(facts, CALENDAR, march(day))) for day in (14, 15, 16, 17)] == [0, 1, 1, 0]


def test_the_first_reason_of_the_list_belongs_to_the_light() -> None:
    facts = replace(FORTNIGHT, report_due_on=march(8))
    turns = turning_days(facts, CALENDAR)
    assert light_of(facts, turns, march(15)) is Light.OUTDATED
    assert reasons(facts, CALENDAR, march(15))[0] == reason(Light.OUTDATED, facts, turns, CALENDAR, march(15))
