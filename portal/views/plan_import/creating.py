"""The end of a review: a draft plan is created, or the reading is put aside. And the file as it came."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain import plan_draft
from portal.domain.paste import Problem
from portal.domain.plan_draft import FIELD_LABELS, DecisionKind, Draft, ItemKind
from portal.errors import Missing
from portal.forms.plan_import import PressForm
from portal.services import plan_readings
from portal.services.plan_readings.access import PlanReading
from portal.views.files import download
from portal.views.plan_import.blueprint import pages
from portal.views.plan_import.reviewing import access, review, unread
from portal.views.plan_import.spot import HEAD, Spot
from portal.views.refusal_text import refusal_text


@dataclass(frozen=True)
class Obstacle:
    """What stands against creating, and where it is put right."""

    url: str
    where: str
    text: str


@dataclass(frozen=True)
class Contradiction:
    """A target of which the paper says two values: the first is taken, both are shown with it."""

    url: str
    first: str
    later: str


@dataclass(frozen=True)
class Coming:
    """What will be there afterwards."""

    campaigns: int
    tasks: int
    targets: int
    departments: Sequence[str]
    groups: Sequence[str]
    people: int
    open_questions: int


@pages.page("/<int:reading_id>/create", permission="plan.import", methods=("GET", "POST"))
def create(reading_id: int) -> ResponseReturnValue:
    reading, form = access(reading_id), PressForm()
    if form.carry_out(plan_readings.create_plan, reading, acting_user=g.actor, version=form.seen_version):
        flash(gettext("The draft plan is created. Look through it, then publish it."), "success")
        return redirect(url_for("plans.show", plan_id=form.result.id), 303)
    draft = plan_readings.draft_of(reading)
    page = render_template(
        "plan_import/create.html",
        reading=reading,
        form=form,
        refusal=refusal_text(form) or form.sentence,
        title=draft.head["title"].value if "title" in draft.head else reading.name,
        coming=_coming(draft),
        obstacles=_obstacles(draft, reading),
        contradictions=_contradictions(draft, Spot(reading.id)),
        may_edit=plan_readings.may_edit(reading, acting_user=g.actor),
    )
    return page, form.status


def _coming(draft: Draft) -> Coming:
    kept = [item for item in draft.items if not item.is_dropped]
    used = set(plan_draft.names_in(draft))
    new = {kind: [name for name, one in draft.decisions.items() if one.kind is kind and name in used]
           for kind in (DecisionKind.NEW, DecisionKind.NEW_GROUP)}  # fmt: skip
    counts = {kind: sum(item.kind is kind for item in kept) for kind in ItemKind}
    return Coming(
        campaigns=counts[ItemKind.CAMPAIGN],
        tasks=counts[ItemKind.TASK],
        targets=counts[ItemKind.TARGET],
        departments=new[DecisionKind.NEW],
        groups=new[DecisionKind.NEW_GROUP],
        people=sum(one.decision == "accepted" for one in plan_draft.people_of(draft)),
        open_questions=len(plan_draft.open_questions(draft)),
    )


def _contradictions(draft: Draft, spot: Spot) -> list[Contradiction]:
    return [
        Contradiction(spot.question_url(one.id), one.values["earlier"], one.values["target"])
        for one in plan_draft.open_contradictions(draft)
    ]


def _obstacles(draft: Draft, reading: PlanReading) -> list[Obstacle]:
    titles = {item.id: plan_draft.title_of(item) for item in draft.items}
    return [_obstacle(one, titles, Spot(reading.id)) for one in plan_readings.obstacles(reading)]


def _obstacle(problem: Problem, titles: dict[str, str], spot: Spot) -> Obstacle:
    """`field` is "item:field", "name:<printed>" or "question:<id>"."""
    text = gettext(problem.text, **problem.values)
    kind, _, rest = problem.field.partition(":")
    if kind == "name":
        return Obstacle(spot.at(view="names", name=rest).url(), rest, text)
    if kind == "question":
        return Obstacle(spot.question_url(rest), gettext("Question"), text)
    label = gettext(FIELD_LABELS[rest]) if rest in FIELD_LABELS else ""
    where = " · ".join(filter(None, (titles.get(kind, gettext("The plan")), label)))
    return Obstacle(spot.item_url("" if kind == HEAD else kind), where, text)


@pages.page("/<int:reading_id>/drop", permission="plan.import", methods=("POST",))
def drop(reading_id: int) -> ResponseReturnValue:
    reading, form = access(reading_id), PressForm()
    if form.carry_out(plan_readings.drop_reading, reading, acting_user=g.actor, version=form.seen_version):
        flash(gettext("The reading is put aside."), "success")
        return redirect(url_for("plan_import.index"), 303)
    if reading.draft is None:
        return unread(reading, form.status)
    return review(reading, Spot.of_address(reading_id), refused=form)


@pages.page("/<int:reading_id>/file", permission="plan.import")
def file(reading_id: int) -> ResponseReturnValue:
    """The notice as it was sent in."""
    kept = plan_readings.kept_file(access(reading_id))
    if kept is None:
        raise Missing
    return download(kept.name, kept.sha256, kept.media_type)
