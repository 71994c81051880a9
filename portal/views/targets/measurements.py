"""Values reached: declaring one, and verifying what was declared."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.forms.measurements import DeclareForm, VerifyForm
from portal.services import measurements, targets
from portal.services.targets import Target
from portal.views.refusal_text import refusal_text
from portal.views.targets.blueprint import pages


@pages.page("/<int:target_id>/measurements/new", permission="measurement.declare", methods=("GET", "POST"))
def declare(target_id: int) -> ResponseReturnValue:
    target = _access(target_id, "measurement.declare")
    periods = measurements.list_open_periods(target)
    form = DeclareForm(period_id=periods[-1].id if periods else None)
    form.offer((period.id, period.name) for period in periods)
    if form.carry_out(
        lambda: measurements.declare_value(target, *form.entry(), note=form.note.data or "", acting_user=g.actor)
    ):
        flash(gettext("Value declared; an inspector may now verify it."), "success")
        return redirect(url_for("targets.show", target_id=target.id), 303)
    page = render_template(
        "targets/declare.html", form=form, target=target, plan=targets.plan_of(target), refusal=refusal_text(form)
    )
    return page, form.status


@pages.page(
    "/<int:target_id>/measurements/<int:measurement_id>/verify",
    permission="measurement.verify",
    methods=("GET", "POST"),
)
def verify(target_id: int, measurement_id: int) -> ResponseReturnValue:
    target = _access(target_id, "measurement.verify")
    measurement = measurements.access_measurement(target, measurement_id)
    measurements.require_verifier(target, measurement, acting_user=g.actor)
    form = VerifyForm(version=measurement.version, value=measurement.declared_value)
    if form.carry_out(
        lambda: measurements.verify_value(
            target, measurement, form.found(), acting_user=g.actor, version=form.seen_version
        )
    ):
        flash(gettext("Value verified."), "success")
        return redirect(url_for("targets.show", target_id=target.id), 303)
    shown = measurements.present_measurement(measurement)
    plan, address = targets.plan_of(target), f"/targets/{target.id}/measurements/{measurement.id}/verify"
    page = render_template(
        "targets/verify.html",
        form=form,
        target=target,
        plan=plan,
        shown=shown,
        address=address,
        refusal=refusal_text(form),
    )
    return page, form.status


def _access(target_id: int, permission: str) -> Target:
    return targets.access_target(target_id, acting_user=g.actor, permission=permission)
