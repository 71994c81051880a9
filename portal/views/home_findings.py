"""What the first page shows of findings: those that wait for a step of this reader."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from portal.domain.finding_filter import FindingFilter, FindingTodo
from portal.policy import Actor
from portal.services import findings
from portal.text import N_
from portal.views.findings.listing import TODO_TITLES
from portal.views.findings.rows import Line, lines_of
from portal.views.tasks.listing import count_text

SHOWN = 8
# Where each row's next step stands below /findings/<id>, and what its button says; "" is the page itself.
NEXT_STEP = {
    FindingTodo.COSIGN: ("", N_("Co-sign finding")),
    FindingTodo.CLOSE: ("/close-on-the-spot", N_("Close: put right on the spot")),
    FindingTodo.ISSUE: ("", N_("Issue finding")),
    FindingTodo.DECIDE: ("", N_("Look")),
    FindingTodo.ANSWER: ("/answer", N_("Answer with measures")),
    FindingTodo.RECTIFY: ("/rectify", N_("Report as rectified")),
    FindingTodo.FOLLOW_UP: ("", N_("Look")),
}


@dataclass(frozen=True)
class Section:
    """One kind of thing to do with findings: how many, those that wait longest, and where the rest stands."""

    key: str
    title: str
    url: str
    count: str
    tone: str
    rows: list[Line]
    step: str
    step_label: str

    @property
    def label(self) -> str:
        """What the figure at the top of the page is called."""
        return self.title


def sections(actor: Actor) -> list[Section]:
    return [section for kind in findings.kinds_waiting(actor) if (section := _section(kind, actor))]


def _section(kind: FindingTodo, actor: Actor) -> Section | None:
    """None where there is nothing of the kind to do."""
    asked = FindingFilter(todo=kind)
    page = findings.list_findings(asked, acting_user=actor, size=SHOWN)
    if not page.rows:
        return None
    step, label = NEXT_STEP[kind]
    return Section(
        key=str(kind),
        title=gettext(TODO_TITLES[kind]),
        url=url_for("findings.index", **asked.address()),
        count=count_text(page.count),
        tone="late" if any(row.is_late for row in page.rows) else "",
        rows=lines_of(page.rows),
        step=step,
        step_label=gettext(label),
    )
