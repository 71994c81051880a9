"""/findings: every choice stands in the address."""

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain.finding_filter import FindingTodo, read_filter
from portal.domain.finding_lifecycle import SEVERITY_LABELS, STATE_LABELS
from portal.domain.task_filter import ALL, OPEN
from portal.services import findings
from portal.services.findings import todo
from portal.services.tasks import choices
from portal.text import N_
from portal.views.findings import pages
from portal.views.findings.rows import lines_of
from portal.views.tasks.listing import count_text

TODO_TITLES = {
    FindingTodo.DECIDE: N_("Disputes to decide"),
    FindingTodo.RECTIFY: N_("Findings to rectify"),
    FindingTodo.ANSWER: N_("Findings to answer"),
    FindingTodo.ISSUE: N_("Findings to issue"),
    FindingTodo.COSIGN: N_("Findings to co-sign"),
    FindingTodo.CLOSE: N_("Put right on the spot, to be closed"),
    FindingTodo.FOLLOW_UP: N_("Follow-up checks to make"),
}
STATE_CHOICES = {OPEN: N_("Still open"), ALL: N_("All")}


@pages.page("/findings", permission="finding.read")
def index() -> ResponseReturnValue:
    asked = read_filter(request.args)
    page = findings.list_findings(asked, acting_user=g.actor)
    return render_template(
        "findings/index.html",
        asked=asked,
        title=gettext(TODO_TITLES[FindingTodo(asked.todo)]) if asked.todo else gettext("Findings"),
        rows=lines_of(page.rows),
        choices=choices.list_choices(acting_user=g.actor),
        named=_named_choices(),
        next_url=url_for("findings.index", **asked.address(), after=page.next_id) if page.next_id else None,
        first_url=url_for("findings.index", **asked.address()) if asked.after else None,
        total=count_text(page.count),
    )


def _named_choices() -> dict[str, list[tuple[str, str]]]:
    """The filters that choose from fixed words, translated."""
    states = [*STATE_CHOICES.items(), *((str(state), label) for state, label in STATE_LABELS.items())]
    return {
        "state": [(state, gettext(label)) for state, label in states],
        "severity": [(str(one), gettext(label)) for one, label in SEVERITY_LABELS.items()],
        "todo": [(str(kind), gettext(TODO_TITLES[kind])) for kind in todo.kinds_for(g.actor)],
    }
