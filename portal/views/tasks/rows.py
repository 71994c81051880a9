"""Rows of a list of tasks as a page shows them: plain values, every label translated once for all rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from flask_babel import gettext

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
    """The lights' words in the reader's language."""
    return _light_labels(identity.locale())


def state_labels() -> Mapping[TaskState, str]:
    return _state_labels(identity.locale())


@cache
def _light_labels(language: str) -> dict[str, str]:
    return {light.value: gettext(label) for light, label in LIGHT_LABELS.items()}


@cache
def _state_labels(language: str) -> dict[TaskState, str]:
    return {state: gettext(label) for state, label in STATE_LABELS.items()}


def rows_of(listed: Iterable[ListedTask], *, hides_green_reason: bool = True) -> list[TaskRow]:
    """The rows of a page; a light that is as it should be needs no reason in a list."""
    states, words = state_labels(), _Words()
    return [_row(one, states, words, hides_green_reason) for one in listed]


class _Words(dict[str, str]):
    """Each message translated once, however many rows it stands in."""

    def __missing__(self, message: str) -> str:
        self[message] = gettext(message)
        return self[message]


def _row(one: ListedTask, states: Mapping[TaskState, str], words: _Words, hides_green_reason: bool) -> TaskRow:
    task = one.task
    is_plain = hides_green_reason and one.light in (Light.GREEN, Light.DONE)
    values = one.reason.values
    return TaskRow(
        id=task.id,
        url=f"/tasks/{task.id}",
        title=task.title,
        campaign=task.campaign,
        lead=task.lead or "",
        due=task.due_on.isoformat() if task.due_on else "—",
        light=one.light.value,
        reason="" if is_plain else words[one.reason.text] % values if values else words[one.reason.text],
        percent_bp=task.percent_bp,
        state=states[task.state],
        changed=clock.day_of(task.changed_at).isoformat(),
    )
