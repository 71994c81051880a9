"""Plans: the list, entering and correcting one, reading it, publishing and concluding it."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import policy
from portal.domain.plan_lifecycle import STATE_LABELS, PlanState
from portal.forms.plans import PlanForm, StepForm
from portal.services import campaigns, plans, targets
from portal.views.addresses import next_url, number_or_none
from portal.views.campaign_rows import campaign_rows
from portal.views.pages import Pages
from portal.views.refusal_text import refusal_text
from portal.views.targets import rows as target_rows
from portal.views.told_rows import told_rows

pages = Pages("plans", __name__, url_prefix="/plans")

TONES = {PlanState.DRAFT: "waiting", PlanState.PUBLISHED: "open", PlanState.CONCLUDED: "plain"}


@pages.page("", permission="plan.read")
def index() -> ResponseReturnValue:
    found = plans.list_plans(acting_user=g.actor, after=number_or_none(request.args.get("after")))
    shown = found[: plans.PAGE]
    return render_template(
        "plans/index.html",
        plans=shown,
        labels={state: gettext(label) for state, label in STATE_LABELS.items()},
        tones=TONES,
        may_enter=policy.can(g.actor, "plan.edit"),
        may_import=policy.holds_anywhere(g.actor, "plan.import"),
        next_url=next_url("plans.index", found, plans.PAGE),
    )


@pages.page("/new", permission="plan.edit", methods=("GET", "POST"))
def new() -> ResponseReturnValue:
    form = PlanForm()
    if form.carry_out(lambda: plans.enter_plan(form.entry(), acting_user=g.actor)):
        flash(gettext("Plan entered. Now add its campaigns."), "success")
        return redirect(url_for("plans.show", plan_id=form.result.id), 303)
    return render_template("plans/edit.html", form=form, plan=None, refusal=refusal_text(form)), form.status


@pages.page("/<int:plan_id>", permission="plan.read")
def show(plan_id: int) -> ResponseReturnValue:
    return _page(plan_id, StepForm())


@pages.page("/<int:plan_id>/edit", permission="plan.edit", methods=("GET", "POST"))
def edit(plan_id: int) -> ResponseReturnValue:
    plan = plans.access_plan(plan_id, acting_user=g.actor, permission="plan.edit")
    form = PlanForm(obj=plan)
    if form.carry_out(
        lambda: plans.edit_plan(plan, form.entry(), acting_user=g.actor, version=form.seen_version),
    ):
        flash(gettext("Saved."), "success")
        return redirect(url_for("plans.show", plan_id=plan.id), 303)
    return render_template("plans/edit.html", form=form, plan=plan, refusal=refusal_text(form)), form.status


@pages.page("/<int:plan_id>/publish", permission="plan.edit", methods=("POST",))
def publish(plan_id: int) -> ResponseReturnValue:
    return _step(plan_id, "publish", gettext("The plan is published."))


@pages.page("/<int:plan_id>/conclude", permission="plan.edit", methods=("POST",))
def conclude(plan_id: int) -> ResponseReturnValue:
    return _step(plan_id, "conclude", gettext("The plan is concluded."))


def _step(plan_id: int, action: str, done: str) -> ResponseReturnValue:
    plan = plans.access_plan(plan_id, acting_user=g.actor, permission="plan.edit")
    form = StepForm()
    if form.carry_out(plans.take_step, plan, action, acting_user=g.actor, version=form.seen_version):
        flash(done, "success")
        return redirect(url_for("plans.show", plan_id=plan.id), 303)
    return _page(plan_id, form)


def _page(plan_id: int, form: StepForm) -> ResponseReturnValue:
    plan = plans.access_plan(plan_id, acting_user=g.actor, permission="plan.read")
    page = render_template(
        "plans/show.html",
        plan=plan,
        told=told_rows(f"plan:{plan.id}"),
        form=form,
        refusal=refusal_text(form),
        tone=TONES[plan.state],
        state_label=gettext(STATE_LABELS[plan.state]),
        offers=plans.offers(plan, acting_user=g.actor),
        campaigns=campaign_rows(campaigns.list_campaigns(acting_user=g.actor, plan_id=plan.id)),
        targets=target_rows.present(targets.list_of_plan(plan, is_overall=True)),
        may_edit=plans.may_edit(plan, acting_user=g.actor),
        may_compare=plan.state != PlanState.CONCLUDED and policy.can(g.actor, "plan.import"),
    )
    return page, form.status
