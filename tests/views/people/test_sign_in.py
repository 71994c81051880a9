"""The door: who gets in, what everybody else reads, and what a cookie is worth afterwards."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.services import passwords
from tests.views.people.conftest import PASSWORD, Zone, ask

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def seen_by_stranger(html: str) -> str:
    """The page without what differs from visitor to visitor."""
    return re.sub(r'(name="csrf_token" value|name="login"[^>]*value)="[^"]*"', "", html)


def test_it_lets_in_and_writes_one_row(zone: Zone) -> None:
    browser = zone.enter("office")
    assert browser.get("/account").status_code == 200
    assert zone.events("sign_in.%") == ["sign_in.opened"]


def test_only_the_hash_of_the_cookie_is_kept(zone: Zone) -> None:
    browser = zone.enter("office")
    with browser.session_transaction() as session:
        token = session["_user_id"]
    assert len(token) >= 43
    assert token not in str(zone.rows("SELECT * FROM sign_in"))


def test_capital_letters_and_blanks_do_not_matter(zone: Zone) -> None:
    assert ask(zone.visitor(), " OFFICE ").status_code == 303


def test_unknown_wrong_locked_and_stopped_read_the_same(zone: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = zone.enter("system_admin")
    admin.post(f"/users/{zone.user_ids['observer']}/stop", data={"version": "1"})
    for _ in range(5):
        ask(zone.visitor(), "commander", "wrong")
    compared: list[bool] = []
    verify = passwords.PasswordHasher.verify
    monkeypatch.setattr(passwords.PasswordHasher, "verify", lambda *a: compared.append(True) or verify(*a))
    answers = [
        ask(zone.visitor(), "nobody-at-all"),
        ask(zone.visitor(), "office", "wrong"),
        ask(zone.visitor(), "commander", PASSWORD),
        ask(zone.visitor(), "observer", PASSWORD),
    ]
    assert [answer.status_code for answer in answers] == [401] * 4
    assert len({seen_by_stranger(answer.text) for answer in answers}) == 1
    assert len(compared) == 4, "each answer must cost one comparison, or its time tells them apart"


def test_an_empty_form_is_told_at_its_fields(zone: Zone) -> None:
    answer = ask(zone.visitor(), "", "")
    assert answer.status_code == 422
    assert answer.text.count('class="error"') == 2
    assert zone.events("sign_in.%") == []


def test_five_failures_lock_and_the_next_lock_is_twice_as_long(zone: Zone) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(5):
            ask(zone.visitor(), "office", "wrong")
        clock.shift(timedelta(minutes=14, seconds=59))
        assert ask(zone.visitor(), "office").status_code == 401
        clock.shift(timedelta(seconds=2))
        for _ in range(5):
            ask(zone.visitor(), "office", "wrong")
        clock.shift(timedelta(minutes=29))
        assert ask(zone.visitor(), "office").status_code == 401
        clock.shift(timedelta(minutes=2))
        assert ask(zone.visitor(), "office").status_code == 303


def test_four_failures_do_not_lock_and_are_forgotten(zone: Zone) -> None:
    for _ in range(4):
        ask(zone.visitor(), "office", "wrong")
    assert ask(zone.visitor(), "office").status_code == 303
    for _ in range(4):
        ask(zone.visitor(), "office", "wrong")
    assert ask(zone.visitor(), "office").status_code == 303


def test_an_address_that_tries_many_accounts_is_locked_too(zone: Zone) -> None:
    for number in range(20):
        ask(zone.visitor(), f"account{number}")
    assert ask(zone.visitor(), "office").status_code == 401


def test_a_forged_forwarding_header_is_no_other_address(zone: Zone) -> None:
    for number in range(20):
        zone.visitor().post(
            "/sign-in",
            data={"login": f"account{number}", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.0.0.{number}"},
        )
    assert ask(zone.visitor(), "office").status_code == 401


def test_a_failure_is_written_down_without_what_was_typed(zone: Zone) -> None:
    ask(zone.visitor(), "my-secret-password")
    ask(zone.visitor(), "office", "wrong")
    found = zone.rows("SELECT event, subject, address FROM history WHERE event LIKE 'sign_in%' ORDER BY id")
    assert [tuple(row) for row in found] == [
        ("sign_in.failed", "", "127.0.0.1"),
        ("sign_in.failed", f"user:{zone.user_ids['office']}", "127.0.0.1"),
    ]
    assert "my-secret-password" not in str(zone.rows("SELECT * FROM history"))


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/departments?kind=street", "/departments?kind=street"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/sign-out", "/"),
        ("/nothing-here", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_next_leads_to_a_page_of_this_site_only(zone: Zone, asked: str, led: str) -> None:
    assert ask(zone.visitor(), "office", next=asked).location == led


def test_a_page_asked_for_waits_behind_the_door(zone: Zone) -> None:
    answer = zone.visitor().get("/departments?kind=street")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/departments?kind%3Dstreet")


def test_whoever_is_in_is_not_asked_again(zone: Zone) -> None:
    assert zone.enter("office").get("/sign-in?next=/departments").location == "/departments"


def test_the_language_is_chosen_at_the_door_and_stays(zone: Zone) -> None:
    browser = zone.visitor()
    browser.post("/account/language", data={"language": "en"})
    assert '<html lang="en">' in browser.get("/sign-in").text
    ask(browser, "office")
    assert '<html lang="en">' in browser.get("/account").text
    assert zone.rows("SELECT language FROM user_account WHERE login = 'office'") == [("en",)]


def test_no_lock_is_held_while_a_password_is_compared(zone: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    writers = []
    other = zone.enter("observer")

    def compare(password_hash: str | None, password: str) -> bool:
        writers.append(other.post("/account/language", data={"language": "en"}).status_code)
        return False

    monkeypatch.setattr(passwords, "matches", compare)
    ask(zone.visitor(), "office")
    assert writers == [303]
