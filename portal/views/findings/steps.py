"""One route for each step of a finding, from the table: GET asks, POST does it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain.finding_lifecycle import FINDING, STATE_LABELS, FindingFacts
from portal.domain.lifecycle import Step
from portal.errors import Denied, Invalid
from portal.forms import evidence as evidence_form
from portal.forms.change_form import ChangeForm
from portal.forms.evidence import EvidenceForm, Received
from portal.forms.findings import AgainForm, DraftAnswerForm, ReasonForm, SignForm, TextForm
from portal.services import findings
from portal.services.findings import Finding
from portal.text import N_
from portal.views.findings import pages
from portal.views.findings.showing import access, show_page, trail
from portal.views.refusal_text import refusal_text

AnyForm = SignForm | TextForm | AgainForm | ReasonForm
SEEN = (N_("What was seen"), N_("Where, when, what is there now; photos below."))


@dataclass(frozen=True)
class Action:
    """What a step calls, asks with which words (label, hint), and says when it is done."""

    change: Callable[..., None]
    done: str
    form: type[AnyForm] = SignForm
    words: tuple[str, str] | None = None


ACTIONS = {
    "co-sign": Action(findings.cosign, N_("Co-signed.")),
    "issue": Action(findings.issue, N_("Issued: the department is told.")),
    "close-on-the-spot": Action(
        findings.close_on_the_spot, N_("Closed."), TextForm,
        (N_("How it was put right"), N_("Whoever reads this later should see that nothing is left to do."))),
    "answer": Action(
        findings.answer, N_("Answered. Report the rectification when it is done."), TextForm,
        (N_("Measures"), N_("What is done, by whom, until when."))),
    "dispute": Action(
        findings.dispute, N_("Disputed: a commander decides."), TextForm,
        (N_("Why this is not so"), N_("Facts and papers that contradict what was seen."))),
    "uphold": Action(findings.uphold, N_("Upheld: the department rectifies."), ReasonForm),
    "drop": Action(findings.drop, N_("Withdrawn. It stays visible."), ReasonForm),
    "rectify": Action(
        findings.rectify, N_("Reported as rectified: an inspector looks whether it holds."), TextForm,
        (N_("What was put right"), N_("What stands there now; photos of the same place below."))),
    "confirm": Action(findings.confirm, N_("Closed."), TextForm, SEEN),
    "send-back": Action(findings.send_back, N_("Sent back with new days to rectify."), AgainForm, SEEN),
    "relapse": Action(findings.relapse, N_("Open again with new days to rectify."), AgainForm, SEEN),
    "withdraw": Action(findings.withdraw, N_("Withdrawn. It stays visible."), ReasonForm),
}  # fmt: skip


def _add(action: str) -> None:
    def view(finding_id: int, prepared: Received | None = None) -> ResponseReturnValue:
        return _take(action, finding_id, prepared)

    step = next(one for one in FINDING.steps if one.action == action)
    view.__name__ = action.replace("-", "_")
    methods = ("GET", "POST") if step.asks or step.warns else ("POST",)
    files = evidence_form.take_in if "files" in step.asks or "text" in step.asks else None
    address = f"/findings/<int:finding_id>/{action}"
    pages.page(address, permission=step.permission, methods=methods, with_files=files)(view)


for _action in FINDING.actions:
    _add(_action)


def _take(name: str, finding_id: int, prepared: Received | None) -> ResponseReturnValue:
    finding, action = access(finding_id), ACTIONS[name]
    form = action.form(data=_prefill(name, finding))
    if isinstance(form, EvidenceForm):
        form.receive(prepared)
    if form.carry_out(lambda: action.change(finding, acting_user=g.actor, version=form.seen_version, **form.asked())):
        flash(gettext(action.done), "success")
        return redirect(url_for("findings.show", finding_id=finding_id), 303)
    finding = access(finding_id)
    if form.refusal:
        form.version.data = str(finding.version)
    return show_page(finding, form) if _is_direct(name) else _page(name, finding, form)


def _prefill(name: str, finding: Finding) -> dict[str, object]:
    written = {"text": finding.draft_answer} if name == "answer" else {}
    return {"version": finding.version, "days": finding.days_to_rectify, **written}


def _is_direct(name: str) -> bool:
    step = next(one for one in FINDING.steps if one.action == name)
    return not (step.asks or step.warns)


def _page(name: str, finding: Finding, form: AnyForm) -> ResponseReturnValue:
    """The step's page. Raises WrongState where it does not start here, Denied or Invalid where a rule is against it."""
    step = _offered(name, finding, form)
    words = ACTIONS[name].words
    if words and isinstance(form, TextForm):
        form.text.label.text, form.text.description = gettext(words[0]), gettext(words[1])
    return _form_page(name, gettext(step.label), finding, form, warning=gettext(step.warns) if step.warns else "",
                      is_danger=step.tone == "danger")  # fmt: skip


def _form_page(
    name: str, label: str, finding: Finding, form: ChangeForm, *, warning: str = "", is_danger: bool = False
) -> ResponseReturnValue:
    page = render_template(
        "findings/step.html",
        finding=finding,
        department=findings.department_name(finding),
        standing=gettext(STATE_LABELS[finding.state]),
        form=form,
        step_url=url_for(f"findings.{name.replace('-', '_')}", finding_id=finding.id),
        label=label,
        warning=warning,
        is_danger=is_danger,
        refusal=refusal_text(form),
        breadcrumbs=[*trail(finding), (gettext("Finding"), url_for("findings.show", finding_id=finding.id))],
    )
    return page, form.status


def _offered(name: str, finding: Finding, form: AnyForm) -> Step[FindingFacts]:
    if form.is_sent:
        return next(one for one in FINDING.steps if one.action == name)
    step = FINDING.step_for(name, finding.state)
    for offered, sentence in findings.offers(finding, acting_user=g.actor):
        if offered is step and sentence is None:
            return step
        if offered is step and sentence is not None:
            raise Invalid(sentence)
    raise Denied


@pages.page("/findings/<int:finding_id>/draft-answer", permission="finding.draft_answer", methods=("GET", "POST"))
def draft_answer(finding_id: int) -> ResponseReturnValue:
    """Staff prepare what the head will answer."""
    finding = findings.access_finding(finding_id, acting_user=g.actor, permission="finding.draft_answer")
    form = DraftAnswerForm(data={"text": finding.draft_answer, "version": finding.version})
    if form.carry_out(
        lambda: findings.draft_answer(
            finding, text=form.text.data or "", acting_user=g.actor, version=form.seen_version
        )
    ):
        flash(gettext("Kept. The head finds it in the answer."), "success")
        return redirect(url_for("findings.show", finding_id=finding_id), 303)
    finding = access(finding_id)
    if form.refusal:
        form.version.data = str(finding.version)
    return _form_page("draft-answer", gettext("Prepare the answer"), finding, form)
