"""A revised notice says otherwise of itself: its title, number and dates, taken over one by one."""

from datetime import date

import pytest

from portal.domain.plan_draft import ReadingState
from portal.errors import Denied
from portal.models import Plan, PlanReading
from portal.services import plan_readings
from tests import notices
from tests.services.plan_readings.conftest import Zone
from tests.services.plan_readings.readings import created, read

PRINTED = "\n云岫新区办公室      2022年6月22日印发\n"


def heads(reading: PlanReading, zone: Zone, role: str = "office") -> dict[str, tuple[str, str, bool]]:
    found = plan_readings.comparison(reading, acting_user=zone.actor(role)).head
    return {one.field: (one.old, one.new, one.may) for one in found}


def apply(reading: PlanReading, zone: Zone, field: str, role: str = "office") -> None:
    found = plan_readings.comparison(reading, acting_user=zone.actor("office")).head
    key = next(one.key for one in found if one.field == field)
    plan_readings.apply_difference(reading, key, acting_user=zone.actor(role))


@pytest.fixture
def plan(zone: Zone) -> Plan:
    return created(zone, notices.ITEMS + PRINTED.replace("6月22日", "2月19日"))


def test_title_number_and_dates_stand_with_both_values(zone: Zone, plan: Plan) -> None:
    reading = read(zone, notices.REVISED + PRINTED, compares_with=plan)
    title = "云岫新区管委会关于{}2022年民生实事责任分解的通知"
    assert heads(reading, zone) == {
        "title": (title.format(""), title.format("调整"), True),
        "document_number": ("云管〔2022〕3号", "云管〔2022〕21号", True),
        "issued_on": ("2022-02-18", "2022-06-20", True),
        "printed_on": ("2022-02-19", "2022-06-22", True),
    }


def test_each_is_taken_over_by_itself(zone: Zone, plan: Plan) -> None:
    reading = read(zone, notices.REVISED + PRINTED, compares_with=plan)
    apply(reading, zone, "document_number")
    assert (plan.document_number, plan.issued_on) == ("云管〔2022〕21号", date(2022, 2, 18))
    assert "document_number" not in heads(reading, zone)
    apply(reading, zone, "title")
    assert "调整" in plan.title


def test_a_day_brings_the_other_along_where_the_order_would_break(zone: Zone, plan: Plan) -> None:
    reading = read(zone, notices.REVISED + PRINTED, compares_with=plan)
    apply(reading, zone, "issued_on")
    assert (plan.issued_on, plan.printed_on) == (date(2022, 6, 20), date(2022, 6, 22))
    unprinted = read(zone, notices.REVISED.replace("2022年6月20日", "2022年8月1日"), compares_with=plan)
    apply(unprinted, zone, "issued_on")
    assert (plan.issued_on, plan.printed_on) == (date(2022, 8, 1), None)


def test_the_days_of_the_plan_move_with_the_year_of_the_title(zone: Zone, plan: Plan) -> None:
    later = read(zone, notices.REVISED.replace("2022", "2024"), compares_with=plan)
    assert heads(later, zone)["starts_on"][:2] == ("2022-01-01", "2024-01-01")
    apply(later, zone, "starts_on")
    assert (plan.starts_on, plan.ends_on) == (date(2024, 1, 1), date(2024, 12, 31))


def test_what_the_paper_before_it_said_as_well_is_nothing_new(zone: Zone, plan: Plan) -> None:
    office = zone.actor("office")
    first = read(zone, notices.REVISED + PRINTED, compares_with=plan)
    plan_readings.finish_comparison(first, acting_user=office)
    assert first.state is ReadingState.APPLIED
    again = read(zone, notices.REVISED + PRINTED, compares_with=plan)
    assert heads(again, zone) == {}


def test_only_the_office_changes_what_a_plan_says_of_itself(zone: Zone, plan: Plan) -> None:
    reading = read(zone, notices.REVISED, compares_with=plan)
    assert not any(may for _, _, may in heads(reading, zone, "commander").values())
    with pytest.raises(Denied):
        apply(reading, zone, "title", role="commander")
