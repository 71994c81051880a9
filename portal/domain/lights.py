"""The clock light: days against planned percent.

`turning_days` says on which days a task's light turns if nothing more happens; these days are stored, and
`light_from_days` compares them with today, so nothing has to run at midnight.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

from portal.domain.timetable import Mark, Timetable
from portal.domain.workdays import WorkCalendar

SOON = 5
SIGN_WITHIN = 3
MILESTONE_LATE_AFTER = 5
SILENT_AFTER = 3
BEHIND_BP = 1_000
FAR_BEHIND_BP = 3_000


class Light(StrEnum):
    DONE = "done"
    PENDING = "pending"
    GREY = "grey"
    RED = "red"
    OUTDATED = "outdated"
    YELLOW = "yellow"
    GREEN = "green"


class Why(StrEnum):
    """Why a light is yellow or red; of two reasons on the same day the one that stands first here is told."""

    PAST_DUE = "past_due"
    MILESTONE_LATE = "milestone_late"
    FAR_BEHIND = "far_behind"
    MILESTONE = "milestone"
    DUE_SOON = "due_soon"
    BEHIND = "behind"
    UNSIGNED = "unsigned"
    NO_MILESTONES = "no_milestones"
    CAUGHT_UP = "caught_up"
    SILENT = "silent"


RANK = {why: rank for rank, why in enumerate(Why)}


class Standing(Protocol):
    """What `light_of` asks of a task beside its turns."""

    @property
    def is_closed(self) -> bool: ...
    @property
    def is_pending(self) -> bool: ...
    @property
    def is_resting(self) -> bool: ...
    @property
    def start_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class LightFacts:
    """What the clock light depends on. Days are the present ones, after extension and suspension.

    `report_due_on` is the report day of the earliest period not reported, `caught_up_until` the last day of the period
    in which a red was caught up. What only counts as received is not signed. No `issued_on`: a draft.
    """

    issued_on: date | None
    due_on: date | None
    start_on: date | None = None
    percent_bp: int = 0
    milestones: tuple[Mark, ...] = ()
    report_due_on: date | None = None
    caught_up_until: date | None = None
    is_closed: bool = False
    is_pending: bool = False
    is_suspended: bool = False
    is_leaf: bool = True
    is_signed: bool = True

    @property
    def is_resting(self) -> bool:
        return self.is_suspended or self.issued_on is None


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that turns the light; `title` names the milestone."""

    light: Light
    on: date
    why: Why
    title: str | None = None


class Turns(NamedTuple):
    """What is stored with a task: the first day of each colour and its cause (a `Why`).

    `caught_up_until` is the last day of a yellow that ends by itself. The titles name the milestone, where one is it.
    """

    yellow_on: date | None = None
    yellow_why: str | None = None
    red_on: date | None = None
    red_why: str | None = None
    outdated_on: date | None = None
    caught_up_until: date | None = None
    yellow_title: str | None = None
    red_title: str | None = None


def causes(facts: LightFacts, calendar: WorkCalendar) -> list[Cause]:
    """Everything that turns this light by itself, in the order of the days."""
    found = [*_clock_causes(facts, calendar), *_milestone_causes(facts, calendar), *_duty_causes(facts, calendar)]
    return sorted(found, key=lambda cause: (cause.on, RANK[cause.why]))


def turning_days(facts: LightFacts, calendar: WorkCalendar) -> Turns:
    """The days to store with the task; none for what is closed, or not yet issued."""
    if facts.is_closed or facts.issued_on is None:
        return Turns()
    first: dict[Light, Cause] = {}
    for cause in causes(facts, calendar):
        first.setdefault(cause.light, cause)
    yellow, red, outdated = first.get(Light.YELLOW), first.get(Light.RED), first.get(Light.OUTDATED)
    return Turns(
        yellow_on=yellow.on if yellow else None,
        yellow_why=yellow.why if yellow else (Why.CAUGHT_UP if facts.caught_up_until else None),
        red_on=red.on if red else None,
        red_why=red.why if red else None,
        outdated_on=outdated.on if outdated else None,
        caught_up_until=facts.caught_up_until,
        yellow_title=yellow.title if yellow else None,
        red_title=red.title if red else None,
    )


def light_of(task: Standing, turns: Turns, today: date) -> Light:
    return light_from_days(
        is_closed=task.is_closed,
        is_pending=task.is_pending,
        is_resting=task.is_resting,
        start_on=task.start_on,
        turns=turns,
        today=today,
    )


