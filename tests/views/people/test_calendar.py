"""The calendar and the reporting periods: everybody reads them, the office keeps them."""

import re

from portal.documents.holidays import list_exceptional_days
from portal.views.calendar_months import HOLIDAYS
from tests.views.people.conftest import Zone

MAY = {"plan_id": "1", "name": "五月", "first_on": "2022-05-01", "last_on": "2022-05-31", "report_due_on": "2022-06-06"}


def test_a_year_shows_days_off_and_make_up_days(zone: Zone) -> None:
    text = zone.enter("observer").get("/calendar/2022").text
    assert text.count('<table class="month">') == 12
    assert text.count('class="is-make_up"') == 7
    assert "/calendar/2022-01-29/edit" not in text


def test_holidays_are_named_in_the_readers_language(zone: Zone) -> None:
    browser = zone.enter("observer")
    assert "中秋 · " in browser.get("/calendar/2022").text
    browser.post("/account/language", data={"language": "en"})
    text = browser.get("/calendar/2022").text
    assert 'title="Mid-autumn Festival · day off"' in text
    assert not re.search("[一-鿿]", text.split('<div class="year">')[1].split("Source: ")[0]), "no Chinese is left"


def test_every_published_holiday_has_a_name_in_both_languages() -> None:
    published = {day.name for year in range(2010, 2027) for day in list_exceptional_days(year)}
    assert published == set(HOLIDAYS)


def test_an_unknown_year_is_said_to_be_unknown(zone: Zone) -> None:
    assert "2027" in zone.enter("observer").get("/calendar/2027").text
    assert 'class="notice is-warning"' in zone.enter("observer").get("/calendar/2027").text
    assert 'class="notice is-warning"' not in zone.enter("observer").get("/calendar").text


def test_there_are_no_other_years_and_days(zone: Zone) -> None:
    browser = zone.enter("office")
    for address in ("1999", "2101", "2022-13-01/edit", "x/edit"):
        assert browser.get(f"/calendar/{address}").status_code == 404, address


def test_others_may_not_keep_it(zone: Zone) -> None:
    for role in ("commander", "lead_head", "observer", "system_admin"):
        browser = zone.enter(role)
        assert browser.post("/calendar/2022-09-15/edit", data={"kind": "off"}).status_code == 403, role
        assert browser.post("/calendar/new", data={"year": "2023", "source": "published"}).status_code == 403, role
        assert browser.post("/periods/new", data=MAY).status_code == 403, role
    assert zone.rows("SELECT * FROM calendar_day WHERE day = '2022-09-15'") == []


def test_a_day_is_corrected_and_corrected_back(zone: Zone) -> None:
    browser, address = zone.enter("office"), "/calendar/2022-09-15/edit"
    assert browser.post(address, data={"kind": "off", "note": "台风", "seen": "1 "}).status_code == 303
    assert "台风" in browser.get("/calendar/2022").text
    stale = browser.post(address, data={"kind": "worked", "note": "", "seen": "1 "})
    assert stale.status_code == 409
    assert "台风" in stale.text
    assert browser.post(address, data={"kind": "worked", "note": "", "seen": "0 台风"}).status_code == 303
    assert zone.rows("SELECT * FROM calendar_day WHERE day = '2022-09-15'") == []
    assert zone.events("calendar.edited") == ["calendar.edited", "calendar.edited"]


def test_a_day_of_an_unknown_year_cannot_be_set(zone: Zone) -> None:
    answer = zone.enter("office").post("/calendar/2027-05-03/edit", data={"kind": "off", "seen": "1 "})
    assert answer.status_code == 422
    assert zone.rows("SELECT * FROM calendar_year WHERE year = 2027") == []


def test_a_year_is_entered_as_published_or_by_hand(zone: Zone) -> None:
    browser = zone.enter("office")
    assert browser.post("/calendar/new", data={"year": "2021", "source": "published"}).status_code == 303
    assert browser.post("/calendar/new", data={"year": "2027", "source": "published"}).status_code == 422
    assert browser.post("/calendar/new", data={"year": "2027", "source": "by_hand"}).status_code == 303
    assert browser.post("/calendar/new", data={"year": "2027", "source": "by_hand"}).status_code == 422
    assert browser.post("/calendar/new", data={"year": "1", "source": "by_hand"}).status_code == 422
    assert zone.rows("SELECT year FROM calendar_year ORDER BY year") == [(2021,), (2022,), (2027,)]


def test_a_period_is_entered_and_edited(zone: Zone) -> None:
    browser = zone.enter("office")
    assert browser.post("/periods/new", data=MAY).status_code == 303
    assert "五月" in browser.get("/periods?plan=1").text
    changed = MAY | {"name": "5月", "version": "1"}
    assert browser.post("/periods/1/edit", data=changed).status_code == 303
    stale = browser.post("/periods/1/edit", data=changed | {"name": "V"})
    assert stale.status_code == 409
    assert "5月" in stale.text
    assert zone.events("period.%") == ["period.entered", "period.edited"]


WRONG: list[tuple[dict[str, str], str]] = [
    ({"last_on": "2022-04-30"}, "last_on"),
    ({"report_due_on": "2022-05-30"}, "report_due_on"),
    ({"first_on": "2022-04-30", "name": "B"}, "first_on"),
    ({"name": ""}, "name"),
    ({"first_on": "yesterday"}, "first_on"),
    ({"plan_id": "77"}, "plan_id"),
]


def test_a_wrong_period_is_told_at_its_field(zone: Zone) -> None:
    browser = zone.enter("office")
    april = {"name": "四月", "first_on": "2022-04-01", "last_on": "2022-04-30", "report_due_on": "2022-05-06"}
    assert browser.post("/periods/new", data=MAY | april).status_code == 303
    for values, field in WRONG:
        answer = browser.post("/periods/new", data=MAY | values)
        assert answer.status_code == 422, values
        assert f'id="{field}-error"' in answer.text, values


def test_every_month_of_a_plan_is_entered_once(zone: Zone) -> None:
    browser = zone.enter("office")
    browser.post("/periods/new", data=MAY)
    assert browser.post("/periods/months?plan=1").status_code == 303
    assert browser.post("/periods/months?plan=1").status_code == 303
    found = zone.rows("SELECT name, report_due_on FROM reporting_period ORDER BY first_on")
    assert len(found) == 12
    assert str(found[8][1]) == "2022-10-10", "after the national holidays a Saturday and a Sunday are worked"


def test_health_tells_no_business(zone: Zone) -> None:
    answer = zone.visitor().get("/health")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
