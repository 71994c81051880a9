"""Which period a report speaks of."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Date, Integer, bindparam, exists, select

from portal import clock
from portal.models import Assignment, ProgressReport, ReportingPeriod, Task
from portal.prepared import Prepared


class Period(NamedTuple):
    """A reporting period, and whether the leg has said something about it already."""

    id: int
    name: str
    first_on: date
    last_on: date
    report_due_on: date
    is_told: bool


_LAST_TWO = Prepared(
    select(
        ReportingPeriod.id,
        ReportingPeriod.name,
        ReportingPeriod.first_on,
        ReportingPeriod.last_on,
        ReportingPeriod.report_due_on,
        exists()
        .where(
            ProgressReport.assignment_id == bindparam("leg", type_=Integer),
            ProgressReport.period_id == ReportingPeriod.id,
            ProgressReport.submitted_at.is_not(None),
        )
        .label("is_told"),
    )
    .where(
        ReportingPeriod.plan_id == bindparam("plan", type_=Integer),
        ReportingPeriod.first_on <= bindparam("today", type_=Date),
    )
    .order_by(ReportingPeriod.first_on.desc())
    .limit(2),
    is_apart=True,
)


def find_period_or_none(task: Task, leg: Assignment) -> Period | None:
    """The period of today, or the one before while nothing was said about it and its report day has not passed."""
    today = clock.today()
    periods = [Period(*row) for row in _LAST_TWO.all(plan=task.plan_id, leg=leg.id, today=today)]
    past = next((period for period in periods if period.last_on < today), None)
    if past and not past.is_told and today <= past.report_due_on and _was_issued(task, past):
        return past
    return next((period for period in periods if period.last_on >= today), None)


def _was_issued(task: Task, period: Period) -> bool:
    """Nothing is asked about a time before the task was issued."""
    return task.issued_at is not None and task.issued_at.astimezone(clock.CHINA).date() <= period.last_on
