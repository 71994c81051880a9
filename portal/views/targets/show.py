"""Reading targets: the list, and one with its values, timetable and measurements."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import clock, policy
from portal.domain.plan_lifecycle import PlanState
from portal.domain.targets import KIND_LABELS, TIER_LABELS, Tier
from portal.domain.trajectory import UNMEASURED
from portal.policy import Actor
from portal.services import campaigns, measurements, plan_readings, plans, targets, tiers
from portal.services.targets import Target
from portal.views.addresses import next_url, number_or_none
from portal.views.targets import rows as target_rows
from portal.views.targets.blueprint import pages
from portal.views.targets.periods import chart_of, present
from portal.views.told_rows import told_rows


@pages.page("", permission="target.read")
def index() -> ResponseReturnValue:
    found = targets.list_targets(
        acting_user=g.actor,
        plan_id=number_or_none(request.args.get("plan")),
        campaign_id=number_or_none(request.args.get("campaign")),
        after=number_or_none(request.args.get("after")),
    )
    return render_template(
        "targets/index.html",
        rows=target_rows.present(found[: targets.PAGE]),
        campaigns=[(row.Campaign.id, row.Campaign.name) for row in campaigns.list_campaigns(acting_user=g.actor)],
        chosen=request.args.get("campaign", ""),
        may_enter=policy.holds_anywhere(g.actor, "target.edit"),
        next_url=next_url("targets.index", found, targets.PAGE),
    )


@pages.page("/<int:target_id>", permission="target.read")
def show(target_id: int) -> ResponseReturnValue:
    target = targets.access_target(target_id, acting_user=g.actor, permission="target.read")
    measured = targets.measured(target)
    plan = targets.plan_of(target)
    rows = measurements.list_rows(measured, plan)
    return render_template(
        "targets/show.html",
        target=target,
        told=told_rows(f"target:{target.id}"),
        measured=measured,
        plan=plan,
        campaign=campaigns.find_of_target_or_none(target),
        kind_label=gettext(KIND_LABELS[target.kind]),
        values=[(gettext(TIER_LABELS[tier]), target_rows.in_words(measured, tier)) for tier in Tier],
        versions=target_rows.present_versions(tiers.list_versions(measured)),
        whole=targets.find_linked_or_none(target.parent_id),
        parts=target_rows.present(targets.list_parts(target)),
        mentions=targets.list_mentions(target),
        basis_rows=plan_readings.clauses_of(target_id=target.id),
        may_open_notice=policy.can(g.actor, "plan.import"),
        rows=present(rows),
        chart=chart_of(rows, clock.today()),
        may=_may(g.actor, target, plan),
        is_measured=target.kind.value not in UNMEASURED and target.same_as_id is None,
    )


def _may(actor: Actor, target: Target, plan: plans.Plan) -> dict[str, bool]:
    is_open = plan.state != PlanState.CONCLUDED
    asked = ("target.edit", "measurement.declare", "measurement.verify")
    return {permission.split(".")[1]: is_open and targets.may(actor, permission, target) for permission in asked}