def light_from_days(
    *, is_closed: bool, is_pending: bool, is_resting: bool, start_on: date | None, turns: Turns, today: date
) -> Light:
    """The one definition of the clock light. The first line that holds wins, and a day that is missing never holds:

        done      is_closed
        pending   is_pending (completion requested, or verified)
        grey      is_resting (a draft, suspended, cancelled or unmet), or today < start_on
        red       red_on <= today
        outdated  outdated_on <= today
        yellow    yellow_on <= today, or today <= caught_up_until
        green     otherwise

    Silence overrides green and yellow, for a yellow counted from an old report is no better known than a green; red
    stays red. In SQL a light is its own line and none of those above; mind that `NOT (red_on <= today)` is null where
    `red_on` is: write `red_on IS NULL OR red_on > today`. `LADDER` holds the lines that compare days.
    """
    if is_closed:
        return Light.DONE
    if is_pending:
        return Light.PENDING
    if is_resting or (start_on is not None and today < start_on):
        return Light.GREY
    return _running_light(turns, today)


def _running_light(turns: Turns, today: date) -> Light:
    if turns.red_on is not None and turns.red_on <= today:
        return Light.RED
    if turns.outdated_on is not None and turns.outdated_on <= today:
        return Light.OUTDATED
    if turns.yellow_on is not None and turns.yellow_on <= today:
        return Light.YELLOW
    return Light.YELLOW if turns.caught_up_until is not None and today <= turns.caught_up_until else Light.GREEN


# The lines of light_from_days that compare a stored day with today, from the top: (light, column, how the column stands
# to today). A query for one light takes its own lines and refuses those of the lights above.
LADDER: tuple[tuple[Light, str, str], ...] = (
    (Light.GREY, "start_on", ">"),
    (Light.RED, "red_on", "<="),
    (Light.OUTDATED, "outdated_on", "<="),
    (Light.YELLOW, "yellow_on", "<="),
    (Light.YELLOW, "caught_up_until", ">="),
)


def planned_bp(facts: LightFacts, calendar: WorkCalendar, day: date) -> int:
    """The percent planned for the end of `day`."""
    timetable = _timetable(facts, calendar)
    return timetable.planned_bp(day) if timetable else 0


def _timetable(facts: LightFacts, calendar: WorkCalendar) -> Timetable | None:
    start = facts.start_on or facts.issued_on
    return Timetable(start, facts.due_on, facts.milestones, calendar) if start and facts.due_on else None


def _clock_causes(facts: LightFacts, calendar: WorkCalendar) -> Iterator[Cause]:
    timetable = _timetable(facts, calendar)
    if timetable is None:
        return
    last = calendar.last_day_in_time(timetable.due_on)
    yield Cause(Light.RED, last + timedelta(days=1), Why.PAST_DUE)
    if behind := timetable.first_day_behind(facts.percent_bp, 0):
        yield Cause(Light.YELLOW, max(behind, calendar.add_workdays(last, -SOON)), Why.DUE_SOON)
    if behind := timetable.first_day_behind(facts.percent_bp, BEHIND_BP):
        yield Cause(Light.YELLOW, behind, Why.BEHIND)
    if behind := timetable.first_day_behind(facts.percent_bp, FAR_BEHIND_BP):
        yield Cause(Light.RED, behind, Why.FAR_BEHIND)


def _milestone_causes(facts: LightFacts, calendar: WorkCalendar) -> Iterator[Cause]:
    for mark in facts.milestones:
        if mark.reached_on is None:
            last = calendar.last_day_in_time(mark.due_on)
            yield Cause(Light.YELLOW, last + timedelta(days=1), Why.MILESTONE, mark.title)
            late = calendar.add_workdays(last, MILESTONE_LATE_AFTER + 1)
            yield Cause(Light.RED, late, Why.MILESTONE_LATE, mark.title)


def _duty_causes(facts: LightFacts, calendar: WorkCalendar) -> Iterator[Cause]:
    """Signing, planning and reporting: what is owed beside the work."""
    if facts.issued_on and not facts.is_signed:
        last = calendar.add_workdays(facts.issued_on, SIGN_WITHIN)
        yield Cause(Light.YELLOW, last + timedelta(days=1), Why.UNSIGNED)
    timetable = _timetable(facts, calendar) if facts.is_leaf else None
    if facts.issued_on and timetable and timetable.lacks_milestones():
        yield Cause(Light.YELLOW, facts.issued_on, Why.NO_MILESTONES)
    if facts.is_leaf and facts.report_due_on:
        last = calendar.last_day_in_time(facts.report_due_on)
        yield Cause(Light.OUTDATED, calendar.add_workdays(last, SILENT_AFTER + 1), Why.SILENT)
