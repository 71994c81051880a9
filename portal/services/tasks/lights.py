"""The days on which a task's clock light turns: stored with the task, so that today decides and nothing runs."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Date, Integer, Row, bindparam, func, select

from portal import clock
from portal.clock import CHINA
from portal.database import db
from portal.domain.assignment_lifecycle import ACTIVE, AssignmentKind, AssignmentState
from portal.domain.light_reasons import Reason, reason
from portal.domain.lights import Light, LightFacts, Turns, light_from_days, light_of, turning_days
from portal.domain.task_lifecycle import TaskState
from portal.domain.timetable import Mark
from portal.domain.workdays import WorkCalendar
from portal.models import Assignment, Milestone, ProgressReport, ReportingPeriod, Task
from portal.services import calendar
from portal.text import N_

PENDING = frozenset({TaskState.COMPLETION_REQUESTED, TaskState.VERIFIED})
RESTING = frozenset({TaskState.DRAFT, TaskState.SUSPENDED, TaskState.CANCELLED, TaskState.UNMET})
ENDED_WORDS = {TaskState.CANCELLED: N_("Cancelled"), TaskState.UNMET: N_("Concluded as unmet")}
REPORTING = frozenset({TaskState.ISSUED, TaskState.IN_PROGRESS})


def turns_of(task: Task | Row[*tuple[Any, ...]]) -> Turns:
    """The stored days of a task, or of a row of a list, as the rules read them."""
    return Turns(
        yellow_on=task.yellow_on,
        yellow_why=task.yellow_why or None,
        red_on=task.red_on,
        red_why=task.red_why or None,
        outdated_on=task.outdated_on,
        caught_up_until=task.caught_up_until,
        yellow_title=task.yellow_title or None,
        red_title=task.red_title or None,
    )


def light_now(task: Task) -> Light:
    """Today's light of a task that is loaded as a whole."""
    return light_of(flags_of(task), turns_of(task), clock.today())


def shown(task: Task | Row[*tuple[Any, ...]], work_calendar: WorkCalendar) -> tuple[Light, Reason]:
    """Today's light of a task or of a row of a list, and why, in words."""
    today, turns, state = clock.today(), turns_of(task), task.state
    light = light_from_days(
        is_closed=state == TaskState.CLOSED,
        is_pending=state in PENDING,
        is_resting=state in RESTING,
        start_on=task.start_on,
        turns=turns,
        today=today,
    )
    if state in ENDED_WORDS:
        return light, Reason(ENDED_WORDS[state], {})
    return light, reason(light, _Clocked(state == TaskState.SUSPENDED, task.start_on, task.due_on), turns,
                         work_calendar, today)  # fmt: skip


class _Clocked(NamedTuple):
    is_suspended: bool
    start_on: date | None
    due_on: date | None


def flags_of(task: Task) -> LightFacts:
    """What `light_of` and `reason` ask of a task beside its turns."""
    return LightFacts(
        issued_on=_day(task),
        due_on=task.due_on,
        start_on=task.start_on,
        percent_bp=task.percent_bp,
        is_closed=task.state == TaskState.CLOSED,
        is_pending=task.state in PENDING,
        is_suspended=task.state in RESTING - {TaskState.DRAFT},
    )


def turned(task: Task, percent_bp: int) -> dict[str, Any]:
    """The light's columns as they stand with this percent; a red that is caught up turns yellow."""
    if task.state == TaskState.DRAFT or task.due_on is None:
        return {}
    work_calendar, facts = calendar.load_around(task.start_on, task.due_on), _facts(task, percent_bp)
    turns = turning_days(facts, work_calendar)
    if task.state in REPORTING and not _is_red(turns) and light_now(task) is Light.RED:
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


def _is_red(turns: Turns) -> bool:
    return turns.red_on is not None and turns.red_on <= clock.today()


def _facts(task: Task, percent_bp: int) -> LightFacts:
    lead = db.session.execute(_LEAD, {"task": task.id}).first()
    is_leaf = task.children_count == 0
    return LightFacts(
        issued_on=_day(task),
        due_on=task.due_on,
        start_on=task.start_on,
        percent_bp=percent_bp,
        milestones=tuple(Mark(*row) for row in db.session.execute(_MARKS, {"task": task.id})),
        report_due_on=_report_due(task, lead.id) if is_leaf and lead and task.state in REPORTING else None,
        caught_up_until=task.caught_up_until,
        is_closed=task.state == TaskState.CLOSED,
        is_pending=task.state in PENDING,
        is_suspended=task.state in RESTING,
        is_leaf=is_leaf,
        is_signed=lead is not None
        and lead.state != AssignmentState.WAITING
        and (not lead.is_deemed or bool(lead.reported_at)),
    )


# Built once: building a statement costs more than running it.
_TASK = bindparam("task", type_=Integer)
_LEAD = select(Assignment.id, Assignment.state, Assignment.is_deemed, Assignment.reported_at).where(
    Assignment.task_id == _TASK, Assignment.kind == AssignmentKind.LEAD, Assignment.state.in_(ACTIVE)
)
_MARKS = (
    select(Milestone.title, Milestone.due_on, Milestone.reached_on)
    .where(Milestone.task_id == _TASK)
    .order_by(Milestone.due_on, Milestone.id)
)
_LAST_REPORTED = (
    select(func.max(ReportingPeriod.last_on))
    .join(ProgressReport, ProgressReport.period_id == ReportingPeriod.id)
    .where(ProgressReport.assignment_id == bindparam("lead", type_=Integer), ProgressReport.submitted_at.is_not(None))
    .scalar_subquery()
)
_REPORT_DUE = (
    select(ReportingPeriod.report_due_on)
    .where(
        ReportingPeriod.plan_id == bindparam("plan", type_=Integer),
        ReportingPeriod.last_on > func.coalesce(_LAST_REPORTED, bindparam("since", type_=Date)),
    )
    .order_by(ReportingPeriod.last_on)
    .limit(1)
)


def _day(task: Task) -> date | None:
    return task.issued_at.astimezone(CHINA).date() if task.issued_at else None


def _report_due(task: Task, lead_id: int) -> date | None:
    """The report day of the first period that ends after the issue and after the last period reported on."""
    since = max(day for day in (_day(task), task.start_on, date.min) if day)
    return db.session.scalar(_REPORT_DUE, {"lead": lead_id, "plan": task.plan_id, "since": since})


def _end_of_period(task: Task) -> date:
    today = clock.today()
    found = db.session.scalar(
        select(ReportingPeriod.last_on)
        .where(ReportingPeriod.plan_id == task.plan_id, ReportingPeriod.first_on <= today,
               ReportingPeriod.last_on >= today)
        .limit(1)
    )  # fmt: skip
    return found or (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
