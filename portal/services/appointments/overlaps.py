"""What cannot be held at the same time. The database refuses most of it too; here it gets a sentence."""

from datetime import date

from sqlalchemy import ColumnElement, or_, select

from portal.database import db
from portal.domain.posts import ADMINISTRATORS, HELD_BY_ONE, PostName
from portal.errors import Invalid
from portal.models import Appointment, User
from portal.services.appointments.entry import AppointmentEntry
from portal.text import N_

PLACE = ("department_id", "campaign_id", "seat")


def check(user_id: int, entry: AppointmentEntry) -> None:
    """Raises Invalid where the person or the seat is taken on one of the days."""
    _check_administrator(user_id, entry)
    _check_twice(user_id, entry)
    if entry.post in HELD_BY_ONE:
        _check_seat(entry)


def _check_administrator(user_id: int, entry: AppointmentEntry) -> None:
    """The three administrators hold nothing else, and business posts hold no administration."""
    others = select(Appointment.id).where(Appointment.user_id == user_id, _shares_days(entry.first_on, entry.last_on))
    if entry.post not in ADMINISTRATORS:
        others = others.where(Appointment.post.in_(ADMINISTRATORS))
    if db.session.scalar(others.limit(1)) is not None:
        raise Invalid(N_("An administrator holds no other post on the same days."), "post")


def _check_twice(user_id: int, entry: AppointmentEntry) -> None:
    same = select(Appointment.id).where(Appointment.user_id == user_id, *_same_place(entry))
    if db.session.scalar(same.limit(1)) is not None:
        raise Invalid(N_("This person holds this post on some of these days already."), "person")


def _check_seat(entry: AppointmentEntry) -> None:
    holder = select(User.name).join(Appointment, Appointment.user_id == User.id).where(*_same_place(entry)).limit(1)
    if (name := db.session.scalar(holder)) is not None:
        raise Invalid(
            N_("%(name)s holds this post on some of these days. End that appointment first."), "post", name=name
        )


def _same_place(entry: AppointmentEntry) -> list[ColumnElement[bool]]:
    """The same post in the same place on some of the same days; the supervision lead is one for the whole zone."""
    columns = () if entry.post == PostName.SUPERVISION_LEAD else PLACE
    place = [getattr(Appointment, column).is_not_distinct_from(getattr(entry, column)) for column in columns]
    return [Appointment.post == entry.post, *place, _shares_days(entry.first_on, entry.last_on)]


def _shares_days(first: date, last: date | None) -> ColumnElement[bool]:
    goes_on = or_(Appointment.last_on.is_(None), Appointment.last_on >= first)
    return goes_on & (Appointment.first_on <= last) if last else goes_on
