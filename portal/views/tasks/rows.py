"""Rows of a list of tasks as a page shows them: plain values, every label translated once for all rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from flask import get_template_attribute
from flask_babel import gettext
from markupsafe import Markup

from portal import clock, identity
from portal.domain.lights import Light
from portal.domain.task_lifecycle import STATE_LABELS, TaskState
from portal.services.tasks.listing import ListedTask
from portal.text import N_

LIGHT_LABELS = {
    Light.DONE: N_("Closed out"),
    Light.PENDING: N_("Awaiting verification"),
    Light.GREY: N_("Not started"),
    Light.GREEN: N_("On track"),
    Light.YELLOW: N_("Warning"),
    Light.RED: N_("Overdue"),
    Light.OUTDATED: N_("Report overdue"),
}


# A grey lamp says what the task waits for, or how it ended: "not started" is no word for these.
RESTING_LABELS = {state: STATE_LABELS[state] for state in (TaskState.SUSPENDED, TaskState.CANCELLED, TaskState.UNMET)}
LAMP_LABELS = {**{light.value: label for light, label in LIGHT_LABELS.items()},
               **{state.value: label for state, label in RESTING_LABELS.items()}}  # fmt: skip


INTERNAL = N_("within the department")


SAYING_ALL = frozenset({Light.GREEN, Light.DONE, *RESTING_LABELS})


@dataclass(frozen=True, slots=True)
class TaskRow:
    """What the table's cells print."""

    id: int
    url: str
    title: str
    campaign: str
    lead: str
    due: str
    light: str
    reason: str
    percent_bp: int
    state: str
    changed: str


def light_labels() -> dict[str, str]:
    """The lights one may ask for, in the reader's language."""
    return {light.value: _lamp_labels(identity.locale())[light.value] for light in LIGHT_LABELS}


def lamp(light: Light, state: TaskState) -> str:
    """The code of the lamp that is shown: the light's, or where it rests the state that says why."""
    return state.value if light is Light.GREY and state in RESTING_LABELS else light.value


def lamp_reason(light: Light, state: TaskState, words: str) -> str:
    """The words beneath a lamp that does not say them itself."""
    return "" if lamp(light, state) in RESTING_LABELS else words


def state_labels() -> Mapping[TaskState, str]:
    return _state_labels(identity.locale())


@cache
def _lamp_labels(language: str) -> dict[str, str]:
    return {code: gettext(label) for code, label in LAMP_LABELS.items()}


@cache
def _state_labels(language: str) -> dict[TaskState, str]:
    return {state: gettext(label) for state, label in STATE_LABELS.items()}


def written_rows(listed: Iterable[ListedTask], macro: str = "task_row", *extras: str) -> list[Markup]:
    """The rows of a table of tasks, each written once a process and language for as long as it does not change.

    `macro` is a row of components/task_table.html, `extras` what it wants beside the row and the lights' words.
    """
    language = identity.locale()
    states, words, labels = _state_labels(language), _Words(), _lamp_labels(language)
    key = (macro, language, *extras)
    rows = []
    for one in listed:
        if key not in one.written:
            one.written[key] = _macro(macro)(_row(one, states, words), labels, *extras)
        rows.append(one.written[key])
    return rows


def _macro(name: str) -> Callable[..., Markup]:
    macro: Callable[..., Markup] = get_template_attribute("components/task_table.html", name)
    return macro


class _Words(dict[str, str]):
    """Each message translated once, however many rows it stands in."""

    def __missing__(self, message: str) -> str:
        self[message] = gettext(message)
        return self[message]


def _row(one: ListedTask, states: Mapping[TaskState, str], words: _Words) -> TaskRow:
    """A light that is as it should be, or says all itself, needs no reason in a list."""
    task = one.task
    values, code = one.reason.values, lamp(one.light, task.state)
    return TaskRow(
        id=task.id,
        url=f"/tasks/{task.id}",
        title=task.title,
        campaign=f"{task.campaign} · {words[INTERNAL]}" if task.internal_department_id else task.campaign,
        lead=task.lead or "",
        due=task.due_on.isoformat() if task.due_on else "—",
        light=code,
        reason="" if code in SAYING_ALL else words[one.reason.text] % values if values else words[one.reason.text],
        percent_bp=task.percent_bp,
        state=states[task.state],
        changed=clock.day_of(task.changed_at).isoformat(),
    )
