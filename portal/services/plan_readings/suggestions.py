"""People printed as commanders and deputies, as far as the office accepted them: a list for who makes appointments."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from portal import clock, policy
from portal.database import db
from portal.domain.plan_draft import from_plain, people_of, title_of
from portal.domain.plan_draft.names import ACCEPTED
from portal.domain.plan_draft.tree import find_or_none
from portal.models import Appointment, Campaign, Plan, PlanReading
from portal.policy import Actor

MOST = 20


@dataclass(frozen=True)
class Suggestion:
    """`post` is "commander" or "deputy_commander". A printed name carries no right and is tied to no account."""

    reading_id: int
    plan_title: str
    campaign: str
    campaign_id: int | None
    post: str
    seat: int | None
    name: str


def suggested_appointments(*, acting_user: Actor) -> list[Suggestion]:
    """Those of the newest plans that came from notices. Raises Denied."""
    policy.require(acting_user, "appointment.edit")
    query = (
        select(PlanReading, Plan).join(Plan, Plan.id == PlanReading.plan_id).order_by(PlanReading.id.desc()).limit(MOST)
    )
    held = _held()
    found = [one for reading, plan in db.session.execute(query) for one in _of(reading, plan)]
    return [one for one in found if (one.campaign_id, one.post, one.seat) not in held]


def _held() -> set[tuple[int | None, str, int | None]]:
    """Posts in campaigns that somebody holds, or will: there is nothing more to suggest for them."""
    query = select(Appointment.campaign_id, Appointment.post, Appointment.seat).where(
        Appointment.campaign_id.is_not(None), or_(Appointment.last_on.is_(None), Appointment.last_on >= clock.today())
    )
    return {(row.campaign_id, row.post.value, row.seat) for row in db.session.execute(query)}


def _of(reading: PlanReading, plan: Plan) -> list[Suggestion]:
    if reading.draft is None:
        return []
    draft = from_plain(reading.draft)
    rows = db.session.execute(select(Campaign.name, Campaign.id).where(Campaign.plan_id == plan.id))
    by_name = {row.name: row.id for row in rows}
    found = []
    for person in people_of(draft):
        campaign = find_or_none(draft, person.item)
        if person.decision == ACCEPTED and campaign is not None:
            name = title_of(campaign)
            found.append(
                Suggestion(reading.id, plan.title, name, by_name.get(name), person.post, person.seat, person.name)
            )
    return found
