"""Changing targets: entering and correcting them, their values and their timetable."""

from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import clock, policy
from portal.domain.targets import Tier
from portal.forms.targets import TargetForm, TierForm, TrajectoryForm
from portal.policy import Ground
from portal.services import plans, targets, tiers
from portal.services.targets import Target
from portal.views.plan_choice import chosen_plan, plan_choice
from portal.views.refusal_text import refusal_text
from portal.views.targets.blueprint import pages


@pages.page("/new", permission="target.edit", methods=("GET", "POST"))
def new() -> ResponseReturnValue:
    plan_id = chosen_plan()
    if plan_id is None:
        return plan_choice(gettext("New target"), "targets.new")
    plan = plans.access_plan(plan_id, acting_user=g.actor, permission="plan.read")
    form = _offered(TargetForm(campaign_id=request.args.get("campaign", "") or _own_campaign(plan)), plan)
    if form.carry_out(lambda: targets.enter_target(plan, form.entry(), acting_user=g.actor)):
        flash(gettext("Target entered. Now set its value."), "success")
        return redirect(url_for("targets.show", target_id=form.result.id), 303)
    return _edit_page(form, plan, None)


@pages.page("/<int:target_id>/edit", permission="target.edit", methods=("GET", "POST"))
def edit(target_id: int) -> ResponseReturnValue:
    target = _access(target_id)
    plan = targets.plan_of(target)
    form = _offered(TargetForm(obj=target), plan, but=target.id)
    if form.carry_out(
        lambda: targets.edit_target(target, form.entry(), acting_user=g.actor, version=form.seen_version)
    ):
        flash(gettext("Saved."), "success")
        return redirect(url_for("targets.show", target_id=target.id), 303)
    page = render_template("targets/edit.html", form=form, plan=plan, target=target, refusal=refusal_text(form))
    return page, form.status


def _own_campaign(plan: plans.Plan) -> str:
    """Whoever may not enter targets of the whole plan starts from the campaign that is his."""
    return next((place for place in ("", *(str(one.id) for one in plan.campaigns)) if _may_enter(place)), "")


def _may_enter(place: str) -> bool:
    """In a campaign, or ("") for the whole plan."""
    return policy.can_on(g.actor, "target.edit", Ground(campaign_id=int(place) if place else None))


def _edit_page(form: TargetForm, plan: plans.Plan, target: Target | None) -> ResponseReturnValue:
    form.show_only(_may_enter)
    page = render_template("targets/edit.html", form=form, plan=plan, target=target, refusal=refusal_text(form))
    return page, form.status


def _offered(form: TargetForm, plan: plans.Plan, but: int = 0) -> TargetForm:
    others = [(one.id, one.metric) for one in targets.list_of_plan(plan) if one.id != but and not one.same_as_id]
    form.offer([(campaign.id, campaign.name) for campaign in plan.campaigns], others)
    return form


@pages.page("/<int:target_id>/tiers/new", permission="target.edit", methods=("GET", "POST"))
def new_tier(target_id: int) -> ResponseReturnValue:
    target = _access(target_id)
    plan = targets.plan_of(target)
    form = TierForm(version=target.version, tier=Tier.GUARANTEED, from_on=_first_day(target, plan),
                    paper="" if target.tiers else plan.document_number)  # fmt: skip
    form.offer()
    if form.carry_out(lambda: tiers.set_tier(target, form.entry(), acting_user=g.actor, version=form.seen_version)):
        flash(gettext("Value set."), "success")
        return redirect(url_for("targets.show", target_id=target.id), 303)
    page = render_template("targets/tier.html", form=form, target=target, plan=plan, refusal=refusal_text(form))
    return page, form.status


def _first_day(target: Target, plan: plans.Plan) -> date:
    return clock.today() if target.tiers else plan.starts_on


@pages.page("/<int:target_id>/trajectory", permission="target.edit", methods=("GET", "POST"))
def trajectory(target_id: int) -> ResponseReturnValue:
    target = _access(target_id)
    periods = tiers.list_periods(target)
    planned = tiers.list_points(target)
    form = TrajectoryForm(
        version=target.version,
        points=[
            {"period": period.name, **{tier.value: planned.get((tier, period.id)) for tier in Tier}}
            for period in periods
        ],
    )
    ids = [period.id for period in periods]
    if form.carry_out(
        lambda: tiers.plan_trajectory(target, form.planned(ids), acting_user=g.actor, version=form.seen_version)
    ):
        flash(gettext("Timetable saved."), "success")
        return redirect(url_for("targets.show", target_id=target.id), 303)
    plan = targets.plan_of(target)
    page = render_template("targets/trajectory.html", form=form, target=target, plan=plan, refusal=refusal_text(form))
    return page, form.status


def _access(target_id: int) -> Target:
    return targets.access_target(target_id, acting_user=g.actor, permission="target.edit")
