"""Rows of a list of tasks as a page shows them: plain values, every label translated once for all rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext

from portal import clock
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

    url: str
    title: str
    campaign: str
    lead: str
    due: str
    light: Light
    reason: str
    percent_bp: int
    state: str
    changed: str


def light_labels() -> dict[str, str]:
    """The lights' words in the reader's language."""
    return {str(light): gettext(label) for light, label in LIGHT_LABELS.items()}


def state_labels() -> dict[TaskState, str]:
    return {state: gettext(label) for state, label in STATE_LABELS.items()}


def rows_of(listed: Iterable[ListedTask], *, hides_green_reason: bool = True) -> list[TaskRow]:
    """The rows of a page; a light that is as it should be needs no reason in a list."""
    states = state_labels()
    return [_row(one, states, hides_green_reason) for one in listed]


def _row(one: ListedTask, states: Mapping[TaskState, str], hides_green_reason: bool) -> TaskRow:
    task = one.task
    is_plain = hides_green_reason and one.light in (Light.GREEN, Light.DONE)
    return TaskRow(
        url=f"/tasks/{task.id}",
        title=task.title,
        campaign=task.campaign,
        lead=task.lead or "",
        due=task.due_on.isoformat() if task.due_on else "—",
        light=one.light,
        reason="" if is_plain else gettext(one.reason.text, **one.reason.values),
        percent_bp=task.percent_bp,
        state=states[task.state],
        changed=clock.day_of(task.changed_at).isoformat(),
    )
