"""What a list of tasks can be filtered by: plans, campaigns, departments and periods by name."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, literal, select, text, union_all

from portal import policy
from portal.database import db
from portal.domain.plan_lifecycle import PlanState
from portal.models import Campaign, Department, Plan, ReportingPeriod
from portal.policy import Actor
from portal.services import stamps

Choices = list[tuple[int, str]]


@dataclass(frozen=True, eq=False)
class FilterChoices:
    """(id, name) in the order of the screens; drafts of plans are left out. One object as long as no name changes."""

    plans: Choices = field(default_factory=list)
    campaigns: Choices = field(default_factory=list)
    departments: Choices = field(default_factory=list)
    periods: Choices = field(default_factory=list)


def _named(kind: str, key: Any, name: Any, *order: Any) -> Select[*tuple[Any, ...]]:
    place = func.row_number().over(order_by=order).label("place")
    return select(literal(kind).label("kind"), key.label("id"), name.label("name"), place)


_PUBLIC = Plan.state != PlanState.DRAFT
# One statement, built once: four of them were a tenth of the list's page.
_ALL = union_all(
    _named("plans", Plan.id, Plan.title, Plan.starts_on.desc(), Plan.id).where(_PUBLIC),
    _named("campaigns", Campaign.id, Campaign.name, Plan.starts_on.desc(), Campaign.position)
    .join(Plan, Plan.id == Campaign.plan_id)
    .where(_PUBLIC),
    _named("departments", Department.id, Department.short_name, Department.position, Department.id),
    _named("periods", ReportingPeriod.id, ReportingPeriod.name, ReportingPeriod.first_on)
    .join(Plan, Plan.id == ReportingPeriod.plan_id)
    .where(_PUBLIC),
).order_by(text("kind"), text("place"))


@stamps.kept_under(stamps.NAMES)
def _read() -> FilterChoices:
    found = FilterChoices()
    lists = {name: getattr(found, name) for name in ("plans", "campaigns", "departments", "periods")}
    for kind, key, name, _ in db.session.execute(_ALL):
        lists[kind].append((key, name))
    return found


def list_choices(*, acting_user: Actor) -> FilterChoices:
    """Everything a reader of tasks may filter by."""
    policy.require(acting_user, "task.read")
    return _read()
