"""Plans (方案): entering, correcting, publishing and concluding them, and who sees a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import selectinload

from portal import policy
from portal.database import db
from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.lifecycle import Step, refusal
from portal.domain.plan_lifecycle import PLAN, PlanFacts, PlanState
from portal.domain.task_lifecycle import TaskState
from portal.errors import Invalid, Missing, Stale, WrongState
from portal.models import Campaign, CampaignRole, Task
from portal.models import Plan as Plan
from portal.policy import Actor
from portal.services import entries, history, lifecycle
from portal.text import N_

PAGE = 50


@dataclass(frozen=True)
class PlanEntry:
    """What a plan says of itself."""

    title: str
    document_number: str
    issuer: str
    issued_on: date | None
    printed_on: date | None
    starts_on: date
    ends_on: date
    aim: str


def visible_plans(actor: Actor) -> ColumnElement[bool]:
    """Published plans, and the drafts of those who may enter them: the office, and the commanders named in them."""
    if policy.can(actor, "plan.edit"):
        return true()
    commanding = [post.campaign_id for post in actor.posts if post.campaign_id is not None]
    own = select(Campaign.plan_id).where(Campaign.id.in_(commanding))
    return or_(Plan.state != PlanState.DRAFT, Plan.id.in_(own))


def access_plan(plan_id: int, *, acting_user: Actor, permission: str) -> Plan:
    """Load a plan with its campaigns. Raises Missing where it is out of reach, Denied where this is not allowed."""
    plan = db.session.scalar(
        select(Plan)
        .options(selectinload(Plan.campaigns).selectinload(Campaign.roles))
        .where(Plan.id == plan_id, visible_plans(acting_user))
    )
    if plan is None:
        raise Missing
    policy.require(acting_user, permission, plan)
    return plan


def list_plans(*, acting_user: Actor, after: int | None = None) -> Sequence[Plan]:
    """Newest first, one more than a page so that the reader learns whether there is another."""
    query = select(Plan).where(visible_plans(acting_user)).order_by(Plan.id.desc()).limit(PAGE + 1)
    return db.session.scalars(query.where(Plan.id < after) if after else query).all()


def list_open(*, acting_user: Actor) -> Sequence[Plan]:
    """The plans in which something can still be entered, newest first."""
    query = select(Plan).where(visible_plans(acting_user), Plan.state != PlanState.CONCLUDED)
    return db.session.scalars(query.order_by(Plan.id.desc()).limit(PAGE)).all()


def enter_plan(entry: PlanEntry, *, acting_user: Actor) -> Plan:
    """A new plan, as a draft."""
    policy.require(acting_user, "plan.edit")
    _check(entry)
    plan = Plan(campaigns=[])
    entries.put(entry, plan)
    db.session.add(plan)
    db.session.flush()
    history.record("plan.entered", acting_user=acting_user, subject=f"plan:{plan.id}", after=entries.told(entry))
    return plan


def edit_plan(plan: Plan, entry: PlanEntry, *, acting_user: Actor, version: int | None = None) -> None:
    policy.require(acting_user, "plan.edit", plan)
    require_open(plan)
    if version is not None and version != plan.version:
        raise Stale
    _check(entry)
    before, after = entries.put(entry, plan)
    history.record(
        "plan.edited", acting_user=acting_user, subject=f"plan:{plan.id}", before=dict(before), after=dict(after)
    )


def _check(entry: PlanEntry) -> None:
    if entry.ends_on < entry.starts_on:
        raise Invalid(N_("The plan cannot end before it starts."), "ends_on")
    if entry.issued_on and entry.printed_on and entry.printed_on < entry.issued_on:
        raise Invalid(N_("A notice cannot be printed before it is dated."), "printed_on")


def may_edit(plan: Plan, *, acting_user: Actor) -> bool:
    return plan.state != PlanState.CONCLUDED and policy.can(acting_user, "plan.edit", plan)


def require_open(plan: Plan) -> None:
    """Raises WrongState where the plan has been concluded: nothing in it changes any more."""
    if plan.state == PlanState.CONCLUDED:
        raise WrongState(N_("This plan is concluded; nothing in it changes any more."))


def take_step(plan: Plan, action: str, *, acting_user: Actor, version: int | None = None) -> None:
    """Publish or conclude."""
    lifecycle.take(PLAN, plan, action, facts=plan_facts(plan), acting_user=acting_user, version=version)


def publish_plan(plan: Plan, *, acting_user: Actor, version: int | None = None) -> None:
    take_step(plan, "publish", acting_user=acting_user, version=version)


def conclude_plan(plan: Plan, *, acting_user: Actor, version: int | None = None) -> None:
    take_step(plan, "conclude", acting_user=acting_user, version=version)


def offers(plan: Plan, *, acting_user: Actor) -> list[tuple[Step[PlanFacts], str | None]]:
    """The steps this person may take now, each with the sentence that still stands against it, or None."""
    steps = [step for step in PLAN.steps_from(plan.state) if policy.can(acting_user, step.permission, plan)]
    return [(step, refusal(step, plan_facts(plan))) for step in steps]


def plan_facts(plan: Plan) -> PlanFacts:
    campaigns, with_lead = db.session.execute(
        select(func.count(Campaign.id), func.count(CampaignRole.id))
        .select_from(Campaign)
        .join(CampaignRole, (CampaignRole.campaign_id == Campaign.id) & (CampaignRole.kind == AssignmentKind.LEAD),
              isouter=True)
        .where(Campaign.plan_id == plan.id)
    ).one()  # fmt: skip
    # A draft task is not finished either: it would be left without a plan to be issued in.
    is_unfinished = Task.is_open | (Task.state == TaskState.DRAFT)
    one = db.session.scalar(select(Task.id).where(Task.plan_id == plan.id, is_unfinished).limit(1))
    return PlanFacts(campaigns=campaigns, campaigns_without_lead=campaigns - with_lead, open_tasks=int(one is not None))
