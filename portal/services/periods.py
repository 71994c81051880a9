"""The periods in which departments report: usually months, each with the day its report is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from portal import policy
from portal.database import db
from portal.errors import Invalid, Missing, Stale
from portal.models import Plan, ReportingPeriod
from portal.policy import Actor
from portal.services import calendar, entries, history, plans
from portal.text import N_

PAGE = 50
DUE_AFTER = 3


@dataclass(frozen=True)
class PeriodEntry:
    name: str
    first_on: date
    last_on: date
    report_due_on: date


def list_periods(
    *, acting_user: Actor, plan_id: int | None = None, after: date | None = None
) -> Sequence[ReportingPeriod]:
    """A plan's periods by their first day, one more than a page."""
    policy.require(acting_user, "period.read")
    query = select(ReportingPeriod).order_by(ReportingPeriod.first_on).limit(PAGE + 1)
    query = query.where(ReportingPeriod.plan_id == plan_id)
    return db.session.scalars(query.where(ReportingPeriod.first_on > after) if after else query).all()


def access_period(period_id: int, *, acting_user: Actor, permission: str) -> ReportingPeriod:
    policy.require(acting_user, permission)
    period = db.session.get(ReportingPeriod, period_id)
    if period is None:
        raise Missing
    plans.access_plan(period.plan_id, acting_user=acting_user, permission="plan.read")
    return period


def enter_period(plan: Plan, entry: PeriodEntry, *, acting_user: Actor) -> ReportingPeriod:
    policy.require(acting_user, "period.edit")
    _check(plan.id, entry)
    period = ReportingPeriod(plan_id=plan.id)
    entries.put(entry, period)
    db.session.add(period)
    db.session.flush()
    history.record("period.entered", acting_user=acting_user, subject=f"period:{period.id}", after=entries.told(entry))
    return period


def edit_period(period: ReportingPeriod, entry: PeriodEntry, *, acting_user: Actor, version: int | None = None) -> None:
    policy.require(acting_user, "period.edit")
    if version is not None and version != period.version:
        raise Stale
    _check(period.plan_id, entry, but=period.id)
    before, after = entries.put(entry, period)
    if after:
        subject = f"period:{period.id}"
        history.record("period.edited", acting_user=acting_user, subject=subject, before=before, after=after)


def enter_months(plan: Plan, *, acting_user: Actor) -> int:
    """A period for each month of the plan that no period touches yet; its report is due three working days later."""
    policy.require(acting_user, "period.edit")
    known = calendar.load()
    taken = db.session.scalars(select(ReportingPeriod).where(ReportingPeriod.plan_id == plan.id)).all()
    entered = 0
    for first, last in _months(plan.starts_on, plan.ends_on):
        if any(period.first_on <= last and period.last_on >= first for period in taken):
            continue
        name = f"{first.year}年{first.month}月"
        enter_period(plan, PeriodEntry(name, first, last, known.add_workdays(last, DUE_AFTER)), acting_user=acting_user)
        entered += 1
    return entered


def _months(first: date, last: date) -> list[tuple[date, date]]:
    """The months between two days, cut where the days cut them."""
    found = []
    while first <= last:
        next_month = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        found.append((first, min(next_month - timedelta(days=1), last)))
        first = next_month
    return found


def _check(plan_id: int, entry: PeriodEntry, but: int = 0) -> None:
    if entry.last_on < entry.first_on:
        raise Invalid(N_("The last day cannot be before the first one, %(day)s."), "last_on", day=entry.first_on)
    if entry.report_due_on < entry.last_on:
        raise Invalid(N_("The report cannot be due before the period ends."), "report_due_on")
    overlapping = select(ReportingPeriod.name).where(
        ReportingPeriod.plan_id == plan_id,
        ReportingPeriod.id != but,
        ReportingPeriod.first_on <= entry.last_on,
        ReportingPeriod.last_on >= entry.first_on,
    )
    if (name := db.session.scalar(overlapping.limit(1))) is not None:
        raise Invalid(N_("These days belong to %(name)s already."), "first_on", name=name)
