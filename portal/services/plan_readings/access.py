"""Who sees which reading, and who may change its draft."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import defer

from portal import policy
from portal.database import db
from portal.domain.plan_draft import Draft, ReadingState, from_plain
from portal.domain.plan_lifecycle import PlanState
from portal.errors import Denied, Missing, Stale, WrongState
from portal.models import Campaign, Plan, StoredFile
from portal.models import PlanReading as PlanReading
from portal.policy import Actor
from portal.services.evidence import Kept
from portal.text import N_

PAGE = 50


def visible_readings(actor: Actor) -> ColumnElement[bool]:
    """All of them for the office; for a commander what is compared with a plan in which he commands."""
    if policy.can(actor, "plan.import"):
        return true()
    commanding = [post.campaign_id for post in actor.posts if post.campaign_id is not None]
    own = select(Campaign.plan_id).where(Campaign.id.in_(commanding))
    return PlanReading.compares_with_id.in_(own)


def list_readings(*, acting_user: Actor, after: int | None = None) -> Sequence[PlanReading]:
    """Newest first, one more than a page, without their texts."""
    if not policy.holds_anywhere(acting_user, "plan.import"):
        raise Denied
    query = (
        select(PlanReading)
        .options(defer(PlanReading.text), defer(PlanReading.draft))
        .where(visible_readings(acting_user))
        .order_by(PlanReading.id.desc())
        .limit(PAGE + 1)
    )
    return db.session.scalars(query.where(PlanReading.id < after) if after else query).all()


def access_reading(reading_id: int, *, acting_user: Actor, permission: str = "plan.import") -> PlanReading:
    """Raises Missing where it is out of reach, Denied where the permission is held nowhere."""
    if not policy.holds_anywhere(acting_user, permission):
        raise Denied
    query = select(PlanReading).where(PlanReading.id == reading_id, visible_readings(acting_user))
    reading = db.session.scalar(query)
    if reading is None:
        raise Missing
    return reading


def may_edit(reading: PlanReading, *, acting_user: Actor) -> bool:
    return reading.state is ReadingState.REVIEW and policy.can(acting_user, "plan.import")


def require_review(reading: PlanReading, *, version: int | None) -> None:
    """Raises WrongState where it is not open for review, Stale where somebody else went on with it."""
    if reading.state is not ReadingState.REVIEW:
        raise WrongState(N_("This notice is not open for review."))
    if version is not None and version != reading.version:
        raise Stale


def require_office(acting_user: Actor) -> None:
    policy.require(acting_user, "plan.import")


def draft_of(reading: PlanReading) -> Draft:
    """Raises WrongState where nothing has been read yet."""
    if reading.draft is None:
        raise WrongState(N_("This notice is not open for review."))
    return from_plain(reading.draft)


def comparable_plans(*, acting_user: Actor) -> list[tuple[int, str]]:
    """(id, title) of the plans a revised notice may be compared with, newest first."""
    require_office(acting_user)
    query = select(Plan.id, Plan.title).where(Plan.state != PlanState.CONCLUDED).order_by(Plan.id.desc()).limit(PAGE)
    return [(row.id, row.title) for row in db.session.execute(query)]


def kept_file(reading: PlanReading) -> Kept | None:
    """The file as it came, for a reader who was let in already."""
    file = db.session.get(StoredFile, reading.sha256) if reading.sha256 else None
    return Kept(reading.name, file.sha256, None, file.media_type, file.size) if file else None
