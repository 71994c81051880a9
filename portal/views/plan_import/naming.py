"""What a printed name is: pressed, or said in a form; once for every place where it stands."""

from flask import flash, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain.plan_draft import Decision
from portal.forms.plan_import import NamePressForm, PressForm
from portal.services import plan_readings
from portal.services.plan_readings import many
from portal.services.plan_readings.access import PlanReading
from portal.views.plan_import import name_rows, naming_form
from portal.views.plan_import.blueprint import pages
from portal.views.plan_import.reviewing import access, back, review
from portal.views.plan_import.spot import Spot


@pages.page("/<int:reading_id>/decide-name", permission="plan.import", methods=("POST",))
def decide_name(reading_id: int) -> ResponseReturnValue:
    """One press; a code that says nothing takes the decision back."""
    reading, spot, form = access(reading_id), Spot.of_address(reading_id), NamePressForm()
    decision = name_rows.pressed_decision(form.press.data or "", spot.name)
    if form.carry_out(_decide, reading, spot.name, decision, form.seen_version):
        return back(spot.at(name="" if decision else spot.name), "names")
    return review(reading, spot, refused=form)


@pages.page("/<int:reading_id>/say-name", permission="plan.import", methods=("POST",))
def say_name(reading_id: int) -> ResponseReturnValue:
    """What no press offers: another department, another kind, a group."""
    reading, spot, form = access(reading_id), Spot.of_address(reading_id), naming_form.new_form()
    if form.carry_out(lambda: _decide(reading, spot.name, naming_form.decision_of(form), form.seen_version)):
        return back(spot.at(name=""), "names")
    return review(reading, spot.at(view="names"), refused=form)


def _decide(reading: PlanReading, name: str, decision: Decision | None, version: int | None) -> None:
    plan_readings.decide_name(reading, name, decision, acting_user=g.actor, version=version)


@pages.page("/<int:reading_id>/decide-rest", permission="plan.import", methods=("POST",))
def decide_rest(reading_id: int) -> ResponseReturnValue:
    """Every name that is still open and not collective becomes a new department, of the kind its ending tells."""
    reading, spot, form = access(reading_id), Spot.of_address(reading_id), PressForm()
    if form.carry_out(_decide_rest, reading, form.seen_version):
        flash(gettext("%(count)s names become new departments.", count=form.result), "success")
        return back(spot.at(view="names", name=""), "names")
    return review(reading, spot, refused=form)


def _decide_rest(reading: PlanReading, version: int | None) -> int:
    rows = [row for row in plan_readings.list_names(reading) if not row.is_settled and not row.is_collective]
    decisions = {row.name: name_rows.new_department(row.name, name_rows.kind_by_ending(row.name)) for row in rows}
    many.decide_names(reading, decisions, acting_user=g.actor, version=version)
    return len(decisions)
