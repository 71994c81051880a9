"""What the door says: why one stands before it again, in one's own language, and how a locked account opens."""

import pytest

from tests.views.people.conftest import Zone, ask
from tests.views.people.test_carrying import end_sign_ins

ENDED = "登录已结束"
LOCKING = 5


def test_who_comes_with_an_ended_sign_in_is_told_so_once(zone: Zone) -> None:
    browser = zone.enter("office")
    end_sign_ins(zone)
    door = browser.get(browser.get("/departments").location)
    assert ENDED in door.text
    assert ENDED not in ask(browser, "office", "wrong").text, "now something else is to be said"
    assert ask(browser, "office", next="/departments").location == "/departments"


@pytest.mark.parametrize("address", ["/sign-out", "/account/sign-ins/end"])
def test_who_has_ended_it_himself_is_not(zone: Zone, address: str) -> None:
    browser = zone.enter("office")
    assert ENDED not in browser.get(browser.post(address).location).text
    assert ENDED not in zone.visitor().get("/sign-in").text


def test_a_button_pressed_too_late_leads_to_the_same_words(zone: Zone) -> None:
    browser = zone.enter("office")
    end_sign_ins(zone)
    assert ENDED in browser.post("/account/sign-ins/end").text


@pytest.mark.parametrize("address", ["/sign-out", "/account/sign-ins/end"])
def test_the_door_speaks_the_language_of_whoever_left(zone: Zone, address: str) -> None:
    browser = zone.enter("office")
    browser.post("/account/language", data={"language": "en"})
    page = browser.get(browser.post(address).location).text
    assert '<html lang="en">' in page
    assert "You are signed out" in page
    assert "口令" not in page


def test_no_other_button_stands_beside_what_was_typed(zone: Zone) -> None:
    """The language would open the page anew, without what travels in it."""
    browser = zone.enter("office")
    end_sign_ins(zone)
    door = browser.post("/groups/new", data={"name": "各街道"}).text
    assert "kept.name" in door
    assert "/account/language" not in door
    assert "/account/language" in browser.get("/sign-in").text


def test_a_new_password_opens_a_locked_account(zone: Zone) -> None:
    for _ in range(LOCKING):
        locked = ask(zone.visitor(), "office", "wrong").text
    assert "系统管理员" in locked.partition("error-summary")[2].partition("</ul>")[0]
    assert ask(zone.visitor(), "office").status_code == 401
    admin = zone.enter("system_admin")
    page = admin.post(f"/users/{zone.user_ids['office']}/reset-password", data={"version": "1"}).text
    browser = zone.visitor()
    assert ask(browser, "office", page.split("<code>")[1].split("</code>")[0]).status_code == 303
    assert "初始口令</label>" in browser.get("/account/password").text
    assert "初始口令</label>" not in admin.get("/account/password").text
