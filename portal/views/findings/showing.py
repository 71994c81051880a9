"""/findings/<id>: the whole story of a finding, and the one next step of whoever reads it."""

from dataclasses import dataclass
from typing import Any

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import policy
from portal.domain.finding_lifecycle import KIND_LABELS, SEVERITY_LABELS, STATE_LABELS, FindingState
from portal.forms.change_form import ChangeForm
from portal.forms.findings import SignForm
from portal.services import findings
from portal.services.findings import Finding, Story
from portal.services.findings.listing import is_late
from portal.services.tasks import story as task_story
from portal.services.tasks import telling
from portal.services.tasks.names import Names
from portal.text import N_
from portal.views.findings import pages
from portal.views.findings.rows import TONES
from portal.views.moments import local_text
from portal.views.refusal_text import refusal_text
from portal.views.tasks.happened import history_rows
from portal.views.tasks.showing import task_trail
from portal.views.tasks.story_rows import FileLine, file_rows

# What a finding's page tells in its order: title, the text's column, who and when, and the steps that brought files.
CHAPTERS = (
    (N_("Dispute"), "dispute_reason", "disputed_by", "disputed_at", ("dispute",)),
    (N_("Decision on the dispute"), "dispute_decision", "dispute_decided_by", "", ()),
    (N_("Measures"), "measures", "answered_by", "answered_at", ("answer",)),
    (N_("Rectification"), "rectified_text", "rectified_by", "rectified_at", ("rectify",)),
    (N_("Follow-up check"), "follow_up_text", "followed_up_by", "followed_up_at",
     ("close-on-the-spot", "confirm", "send-back", "relapse")),
    (N_("Withdrawn"), "withdrawn_reason", "withdrawn_by", "", ()),
)  # fmt: skip
NEXT = {
    FindingState.RECORDED: N_("Waits for the second signature."),
    FindingState.ISSUED: N_("The department answers with measures, or disputes it until %(dispute)s."),
    FindingState.DISPUTED: N_("A commander decides."),
    FindingState.RECTIFYING: N_("To be rectified by %(due)s."),
    FindingState.RECTIFIED: N_("An inspector looks whether it holds."),
    FindingState.CLOSED: N_("It was looked at again and holds."),
    FindingState.WITHDRAWN: N_("It no longer counts."),
}
COSIGNED = N_("Co-signed, waits to be issued.")
TO_BE_CLOSED = N_("Put right on the spot, waits to be closed.")
CLOSED_AT_ONCE = N_("It was put right on the spot.")


@dataclass(frozen=True)
class Chapter:
    title: str
    text: str
    who: str
    at: str
    files: tuple[FileLine, ...]


@pages.page("/findings/<int:finding_id>", permission="finding.read")
def show(finding_id: int) -> ResponseReturnValue:
    return show_page(access(finding_id), SignForm())


def access(finding_id: int) -> Finding:
    return findings.access_finding(finding_id, acting_user=g.actor, permission="finding.read")


def show_page(finding: Finding, form: ChangeForm) -> ResponseReturnValue:
    told = findings.tell(finding)
    names = Names(departments={finding.department_id: told.department})
    page = render_template(
        "findings/show.html",
        finding=finding,
        form=form,
        refusal=refusal_text(form),
        people=told.people,
        department=told.department,
        standing=_standing(finding),
        seen_files=file_rows(told.files.get("record", [])),
        chapters=_chapters(finding, told),
        entries=history_rows(telling.tell(told.rows, names, is_inside=True)),
        **_steps(finding),
        draft=finding.draft_answer if may_draft(finding) else "",
        may_draft=may_draft(finding),
        may_correct=findings.may_correct(finding, acting_user=g.actor),
        breadcrumbs=trail(finding),
    )
    return page, form.status


def trail(finding: Finding) -> list[tuple[str, str | None]]:
    return task_trail(task_story.place_of(finding.task), finding.task)


def may_draft(finding: Finding) -> bool:
    is_open = finding.state == FindingState.ISSUED
    return is_open and policy.can(g.actor, "finding.draft_answer", finding)


def _standing(finding: Finding) -> dict[str, Any]:
    """What stands now, in words."""
    issued_on, due = local_text(finding.issued_at), finding.rectify_due_on
    return {
        "state": gettext(STATE_LABELS[finding.state]),
        "tone": TONES.get(finding.state, "plain"),
        "next": gettext(_next(finding), due=due, dispute=findings.last_day_to_dispute(finding)),
        "kind": gettext(KIND_LABELS[finding.kind]),
        "severity": gettext(SEVERITY_LABELS[finding.severity]),
        "is_late": is_late(finding),
        "recorded_at": local_text(finding.recorded_at),
        "cosigned_at": local_text(finding.cosigned_at),
        "issued_at": issued_on,
    }


def _next(finding: Finding) -> str:
    """What it waits for; what is put right on the spot goes a way of its own."""
    if finding.state == FindingState.RECORDED and finding.cosigned_at:
        return COSIGNED
    if finding.is_on_the_spot and finding.issued_at is None:
        own_way = {FindingState.RECORDED: TO_BE_CLOSED, FindingState.CLOSED: CLOSED_AT_ONCE}
        return own_way.get(finding.state, NEXT[finding.state])
    return NEXT[finding.state]


def _chapters(finding: Finding, told: Story) -> list[Chapter]:
    found = []
    for title, column, who, at, actions in CHAPTERS:
        if text := getattr(finding, column):
            files = [one for action in actions for one in told.files.get(action, [])]
            moment = local_text(getattr(finding, at)) if at else ""
            found.append(Chapter(gettext(title), text, told.people[who], moment or "", file_rows(files)))
    return found


def _steps(finding: Finding) -> dict[str, list[dict[str, Any]]]:
    """What this reader may do: the possible steps with their addresses, the others with what stands against them."""
    offered = findings.offers(finding, acting_user=g.actor)
    possible = [step for step, refusal in offered if refusal is None]
    steps = [
        {
            "url": url_for(f"findings.{step.action.replace('-', '_')}", finding_id=finding.id),
            "label": gettext(step.label),
            "is_direct": not (step.asks or step.warns),
            "kind": "primary" if step is possible[0] else "quiet",
        }
        for step in possible
    ]
    hindered = [{"label": gettext(step.label), "reason": gettext(refusal)} for step, refusal in offered if refusal]
    return {"steps": steps, "hindered": hindered}
