"""Rights follow the appointments: with the post goes the next request, on every path (SECURITY A4)."""

import pytest
from sqlalchemy import text

from portal import unit_of_work
from portal.database import db
from tests.access.conftest import Portal
from tests.access.zone import NEAR

# What a head does and opens in its department: a page, a form, a change, a report, a file.
PATHS = (
    ("GET", "reports.new"),
    ("GET", "reports.show"),
    ("GET", "files.show"),
    ("GET", "findings.show"),
    ("GET", "tasks.sign"),
    ("POST", "reports.new"),
    ("POST", "tasks.sign"),
    ("POST", "findings.answer"),
)


def ask(portal: Portal, role: str, method: str, endpoint: str) -> int:
    form = portal.form(endpoint, NEAR)
    answer = portal.ask(role, method, portal.address(endpoint, NEAR, role), form)
    answer.close()
    return answer.status_code


def end_post(portal: Portal, role: str, last_on: str = "2022-09-14") -> None:
    """As it lies in the database the moment after; the sign-in goes on."""
    statement = text("UPDATE appointment SET last_on = :last_on WHERE user_id = :user")
    with portal.app.app_context(), unit_of_work.work():
        db.session.execute(statement, {"last_on": last_on, "user": portal.zone.user_ids[role]})


@pytest.mark.parametrize(("method", "endpoint"), PATHS)
def test_a_head_who_left_is_refused_at_the_next_request(method: str, endpoint: str, portal: Portal) -> None:
    end_post(portal, "lead_head")
    before = portal.snapshot.business()
    assert ask(portal, "lead_head", method, endpoint) in (403, 404)
    assert portal.snapshot.business() == before


@pytest.mark.parametrize(("method", "endpoint"), PATHS)
def test_until_the_evening_of_the_last_day_he_holds_it(method: str, endpoint: str, portal: Portal) -> None:
    end_post(portal, "lead_head", "2022-09-15")
    assert ask(portal, "lead_head", method, endpoint) < 400


def test_who_is_released_through_the_portal_has_to_sign_in_again(portal: Portal) -> None:
    number = portal.zone.appointment_ids["lead_head"]
    address = f"/appointments/{number}/end"
    assert portal.ask("security_admin", "POST", address, {"last_on": "2022-09-14"}).status_code == 303
    assert ask(portal, "lead_head", "GET", "reports.show") == 303
    assert ask(portal, "lead_head", "GET", "files.show") == 303
    assert ask(portal, "lead_head", "POST", "tasks.sign") == 401


def test_whoever_is_moved_reaches_the_new_place_and_no_longer_the_old(portal: Portal) -> None:
    """The other bureau's clerk goes to the lead bureau."""
    assert ask(portal, "other_staff", "GET", "reports.show") == 404
    move = text("UPDATE appointment SET department_id = :lead WHERE user_id = :user")
    with portal.app.app_context(), unit_of_work.work():
        values = {"lead": portal.zone.extra[NEAR]["lead_id"], "user": portal.zone.user_ids["other_staff"]}
        db.session.execute(move, values)
    assert ask(portal, "other_staff", "GET", "reports.show") == 200
    assert portal.ask("other_staff", "GET", portal.address("reports.show", "far", "other_staff")).status_code == 404


def test_staff_lose_the_power_to_submit_with_its_last_day(portal: Portal) -> None:
    with portal.app.app_context(), unit_of_work.work():
        db.session.execute(
            text("UPDATE appointment SET empowered_until = '2022-09-14' WHERE empowered_until IS NOT NULL")
        )
    assert ask(portal, "lead_empowered", "POST", "reports.submit") == 403
    assert ask(portal, "lead_empowered", "GET", "reports.edit") == 200


def test_a_closed_account_is_a_stranger_at_once(portal: Portal) -> None:
    with portal.app.app_context(), unit_of_work.work():
        stop = text("UPDATE user_account SET is_stopped = :yes WHERE id = :user")
        db.session.execute(stop, {"yes": True, "user": portal.zone.user_ids["lead_head"]})
    assert ask(portal, "lead_head", "GET", "files.show") == 303
    assert ask(portal, "lead_head", "POST", "tasks.sign") == 401
