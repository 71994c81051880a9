"""What can be chosen while a task is written: targets, seats, places, department names."""

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from portal import policy
from portal.database import db
from portal.domain.posts import PostName
from portal.models import Appointment, Campaign, Target, User
from portal.policy import Actor
from portal.services.tasks import draft_legs, placing
from portal.services.tasks.facts import in_force
from portal.services.tasks.placing import Place


def campaign_of(place: Place) -> Campaign:
    """The campaign a place belongs to, with its plan; whoever got as far as the place has been let in."""
    query = select(Campaign).options(joinedload(Campaign.plan)).where(Campaign.id == place.campaign_id)
    return db.session.execute(query).scalar_one()


def list_targets(place: Place) -> list[tuple[int, str]]:
    """The campaign's own targets first, then the plan's."""
    is_here = or_(Target.campaign_id == place.campaign_id, Target.campaign_id.is_(None))
    query = (
        select(Target.id, Target.metric)
        .where(Target.plan_id == place.plan_id, is_here)
        .order_by(Target.campaign_id.is_(None), Target.position, Target.id)
    )
    return [(row.id, row.metric) for row in db.session.execute(query)]


def list_seats(place: Place, *, acting_user: Actor) -> list[tuple[int | None, str]]:
    """Who can be put in charge: (seat, name), the commander without a seat."""
    query = (
        select(Appointment.seat, User.name)
        .join(User, User.id == Appointment.user_id)
        .where(Appointment.campaign_id == place.campaign_id, Appointment.post == PostName.DEPUTY_COMMANDER, in_force())
        .order_by(Appointment.seat)
    )
    every: list[tuple[int | None, str]] = [(None, ""), *((row.seat, row.name) for row in db.session.execute(query))]
    return [
        (seat, name) for seat, name in every if policy.can_on(acting_user, "task.draft", placing.ground_at(place, seat))
    ]


def list_places(places: list[Place]) -> list[tuple[int | None, str]]:
    """(department it stays within, its name), "" where every department may take part."""
    ids = [place.internal_department_id for place in places]
    names = draft_legs.department_names_of([one for one in ids if one])
    return [(one, names.get(one or 0, "")) for one in ids]
