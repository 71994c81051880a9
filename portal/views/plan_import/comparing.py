"""A revised notice beside the plan it changes: what is new, gone, changed; taken over item by item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain.plan_draft import FIELD_LABELS, KIND_LABELS, Draft, ItemKind, ReadingState
from portal.domain.plan_draft.standing import HEAD
from portal.errors import Missing
from portal.forms.plan_import import ApplyForm, PressForm
from portal.services import plan_readings, plans
from portal.services.plan_readings.access import PlanReading
from portal.services.plan_readings.comparing import Difference
from portal.text import N_
from portal.views.plan_import.blueprint import pages
from portal.views.plan_import.reviewing import access
from portal.views.plan_import.spot import Spot
from portal.views.refusal_text import refusal_text

OBJECTS = {HEAD: "plans", ItemKind.CAMPAIGN: "campaigns", ItemKind.TASK: "tasks", ItemKind.TARGET: "targets"}
OTHERS = {
    "add": N_("The campaign office takes this over."),
    "set": N_("The campaign office, or the commander of the campaign, takes this over."),
    "revise": N_("The commander of the campaign, or the deputy the task is given to, takes this over."),
}
BUTTONS = {"add": N_("Take over"), "set": N_("Take over"), "revise": N_("Revise by this paper")}


@dataclass(frozen=True)
class DifferenceRow:
    """`button` is empty where nothing can be pressed; `advice` says then why, and who can."""

    key: str
    kind: str
    what: str
    title: str
    field: str
    old: str
    new: str
    text_url: str
    object_url: str
    button: str
    advice: str
    needs_day: bool


@pages.page("/<int:reading_id>/compare", permission="plan.import")
def compare(reading_id: int) -> ResponseReturnValue:
    return _page(access(reading_id), ApplyForm(formdata=None))


@pages.page("/<int:reading_id>/apply", permission="plan.import", methods=("POST",))
def apply(reading_id: int) -> ResponseReturnValue:
    reading, form = access(reading_id), ApplyForm()
    if form.carry_out(
        plan_readings.apply_difference,
        reading,
        form.key.data or "",
        paper=(form.paper.data or "").strip(),
        from_on=form.from_on.data,
        acting_user=g.actor,
        version=form.seen_version,
    ):
        flash(gettext("Taken over."), "success")
        return redirect(_address(reading, form.paper.data, form.from_on.data), 303)
    return _page(reading, form)


@pages.page("/<int:reading_id>/finish", permission="plan.import", methods=("POST",))
def finish(reading_id: int) -> ResponseReturnValue:
    reading, form = access(reading_id), PressForm()
    if form.carry_out(plan_readings.finish_comparison, reading, acting_user=g.actor, version=form.seen_version):
        flash(gettext("The comparison is finished."), "success")
        return redirect(url_for("plans.show", plan_id=reading.compares_with_id), 303)
    return _page(reading, ApplyForm(formdata=None), refused=form)


def _address(reading: PlanReading, paper: str | None, from_on: date | None) -> str:
    return url_for(
        "plan_import.compare",
        reading_id=reading.id,
        paper=paper or None,
        from_on=from_on.isoformat() if from_on else None,
    )


def _page(reading: PlanReading, form: ApplyForm, refused: PressForm | None = None) -> ResponseReturnValue:
    if reading.compares_with_id is None:
        raise Missing
    plan = plans.access_plan(reading.compares_with_id, acting_user=g.actor, permission="plan.read")
    found = plan_readings.comparison(reading, acting_user=g.actor)
    shown: PressForm = refused or form
    is_open = reading.state is ReadingState.REVIEW
    page = render_template(
        "plan_import/compare.html",
        reading=reading,
        plan=plan,
        form=form,
        refusal=refusal_text(shown) or shown.sentence,
        unchanged=found.unchanged,
        groups=_groups(found, Spot(reading.id), is_open),
        may_edit=plan_readings.may_edit(reading, acting_user=g.actor),
        may_apply=is_open and any(one.may for one in found.all),
        differences=len(found.all),
        **_paper(plan_readings.draft_of(reading), form),
    )
    return page, shown.status


def _paper(draft: Draft, form: ApplyForm) -> dict[str, str]:
    """The paper and its day: as typed, as in the address, or as the notice's own head says."""
    head = {name: one.value for name, one in draft.head.items()}
    paper = form.paper.data or request.args.get("paper") or head.get("document_number") or head.get("title", "")
    day = form.from_on.data.isoformat() if form.from_on.data else request.args.get("from_on", "")
    return {"paper": paper[:120], "from_on": day or head.get("issued_on", "")}


Group = tuple[str, str, list[DifferenceRow]]


def _groups(found: plan_readings.Comparison, spot: Spot, is_open: bool) -> Sequence[Group]:
    return [
        ("head", gettext("The paper itself"), [_row(one, spot, is_open) for one in found.head]),
        ("changed", gettext("Changed values"), [_row(one, spot, is_open) for one in found.changed]),
        ("new", gettext("New"), [_row(one, spot, is_open) for one in found.new]),
        ("gone", gettext("No longer in the notice"), [_row(one, spot, is_open) for one in found.gone]),
    ]


def _row(one: Difference, spot: Spot, is_open: bool) -> DifferenceRow:
    may_press = is_open and one.may and one.act in BUTTONS
    return DifferenceRow(
        key=one.key,
        kind=one.kind,
        what=gettext(KIND_LABELS[ItemKind(one.what)]) if one.what != HEAD else gettext("The plan"),
        title=one.title,
        field=gettext(FIELD_LABELS[one.field]) if one.field in FIELD_LABELS else one.field,
        old=one.old,
        new=one.new,
        text_url=spot.text_url(one.item) if one.item or one.what == HEAD else "",
        object_url=f"/{OBJECTS[one.what]}/{one.object_id}" if one.object_id else "",
        button=gettext(BUTTONS[one.act]) if may_press else "",
        advice="" if may_press or not is_open else gettext(one.advice or OTHERS[one.act]),
        needs_day="from_on" in one.needs,
    )
