"""Typed text is never lost (SECURITY D8): an expired sign-in or token, and the form comes back filled."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient

from tests.views.people.conftest import PASSWORD, Zone
from tests.views.people.forms_of import fields_of


@pytest.fixture(autouse=True)
def with_tokens(zone: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(zone.app.config, "WTF_CSRF_ENABLED", True)


def enter(browser: FlaskClient) -> None:
    fields = fields_of(browser.get("/sign-in").text, "/sign-in")
    fields.update(login="office", password=PASSWORD)
    assert browser.post("/sign-in", data=fields).status_code == 303


def opened(zone: Zone, browser: FlaskClient) -> tuple[str, dict[str, str]]:
    """The address of an edit form and its fields with something typed into it."""
    address = f"/departments/{zone.other_id}/edit"
    fields = fields_of(browser.get(address).text, address)
    return address, fields | {"short_name": "改过的 <简称>", "aliases_text": "别名一\n别名二"}


def short_name(zone: Zone) -> str:
    return str(zone.rows("SELECT short_name FROM department WHERE id = :id", id=zone.other_id)[0][0])


def end_sign_ins(zone: Zone) -> None:
    """As if the person had rested too long."""
    from portal import unit_of_work
    from portal.services import sign_ins

    with zone.app.app_context(), unit_of_work.work():
        sign_ins.end_all(zone.user_ids["office"], "administrator")


def test_after_an_expired_sign_in_the_form_comes_back_filled(zone: Zone) -> None:
    browser = zone.visitor()
    enter(browser)
    address, typed = opened(zone, browser)
    end_sign_ins(zone)

    door = browser.post(address, data=typed)
    assert door.status_code == 401
    fields = fields_of(door.text, "/sign-in")
    assert fields["kept.short_name"] == typed["short_name"]
    again = browser.post("/sign-in", data=fields | {"login": "office", "password": "wrong"})
    assert again.status_code == 401
    fields = fields_of(again.text, "/sign-in")
    inside = browser.post("/sign-in", data=fields | {"login": "office", "password": PASSWORD})
    assert inside.status_code == 200
    form = browser.post(address, data=fields_of(inside.text, address))
    assert form.status_code == 200
    assert short_name(zone) == "配合局", "coming back must not save by itself"

    filled = fields_of(form.text, address)
    assert (filled["short_name"], filled["aliases_text"]) == (typed["short_name"], "别名一\n别名二")
    saved = browser.post(address, data=filled)
    assert saved.status_code == 303, saved.text
    assert short_name(zone) == typed["short_name"]


def test_after_an_expired_token_the_form_comes_back_filled(zone: Zone) -> None:
    browser = zone.visitor()
    enter(browser)
    address, typed = opened(zone, browser)
    enter_anew = fields_of(browser.get("/account").text, "/sign-out")
    browser.post("/sign-out", data=enter_anew)
    enter(browser)

    page = browser.post(address, data=typed)
    assert page.status_code == 400
    form = browser.post(address, data=fields_of(page.text, address))
    filled = fields_of(form.text, address)
    assert filled["short_name"] == typed["short_name"]
    saved = browser.post(address, data=filled)
    assert saved.status_code == 303, saved.text


def test_passwords_and_tokens_do_not_travel(zone: Zone) -> None:
    browser = zone.visitor()
    enter(browser)
    fields = fields_of(browser.get("/account/password").text, "/account/password")
    end_sign_ins(zone)
    typed = {
        "current_password": PASSWORD,
        "new_password": "一个新的口令-十二位以上",
        "new_password_again": "x",
        "note": "y",
    }
    door = browser.post("/account/password", data=fields | typed)
    kept = [name for name in fields_of(door.text, "/sign-in") if name.startswith("kept.")]
    assert sorted(kept) == ["kept.note", "kept.once", "kept.version"]
    assert "十二位以上" not in door.text


def test_files_cannot_travel_and_it_says_so(zone: Zone) -> None:
    browser = zone.visitor()
    enter(browser)
    address, typed = opened(zone, browser)
    end_sign_ins(zone)
    door = browser.post(address, data=typed | {"photo": (BytesIO(b"x"), "现场.png")})
    assert "Files cannot be kept" in door.text or "附件无法保留" in door.text


def test_a_mere_button_leads_back_to_its_page(zone: Zone) -> None:
    browser = zone.visitor()
    enter(browser)
    fields = fields_of(browser.get("/account").text, "/account/sign-ins/end")
    end_sign_ins(zone)
    origin = {"Referer": "http://localhost/account"}
    door = browser.post("/account/sign-ins/end", data=fields, headers=origin)
    sent = fields_of(door.text, "/sign-in")
    assert sent["next"] == "/account"
    assert not [name for name in sent if name.startswith("kept.")]


def test_what_has_no_form_is_not_done_by_coming_back(zone: Zone) -> None:
    """A step with a typed reason: it asks again instead of doing it, and says that nothing was done."""
    browser = zone.visitor()
    enter(browser)
    fields = fields_of(browser.get("/account").text, "/account/sign-ins/end")
    answer = browser.post("/account/sign-ins/end", data=fields | {"resume": "1"})
    assert answer.status_code == 303
    assert zone.events("sign_in.ended_all") == []


def test_another_site_gets_nothing_carried(zone: Zone) -> None:
    browser = zone.visitor()
    enter(browser)
    address, typed = opened(zone, browser)
    answer = browser.post(address, data=typed | {"csrf_token": "forged"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert typed["short_name"] not in answer.text
