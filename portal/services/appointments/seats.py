"""Seats that nobody holds: they are reported to the office, because nobody could sign, decide or close there."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from portal import clock, policy
from portal.database import db
from portal.domain.plan_lifecycle import PlanState
from portal.domain.posts import HELD_BY_ONE, PostName
from portal.models import Appointment, Campaign, Department, Plan
from portal.policy import Actor
from portal.services.appointments.entry import SEATS
from portal.services.appointments.reading import in_force


@dataclass(frozen=True)
class EmptySeat:
    """A post without a holder; `place` is the name of its department or campaign."""

    post: PostName
    place: str = ""
    department_id: int | None = None
    campaign_id: int | None = None
    seat: int | None = None


def list_empty_seats(*, acting_user: Actor) -> list[EmptySeat]:
    """Commanders and deputies of plans not concluded, heads of departments still there, the supervision lead."""
    policy.require(acting_user, "department.edit")
    columns = (Appointment.post, Appointment.department_id, Appointment.campaign_id, Appointment.seat)
    held = db.session.execute(select(*columns).where(Appointment.post.in_(HELD_BY_ONE), in_force(clock.today()))).all()
    taken = {_key(row.post, row.department_id, row.campaign_id, row.seat) for row in held}
    seats = [*_campaign_seats(), *_department_seats(), EmptySeat(PostName.SUPERVISION_LEAD)]
    return [seat for seat in seats if _key(seat.post, seat.department_id, seat.campaign_id, seat.seat) not in taken]


def _key(post: PostName, department_id: int | None, campaign_id: int | None, seat: int | None) -> tuple[object, ...]:
    """The supervision lead is one for the whole zone, whatever his home department."""
    return (post, None if post == PostName.SUPERVISION_LEAD else department_id, campaign_id, seat)


def _campaign_seats() -> list[EmptySeat]:
    query = select(Campaign.id, Campaign.name).join(Plan).where(Plan.state != PlanState.CONCLUDED)
    found: list[EmptySeat] = []
    for row in db.session.execute(query.order_by(Campaign.plan_id, Campaign.position)):
        found.append(EmptySeat(PostName.COMMANDER, row.name, campaign_id=row.id))
        found += (EmptySeat(PostName.DEPUTY_COMMANDER, row.name, campaign_id=row.id, seat=n) for n in SEATS)
    return found


def _department_seats() -> list[EmptySeat]:
    today = clock.today()
    is_there = or_(Department.last_on.is_(None), Department.last_on >= today)
    query = select(Department.id, Department.name).where(is_there).order_by(Department.position, Department.id)
    return [EmptySeat(PostName.HEAD, row.name, department_id=row.id) for row in db.session.execute(query)]
