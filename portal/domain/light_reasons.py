"""Why a light shows what it shows, in words: a message id and its values."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from portal.domain.lights import (
    MILESTONE_LATE_AFTER,
    SIGN_WITHIN,
    SILENT_AFTER,
    Cause,
    Light,
    LightFacts,
    Turns,
    Why,
    causes,
)
from portal.domain.workdays import WorkCalendar
from portal.text import N_


class Reason(NamedTuple):
    text: str
    values: Mapping[str, object]


class Clocked(Protocol):
    """What a reason asks of a task: a row of a list answers as well as `LightFacts`."""

    @property
    def is_suspended(self) -> bool: ...
    @property
    def start_on(self) -> date | None: ...
    @property
    def due_on(self) -> date | None: ...


_WORDS = {
    Why.PAST_DUE: N_("Past due by %(days)s working days"),
    Why.MILESTONE_LATE: N_("Milestone “%(title)s” is %(days)s working days overdue"),
    Why.FAR_BEHIND: N_("More than 30 points behind the timetable"),
    Why.MILESTONE: N_("Milestone “%(title)s” is %(days)s working days overdue"),
    Why.DUE_SOON: N_("Due in %(days)s working days and behind the timetable"),
    Why.BEHIND: N_("More than 10 points behind the timetable"),
    Why.UNSIGNED: N_("Not signed for %(days)s working days after issue"),
    Why.NO_MILESTONES: N_("Longer than 60 days without quarterly milestones"),
    Why.CAUGHT_UP: N_("Was red in this period and has been caught up"),
    Why.SILENT: N_("The report is %(days)s working days overdue"),
}
# A list that does not load milestones knows that one is late, not which.
_WORDS_UNTITLED = {
    Why.MILESTONE_LATE: N_("A milestone is %(days)s working days overdue"),
    Why.MILESTONE: N_("A milestone is %(days)s working days overdue"),
}
# On a Saturday after Friday's limit no working day has passed yet.
_WORDS_AT_ONCE = {
    Why.PAST_DUE: N_("The due day has passed"),
    Why.MILESTONE: N_("A milestone has just been missed"),
    Why.DUE_SOON: N_("Due today and behind the timetable"),
}
# What is said of a single day.
_WORDS_FOR_ONE = {
    "Past due by %(days)s working days": N_("Past due by 1 working day"),
    "Milestone “%(title)s” is %(days)s working days overdue": N_("Milestone “%(title)s” is 1 working day overdue"),
    "A milestone is %(days)s working days overdue": N_("A milestone is 1 working day overdue"),
    "Due in %(days)s working days and behind the timetable": N_("Due in 1 working day and behind the timetable"),
    "The report is %(days)s working days overdue": N_("The report is 1 working day overdue"),
    "On time, due in %(days)s working days": N_("On time, due in 1 working day"),
}
# Working days that had already passed on the day before the light turned.
_PASSED_BEFORE = {
    Why.MILESTONE_LATE: MILESTONE_LATE_AFTER,
    Why.UNSIGNED: SIGN_WITHIN,
    Why.SILENT: SILENT_AFTER,
}


def reason(light: Light, task: Clocked, turns: Turns, calendar: WorkCalendar, today: date) -> Reason:
    """The reason told beside one light: of several the one that came first."""
    cause = _told(light, turns, today)
    if cause is not None:
        return _in_words(cause, task.due_on, calendar, today)
    if light is Light.DONE:
        return Reason(N_("Closed"), {})
    if light is Light.PENDING:
        return Reason(N_("Completion requested: the clock stands still"), {})
    if light is Light.GREY:
        return _grey(task, today)
    return _green(task.due_on, calendar, today)


def reasons(facts: LightFacts, calendar: WorkCalendar, today: date) -> list[Reason]:
    """Everything that holds against this task today, the worst first; empty for what rests, waits or is closed."""
    if facts.is_closed or facts.is_pending or facts.is_resting or (facts.start_on and today < facts.start_on):
        return []
    turned = [cause for cause in causes(facts, calendar) if cause.on <= today]
    if facts.caught_up_until and today <= facts.caught_up_until:
        turned.append(Cause(Light.YELLOW, today, Why.CAUGHT_UP))
    late = {cause.title for cause in turned if cause.why is Why.MILESTONE_LATE}
    told = [cause for cause in turned if not _is_said_worse(cause, turned, late)]
    order = list(Light)
    told.sort(key=lambda cause: order.index(cause.light))
    return [_in_words(cause, facts.due_on, calendar, today) for cause in told]


_WORSE = {Why.BEHIND: Why.FAR_BEHIND, Why.DUE_SOON: Why.PAST_DUE}


def _is_said_worse(cause: Cause, turned: list[Cause], late: set[str | None]) -> bool:
    if cause.why is Why.MILESTONE:
        return cause.title in late
    return any(other.why is _WORSE.get(cause.why) for other in turned)


def _told(light: Light, turns: Turns, today: date) -> Cause | None:
    if light is Light.RED and turns.red_on and turns.red_why:
        return Cause(light, turns.red_on, Why(turns.red_why), turns.red_title)
    if light is Light.OUTDATED and turns.outdated_on:
        return Cause(light, turns.outdated_on, Why.SILENT)
    if light is not Light.YELLOW:
        return None
    if turns.yellow_on and turns.yellow_why and turns.yellow_on <= today:
        return Cause(light, turns.yellow_on, Why(turns.yellow_why), turns.yellow_title)
    return Cause(light, today, Why.CAUGHT_UP)


def _in_words(cause: Cause, due_on: date | None, calendar: WorkCalendar, today: date) -> Reason:
    if cause.why is Why.DUE_SOON and due_on:
        days = calendar.workdays_between(today, calendar.last_day_in_time(due_on))
    else:
        passed = calendar.workdays_between(cause.on - timedelta(days=1), today)
        days = _PASSED_BEFORE.get(cause.why, 0) + passed
    text = _words(cause, days)
    every: dict[str, object] = {"days": days, "title": cause.title}
    return Reason(text, {name: value for name, value in every.items() if f"%({name})s" in text})


def _words(cause: Cause, days: int) -> str:
    if days == 0 and cause.why in _WORDS_AT_ONCE:
        return _WORDS_AT_ONCE[cause.why]
    is_untitled = not cause.title and cause.why in _WORDS_UNTITLED
    return _counted(_WORDS_UNTITLED[cause.why] if is_untitled else _WORDS[cause.why], days)


def _counted(text: str, days: int) -> str:
    return _WORDS_FOR_ONE.get(text, text) if days == 1 else text


def _grey(task: Clocked, today: date) -> Reason:
    if task.is_suspended:
        return Reason(N_("Suspended"), {})
    if task.start_on and today < task.start_on:
        return Reason(N_("Starts on %(day)s"), {"day": task.start_on})
    return Reason(N_("Not issued yet"), {})


def _green(due_on: date | None, calendar: WorkCalendar, today: date) -> Reason:
    if due_on is None:
        return Reason(N_("On time"), {})
    days = calendar.workdays_between(today, calendar.last_day_in_time(due_on))
    if days <= 0:
        return Reason(N_("On time, due today"), {})
    text = _counted(N_("On time, due in %(days)s working days"), days)
    return Reason(text, {} if days == 1 else {"days": days})
