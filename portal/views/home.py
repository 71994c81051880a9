"""/: the one list of whoever is signed in: what is due from me now, worst first, each with its next step."""

from dataclasses import dataclass

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from portal import policy
from portal.domain.task_filter import TaskFilter, Todo
from portal.services.tasks import due
from portal.services.tasks.due import DueTasks
from portal.text import N_
from portal.views import home_findings
from portal.views.pages import SIGNED_IN, Pages
from portal.views.tasks import rows
from portal.views.tasks.listing import TODO_TITLES, address_of, count_text

pages = Pages("home", __name__)

SHOWN = 8
# What stands beside each row: the address of the step below /tasks/<id>, and what its button says.
NEXT_STEP = {
    Todo.SIGN: ("sign", N_("Sign for task")),
    Todo.REPORT: ("reports/new", N_("Report progress")),
    Todo.REQUEST: ("request-completion", N_("Request completion")),
    Todo.VERIFY: ("verify", N_("Verify completion")),
    Todo.NAME: ("name-verifier", N_("Name inspector")),
    Todo.CLOSE: ("close-out", N_("Close out")),
    Todo.ISSUE: ("issue", N_("Issue task")),
    Todo.WORRY: ("", N_("Look")),
}
WORSE = frozenset({Todo.WORRY, Todo.REPORT})
START_OF = (("user.edit", "users.index"), ("appointment.edit", "appointments.index"), ("audit.read", "audit.index"))


@dataclass(frozen=True)
class Section:
    """One kind of thing to do: how many, the first few, and where the rest stands."""

    key: str
    title: str
    url: str
    count: str
    tone: str
    rows: list[Markup]

    @property
    def label(self) -> str:
        """What the figure at the top of the page is called."""
        return self.title


@pages.page("/", permission=SIGNED_IN)
def index() -> ResponseReturnValue:
    for permission, start in START_OF:
        if policy.holds_anywhere(g.actor, permission):
            return redirect(url_for(start))
    if not policy.holds_anywhere(g.actor, "task.read"):
        return render_template("home/nothing.html")
    return render_template(
        "home/index.html",
        sections=[_section(one) for one in due.list_due(acting_user=g.actor, size=SHOWN)],
        findings=home_findings.sections(g.actor),
        offices=policy.holds_anywhere(g.actor, "department.edit"),
    )


def _section(one: DueTasks) -> Section:
    step, label = NEXT_STEP[one.kind]
    return Section(
        key=str(one.kind),
        title=gettext(TODO_TITLES[one.kind]),
        url=address_of(TaskFilter(todo=one.kind)),
        count=count_text(one.count),
        tone="late" if one.kind in WORSE else "",
        rows=rows.written_rows(one.rows, "due_row", f"/{step}" if step else "", gettext(label)),
    )
