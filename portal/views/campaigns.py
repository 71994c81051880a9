"""Campaigns: the list, and one campaign as its tree of tasks, its targets and its departments."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import policy
from portal.domain.posts import POST_LABELS
from portal.forms.campaigns import CampaignForm
from portal.policy import Ground
from portal.services import campaign_roles, campaigns, department_names, plan_readings, plans, targets
from portal.services.campaigns import Campaign
from portal.services.tasks import tree
from portal.views.addresses import next_url, number_or_none
from portal.views.campaign_rows import campaign_rows, capped
from portal.views.campaign_tree import Node, Tree
from portal.views.pages import Pages
from portal.views.plan_choice import chosen_plan, plan_choice
from portal.views.refusal_text import refusal_text
from portal.views.targets import rows as target_rows
from portal.views.told_rows import told_rows

pages = Pages("campaigns", __name__, url_prefix="/campaigns")


@pages.page("", permission="campaign.read")
def index() -> ResponseReturnValue:
    plan_id = number_or_none(request.args.get("plan"))
    found = campaigns.list_campaigns(
        acting_user=g.actor, plan_id=plan_id, after=number_or_none(request.args.get("after"))
    )
    rows = campaign_rows(found[: campaigns.PAGE])
    more = next_url("campaigns.index", [row.Campaign for row in found], campaigns.PAGE)
    return render_template("campaigns/index.html", rows=rows, next_url=more)


@pages.page("/new", permission="plan.edit", methods=("GET", "POST"))
def new() -> ResponseReturnValue:
    plan_id = chosen_plan()
    if plan_id is None:
        return plan_choice(gettext("New campaign"), "campaigns.new")
    plan = plans.access_plan(plan_id, acting_user=g.actor, permission="plan.edit")
    form = CampaignForm()
    if form.carry_out(
        lambda: campaigns.enter_campaign(
            plan,
            form.entry(),
            lead=form.lead.data or "",
            responsible=form.responsible.data or "",
            acting_user=g.actor,
        )
    ):
        flash(gettext("Campaign entered."), "success")
        return redirect(url_for("plans.show", plan_id=plan.id), 303)
    return _edit_page(form, plan=plan, campaign=None)


@pages.page("/<int:campaign_id>/edit", permission="campaign.edit", methods=("GET", "POST"))
def edit(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.access_campaign(campaign_id, acting_user=g.actor, permission="campaign.edit")
    plan = campaign.plan  # a refused change takes back what hangs on the campaign
    lead, responsible = campaign_roles.role_names(campaign.id)
    form = CampaignForm(obj=campaign, lead=lead, responsible=responsible)
    if form.carry_out(
        lambda: campaigns.edit_campaign(
            campaign,
            form.entry(),
            lead=form.lead.data or "",
            responsible=form.responsible.data or "",
            acting_user=g.actor,
            version=form.seen_version,
        )
    ):
        flash(gettext("Saved."), "success")
        return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
    return _edit_page(form, plan=plan, campaign=campaign)


def _edit_page(form: CampaignForm, *, plan: plans.Plan, campaign: Campaign | None) -> ResponseReturnValue:
    names = department_names.list_names(with_groups=False)
    page = render_template(
        "campaigns/edit.html", form=form, plan=plan, campaign=campaign, names=names, refusal=refusal_text(form)
    )
    return page, form.status


@pages.page("/<int:campaign_id>", permission="campaign.read")
def show(campaign_id: int) -> ResponseReturnValue:
    """The tree. Kept in the address: `open` (branches), `under` (one long branch), `sort=worst`, `after`."""
    campaign = _access(campaign_id)
    if branch_id := number_or_none(request.args.get("branch")):
        return _branch_rows(campaign, branch_id)
    under = number_or_none(request.args.get("under"))
    is_worst = request.args.get("sort") == "worst"
    nodes, next_key = _worst(campaign) if is_worst else _tree(campaign, under)
    return render_template(
        "campaigns/show.html",
        **_frame(campaign, "tasks"),
        nodes=nodes,
        people=_people(campaign),
        basis_rows=plan_readings.clauses_of(campaign_id=campaign.id),
        may_open_notice=policy.can(g.actor, "plan.import"),
        line=_line(campaign, under) if under else [],
        is_worst=is_worst,
        next_url=_next_url(campaign, next_key, under, is_worst),
    )


@pages.page("/<int:campaign_id>/targets", permission="target.read")
def show_targets(campaign_id: int) -> ResponseReturnValue:
    campaign = _access(campaign_id)
    rows = target_rows.present(targets.list_of_campaign(campaign))
    return render_template("campaigns/targets.html", **_frame(campaign, "targets"), rows=rows)


@pages.page("/<int:campaign_id>/departments", permission="campaign.read")
def show_departments(campaign_id: int) -> ResponseReturnValue:
    campaign = _access(campaign_id)
    shares = campaign_roles.list_shares(campaign.id)
    return render_template(
        "campaigns/departments.html", **_frame(campaign, "departments"), shares=shares, capped=capped
    )


@pages.page("/<int:campaign_id>/history", permission="campaign.read")
def show_history(campaign_id: int) -> ResponseReturnValue:
    campaign = _access(campaign_id)
    told = told_rows(f"campaign:{campaign.id}")
    return render_template("campaigns/history.html", **_frame(campaign, "history"), told=told)


def _access(campaign_id: int) -> Campaign:
    return campaigns.access_campaign(campaign_id, acting_user=g.actor, permission="campaign.read")


def _frame(campaign: Campaign, tab: str) -> dict[str, object]:
    """What the three views of a campaign share."""
    opened, late, requested, soon = campaigns.count_tasks(campaign.id)
    return {
        "campaign": campaign,
        "tab": tab,
        "counts": {"open": capped(opened), "late": capped(late), "requested": capped(requested), "soon": capped(soon)},
        "may_edit": policy.can(g.actor, "campaign.edit", campaign),
        "may_draft": policy.can_on(g.actor, "task.draft", Ground(campaign_id=campaign.id)),
        "may_set_targets": policy.can_on(g.actor, "target.edit", Ground(campaign_id=campaign.id)),
    }


def _people(campaign: Campaign) -> list[tuple[str, str]]:
    """(post, name) of the commander and the deputies, in the reader's words."""
    people = campaigns.list_people(campaign.id)
    return [
        (gettext(POST_LABELS[person.post]) + (f" {person.seat}" if person.seat else ""), person.name)
        for person in people
    ]


