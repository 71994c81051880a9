"""What ends a sign-in: an old cookie is a stranger afterwards, on every path."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient

from tests.views.people.conftest import Zone, ask
from tests.views.people.test_sign_in import NOON


def copy_of(browser: FlaskClient, zone: Zone) -> FlaskClient:
    """Another browser into which somebody copied the cookie."""
    thief = zone.visitor()
    cookie = browser.get_cookie("portal")
    assert cookie is not None
    thief.set_cookie("portal", cookie.value)
    assert thief.get("/account").status_code == 200
    return thief


def is_stranger(browser: FlaskClient) -> bool:
    page, change = browser.get("/account"), browser.post("/account/sign-ins/end")
    return page.status_code == 303 and str(page.location).startswith("/sign-in") and change.status_code == 401


def test_the_old_cookie_is_a_stranger_after_signing_out(zone: Zone) -> None:
    browser = zone.enter("office")
    thief = copy_of(browser, zone)
    browser.post("/sign-out")
    assert is_stranger(thief)
    assert zone.events("sign_in.%") == ["sign_in.opened", "sign_in.signed_out"]


def test_signing_in_again_replaces_the_sign_in(zone: Zone) -> None:
    browser = zone.enter("office")
    thief = copy_of(browser, zone)
    ask(browser, "office")
    assert browser.get("/account").status_code == 200
    assert is_stranger(thief)


def by_administrator(action: str) -> Callable[[Zone], Any]:
    return lambda zone: zone.enter("system_admin").post(
        f"/users/{zone.user_ids['office']}/{action}", data={"version": "1"}
    )


def end_appointment(zone: Zone) -> Any:
    return zone.enter("security_admin").post(
        f"/appointments/{zone.appointment_of('office')}/end", data={"version": "1", "last_on": "2022-09-14"}
    )


def another_post(zone: Zone) -> Any:
    return zone.enter("security_admin").post(
        "/appointments/new",
        data={"person": "office", "post": "observer", "first_on": "2022-09-15", "department_id": "0",
              "campaign_id": "0", "seat": "0", "seconded_from_id": "0"},
    )  # fmt: skip


ENDINGS: dict[str, Callable[[Zone], Any]] = {
    "stopped": by_administrator("stop"),
    "password reset": by_administrator("reset-password"),
    "ended by the administrator": by_administrator("end-sign-ins"),
    "appointment ended": end_appointment,
    "another post": another_post,
    "ended everywhere by the owner": lambda zone: zone.enter("office").post("/account/sign-ins/end"),
}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_these_end_every_sign_in(zone: Zone, ending: Callable[[Zone], Any]) -> None:
    browser = zone.enter("office")
    assert ending(zone).status_code in {200, 303}
    assert is_stranger(browser)


@pytest.mark.parametrize(("role", "minutes"), [("office", 30), ("security_admin", 15)])
def test_it_rests_so_long_and_no_longer(zone: Zone, role: str, minutes: int) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = zone.enter(role)
        for _ in range(2):
            clock.shift(timedelta(minutes=minutes - 1))
            assert browser.get("/account").status_code == 200
        clock.shift(timedelta(minutes=minutes, seconds=1))
        assert is_stranger(browser)


def test_after_twelve_hours_it_ends_however_busy(zone: Zone) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = zone.enter("office")
        for _ in range(36):
            clock.shift(timedelta(minutes=20))
            assert browser.get("/account").status_code == 200
        clock.shift(timedelta(minutes=1))
        assert is_stranger(browser)


def test_being_seen_is_written_at_most_once_a_minute(zone: Zone) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = zone.enter("office")
        clock.shift(timedelta(seconds=59))
        browser.get("/account")
        before = zone.rows("SELECT seen_at FROM sign_in")
        clock.shift(timedelta(seconds=2))
        browser.get("/account")
        assert zone.rows("SELECT seen_at FROM sign_in") != before
        assert before == zone.rows("SELECT created_at FROM sign_in")


def test_the_new_rights_count_at_the_next_sign_in(zone: Zone) -> None:
    assert zone.enter("office").get("/groups/new").status_code == 200
    end_appointment(zone)
    assert zone.enter("office").get("/groups/new").status_code == 403
