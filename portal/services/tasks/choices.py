"""What a list of tasks can be filtered by: plans, campaigns, departments and periods by name."""

from dataclasses import dataclass

from sqlalchemy import select

from portal import policy
from portal.database import db
from portal.domain.plan_lifecycle import PlanState
from portal.models import Campaign, Department, Plan, ReportingPeriod
from portal.policy import Actor

Choices = list[tuple[int, str]]


@dataclass(frozen=True)
class FilterChoices:
    """(id, name) in the order of the screens; drafts of plans are left out."""

    plans: Choices
    campaigns: Choices
    departments: Choices
    periods: Choices


def list_choices(*, acting_user: Actor) -> FilterChoices:
    """Everything a reader of tasks may filter by."""
    policy.require(acting_user, "task.read")
    public = Plan.state != PlanState.DRAFT
    plans = select(Plan.id, Plan.title).where(public).order_by(Plan.starts_on.desc(), Plan.id)
    campaigns = (
        select(Campaign.id, Campaign.name).join(Plan).where(public).order_by(Plan.starts_on.desc(), Campaign.position)
    )
    departments = select(Department.id, Department.short_name).order_by(Department.position, Department.id)
    periods = (
        select(ReportingPeriod.id, ReportingPeriod.name)
        .join(Plan, Plan.id == ReportingPeriod.plan_id)
        .where(public)
        .order_by(ReportingPeriod.first_on)
    )
    return FilterChoices(
        *([(row[0], row[1]) for row in db.session.execute(query)] for query in (plans, campaigns, departments, periods))
    )
