"""Campaigns (专项行动): entering and correcting them, their departments and people, and what stands late in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import BindParameter, ColumnElement, Row, ScalarSelect, Select, TextClause, bindparam, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager

from portal import clock, policy
from portal.database import db, plain
from portal.domain.lights import Light
from portal.domain.posts import OF_CAMPAIGN, PostName
from portal.domain.task_lifecycle import TaskState
from portal.errors import Missing, Stale
from portal.models import Appointment, Plan, Target, Task, User
from portal.models import Campaign as Campaign
from portal.policy import Actor
from portal.prepared import Prepared
from portal.services import campaign_roles, entries, history, plans, stamps
from portal.services.department_names import Party
from portal.services.tasks.light_conditions import light_is
from portal.services.tasks.listing import NOT_DRAFT
from portal.services.tasks.todo import IS_OPEN

PAGE = 50
MOST = 100
STANDING_STILL = (TaskState.COMPLETION_REQUESTED, TaskState.VERIFIED, TaskState.SUSPENDED)


@dataclass(frozen=True)
class CampaignEntry:
    """What a campaign says of itself."""

    name: str
    aim: str
    clause: str


def access_campaign(campaign_id: int, *, acting_user: Actor, permission: str) -> Campaign:
    """Load a campaign with its plan. Raises Missing where it is out of reach, Denied where this is not allowed."""
    campaign = db.session.scalar(_by_id(acting_user), {"campaign": campaign_id})
    if campaign is None:
        raise Missing
    policy.require(acting_user, permission, campaign)
    return campaign


@lru_cache(maxsize=256)
def _by_id(actor: Actor) -> Select[Campaign]:
    """Built once for each reader."""
    return _visible(actor).where(Campaign.id == bindparam("campaign"))


def _visible(actor: Actor) -> Select[Campaign]:
    query = select(Campaign).join(Campaign.plan).options(contains_eager(Campaign.plan))
    return query.where(plans.visible_plans(actor))


def list_campaigns(
    *, acting_user: Actor, plan_id: int | None = None, after: int | None = None
) -> Sequence[Row[Campaign, int, int, int]]:
    """Campaigns with their open, late and asking tasks, each counted up to 100; those of the newest plan last."""
    counts = (count_open(Campaign.id), count_late(Campaign.id), count_requested(Campaign.id))
    query = _visible(acting_user).add_columns(*counts).order_by(Campaign.id).limit(PAGE + 1)
    if plan_id:
        query = query.where(Campaign.plan_id == plan_id)
    return db.session.execute(query.where(Campaign.id > after) if after else query).all()


def count_tasks(campaign_id: int) -> tuple[int, int, int, int]:
    """Open, red, asking for completion, and due within a week; each counted up to 100 from an index."""
    opened, late, requested, soon = _counts_on(clock.today()).one(campaign=campaign_id)
    return opened, late, requested, soon


@lru_cache(maxsize=4)
def _counts_on(today: date) -> Prepared:
    """Built once a day: building it costs more than counting."""
    which: BindParameter[int] = bindparam("campaign")
    soon = _capped(which, Task.is_open.is_(True), NOT_DRAFT, Task.due_on.between(today, today + timedelta(days=7)))
    return Prepared(
        select(
            count_open(which).label("open"),
            count_late(which).label("late"),
            count_requested(which).label("requested"),
            soon.label("soon"),
        )
    )


Which = InstrumentedAttribute[int] | BindParameter[int]


def count_open(campaign_id: Which) -> ScalarSelect[int]:
    return _capped(campaign_id, Task.is_open.is_(True), NOT_DRAFT)


def count_late(campaign_id: Which) -> ScalarSelect[int]:
    """Tasks whose light is red today: what `light_is` says, in words that the index of red days answers."""
    today = clock.today()
    has_started = or_(Task.start_on.is_(None), Task.start_on <= today)
    return _capped(campaign_id, IS_OPEN, Task.red_on <= today, Task.state.not_in(STANDING_STILL), has_started)


def count_requested(campaign_id: Which) -> ScalarSelect[int]:
    return _capped(campaign_id, light_is(Light.PENDING))


def _capped(campaign_id: Which, *conditions: ColumnElement[bool] | TextClause) -> ScalarSelect[int]:
    tasks = select(Task.id).where(Task.campaign_id == campaign_id, *conditions)
    rows = tasks.limit(MOST).correlate(Campaign).subquery()
    return select(func.count()).select_from(rows).scalar_subquery()


def find_of_target_or_none(target: Target) -> Campaign | None:
    """The campaign of a target that was authorised already."""
    return db.session.get(Campaign, target.campaign_id) if target.campaign_id else None


def list_people(campaign_id: int) -> Sequence[Row[str, PostName, int | None]]:
    """(name, post, seat) of the commander and the deputies in office today."""
    return _people_on(campaign_id, clock.today(), stamps.mark_of(stamps.PEOPLE))


@lru_cache(maxsize=256)
def _people_on(campaign_id: int, today: date, mark: str) -> Sequence[Row[str, PostName, int | None]]:
    """Read again when anybody's account or appointment has changed."""
    return db.session.execute(_PEOPLE, {"campaign": campaign_id, "today": today}).all()


