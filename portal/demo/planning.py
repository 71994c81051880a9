"""The plan is entered, published, and its values are declared and verified month by month."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from portal.database import db
from portal.demo import plan_2022 as paper
from portal.demo.founding import appoint_commanders
from portal.demo.people import APPOINTED_ON
from portal.demo.script import YEAR
from portal.demo.stage import Stage
from portal.domain.targets import Tier
from portal.models import Campaign, Measurement, Plan, ReportingPeriod, Target
from portal.policy import Actor
from portal.services import campaigns, measurements, periods, plans, targets, tiers
from portal.services.campaigns import CampaignEntry
from portal.services.plans import PlanEntry
from portal.services.targets import TargetEntry
from portal.services.tiers import TierEntry

ENTERED_ON = date(2022, 2, 7)
# Whoever measures what the lead departments of campaigns do not: plan-wide figures come from these two.
DECLARED_ON = 8
VERIFIED_ON = 12


def enter(stage: Stage) -> None:
    """The paper becomes a plan with campaigns, targets, timetables and reporting periods."""
    with stage.at(ENTERED_ON):
        office = stage.actor("office")
        plan = plans.enter_plan(_plan_entry(), acting_user=office)
        for one in paper.CAMPAIGNS:
            entry = CampaignEntry(one.name, one.aim, one.clause)
            campaigns.enter_campaign(plan, entry, lead=one.lead, responsible=one.responsible, acting_user=office)
        periods.enter_months(plan, acting_user=office)
    with stage.at(APPOINTED_ON):
        appoint_commanders(stage)
    with stage.at(APPOINTED_ON):
        _enter_targets(_plan(), stage.actor("office"))
    with stage.at(APPOINTED_ON):
        plans.publish_plan(_plan(), acting_user=stage.actor("office"))


def _plan_entry() -> PlanEntry:
    return PlanEntry(
        title=paper.TITLE,
        document_number=paper.NUMBER,
        issuer=paper.ISSUER,
        issued_on=paper.ISSUED_ON,
        printed_on=paper.PRINTED_ON,
        starts_on=paper.STARTS_ON,
        ends_on=paper.ENDS_ON,
        aim=paper.AIM,
    )


def _plan() -> Plan:
    return db.session.scalars(select(Plan).where(Plan.document_number == paper.NUMBER)).one()


def _enter_targets(plan: Plan, office: Actor) -> None:
    numbers = dict(db.session.execute(select(Campaign.position, Campaign.id)).all())
    months = dict(db.session.execute(select(ReportingPeriod.last_on, ReportingPeriod.id)).all())
    by_month = {day.month: period_id for day, period_id in months.items()}
    entered: dict[str, Target] = {}
    for one in paper.TARGETS:
        entry = _target_entry(one, numbers, entered)
        target = entered[one.key] = targets.enter_target(plan, entry, acting_user=office)
        for tier, value in ((Tier.GUARANTEED, one.guaranteed), (Tier.STRETCH, one.stretch)):
            if value and not one.same_as:
                first = TierEntry(tier, Decimal(value), paper.STARTS_ON, paper.NUMBER)
                tiers.set_tier(target, first, acting_user=office)
        points = {
            (tier, by_month[month]): Decimal(value)
            for tier in Tier
            for month, value in zip(paper.MONTHS_PLANNED, paper.TRAJECTORIES.get((one.key, tier), ()), strict=False)
        }
        if points:
            tiers.plan_trajectory(target, points, acting_user=office)


def _target_entry(one: paper.Target, campaigns_by_number: dict[int, int], entered: dict[str, Target]) -> TargetEntry:
    return TargetEntry(
        metric=one.metric,
        unit=one.unit,
        kind=one.kind,
        comparator=one.comparator,
        campaign_id=campaigns_by_number.get(one.campaign),
        parent_id=entered[one.whole].id if one.whole else None,
        same_as_id=entered[one.same_as].id if one.same_as else None,
        note=one.note,
        clause=paper.SECTION[one.campaign],
    )


def target_ids() -> dict[str, int]:
    """Target ids by the key of the table."""
    ids = db.session.scalars(select(Target.id).order_by(Target.id)).all()
    return {one.key: target_id for one, target_id in zip(paper.TARGETS, ids, strict=True)}


def months_to_declare() -> Iterator[tuple[date, int]]:
    """(day, month): what was reached in a month is declared early in the next one."""
    for month in range(1, 9):
        yield date(YEAR, month + 1, DECLARED_ON if month > 1 else 16), month


def declare_month(stage: Stage, month: int) -> None:
    """Every lead department declares what it reached; an inspector verifies some days later."""
    ids = target_ids()
    period = db.session.scalars(select(ReportingPeriod).where(ReportingPeriod.last_on < date(YEAR, month + 1, 1))
                                .order_by(ReportingPeriod.last_on.desc()).limit(1)).one()  # fmt: skip
    for key, (values, _) in paper.MEASURED.items():
        if value := values[month - 1]:
            target = _target(ids[key])
            who = _declaring(stage, target)
            measurements.declare_value(target, period.id, Decimal(value), acting_user=who)


def verify_month(stage: Stage, month: int) -> None:
    ids = {target_id: key for key, target_id in target_ids().items()}
    inspector = stage.actor("insp1")
    for one in db.session.scalars(
        select(Measurement)
        .join(ReportingPeriod, ReportingPeriod.id == Measurement.period_id)
        .where(ReportingPeriod.last_on == _last_day(month))
    ).all():
        if paper.MEASURED[ids[one.target_id]][1] >= month:
            target = _target(one.target_id)
            measurements.verify_value(target, one, one.declared_value, acting_user=inspector)


def _last_day(month: int) -> date:
    return date.fromordinal(date(YEAR, month + 1, 1).toordinal() - 1)


def _target(target_id: int) -> Target:
    return db.session.scalars(select(Target).where(Target.id == target_id)).one()


def _declaring(stage: Stage, target: Target) -> Actor:
    """The head of a department that may: the campaign's lead, or whoever leads the tasks under a plan-wide figure."""
    leads = {ground.lead_department_id for ground in targets.grounds_of(target)} - {None}
    names = {department_id: name for name, department_id in stage.departments.items()}
    return stage.head_of(names[min(lead for lead in leads if lead)])
