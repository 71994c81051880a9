"""The calendar the office keeps, as those who count working days load it."""

from datetime import date

import pytest
from sqlalchemy import text

from portal.database import db
from portal.errors import Denied, Invalid, Stale
from portal.services import calendar, stamps
from tests import cast

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def people() -> cast.Cast:
    return cast.build()


def test_the_plans_own_saturday_is_a_working_day(people: cast.Cast) -> None:
    loaded = calendar.load()
    assert loaded.is_workday(date(2022, 1, 29))
    assert not loaded.is_workday(date(2022, 1, 31))
    assert not loaded.is_workday(date(2022, 12, 31))
    assert loaded.is_known(date(2022, 6, 1))


def test_an_unknown_year_is_unknown(people: cast.Cast) -> None:
    loaded = calendar.load()
    assert loaded.unknown_years(date(2022, 1, 1), date(2027, 1, 1)) == (2023, 2024, 2025, 2026, 2027)
    assert calendar.seed_year(2027) is False


def test_a_corrected_day_counts(people: cast.Cast) -> None:
    office = people.actor("office")
    calendar.edit_day(date(2022, 9, 15), is_workday=False, note="台风", acting_user=office)
    calendar.edit_day(date(2022, 9, 17), is_workday=True, note="", acting_user=office)
    loaded = calendar.load()
    assert not loaded.is_workday(date(2022, 9, 15))
    assert loaded.is_workday(date(2022, 9, 17))


def test_seeding_again_takes_corrections_back(people: cast.Cast) -> None:
    calendar.edit_day(date(2022, 9, 15), is_workday=False, note="台风", acting_user=people.actor("office"))
    assert calendar.seed_year(2022, acting_user=people.actor("office"))
    assert calendar.load().is_workday(date(2022, 9, 15))


def test_it_refuses_others_and_stale_days(people: cast.Cast) -> None:
    day = date(2022, 9, 15)
    with pytest.raises(Denied):
        calendar.edit_day(day, is_workday=False, note="", acting_user=people.actor("commander"))
    with pytest.raises(Denied):
        calendar.seed_year(2023, acting_user=people.actor("commander"))
    with pytest.raises(Stale):
        calendar.edit_day(day, is_workday=False, note="", acting_user=people.actor("office"), seen="0 别的")
    with pytest.raises(Invalid):
        calendar.edit_day(date(2027, 5, 3), is_workday=False, note="", acting_user=people.actor("office"))


def test_a_process_that_keeps_the_calendar_sees_every_change(people: cast.Cast) -> None:
    day = date(2022, 9, 16)
    assert calendar.load().is_workday(day)
    kept = calendar.load()
    assert calendar.load() is kept, "read again without need"
    past_all_services = "INSERT INTO calendar_day (day, year, is_workday, note) VALUES ('2022-09-16', 2022, false, '')"
    db.session.execute(text(past_all_services))
    stamps.forget()
    assert not calendar.load().is_workday(day), "a change was not noticed"
