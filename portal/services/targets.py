"""Targets (指标): entering and correcting them, their tiers with every version, their timetable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select, true, union
from sqlalchemy.orm import selectinload

from portal import policy
from portal.database import db
from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.targets import Comparator, TargetKind
from portal.errors import Denied, Invalid, Missing, Stale
from portal.models import Campaign, CampaignRole, Plan, Task
from portal.models import Target as Target
from portal.policy import Actor, Ground
from portal.services import campaign_roles, entries, history, plans
from portal.text import N_

PAGE = 50


@dataclass(frozen=True)
class TargetEntry:
    """What a paper says of a target, its values excepted."""

    metric: str
    unit: str
    kind: TargetKind
    comparator: Comparator
    campaign_id: int | None
    parent_id: int | None
    same_as_id: int | None
    note: str
    clause: str


def grounds_of(target: Target) -> list[Ground]:
    """Where a target lies: with its campaign's lead.

    A plan-wide one lies with the leads of the campaigns that name it again, and of tasks near the top for it.
    """
    if target.campaign_id is not None:
        lead = campaign_roles.find_lead_or_none(target.campaign_id)
        return [_ground(target.campaign_id, lead)]
    works = select(Task.lead_department_id).where(Task.target_id == target.id, Task.depth <= 1)
    named = select(CampaignRole.department_id).where(
        CampaignRole.kind == AssignmentKind.LEAD,
        CampaignRole.campaign_id.in_(select(Target.campaign_id).where(Target.same_as_id == target.id)),
    )
    leads = db.session.scalars(union(works, named)).all()
    return [_ground(None, lead) for lead in leads if lead] or [Ground()]


def _ground(campaign_id: int | None, lead: int | None) -> Ground:
    return Ground(
        campaign_id=campaign_id,
        lead_department_id=lead,
        department_ids=frozenset({lead} if lead else ()),
    )


def may(actor: Actor, permission: str, target: Target) -> bool:
    return any(policy.can_on(actor, permission, ground) for ground in grounds_of(target))


def require(actor: Actor, permission: str, target: Target) -> None:
    if not may(actor, permission, target):
        raise Denied


def access_target(target_id: int, *, acting_user: Actor, permission: str) -> Target:
    """Load a target with its tiers. Raises Missing where it is out of reach, Denied where this is not allowed."""
    target = db.session.scalar(_visible(acting_user).where(Target.id == target_id))
    if target is None:
        raise Missing
    require(acting_user, permission, target)
    return target


def _visible(actor: Actor) -> Select[Target]:
    return (
        select(Target)
        .join(Plan, Plan.id == Target.plan_id)
        .options(selectinload(Target.tiers))
        .where(plans.visible_plans(actor))
    )


def list_targets(
    *, acting_user: Actor, plan_id: int | None = None, campaign_id: int | None = None, after: int | None = None
) -> Sequence[Target]:
    """In the order of entry, one more than a page."""
    query = _visible(acting_user).order_by(Target.id).limit(PAGE + 1)
    if plan_id:
        query = query.where(Target.plan_id == plan_id)
    if campaign_id:
        query = query.where(Target.campaign_id == campaign_id)
    return db.session.scalars(query.where(Target.id > after) if after else query).all()


def list_of_plan(plan: Plan, *, is_overall: bool = False) -> Sequence[Target]:
    """Every target of a plan the caller may read, or those that belong to no campaign."""
    query = select(Target).options(selectinload(Target.tiers)).where(Target.plan_id == plan.id)
    return db.session.scalars(
        query.where(Target.campaign_id.is_(None) if is_overall else true()).order_by(Target.id)
    ).all()


def list_of_campaign(campaign: Campaign) -> Sequence[Target]:
    return db.session.scalars(
        select(Target)
        .options(selectinload(Target.tiers))
        .where(Target.campaign_id == campaign.id)
        .order_by(Target.position, Target.id)
    ).all()


def list_parts(target: Target) -> Sequence[Target]:
    """The "of which" targets."""
    query = select(Target).options(selectinload(Target.tiers)).where(Target.parent_id == target.id)
    return db.session.scalars(query.order_by(Target.id)).all()


def find_linked_or_none(target_id: int | None) -> Target | None:
    """The parent, or the first mention, of a target that was authorised already."""
    if target_id is None:
        return None
    return db.session.scalar(select(Target).options(selectinload(Target.tiers)).where(Target.id == target_id))


def measured(target: Target) -> Target:
    """Where the values stand: a second mention has none of its own."""
    return find_linked_or_none(target.same_as_id) or target


def list_mentions(target: Target) -> Sequence[Target]:
    """The later mentions of the same metric."""
    query = select(Target).options(selectinload(Target.tiers)).where(Target.same_as_id == target.id)
    return db.session.scalars(query.order_by(Target.id)).all()


def enter_target(plan: Plan, entry: TargetEntry, *, acting_user: Actor) -> Target:
    """A new target of a plan. A commander enters those of his own campaign only."""
    if not policy.can_on(acting_user, "target.edit", Ground(campaign_id=entry.campaign_id)):
        raise Denied
    plans.require_open(plan)
    last = db.session.scalar(select(func.max(Target.position)).where(Target.plan_id == plan.id))
    target = Target(plan_id=plan.id, position=(last or 0) + 1, tiers=[])
    _check(plan, target, entry)
    entries.put(entry, target)
    db.session.add(target)
    db.session.flush()
    tell(target, "entered", acting_user, {}, entries.told(entry))
    return target


def edit_target(target: Target, entry: TargetEntry, *, acting_user: Actor, version: int | None = None) -> None:
    require(acting_user, "target.edit", target)
    plan = plan_of(target)
    plans.require_open(plan)
    if version is not None and version != target.version:
        raise Stale
    _check(plan, target, entry)
    if not policy.can_on(acting_user, "target.edit", Ground(campaign_id=entry.campaign_id)):
        raise Denied
    before, after = entries.put(entry, target)
    tell(target, "edited", acting_user, before, after)


def plan_of(target: Target) -> Plan:
    """Its plan with the campaigns."""
    query = select(Plan).options(selectinload(Plan.campaigns)).where(Plan.id == target.plan_id)
    return db.session.execute(query).scalar_one()


def _check(plan: Plan, target: Target, entry: TargetEntry) -> None:
    campaigns = {campaign.id for campaign in db.session.scalars(select(Campaign).where(Campaign.plan_id == plan.id))}
    if entry.campaign_id is not None and entry.campaign_id not in campaigns:
        raise Invalid(N_("This campaign belongs to another plan."), "campaign_id")
    for field, other_id in (("parent_id", entry.parent_id), ("same_as_id", entry.same_as_id)):
        other = find_linked_or_none(other_id)
        if other_id is not None and (other is None or other.plan_id != plan.id or other.id == target.id):
            raise Invalid(N_("Choose another target of the same plan."), field)
        if other is not None and (other.same_as_id or (field == "parent_id" and other.parent_id)):
            raise Invalid(N_("Choose the first mention itself, not one that only points to another target."), field)
    if entry.kind == TargetKind.QUALITY and any(tier.ended_on is None for tier in target.tiers):
        raise Invalid(N_("A quality has no number; this target has values already."), "kind")


def tell(
    target: Target,
    what: str,
    actor: Actor,
    before: Mapping[str, entries.Plain],
    after: Mapping[str, entries.Plain],
) -> None:
    """The history row of a change of a target."""
    history.record(
        f"target.{what}",
        acting_user=actor,
        subject=f"target:{target.id}",
        campaign_id=target.campaign_id,
        before=dict(before) or None,
        after=dict(after) or None,
    )
