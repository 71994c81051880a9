"""Reading appointments; of business data no more than the names of departments and campaigns."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased

from portal import clock, policy
from portal.database import db
from portal.domain.plan_lifecycle import PlanState
from portal.domain.posts import PostName
from portal.models import Appointment, Campaign, Department, Plan, User
from portal.policy import Actor

PAGE = 50
BETWEEN = " · "
MOST_PEOPLE = 500


@dataclass(frozen=True)
class Held:
    """An appointment with the names of its person, department and campaign."""

    id: int
    version: int
    user_id: int
    person: str
    login: str
    post: PostName
    department_id: int | None
    department: str | None
    campaign: str | None
    seat: int | None
    section: str
    seconded_from: str | None
    first_on: date
    last_on: date | None
    empowered_from: date | None
    empowered_until: date | None


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; `when` is "now", "past" or "" for all."""

    words: str = ""
    post: PostName | None = None
    department_id: int | None = None
    when: str = "now"


@dataclass(frozen=True)
class Places:
    """Where somebody can be appointed: (id, name) of departments and campaigns."""

    departments: list[tuple[int, str]]
    campaigns: list[tuple[int, str]]


_Origin = aliased(Department)
_HELD: Select[*tuple[Any, ...]] = (
    select(
        Appointment.id, Appointment.version, Appointment.user_id, User.name, User.login, Appointment.post,
        Appointment.department_id, Department.name, Campaign.name, Appointment.seat, Appointment.section, _Origin.name,
        Appointment.first_on, Appointment.last_on, Appointment.empowered_from, Appointment.empowered_until,
    )
    .join(User, User.id == Appointment.user_id)
    .join(Department, Department.id == Appointment.department_id, isouter=True)
    .join(Campaign, Campaign.id == Appointment.campaign_id, isouter=True)
    .join(_Origin, _Origin.id == Appointment.seconded_from_id, isouter=True)
)  # fmt: skip


def in_force(day: date) -> ColumnElement[bool]:
    return and_(Appointment.first_on <= day, or_(Appointment.last_on.is_(None), Appointment.last_on >= day))


def list_appointments(choice: Filter, *, acting_user: Actor, after: int | None = None) -> list[Held]:
    """The latest first, one more than a page."""
    policy.require(acting_user, "appointment.edit")
    query = _HELD.order_by(Appointment.id.desc()).limit(PAGE + 1)
    query = query.where(*_conditions(choice))
    return _read(query.where(Appointment.id < after) if after else query)


def find_held_or_none(appointment_id: int, *, acting_user: Actor) -> Held | None:
    policy.require(acting_user, "appointment.edit")
    return next(iter(_read(_HELD.where(Appointment.id == appointment_id))), None)


def list_own(*, acting_user: Actor) -> list[Held]:
    """The posts one holds today."""
    mine = _HELD.where(Appointment.user_id == acting_user.user_id, in_force(clock.today()))
    return _read(mine.order_by(Appointment.id))


def list_of_user(user_id: int, *, acting_user: Actor) -> list[Held]:
    """Every post a person has held."""
    policy.require(acting_user, "appointment.edit")
    return _read(_HELD.where(Appointment.user_id == user_id).order_by(Appointment.first_on.desc(), Appointment.id))


def list_of_department(department_id: int, *, acting_user: Actor) -> list[Held]:
    """Who holds a post in a department today."""
    policy.require(acting_user, "department.read")
    here = _HELD.where(Appointment.department_id == department_id, in_force(clock.today()))
    return _read(here.order_by(Appointment.post, Appointment.id))


def list_places(*, acting_user: Actor) -> Places:
    """Departments still there and campaigns of plans that are not concluded, by name only."""
    policy.require(acting_user, "appointment.edit")
    departments = select(Department.id, Department.name).where(Department.last_on.is_(None))
    campaigns = select(Campaign.id, Campaign.name).join(Plan).where(Plan.state != PlanState.CONCLUDED)
    return Places(
        [(row.id, row.name) for row in db.session.execute(departments.order_by(Department.position, Department.id))],
        [(row.id, row.name) for row in db.session.execute(campaigns.order_by(Campaign.plan_id, Campaign.position))],
    )


def list_people(*, acting_user: Actor) -> list[str]:
    """Open accounts as "name · account", to choose from while typing."""
    policy.require(acting_user, "appointment.edit")
    query = select(User.name, User.login).where(User.is_stopped.is_(False)).order_by(User.login).limit(MOST_PEOPLE)
    return [f"{row.name}{BETWEEN}{row.login}" for row in db.session.execute(query)]


def _conditions(choice: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if choice.words:
        person = (User.name, User.login)
        found.append(or_(*(column.contains(choice.words, autoescape=True) for column in person)))
    if choice.post:
        found.append(Appointment.post == choice.post)
    if choice.department_id:
        found.append(Appointment.department_id == choice.department_id)
    if choice.when == "now":
        found.append(or_(Appointment.last_on.is_(None), Appointment.last_on >= clock.today()))
    if choice.when == "past":
        found.append(Appointment.last_on < clock.today())
    return found


def _read(query: Select[*tuple[Any, ...]]) -> list[Held]:
    return [Held(*row) for row in db.session.execute(query)]


@dataclass(frozen=True)
class Offers:
    """What can be done with an appointment now."""

    end: bool
    empower: bool
    withdraw: bool
    is_own: bool


def offers(held: Held, *, acting_user: Actor) -> Offers:
    today, is_own = clock.today(), held.user_id == acting_user.user_id
    is_over = held.last_on is not None and held.last_on < today
    is_staff = held.post == PostName.STAFF
    return Offers(
        end=not is_own and not is_over,
        empower=not is_own and not is_over and is_staff,
        withdraw=not is_own and held.first_on >= today,
        is_own=is_own,
    )
