"""The review of a notice: the paper on the left, and beside it the questions, the names, the plan or the people."""

from dataclasses import dataclass

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import policy
from portal.domain import plan_draft
from portal.domain.plan_draft import STATE_LABELS, Draft, ReadingState
from portal.forms.change_form import ChangeForm
from portal.forms.draft_items import DraftForm
from portal.forms.plan_import import PressForm
from portal.services import plan_readings
from portal.services.plan_readings import telling
from portal.services.plan_readings.access import PlanReading
from portal.text import N_
from portal.views.job_rows import in_words
from portal.views.moments import local_text
from portal.views.plan_import import item_work, naming_form, open_item, paper, people_rows, question_rows
from portal.views.plan_import.blueprint import pages
from portal.views.plan_import.outline import Outline
from portal.views.plan_import.spot import Spot
from portal.views.refusal_text import refusal_text


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    is_current: bool
    count: int | None = None
    is_open: bool = False
    view: str = ""


@pages.page("/<int:reading_id>", permission="plan.import")
def show(reading_id: int) -> ResponseReturnValue:
    reading = access(reading_id)
    if reading.state is ReadingState.WAITING and reading.started_by_id == g.actor.user_id and reading.job_id:
        return redirect(url_for("jobs.show", job_id=reading.job_id), 303)
    if reading.draft is None:
        return unread(reading)
    return review(reading, Spot.of_address(reading_id))


def unread(reading: PlanReading, status: int = 200) -> ResponseReturnValue:
    """A notice that is being read for somebody else, could not be read, or was put aside before it was."""
    page = render_template(
        "plan_import/waiting.html",
        reading=reading,
        state_label=gettext(STATE_LABELS[reading.state]),
        problem=in_words(reading.problem) if reading.problem else "",
        may_drop=reading.state in (ReadingState.WAITING, ReadingState.FAILED) and policy.can(g.actor, "plan.import"),
    )
    return page, status


def access(reading_id: int) -> PlanReading:
    return plan_readings.access_reading(reading_id, acting_user=g.actor)


def back(spot: Spot, anchor: str = "") -> ResponseReturnValue:
    return redirect(spot.url(anchor), 303)


def review(
    reading: PlanReading,
    spot: Spot,
    *,
    refused: ChangeForm | None = None,
    item_form: DraftForm | None = None,
    work_form: ChangeForm | None = None,
) -> ResponseReturnValue:
    """The page at a spot; after a refusal with the form that was refused and what stands now."""
    draft = plan_readings.draft_of(reading)
    names = plan_readings.list_names(reading)
    view = _view(reading, draft, names, spot)
    spot = spot.at(view=view)
    item = next((one for one in draft.items if one.id == spot.item), None)
    is_item = item is not None or open_item.is_head(spot)
    form = item_form or (open_item.form_of(draft, item) if is_item else PressForm())
    page = render_template(
        "plan_import/review.html",
        reading=reading,
        spot=spot,
        may_edit=plan_readings.may_edit(reading, acting_user=g.actor),
        state_label=gettext(STATE_LABELS[reading.state]),
        changed_text=_changed(reading),
        title=draft.head["title"].value or reading.name,
        refusal=_refusal(refused),
        tabs=_tabs(draft, names, spot),
        paper=paper.lay_out(reading.text, draft, spot),
        questions=question_rows.list_questions(reading.text, draft, spot) if view == "questions" else None,
        names=naming_form.name_list(names, spot) if view == "names" else None,
        name_form=naming_form.form_of(names, spot, refused) if view == "names" else None,
        department_names=naming_form.department_names() if view in {"names", "plan", "text"} else [],
        people=people_rows.list_people(draft, spot) if view == "people" else None,
        outline=Outline(draft, spot) if view in {"plan", "text"} else None,
        opened=open_item.open_item(reading.text, draft, item, spot, form)
        if is_item and isinstance(form, DraftForm)
        else None,
        work=item_work.work_of(reading.text, draft, item, spot, work_form),
    )
    return page, refused.status if refused else 200


def _view(reading: PlanReading, draft: Draft, names: list[plan_readings.NameRow], spot: Spot) -> str:
    """What was asked for; else questions first, then names, then the plan."""
    if spot.view:
        return spot.view
    if spot.item or reading.state != ReadingState.REVIEW:
        return "plan"
    if plan_draft.open_questions(draft):
        return "questions"
    return "plan" if all(row.is_settled for row in names) else "names"


def _tabs(draft: Draft, names: list[plan_readings.NameRow], spot: Spot) -> list[Tab]:
    here = Spot(spot.reading_id)
    questions = len(plan_draft.open_questions(draft))
    unsettled = sum(not row.is_settled for row in names)
    kept = sum(not item.is_dropped for item in draft.items)
    people = plan_draft.people_of(draft)
    undecided = sum(not one.decision for one in people)
    item = spot.item
    return [
        Tab(gettext(N_("The paper")), spot.at(view="text").url(), spot.view == "text", view="text"),
        Tab(
            gettext(N_("Questions")),
            here.at(view="questions").url(),
            spot.view == "questions",
            questions,
            questions > 0,
        ),
        Tab(gettext(N_("Departments")), here.at(view="names").url(), spot.view == "names", unsettled, unsettled > 0),
        Tab(gettext(N_("Plan")), here.at(view="plan", item=item).url(), spot.view == "plan", kept, view="plan"),
        Tab(gettext(N_("People")), here.at(view="people").url(), spot.view == "people", undecided),
    ]


def _refusal(refused: ChangeForm | None) -> str:
    """The sentence above everything: what stands against the press as a whole."""
    if refused is None:
        return ""
    return refusal_text(refused) or (refused.sentence if isinstance(refused, PressForm) else "")


def _changed(reading: PlanReading) -> str:
    who, at = telling.last_change(reading)
    return str(gettext("last changed by %(who)s on %(at)s", who=who, at=local_text(at))) if at else ""
