"""Departments and groups: everybody reads them, the office keeps them."""

from tests.views.people.conftest import Zone
from tests.views.people.forms_of import fields_of

READERS = ("office", "commander", "deputy", "lead_head", "lead_staff", "inspector", "supervision_lead", "observer")
ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")
NEW = {"name": "新设局", "short_name": "新设", "kind": "economic", "position": "5", "successor_id": "0"}


def test_business_posts_read_them(zone: Zone) -> None:
    for role in READERS:
        browser = zone.enter(role)
        assert "牵头局" in browser.get("/departments").text, role
        assert browser.get(f"/departments/{zone.lead_id}").status_code == 200, role
        assert browser.get("/groups").status_code == 200, role


def test_administrators_do_not(zone: Zone) -> None:
    for role in ADMINISTRATORS:
        answer = zone.enter(role).get("/departments")
        assert answer.status_code == 403, role
        assert "牵头局" not in answer.text, role


def test_only_the_office_keeps_them(zone: Zone) -> None:
    for role in set(READERS) - {"office"}:
        browser = zone.enter(role)
        for address in ("/departments/new", f"/departments/{zone.lead_id}/edit", "/groups/new"):
            assert browser.post(address, data=NEW).status_code == 403, (role, address)
    assert zone.events("department.%") + zone.events("group.%") == []


def test_a_department_is_entered_and_found_under_every_name(zone: Zone) -> None:
    browser = zone.enter("office")
    answer = browser.post("/departments/new", data=NEW | {"aliases_text": "新设局（筹）\n\n 新局 \r\n新局、老局，旧局"})
    assert answer.status_code == 303
    for word in ("新设", "筹", "新局"):
        assert "新设局" in browser.get(f"/departments?q={word}").text
    assert zone.rows("SELECT name FROM department_alias ORDER BY id") == [
        ("新设局（筹）",), ("新局",), ("老局",), ("旧局",),
    ]  # fmt: skip
    assert zone.events("department.%") == ["department.entered"]


WRONG: list[tuple[dict[str, str], str]] = [
    ({"name": "牵头局"}, "name"),
    ({"name": ""}, "name"),
    ({"short_name": "配合局"}, "short_name"),
    ({"aliases_text": "牵头局"}, "aliases_text"),
    ({"aliases_text": "长" * 81}, "aliases_text"),
    ({"first_on": "2022-02-01", "last_on": "2022-01-31"}, "last_on"),
    ({"first_on": "2022-02-30"}, "first_on"),
    ({"position": "-1"}, "position"),
    ({"kind": "guild"}, "kind"),
]


def test_it_says_at_the_field_what_is_wrong(zone: Zone) -> None:
    browser = zone.enter("office")
    for values, field in WRONG:
        answer = browser.post("/departments/new", data=NEW | values)
        assert answer.status_code == 422, values
        assert f'id="{field}-error"' in answer.text, values
    assert zone.events("department.%") == []


def test_other_names_alone_make_a_new_version(zone: Zone) -> None:
    browser, address = zone.enter("office"), f"/departments/{zone.lead_id}/edit"
    sent = fields_of(browser.get(address).text, address)
    assert browser.post(address, data=sent | {"aliases_text": "甲"}).status_code == 303
    stale = browser.post(address, data=sent | {"aliases_text": "乙", "once": "another"})
    assert stale.status_code == 409
    assert "甲" in stale.text
    assert "乙" in stale.text


def test_the_office_reads_which_seats_are_empty(zone: Zone) -> None:
    zone.enter("security_admin").post(
        f"/appointments/{zone.appointment_of('other_head')}/end", data={"last_on": "2022-09-14", "version": "1"}
    )
    assert "配合局 · " in zone.enter("office").get("/departments").text
    assert "配合局 · " not in zone.enter("observer").get("/departments").text


def test_a_group_has_two_members_or_more(zone: Zone) -> None:
    browser = zone.enter("office")
    assert browser.post("/groups/new", data={"name": "各街道", "members": ["1"]}).status_code == 422
    assert browser.post("/groups/new", data={"name": "牵头局", "members": ["1", "2"]}).status_code == 422
    assert browser.post("/groups/new", data={"name": "各街道", "members": ["1", "99"]}).status_code == 422
    answer = browser.post("/groups/new", data={"name": "各街道", "members": ["1", "2"]})
    assert answer.status_code == 303
    assert "配合局" in browser.get(answer.location).text
    assert zone.events("group.%") == ["group.entered"]


def test_members_alone_make_a_new_version_of_a_group(zone: Zone) -> None:
    browser = zone.enter("office")
    address = browser.post("/groups/new", data={"name": "各街道", "members": ["1", "2"]}).location + "/edit"
    assert browser.post(address, data={"name": "各街道", "members": ["2", "3"], "version": "1"}).status_code == 303
    assert browser.post(address, data={"name": "各街道", "members": ["1", "3"], "version": "1"}).status_code == 409
    assert zone.rows("SELECT department_id FROM group_member ORDER BY department_id") == [(2,), (3,)]


def test_what_does_not_exist_is_missing_and_nonsense_is_no_filter(zone: Zone) -> None:
    browser = zone.enter("office")
    for address in ("/departments/999", "/groups/999", "/departments/999/edit"):
        assert browser.get(address).status_code == 404, address
    for query in ("?kind=guild", "?after=x-y", "?after=9999999999999-1", "?closed=2"):
        assert "牵头局" in browser.get(f"/departments{query}").text, query
