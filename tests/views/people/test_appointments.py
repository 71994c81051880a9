"""Appointments: the security administrator decides, never for himself, and the rights follow at once."""

from tests.views.people.conftest import Zone

STRANGERS = ("office", "commander", "lead_head", "observer", "system_admin", "audit_admin")
BLANK = {"department_id": "0", "campaign_id": "0", "seat": "0", "seconded_from_id": "0", "first_on": "2022-09-15"}


def appoint(zone: Zone, person: str, post: str, **values: object) -> tuple[int, str]:
    sent = BLANK | {"person": person, "post": post} | {name: str(value) for name, value in values.items()}
    answer = zone.enter("security_admin").post("/appointments/new", data=sent)
    return answer.status_code, answer.text


def test_others_are_refused(zone: Zone) -> None:
    sent = BLANK | {"person": "stranger", "post": "office"}
    for role in STRANGERS:
        browser = zone.enter(role)
        assert browser.get("/appointments").status_code == 403, role
        assert browser.post("/appointments/new", data=sent).status_code == 403, role
    assert zone.events("appointment.%") == []


def test_an_appointment_gives_the_right_at_the_next_request(zone: Zone) -> None:
    assert zone.enter("stranger").get("/departments/new").status_code == 403
    assert appoint(zone, "岗位 stranger · stranger", "office")[0] == 303
    assert zone.enter("stranger").get("/departments/new").status_code == 200
    assert zone.events("appointment.%") == ["appointment.made"]


def test_nobody_appoints_himself(zone: Zone) -> None:
    status, _ = appoint(zone, "security-admin", "office")
    assert status == 403
    assert zone.events("appointment.%") == []
    assert zone.events("refused") == ["refused"]


def test_nobody_ends_or_prolongs_a_post_of_his_own(zone: Zone) -> None:
    browser, own = zone.enter("security_admin"), zone.appointment_of("security_admin")
    sent = {"version": "1", "last_on": "2022-12-31"}
    assert browser.post(f"/appointments/{own}/end", data=sent).status_code == 403
    assert 'action="/appointments' not in browser.get(f"/appointments/{own}").text


AGAINST: list[tuple[str, str, dict[str, object], str]] = [
    ("audit-admin", "observer", {}, "post"),
    ("observer", "system_admin", {}, "post"),
    ("stranger", "head", {"department_id": 1}, "post"),
    ("stranger", "supervision_lead", {}, "post"),
    ("stranger", "commander", {"campaign_id": 1}, "post"),
    ("stranger", "head", {}, "department_id"),
    ("stranger", "commander", {}, "campaign_id"),
    ("stranger", "deputy_commander", {"campaign_id": 2}, "seat"),
    ("stranger", "observer", {"last_on": "2022-01-01"}, "last_on"),
    ("nobody-here", "observer", {}, "person"),
    ("observer", "observer", {}, "person"),
]


def test_it_says_at_the_field_what_stands_against_it(zone: Zone) -> None:
    for person, post, values, field in AGAINST:
        status, text = appoint(zone, person, post, **values)
        assert status == 422, (person, post)
        assert f'id="{field}-error"' in text, (person, post)
    assert zone.events("appointment.%") == []


def test_an_unknown_post_is_no_post(zone: Zone) -> None:
    assert appoint(zone, "stranger", "emperor")[0] == 422
    assert appoint(zone, "stranger", "guest_inspector")[0] == 422


def test_staff_are_empowered_from_to(zone: Zone) -> None:
    browser = zone.enter("security_admin")
    address = f"/appointments/{zone.appointment_of('lead_staff')}/empower"
    days = {"empowered_from": "2022-09-20", "empowered_until": "2022-09-19", "version": "1"}
    assert browser.post(address, data=days).status_code == 422
    assert browser.post(address, data=days | {"empowered_until": "2022-09-30"}).status_code == 303
    assert zone.events("appointment.%") == ["appointment.empowered"]
    head = f"/appointments/{zone.appointment_of('lead_head')}/empower"
    assert browser.post(head, data=days | {"empowered_until": "2022-09-30"}).status_code == 409


def test_one_made_by_mistake_can_be_withdrawn_on_its_first_day_only(zone: Zone) -> None:
    browser = zone.enter("security_admin")
    appoint(zone, "stranger", "office")
    fresh = zone.appointment_of("stranger")
    assert browser.post(f"/appointments/{fresh}/withdraw", data={"version": "1"}).status_code == 303
    assert zone.enter("stranger").get("/departments/new").status_code == 403
    old = zone.appointment_of("office")
    assert browser.post(f"/appointments/{old}/withdraw", data={"version": "1"}).status_code == 409


def test_a_stale_step_is_refused(zone: Zone) -> None:
    address = f"/appointments/{zone.appointment_of('office')}/end"
    sent = {"version": "7", "last_on": "2022-09-30"}
    answer = zone.enter("security_admin").post(address, data=sent)
    assert answer.status_code == 409
    assert "2022-09-30" in answer.text


FILTERS = [
    ("?post=head", "lead-head", "observer"),
    ("?q=observer", "observer", "lead-head"),
    ("?department=2", "other-head", "lead-head"),
    ("?post=nonsense&when=never&department=x&after=y", "observer", "no-such"),
    ("?when=past", "", "lead-head"),
]


def test_the_list_is_filtered_by_address(zone: Zone) -> None:
    browser = zone.enter("security_admin")
    for query, shown, hidden in FILTERS:
        text = browser.get(f"/appointments{query}").text
        assert f"<small>{shown}</small>" in text or not shown, query
        assert f"<small>{hidden}</small>" not in text, query


def test_a_stranger_id_is_missing(zone: Zone) -> None:
    assert zone.enter("security_admin").get("/appointments/9999").status_code == 404