_PEOPLE = plain(
    select(User.name, Appointment.post, Appointment.seat)
    .join(Appointment, Appointment.user_id == User.id)
    .where(
        Appointment.campaign_id == bindparam("campaign"),
        Appointment.post.in_(sorted(OF_CAMPAIGN)),
        Appointment.first_on <= bindparam("today"),
        or_(Appointment.last_on.is_(None), Appointment.last_on >= bindparam("today")),
    )
    .order_by(Appointment.post, Appointment.seat)
)


def enter_campaign(plan: Plan, entry: CampaignEntry, *, lead: str, responsible: str, acting_user: Actor) -> Campaign:
    """A new campaign at the end of its plan. Departments are given by the names papers print."""
    campaign = _new(plan, entry, acting_user)
    campaign_roles.set_roles(campaign, lead, responsible)
    return _entered(campaign, entry, lead, responsible, acting_user)


def enter_campaign_of(
    plan: Plan, entry: CampaignEntry, *, lead: Party | None, responsible: Sequence[Party], acting_user: Actor
) -> Campaign:
    """The same with departments that are known already; where a paper names no lead it is entered without one."""
    campaign = _new(plan, entry, acting_user)
    campaign_roles.put_roles(campaign, lead, responsible)
    names = "、".join(party.name for party in responsible)
    return _entered(campaign, entry, lead.name if lead else "", names, acting_user)


def _new(plan: Plan, entry: CampaignEntry, acting_user: Actor) -> Campaign:
    policy.require(acting_user, "plan.edit", plan)
    plans.require_open(plan)
    last = db.session.scalar(select(func.max(Campaign.position)).where(Campaign.plan_id == plan.id))
    campaign = Campaign(plan_id=plan.id, position=(last or 0) + 1, roles=[])
    entries.put(entry, campaign)
    return campaign


def _entered(campaign: Campaign, entry: CampaignEntry, lead: str, responsible: str, acting_user: Actor) -> Campaign:
    db.session.add(campaign)
    db.session.flush()
    told: dict[str, entries.Plain] = {
        name: names for name, names in (("lead", lead), ("responsible", responsible)) if names
    }
    _tell(campaign, "entered", acting_user, {}, entries.told(entry) | told)
    return campaign


def edit_campaign(
    campaign: Campaign,
    entry: CampaignEntry,
    *,
    lead: str,
    responsible: str,
    acting_user: Actor,
    version: int | None = None,
) -> None:
    policy.require(acting_user, "campaign.edit", campaign)
    plans.require_open(campaign.plan)
    if version is not None and version != campaign.version:
        raise Stale
    before, after = entries.put(entry, campaign)
    earlier, changed = campaign_roles.replace_roles(campaign, lead, responsible)
    _tell(campaign, "edited", acting_user, dict(before) | earlier, dict(after) | changed)


def _tell(
    campaign: Campaign, what: str, actor: Actor, before: dict[str, entries.Plain], after: dict[str, entries.Plain]
) -> None:
    history.record(
        f"campaign.{what}",
        acting_user=actor,
        subject=f"campaign:{campaign.id}",
        campaign_id=campaign.id,
        before=before or None,
        after=after or None,
    )
