"""One press each: a question answered, a printed person taken as a suggestion or not."""

from flask import flash, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain import plan_draft
from portal.forms.plan_import import AnswerForm, PersonForm, PressForm
from portal.services import plan_readings
from portal.services.plan_readings import many
from portal.services.plan_readings.access import PlanReading
from portal.views.plan_import.blueprint import pages
from portal.views.plan_import.reviewing import access, back, review
from portal.views.plan_import.spot import Spot


@pages.page("/<int:reading_id>/answer", permission="plan.import", methods=("POST",))
def answer(reading_id: int) -> ResponseReturnValue:
    """The next open question follows; an answer that was changed stays where it is."""
    reading, spot, form = access(reading_id), Spot.of_address(reading_id), AnswerForm()
    question_id = spot.question
    if form.carry_out(
        plan_readings.answer,
        reading,
        question_id,
        (form.answer.data or "").strip(),
        acting_user=g.actor,
        version=form.seen_version,
    ):
        if spot.which:
            return back(spot, f"question-{question_id}")
        following = plan_draft.open_questions(plan_readings.draft_of(reading))
        if not following:
            return back(spot.at(view="questions", question=""), "questions")
        return back(spot.at(question=_next(reading, question_id)), "questions")
    return review(reading, spot, refused=form)


def _next(reading: PlanReading, question_id: str) -> str:
    """The open question behind one that was answered, or the first of all."""
    draft = plan_readings.draft_of(reading)
    still_open = {one.id for one in plan_draft.open_questions(draft)}
    order = [one.id for one in draft.questions]
    at = order.index(question_id) if question_id in order else 0
    return next(one for one in [*order[at:], *order] if one in still_open)


@pages.page("/<int:reading_id>/answer-rest", permission="plan.import", methods=("POST",))
def answer_rest(reading_id: int) -> ResponseReturnValue:
    """What hinders nothing stays as it stands."""
    reading, spot, form = access(reading_id), Spot.of_address(reading_id), PressForm()
    if form.carry_out(many.answer_rest, reading, acting_user=g.actor, version=form.seen_version):
        flash(gettext("%(count)s questions are answered as it stands.", count=form.result), "success")
        return back(spot.at(view="questions", question=""), "questions")
    return review(reading, spot, refused=form)


@pages.page("/<int:reading_id>/decide-person", permission="plan.import", methods=("POST",))
def decide_person(reading_id: int) -> ResponseReturnValue:
    """Key and word come in one value, so that one form holds a row of buttons; `*` is everybody left."""
    reading, spot, form = access(reading_id), Spot.of_address(reading_id), PersonForm()
    key, _, decision = (form.press.data or "").rpartition("|")
    if form.carry_out(lambda: _decide(reading, key, decision, form.seen_version)):
        return back(spot.at(view="people"), "people")
    return review(reading, spot, refused=form)


def _decide(reading: PlanReading, key: str, decision: str, version: int | None) -> None:
    people = plan_draft.people_of(plan_readings.draft_of(reading))
    keys = [one.key for one in people if not one.decision and one.post != "leader"] if key == "*" else [key]
    for one in keys:
        plan_readings.decide_person(reading, one, decision, acting_user=g.actor, version=version)
        version = None
