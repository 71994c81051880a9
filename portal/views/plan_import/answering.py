"""One press each: a question answered, a printed person taken as a suggestion or not."""

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import unit_of_work
from portal.domain import plan_draft
from portal.domain.plan_draft import Rereading
from portal.forms.plan_import import AnswerForm, PersonForm, PressForm
from portal.services import plan_readings
from portal.services.plan_readings import many, rereading
from portal.services.plan_readings.access import PlanReading
from portal.services.plan_readings.rereading import Job, Wish
from portal.views.plan_import import question_rows
from portal.views.plan_import.blueprint import pages
from portal.views.plan_import.reviewing import access, back, review
from portal.views.plan_import.spot import Spot


def read_anew() -> Rereading | None:
    """For an answer about the structure of the paper: it is read anew before the change begins."""
    reading_id, given = request.view_args["reading_id"], request.form.get("answer", "").strip()  # type: ignore[index]
    with unit_of_work.work(read_only=True):
        wish = rereading.wish_or_none(reading_id, Spot.of_address(reading_id).question, given, acting_user=g.actor)
    return wish.read() if wish and not wish.is_long else None


@pages.page("/<int:reading_id>/answer", permission="plan.import", methods=("POST",), before=read_anew)
def answer(reading_id: int, prepared: Rereading | None) -> ResponseReturnValue:
    """The next open question follows; an answer that was changed, or cost a correction, stays where it is."""
    reading, spot, form = access(reading_id), Spot.of_address(reading_id), AnswerForm()
    wish = rereading.wish_or_none(reading_id, spot.question, (form.answer.data or "").strip(), acting_user=g.actor)
    if form.carry_out(_answer, reading, spot.question, form, wish, prepared):
        if form.result is not None:
            return redirect(url_for("jobs.show", job_id=form.result.id), 303)
        if wish is not None:
            flash(gettext("The paper was read anew under this answer."), "success")
        return _onwards(reading, spot)
    return review(reading, spot, refused=form)


def _answer(
    reading: PlanReading, question_id: str, form: AnswerForm, wish: Wish | None, prepared: Rereading | None
) -> Job | None:
    """Answers the job that gives a long paper's answer."""
    given, who = (form.answer.data or "").strip(), {"acting_user": g.actor, "version": form.seen_version}
    if wish is None:
        plan_readings.answer(reading, question_id, given, **who)
    elif wish.is_long:
        return rereading.ask_worker(reading, question_id, given, **who)
    else:
        rereading.answer_anew(reading, question_id, given, prepared, **who)
    return None


def _onwards(reading: PlanReading, spot: Spot) -> ResponseReturnValue:
    draft = plan_readings.draft_of(reading)
    question = next(one for one in draft.questions if one.id == spot.question)
    if spot.which or question_rows.left_words(draft, question):
        return back(spot.at(view="questions", which="answered"), f"question-{spot.question}")
    if not plan_draft.open_questions(draft):
        return back(spot.at(view="questions", question=""), "questions")
    return back(spot.at(question=_next(reading, spot.question)), "questions")


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
