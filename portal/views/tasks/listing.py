"""/tasks: every choice stands in the address, so that a list can be kept, sent and come back to."""

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain.task_filter import ALL, OPEN, Due, Sort, TaskFilter, Todo, read_filter
from portal.services.tasks import choices, listing
from portal.text import N_
from portal.views.tasks import pages, rows

MORE_THAN_COUNTED = "99+"
DUE_LABELS = {Due.OVERDUE: N_("Past due"), Due.WEEK: N_("Within a week"), Due.MONTH: N_("Within a month")}
STATE_CHOICES = {OPEN: N_("Not ended"), ALL: N_("All but drafts")}
ROLE_LABELS = {"lead": N_("as lead"), "responsible": N_("as responsible")}
TODO_TITLES = {
    Todo.SIGN: N_("Tasks to sign for"),
    Todo.REPORT: N_("Tasks to report on"),
    Todo.REQUEST: N_("Tasks ready to request completion"),
    Todo.VERIFY: N_("Completions to verify"),
    Todo.NAME: N_("Completions without a named inspector"),
    Todo.CLOSE: N_("Tasks to close out"),
    Todo.ISSUE: N_("Drafts to issue"),
    Todo.WORRY: N_("Overdue tasks"),
}


@pages.page("", permission="task.read")
def index() -> ResponseReturnValue:
    asked = read_filter(request.args)
    page = listing.list_tasks(asked, acting_user=g.actor)
    return render_template(
        "tasks/index.html",
        asked=asked,
        title=gettext(TODO_TITLES[Todo(asked.todo)]) if asked.todo else gettext("Tasks"),
        rows=rows.rows_of(page.rows),
        labels=rows.light_labels(),
        choices=choices.list_choices(acting_user=g.actor),
        named=_named_choices(),
        sorts={sort: url_for("tasks.index", **asked.address(sort=sort)) for sort in map(str, Sort)},
        next_url=_next_url(asked, page.next_key),
        first_url=url_for("tasks.index", **asked.address()) if asked.after else None,
        total=count_text(page.count),
    )


def count_text(count: int) -> str:
    """Totals stop at 99+: counting further costs more than it tells."""
    return str(count) if count < listing.MOST_COUNTED else MORE_THAN_COUNTED


def _next_url(asked: TaskFilter, key: str) -> str | None:
    return url_for("tasks.index", **asked.address(), after=key) if key else None


def _named_choices() -> dict[str, list[tuple[str, str]]]:
    """The filters that choose from fixed words, translated."""
    states = {**STATE_CHOICES, **rows.state_labels()}
    return {
        "state": [(str(state), gettext(label)) for state, label in states.items()],
        "light": list(rows.light_labels().items()),
        "due": [(str(due), gettext(label)) for due, label in DUE_LABELS.items()],
        "role": [(role, gettext(label)) for role, label in ROLE_LABELS.items()],
    }
