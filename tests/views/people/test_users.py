"""Accounts: the system administrator keeps them, nobody else sees them."""

import pytest

from tests.views.people.conftest import Zone, ask

STRANGERS = ("office", "commander", "lead_head", "supervision_lead", "observer", "security_admin", "audit_admin")
NEW = {"name": "新来的岗位", "login": "New.One", "language": "zh_Hans"}


def test_others_are_refused_and_it_is_written_down(zone: Zone) -> None:
    for role in STRANGERS:
        browser = zone.enter(role)
        assert browser.get("/users").status_code == 403, role
        assert browser.post("/users/new", data=NEW).status_code == 403, role
    assert zone.events("refused") == ["refused", "refused"] * len(STRANGERS)
    assert zone.rows("SELECT id FROM user_account WHERE login = 'new.one'") == []


def test_a_new_account_gets_a_password_shown_once(zone: Zone) -> None:
    browser = zone.enter("system_admin")
    answer = browser.post("/users/new", data=NEW)
    assert answer.status_code == 200
    initial = answer.text.split("<code>")[1].split("</code>")[0]
    assert initial not in str(zone.rows("SELECT * FROM user_account")) + str(zone.rows("SELECT * FROM history"))
    with browser.session_transaction() as session:
        assert initial not in str(dict(session))
    assert ask(zone.visitor(), "new.one", initial).status_code == 303
    assert zone.events("user.%") == ["user.created"]


def test_a_taken_account_is_told_at_its_field(zone: Zone) -> None:
    answer = zone.enter("system_admin").post("/users/new", data=NEW | {"login": "OFFICE"})
    assert answer.status_code == 422
    assert "login-error" in answer.text
    assert "新来的岗位" in answer.text


@pytest.mark.parametrize(
    "values", [{"login": "a b"}, {"login": ""}, {"name": ""}, {"name": "长" * 61}, {"login": "x" * 41}]
)
def test_what_does_not_fit_is_told(zone: Zone, values: dict[str, str]) -> None:
    assert zone.enter("system_admin").post("/users/new", data=NEW | values).status_code == 422


def test_a_stale_form_shows_both_texts(zone: Zone) -> None:
    browser = zone.enter("system_admin")
    address = f"/users/{zone.user_ids['observer']}/edit"
    sent = {"login": "observer", "language": "zh_Hans", "version": "1"}
    assert browser.post(address, data=sent | {"name": "先保存的"}).status_code == 303
    answer = browser.post(address, data=sent | {"name": "后保存的"})
    assert answer.status_code == 409
    assert "先保存的" in answer.text
    assert "后保存的" in answer.text
    assert zone.events("user.%") == ["user.edited"]


def test_a_closed_account_is_out_until_it_is_opened_again(zone: Zone) -> None:
    admin, address = zone.enter("system_admin"), f"/users/{zone.user_ids['observer']}"
    assert admin.post(f"{address}/stop", data={"version": "1"}).status_code == 303
    assert ask(zone.visitor(), "observer").status_code == 401
    assert admin.post(f"{address}/stop", data={"version": "2"}).status_code == 409
    assert admin.post(f"{address}/restart", data={"version": "2"}).status_code == 303
    assert ask(zone.visitor(), "observer").status_code == 303
    assert zone.events("user.%") == ["user.stopped", "user.restarted"]


def test_opening_an_account_again_revives_no_old_sign_in(zone: Zone) -> None:
    admin, address = zone.enter("system_admin"), f"/users/{zone.user_ids['observer']}"
    browser = zone.enter("observer")
    admin.post(f"{address}/stop", data={"version": "1"})
    admin.post(f"{address}/restart", data={"version": "2"})
    assert browser.get("/account").status_code == 303


def test_nobody_closes_or_resets_the_own_account_here(zone: Zone) -> None:
    admin, address = zone.enter("system_admin"), f"/users/{zone.user_ids['system_admin']}"
    assert admin.post(f"{address}/stop", data={"version": "1"}).status_code == 422
    assert admin.post(f"{address}/reset-password", data={"version": "1"}).status_code == 422
    assert admin.get("/users").status_code == 200


def test_the_list_is_filtered_and_paged_by_address(zone: Zone) -> None:
    from portal import unit_of_work
    from tests import factories

    with zone.app.app_context(), unit_of_work.work():
        for number in range(60):
            factories.user(f"街道岗位 {number}", login=f"way{number:02}")
    browser = zone.enter("system_admin")
    first = browser.get("/users?q=way").text
    assert "/users?q=way&amp;after=way49" in first
    assert "way50" not in first
    assert "way59" in browser.get("/users?q=way&after=way49").text
    assert "way01" not in browser.get("/users?state=stopped").text


def test_a_page_shows_no_business_data(zone: Zone) -> None:
    text = zone.enter("system_admin").get(f"/users/{zone.user_ids['lead_head']}").text
    assert "牵头局" not in text
