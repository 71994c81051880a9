"""Sending a notice in, and the readings that were begun and wait to be gone on with."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import policy
from portal.bodies import ROOMY
from portal.domain.plan_draft import STATE_LABELS, ReadingState
from portal.forms.plan_import import NEW_PLAN, StartForm, TakenNotice, take_notice
from portal.services import plan_readings, plans
from portal.services.plan_readings import telling
from portal.services.plan_readings.access import PlanReading
from portal.views.addresses import next_url, number_or_none
from portal.views.moments import local_text
from portal.views.plan_import.blueprint import pages

TONES = {
    ReadingState.WAITING: "waiting",
    ReadingState.FAILED: "bad",
    ReadingState.REVIEW: "open",
    ReadingState.CREATED: "good",
    ReadingState.APPLIED: "good",
    ReadingState.DROPPED: "plain",
}


@dataclass(frozen=True)
class ReadingRow:
    url: str
    name: str
    state: str
    tone: str
    detail: str


@pages.page("", permission="plan.import", methods=("GET", "POST"), with_files=take_notice)
def index(prepared: TakenNotice | None) -> ResponseReturnValue:
    form = StartForm(data={"compares_with": number_or_none(request.args.get("plan")) or NEW_PLAN})
    may_start = policy.can(g.actor, "plan.import")
    form.offer(plan_readings.comparable_plans(acting_user=g.actor) if may_start else [])
    form.receive(prepared)
    if form.carry_out(_start, form):
        return redirect(url_for("plan_import.show", reading_id=form.result.id), 303)
    found = plan_readings.list_readings(acting_user=g.actor, after=number_or_none(request.args.get("after")))
    page = render_template(
        "plan_import/index.html",
        form=form,
        may_start=may_start,
        most_bytes=ROOMY["plan_import.index"],
        rows=_rows(found[: plan_readings.PAGE]),
        next_url=next_url("plan_import.index", found, plan_readings.PAGE),
    )
    return page, form.status


def _start(form: StartForm) -> PlanReading:
    compares_with = None
    if form.compares_with.data:
        compares_with = plans.access_plan(form.compares_with.data, acting_user=g.actor, permission="plan.read")
    if form.taken.upload is not None:
        return plan_readings.start_from_file(form.taken.upload, compares_with=compares_with, acting_user=g.actor)
    return plan_readings.start_from_text(form.text.data or "", compares_with=compares_with, acting_user=g.actor)


def _rows(readings: Sequence[PlanReading]) -> list[ReadingRow]:
    labels = {state: gettext(label) for state, label in STATE_LABELS.items()}
    starters, open_counts = telling.starters_of(readings), telling.open_counts(readings)
    return [
        ReadingRow(
            url=f"/plans/import/{one.id}",
            name=one.name,
            state=labels[one.state],
            tone=TONES[one.state],
            detail=_line(_left(open_counts.get(one.id)), starters.get(one.started_by_id), local_text(one.started_at)),
        )
        for one in readings
    ]


def _line(*parts: str | None) -> str:
    return " · ".join(filter(None, parts))


def _left(count: int | None) -> str:
    """How far a review has come; one that is over has no count."""
    if count is None:
        return ""
    return str(gettext("%(count)s questions open", count=count) if count else gettext("nothing is open"))
