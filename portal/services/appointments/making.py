"""Making, ending and empowering. Each of them ends the person's sign-ins; nobody touches an appointment of his own."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from portal import clock, policy
from portal.database import db
from portal.domain.posts import PostName
from portal.errors import Denied, Invalid, Missing, Stale, WrongState
from portal.models import Appointment, User
from portal.policy import Actor
from portal.services import actors, entries, history, sign_ins
from portal.services.appointments import overlaps
from portal.services.appointments.entry import AppointmentEntry, check, fitting
from portal.services.appointments.reading import BETWEEN
from portal.text import N_

OWN = N_("Nobody decides on a post of his own.")


def access_appointment(appointment_id: int, *, acting_user: Actor) -> Appointment:
    policy.require(acting_user, "appointment.edit")
    appointment = db.session.get(Appointment, appointment_id)
    if appointment is None:
        raise Missing
    return appointment


def make_appointment(person: str, entry: AppointmentEntry, *, acting_user: Actor) -> Appointment:
    """Appoint the person whose account was typed, alone or as "name · account". Raises Invalid, Denied."""
    policy.require(acting_user, "appointment.edit")
    user = _find_user(person)
    if user.id == acting_user.user_id:
        raise Denied(OWN)
    entry = fitting(entry)
    check(entry)
    overlaps.check(user.id, entry)
    appointment = Appointment(user_id=user.id, appointed_by_id=acting_user.user_id, created_at=clock.now())
    entries.put(entry, appointment)
    db.session.add(appointment)
    db.session.flush()
    _tell("made", appointment, acting_user, after={"user": user.id, **entries.told(entry)})
    return appointment


def end_appointment(appointment: Appointment, last_on: date, *, acting_user: Actor, version: int | None = None) -> None:
    """Name the last day. One that lies behind ends the rights at once."""
    _may_change(appointment, acting_user, version)
    if appointment.last_on and appointment.last_on < clock.today():
        raise WrongState(N_("This appointment has ended already."))
    if last_on < appointment.first_on:
        raise Invalid(N_("The last day cannot be before the first one, %(day)s."), "last_on", day=appointment.first_on)
    if appointment.last_on and last_on > appointment.last_on:
        raise Invalid(N_("It ends before that day. Make a new appointment to go on."), "last_on")
    before, appointment.last_on = appointment.last_on, last_on
    _tell(
        "ended",
        appointment,
        acting_user,
        before={"last_on": entries.plain(before)},
        after={"last_on": last_on.isoformat()},
    )


def withdraw_appointment(appointment: Appointment, *, acting_user: Actor, version: int | None = None) -> None:
    """Take back an appointment made by mistake, on its first day at the latest: it leaves no trace but the history."""
    _may_change(appointment, acting_user, version)
    if appointment.first_on < clock.today():
        raise WrongState(N_("This appointment has begun: name its last day instead."))
    told = {"user": appointment.user_id, "post": str(appointment.post), "first_on": appointment.first_on.isoformat()}
    _tell("withdrawn", appointment, acting_user, before=told)
    db.session.delete(appointment)


def empower(
    appointment: Appointment, first: date, last: date, *, acting_user: Actor, version: int | None = None
) -> None:
    """Let staff submit reports for the head, from one day to another (代报)."""
    _may_change(appointment, acting_user, version)
    if appointment.post != PostName.STAFF:
        raise WrongState(N_("Only section staff can be empowered to report for the head."))
    if last < first:
        raise Invalid(N_("The last day cannot be before the first one, %(day)s."), "empowered_until", day=first)
    if first < appointment.first_on or (appointment.last_on and last > appointment.last_on):
        raise Invalid(N_("The days must lie within the appointment."), "empowered_from")
    appointment.empowered_from, appointment.empowered_until = first, last
    _tell("empowered", appointment, acting_user, after={"from": first.isoformat(), "until": last.isoformat()})


def _may_change(appointment: Appointment, acting_user: Actor, version: int | None) -> None:
    policy.require(acting_user, "appointment.edit")
    if appointment.user_id == acting_user.user_id:
        raise Denied(OWN)
    if version is not None and version != appointment.version:
        raise Stale


def _tell(
    event: str,
    appointment: Appointment,
    acting_user: Actor,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    sign_ins.end_all(appointment.user_id, sign_ins.NEW_POST)
    history.record(
        f"appointment.{event}",
        acting_user=acting_user,
        subject=f"appointment:{appointment.id}",
        campaign_id=appointment.campaign_id,
        before=before,
        after=after,
    )


def _find_user(person: str) -> User:
    login = actors.login_key(person.rpartition(BETWEEN)[2])
    user = db.session.scalar(select(User).where(User.login == login))
    if user is None:
        raise Invalid(N_("Nobody has this account."), "person")
    if user.is_stopped:
        raise Invalid(N_("This account is closed."), "person")
    return user
