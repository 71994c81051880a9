"""Appointments as services see them: who is recused, empowered, missing; and what the database itself refuses."""

from datetime import date

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError

from portal.database import db
from portal.domain.posts import PostName as P
from portal.errors import Denied, Invalid, Stale, WrongState
from portal.models import Appointment
from portal.services import appointments
from portal.services.appointments import AppointmentEntry
from tests import cast, factories

pytestmark = pytest.mark.usefixtures("context")
TODAY, YESTERDAY = date(2022, 9, 15), date(2022, 9, 14)


@pytest.fixture
def people() -> cast.Cast:
    return cast.build()


def held(people: cast.Cast, role: str) -> Appointment:
    return db.session.query(Appointment).filter_by(user_id=people.user(role).id).order_by(Appointment.id).first()


def test_ending_takes_the_rights_at_once(people: cast.Cast) -> None:
    appointments.end_appointment(held(people, "office"), YESTERDAY, acting_user=people.actor("security_admin"))
    assert people.actor("office").posts == ()


def test_a_last_day_to_come_lets_them_run(people: cast.Cast) -> None:
    appointments.end_appointment(held(people, "office"), TODAY, acting_user=people.actor("security_admin"))
    assert people.actor("office").holds(P.OFFICE)


def test_an_appointment_to_come_gives_nothing_yet(people: cast.Cast) -> None:
    entry = AppointmentEntry(P.OBSERVER, date(2022, 9, 16))
    appointments.make_appointment("stranger", entry, acting_user=people.actor("security_admin"))
    assert people.actor("stranger").posts == ()


def test_a_seat_passes_from_one_to_the_next(people: cast.Cast) -> None:
    admin = people.actor("security_admin")
    entry = AppointmentEntry(P.HEAD, TODAY, department_id=people.lead.id)
    with pytest.raises(Invalid):
        appointments.make_appointment("stranger", entry, acting_user=admin)
    appointments.end_appointment(held(people, "lead_head"), YESTERDAY, acting_user=admin)
    appointments.make_appointment("stranger", entry, acting_user=admin)
    assert people.actor("stranger").holds(P.HEAD)


def test_what_does_not_belong_to_a_post_is_dropped(people: cast.Cast) -> None:
    entry = AppointmentEntry(P.OBSERVER, TODAY, department_id=people.lead.id, campaign_id=people.campaign.id, seat=1)
    made = appointments.make_appointment("stranger", entry, acting_user=people.actor("security_admin"))
    assert (made.department_id, made.campaign_id, made.seat) == (None, None, None)


def test_only_the_security_administrator_appoints(people: cast.Cast) -> None:
    entry = AppointmentEntry(P.OBSERVER, TODAY)
    for role in set(people.users) - {"security_admin"}:
        with pytest.raises(Denied):
            appointments.make_appointment("stranger", entry, acting_user=people.actor(role))


def test_nothing_is_done_twice_or_on_an_old_version(people: cast.Cast) -> None:
    admin, mine = people.actor("security_admin"), held(people, "office")
    with pytest.raises(Stale):
        appointments.end_appointment(mine, YESTERDAY, acting_user=admin, version=mine.version + 1)
    appointments.end_appointment(mine, YESTERDAY, acting_user=admin)
    with pytest.raises(WrongState):
        appointments.end_appointment(mine, YESTERDAY, acting_user=admin)


def test_empty_seats_are_told_to_the_office(people: cast.Cast) -> None:
    found = appointments.list_empty_seats(acting_user=people.actor("office"))
    seats = {(seat.post, seat.place, seat.seat) for seat in found}
    assert seats == {(P.DEPUTY_COMMANDER, people.other_campaign.name, 2)}
    appointments.end_appointment(
        held(people, "supervision_lead"), YESTERDAY, acting_user=people.actor("security_admin")
    )
    found = appointments.list_empty_seats(acting_user=people.actor("office"))
    assert P.SUPERVISION_LEAD in {seat.post for seat in found}
    with pytest.raises(Denied):
        appointments.list_empty_seats(acting_user=people.actor("commander"))


@pytest.mark.parametrize(
    ("role", "post"), [("audit_admin", P.OBSERVER), ("observer", P.SYSTEM_ADMIN), ("system_admin", P.AUDIT_ADMIN)]
)
def test_the_database_itself_keeps_administrators_apart(people: cast.Cast, role: str, post: P) -> None:
    with pytest.raises(DatabaseError, match="an administrator holds nothing else"), db.session.begin_nested():
        factories.appointment(people.user(role), post, first_on=TODAY)


def test_the_database_itself_lets_nobody_appoint_himself(people: cast.Cast) -> None:
    office = people.user("office")
    with pytest.raises(IntegrityError, match="not_by_oneself"), db.session.begin_nested():
        factories.appointment(office, P.OBSERVER, appointed_by_id=office.id)


def test_days_that_do_not_meet_are_no_conflict(people: cast.Cast) -> None:
    entry = AppointmentEntry(P.OBSERVER, date(2021, 1, 1), date(2021, 12, 31))
    made = appointments.make_appointment("audit-admin", entry, acting_user=people.actor("security_admin"))
    assert made.last_on == date(2021, 12, 31)