def _tree(campaign: Campaign, under: int | None) -> tuple[list[Node], str]:
    if under:
        tree.find_root(campaign.id, under, acting_user=g.actor)
    opened = tree.read_ids(request.args.get("open", ""))
    top = tree.list_branch(campaign.id, under, acting_user=g.actor, after=request.args.get("after", ""))
    branches = tree.list_branches(opened, acting_user=g.actor)
    query = f"under={under}&" if under else ""
    return Tree(f"/campaigns/{campaign.id}", branches, opened, query).lay_out(_without_rest(top)), top.next_key


def _without_rest(branch: tree.Branch) -> tree.Branch:
    """The page's own branch goes on by the pager, not by a row."""
    return tree.Branch(None, branch.rows, branch.next_key)


def _worst(campaign: Campaign) -> tuple[list[Node], str]:
    found = tree.list_worst(campaign.id, acting_user=g.actor, after=request.args.get("after", ""))
    return Tree(f"/campaigns/{campaign.id}", {}).lay_flat(found), found.next_key


def _branch_rows(campaign: Campaign, task_id: int) -> ResponseReturnValue:
    """Only the rows of one branch, for a page that is already open."""
    tree.find_root(campaign.id, task_id, acting_user=g.actor)
    branch = tree.list_branch(campaign.id, task_id, acting_user=g.actor)
    level = min(number_or_none(request.args.get("level")) or 1, 6)
    nodes = Tree(f"/campaigns/{campaign.id}", {}).lay_out(branch, level)
    return render_template("campaigns/branch.html", nodes=nodes)


def _line(campaign: Campaign, task_id: int) -> list[tuple[str, str]]:
    """From the campaign down to the branch that is shown by itself, as breadcrumbs."""
    root = tree.find_root(campaign.id, task_id, acting_user=g.actor)
    above = [(row.title, f"/campaigns/{campaign.id}?under={row.id}") for row in tree.list_line(task_id)]
    return [*above, (root.task.title, f"/tasks/{task_id}")]


def _next_url(campaign: Campaign, key: str, under: int | None, is_worst: bool) -> str | None:
    if not key:
        return None
    place = "sort=worst&" if is_worst else f"under={under}&" if under else ""
    return f"/campaigns/{campaign.id}?{place}after={key}"
