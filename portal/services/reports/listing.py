"""The reports of one task, newest first."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Boolean, Integer, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from portal import policy
from portal.domain.report_lifecycle import Confidence, ReportState
from portal.models import Assignment, Department, ProgressReport, ReportingPeriod, Task, User
from portal.policy import Actor
from portal.prepared import Prepared
from portal.services.reports.access import Reported

PAGE = 20


@dataclass(frozen=True)
class ReportRow:
    """A report as a page shows it; `author` submitted it, or drafts it."""

    id: int
    state: ReportState
    department: str
    period: str | None
    percent: int | None
    quantity: Decimal | None
    done: str
    problem: str
    next_step: str
    help_needed: str
    confidence: Confidence | None
    confidence_reason: str
    author: str
    at: datetime
    decided_by: str | None
    return_reason: str | None


def list_reports(task: Task, *, acting_user: Actor, limit: int = PAGE) -> list[ReportRow]:
    """Submitted ones for whoever reads inside the task; drafts for their own department alone."""
    own = [leg.id for leg in task.assignments if policy.can(acting_user, "report.draft", leg)]
    may_read = policy.can(acting_user, "task.read_inside", task)
    if not own and not may_read:
        return []
    return [ReportRow(*row) for row in _OF_TASK.all(task=task.id, own=own, may_read=may_read, most=limit)]


def describe(found: Reported) -> ReportRow:
    """One report that was loaded and authorised, with its names."""
    return ReportRow(*_ONE.one(report=found.report.id))


_author, _decider = aliased(User), aliased(User)
_ROWS = (
    select(
        ProgressReport.id,
        ProgressReport.state,
        Department.short_name,
        ReportingPeriod.name,
        ProgressReport.percent,
        ProgressReport.quantity,
        ProgressReport.done,
        ProgressReport.problem,
        ProgressReport.next_step,
        ProgressReport.help_needed,
        ProgressReport.confidence,
        ProgressReport.confidence_reason,
        _author.name.label("author"),
        func.coalesce(ProgressReport.submitted_at, ProgressReport.created_at).label("at"),
        _decider.name.label("decided_by"),
        ProgressReport.return_reason,
    )
    .join(Assignment, Assignment.id == ProgressReport.assignment_id)
    .join(Department, Department.id == Assignment.department_id)
    .join(ReportingPeriod, ReportingPeriod.id == ProgressReport.period_id, isouter=True)
    .join(_author, _author.id == func.coalesce(ProgressReport.submitted_by_id, ProgressReport.drafted_by_id))
    .join(_decider, _decider.id == ProgressReport.decided_by_id, isouter=True)
    .order_by(ProgressReport.id.desc())
)
_ONE = Prepared(_ROWS.where(ProgressReport.id == bindparam("report", type_=Integer)))
_OF_TASK = Prepared(
    _ROWS.where(
        ProgressReport.task_id == bindparam("task", type_=Integer),
        or_(
            ProgressReport.assignment_id.in_(bindparam("own", expanding=True)),
            and_(ProgressReport.state != ReportState.DRAFT, bindparam("may_read", type_=Boolean)),
        ),
    ).limit(bindparam("most", type_=Integer))
)
