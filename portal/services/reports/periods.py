"""Which period a report speaks of."""

from sqlalchemy import bindparam, exists, select

from portal import clock
from portal.database import db
from portal.models import Assignment, ProgressReport, ReportingPeriod, Task

_LAST_TWO = (
    select(
        ReportingPeriod,
        exists().where(
            ProgressReport.assignment_id == bindparam("leg"),
            ProgressReport.period_id == ReportingPeriod.id,
            ProgressReport.submitted_at.is_not(None),
        ),
    )
    .where(ReportingPeriod.plan_id == bindparam("plan"), ReportingPeriod.first_on <= bindparam("today"))
    .order_by(ReportingPeriod.first_on.desc())
    .limit(2)
)


def find_period_or_none(task: Task, leg: Assignment) -> ReportingPeriod | None:
    """The period of today, or the one before while nothing was said about it and its report day has not passed."""
    today = clock.today()
    rows = db.session.execute(_LAST_TWO, {"plan": task.plan_id, "leg": leg.id, "today": today}).all()
    past = [(period, is_told) for period, is_told in rows if period.last_on < today]
    current = next((period for period, _ in rows if period.last_on >= today), None)
    for period, is_told in past[:1]:
        if not is_told and today <= period.report_due_on and _was_issued(task, period):
            return period
    return current


def _was_issued(task: Task, period: ReportingPeriod) -> bool:
    """Nothing is asked about a time before the task was issued."""
    return task.issued_at is not None and task.issued_at.astimezone(clock.CHINA).date() <= period.last_on
