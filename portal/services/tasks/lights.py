"""Today's clock light of a task, from the days that are stored with it: today decides, and nothing runs."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row

from portal import clock
from portal.clock import CHINA
from portal.domain.light_reasons import Reason, reason
from portal.domain.lights import Light, LightFacts, Turns, light_from_days, light_of
from portal.domain.task_lifecycle import TaskState
from portal.domain.workdays import WorkCalendar
from portal.models import Task
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


def light_now(task: Task | Row[*tuple[Any, ...]]) -> Light:
    """Today's light of a task, or of a row that holds as much."""
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


def issued_on(task: Task | Row[*tuple[Any, ...]]) -> date | None:
    """The day of issue, in China."""
    return task.issued_at.astimezone(CHINA).date() if task.issued_at else None


def flags_of(task: Task | Row[*tuple[Any, ...]]) -> LightFacts:
    """What `light_of` and `reason` ask of a task beside its turns."""
    return LightFacts(
        issued_on=issued_on(task),
        due_on=task.due_on,
        start_on=task.start_on,
        percent_bp=task.percent_bp,
        is_closed=task.state == TaskState.CLOSED,
        is_pending=task.state in PENDING,
        is_suspended=task.state in RESTING - {TaskState.DRAFT},
    )
