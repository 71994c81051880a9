"""Reporting periods, plan by plan; the office keeps them."""

from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import policy
from portal.forms.periods import MonthsForm, NewPeriodForm, PeriodForm
from portal.services import periods, plans
from portal.text import N_
from portal.views.addresses import next_url, number_or_none
from portal.views.pages import Pages

pages = Pages("periods", __name__, url_prefix="/periods")


@pages.page("", permission="period.read")
def index() -> ResponseReturnValue:
    choices = _plans()
    asked = number_or_none(request.args.get("plan"))
    plan_id = asked if asked in dict(choices) else next((plan_id for plan_id, _ in choices), None)
    found = periods.list_periods(acting_user=g.actor, plan_id=plan_id, after=_day_or_none(request.args.get("after")))
    return render_template(
        "periods/index.html",
        periods=found[: periods.PAGE],
        plans=choices,
        plan_id=plan_id,
        months=MonthsForm(formdata=None),
        may_edit=policy.can(g.actor, "period.edit"),
        next_url=next_url("periods.index", found, periods.PAGE, key="first_on"),
    )


@pages.page("/new", permission="period.edit", methods=("GET", "POST"))
def new() -> ResponseReturnValue:
    form = NewPeriodForm(plan_id=number_or_none(request.args.get("plan")))
    form.plan_id.choices = _plans()
    if form.carry_out(
        lambda: periods.enter_period(
            plans.access_plan(form.plan_id.data, acting_user=g.actor, permission="plan.read"),
            form.entry(),
            acting_user=g.actor,
        )
    ):
        flash(gettext(N_("Period entered.")), "success")
        return redirect(url_for("periods.index", plan=form.result.plan_id), 303)
    return render_template("periods/edit.html", form=form, period=None), form.status


@pages.page("/months", permission="period.edit", methods=("POST",))
def months() -> ResponseReturnValue:
    plan_id = number_or_none(request.args.get("plan")) or 0
    plan = plans.access_plan(plan_id, acting_user=g.actor, permission="plan.read")
    form = MonthsForm()
    if form.carry_out(periods.enter_months, plan, acting_user=g.actor):
        flash(gettext(N_("Months entered: %(count)s."), count=form.result), "success")
    return redirect(url_for("periods.index", plan=plan_id), 303)


@pages.page("/<int:period_id>", permission="period.read")
def show(period_id: int) -> ResponseReturnValue:
    period = periods.access_period(period_id, acting_user=g.actor, permission="period.read")
    may_edit = policy.can(g.actor, "period.edit")
    return render_template("periods/show.html", period=period, may_edit=may_edit)


@pages.page("/<int:period_id>/edit", permission="period.edit", methods=("GET", "POST"))
def edit(period_id: int) -> ResponseReturnValue:
    period = periods.access_period(period_id, acting_user=g.actor, permission="period.edit")
    form = PeriodForm(obj=period)
    if form.carry_out(
        lambda: periods.edit_period(period, form.entry(), acting_user=g.actor, version=form.seen_version)
    ):
        flash(gettext(N_("Saved.")), "success")
        return redirect(url_for("periods.index", plan=period.plan_id), 303)
    return render_template("periods/edit.html", form=form, period=period), form.status


def _plans() -> list[tuple[int, str]]:
    return [(plan.id, plan.title) for plan in plans.list_plans(acting_user=g.actor)]


def _day_or_none(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
