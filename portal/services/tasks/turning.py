"""On which days a task's light will turn, as it stands with a new percent: what is stored with the task."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, Integer, bindparam, func, select

from portal import clock
from portal.domain.assignment_lifecycle import AssignmentState
from portal.domain.lights import Light, LightFacts, Turns, turning_days
from portal.domain.task_lifecycle import TaskState
from portal.domain.timetable import Mark
from portal.models import Milestone, ProgressReport, ReportingPeriod
from portal.prepared import Prepared
from portal.services import calendar
from portal.services.tasks.lights import PENDING, REPORTING, RESTING, issued_on, light_now
from portal.services.tasks.line import LineRow

Marks = Mapping[int, tuple[Mark, ...]]


def turned(task: LineRow, percent_bp: int, marks: Marks, *, is_work: bool = True) -> dict[str, Any]:
    """The light's columns as they stand with this percent; a red that is caught up by work turns yellow."""
    if task.state == TaskState.DRAFT or task.due_on is None:
        return {}
    work_calendar = calendar.load()
    facts = _facts(task, percent_bp, marks.get(task.id, ()))
    turns = turning_days(facts, work_calendar)
    if is_work and task.state in REPORTING and not _is_red(turns) and light_now(task) is Light.RED:
        facts = replace(facts, caught_up_until=_end_of_period(task))
        turns = turning_days(facts, work_calendar)
    return {
        "yellow_on": turns.yellow_on,
        "yellow_why": turns.yellow_why or "",
        "yellow_title": turns.yellow_title or "",
        "red_on": turns.red_on,
        "red_why": turns.red_why or "",
        "red_title": turns.red_title or "",
        "outdated_on": turns.outdated_on,
        "caught_up_until": facts.caught_up_until,
    }


def marks_of(task_ids: Iterable[int]) -> Marks:
    """The milestones of these tasks as the rules read them."""
    found: dict[int, tuple[Mark, ...]] = {}
    for row in _MARKS.all(ids=list(task_ids)):
        found[row.task_id] = (*found.get(row.task_id, ()), Mark(row.title, row.due_on, row.reached_on))
    return found


def _is_red(turns: Turns) -> bool:
    return turns.red_on is not None and turns.red_on <= clock.today()


def _facts(task: LineRow, percent_bp: int, marks: tuple[Mark, ...]) -> LightFacts:
    is_leaf = task.children_count == 0
    return LightFacts(
        issued_on=issued_on(task),
        due_on=task.due_on,
        start_on=task.start_on,
        percent_bp=percent_bp,
        milestones=marks,
        report_due_on=_report_due(task) if is_leaf and task.lead_id and task.state in REPORTING else None,
        caught_up_until=task.caught_up_until,
        is_closed=task.state == TaskState.CLOSED,
        is_pending=task.state in PENDING,
        is_suspended=task.state in RESTING,
        is_leaf=is_leaf,
        is_signed=task.lead_id is not None
        and task.lead_state != AssignmentState.WAITING
        and (not task.lead_is_deemed or bool(task.lead_reported_at)),
    )


_MARKS = Prepared(
    select(Milestone.task_id, Milestone.title, Milestone.due_on, Milestone.reached_on)
    .where(Milestone.task_id.in_(bindparam("ids", expanding=True)))
    .order_by(Milestone.due_on, Milestone.id),
    is_apart=True,
)
_LAST_REPORTED = (
    select(func.max(ReportingPeriod.last_on))
    .join(ProgressReport, ProgressReport.period_id == ReportingPeriod.id)
    .where(ProgressReport.assignment_id == bindparam("lead", type_=Integer), ProgressReport.submitted_at.is_not(None))
    .scalar_subquery()
)
_REPORT_DUE = Prepared(
    select(ReportingPeriod.report_due_on)
    .where(
        ReportingPeriod.plan_id == bindparam("plan", type_=Integer),
        ReportingPeriod.last_on > func.coalesce(_LAST_REPORTED, bindparam("since", type_=Date)),
    )
    .order_by(ReportingPeriod.last_on)
    .limit(1),
    is_apart=True,
)
_END_OF_PERIOD = Prepared(
    select(ReportingPeriod.last_on)
    .where(
        ReportingPeriod.plan_id == bindparam("plan", type_=Integer),
        ReportingPeriod.first_on <= bindparam("today", type_=Date),
        ReportingPeriod.last_on >= bindparam("today", type_=Date),
    )
    .limit(1),
    is_apart=True,
)


def _report_due(task: LineRow) -> date | None:
    """The report day of the first period that ends after the issue and after the last period reported on."""
    since = max(day for day in (issued_on(task), task.start_on, date.min) if day)
    due_on: date | None = _REPORT_DUE.scalar(lead=task.lead_id, plan=task.plan_id, since=since)
    return due_on


def _end_of_period(task: LineRow) -> date:
    today = clock.today()
    found: date | None = _END_OF_PERIOD.scalar(plan=task.plan_id, today=today)
    return found or (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
