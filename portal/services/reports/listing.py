"""The reports of one task, newest first."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Boolean, Integer, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from portal import policy
from portal.database import db
from portal.domain.report_lifecycle import Confidence, ReportState
from portal.models import Assignment, Department, ProgressReport, ReportingPeriod, Task, User
from portal.policy import Actor
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
    rows = db.session.execute(_OF_TASK, {"task": task.id, "own": own, "may_read": may_read, "most": limit})
    return [_row(*row) for row in rows]


def describe(found: Reported) -> ReportRow:
    """One report that was loaded and authorised, with its names."""
    return _row(*db.session.execute(_ROWS.where(ProgressReport.id == found.report.id)).one())


_author, _decider = aliased(User), aliased(User)
_ROWS = (
    select(ProgressReport, Department.short_name, ReportingPeriod.name, _author.name, _decider.name)
    .join(Assignment, Assignment.id == ProgressReport.assignment_id)
    .join(Department, Department.id == Assignment.department_id)
    .join(ReportingPeriod, ReportingPeriod.id == ProgressReport.period_id, isouter=True)
    .join(_author, _author.id == func.coalesce(ProgressReport.submitted_by_id, ProgressReport.drafted_by_id))
    .join(_decider, _decider.id == ProgressReport.decided_by_id, isouter=True)
    .order_by(ProgressReport.id.desc())
)
_OF_TASK = _ROWS.where(
    ProgressReport.task_id == bindparam("task", type_=Integer),
    or_(
        ProgressReport.assignment_id.in_(bindparam("own", expanding=True)),
        and_(ProgressReport.state != ReportState.DRAFT, bindparam("may_read", type_=Boolean)),
    ),
).limit(bindparam("most", type_=Integer))


def _row(report: ProgressReport, department: str, period: str | None, author: str, decider: str | None) -> ReportRow:
    return ReportRow(
        id=report.id,
        state=report.state,
        department=department,
        period=period,
        percent=report.percent,
        quantity=report.quantity,
        done=report.done,
        problem=report.problem,
        next_step=report.next_step,
        help_needed=report.help_needed,
        confidence=report.confidence,
        confidence_reason=report.confidence_reason,
        author=author,
        at=report.submitted_at or report.created_at,
        decided_by=decider,
        return_reason=report.return_reason,
    )
