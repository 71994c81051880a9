"""/tasks: every choice stands in the address, so that a list can be kept, sent and come back to."""

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urlencode

from flask import g, get_template_attribute, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from portal import identity
from portal.domain.task_filter import ALL, OPEN, Due, Sort, TaskFilter, Todo, read_filter
from portal.domain.task_lifecycle import STATE_LABELS
from portal.forms.change_form import ChangeForm
from portal.services.tasks import choices, listing
from portal.services.tasks.choices import FilterChoices
from portal.text import N_
from portal.views.tasks import pages, rows

MORE_THAN_COUNTED = "99+"
KEPT_PAGES = 128
DUE_LABELS = {Due.OVERDUE: N_("Past due"), Due.WEEK: N_("Within a week"), Due.MONTH: N_("Within a month")}
STATE_CHOICES = {OPEN: N_("Not ended"), ALL: N_("All but drafts")}
ROLE_LABELS = {"lead": N_("as lead"), "responsible": N_("as responsible")}
# What can be done to many at once: where it is sent, what its button says, and whether all are ticked at first.
AT_ONCE = {
    Todo.SIGN: ("tasks.sign_many", N_("Sign for the ticked tasks"), "on"),
    Todo.CLOSE: ("tasks.close_out_many", N_("Close out the ticked tasks"), "off"),
}
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
    kept = _kept(replace(asked, after=""), choices.list_choices(acting_user=g.actor), identity.locale())
    at_once = AT_ONCE.get(Todo(asked.todo)) if asked.todo else None
    return render_template(
        "tasks/index.html",
        title=kept.title,
        filters=kept.filters,
        head=kept.head,
        at_once=at_once,
        form=ChangeForm() if at_once else None,
        rows=rows.written_rows(page.rows, "task_row", at_once[2] if at_once else ""),
        next_url=_next_url(asked, page.next_key),
        first_url=address_of(asked) if asked.after else None,
        total=count_text(page.count),
    )


def address_of(asked: TaskFilter, **changes: str | int | None) -> str:
    """Where a list stands."""
    query = urlencode(asked.address(**changes))
    return f"{url_for('tasks.index')}?{query}" if query else url_for("tasks.index")


def count_text(count: int) -> str:
    """Totals stop at 99+: counting further costs more than it tells."""
    return str(count) if count < listing.MOST_COUNTED else MORE_THAN_COUNTED


def _next_url(asked: TaskFilter, key: str) -> str | None:
    return f"{address_of(asked)}{'&' if asked.address() else '?'}after={quote(key)}" if key else None


class _Kept(NamedTuple):
    """What of the page depends on what is asked alone, and not on where in the list one is."""

    title: str
    filters: Markup
    head: Markup


@lru_cache(maxsize=KEPT_PAGES)
def _kept(asked: TaskFilter, found: FilterChoices, language: str) -> _Kept:
    title = gettext(TODO_TITLES[Todo(asked.todo)]) if asked.todo else gettext("Tasks")
    filters = get_template_attribute("tasks/_filters.html", "filter_strip")(asked, found, _named_choices())
    sorts = {sort: address_of(asked, sort=sort) for sort in (Sort.DUE, Sort.CHANGED)}
    head = get_template_attribute("components/task_table.html", "task_head")(title, sorts, asked.sort)
    return _Kept(title, filters, head)


def _named_choices() -> dict[str, list[tuple[str, str]]]:
    """The filters that choose from fixed words, translated."""
    states: dict[str, str] = {**STATE_CHOICES, **{str(state): label for state, label in STATE_LABELS.items()}}
    return {
        "state": [(state, gettext(label)) for state, label in states.items()],
        "light": list(rows.light_labels().items()),
        "due": [(str(due), gettext(label)) for due, label in DUE_LABELS.items()],
        "role": [(role, gettext(label)) for role, label in ROLE_LABELS.items()],
    }
