"""At the top of a campaign: where a new task belongs, many at once in a table, the drafts that wait to be issued."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain.task_lifecycle import STATE_LABELS
from portal.domain.trajectory import plain
from portal.forms.breaking_down import SubtasksForm
from portal.forms.issuing import IssueForm
from portal.services import campaigns
from portal.services.campaigns import Campaign
from portal.services.tasks import breaking_down, issuing, placing
from portal.views.addresses import number_or_none
from portal.views.tasks import pages
from portal.views.tasks.trail import trail_to
from portal.views.tasks.writing import names_to_choose


def campaign_or_choice() -> tuple[Campaign | None, ResponseReturnValue]:
    """The campaign that the address names, or the page that asks for it; one that is the only choice is taken."""
    campaign_id = number_or_none(request.args.get("campaign"))
    if campaign_id is not None:
        return campaigns.access_campaign(campaign_id, acting_user=g.actor, permission="task.break_down"), ""
    found = placing.campaigns_to_draft_in(acting_user=g.actor)
    if len(found) == 1:
        return found[0], ""
    return None, render_template("tasks/choose_campaign.html", campaigns=found)


@pages.page("/new/table", permission="task.draft", methods=("GET", "POST"))
def new_many() -> ResponseReturnValue:
    campaign, choice = campaign_or_choice()
    if campaign is None:
        return choice
    form, year = SubtasksForm(), campaign.plan.ends_on.year
    form.offer([(None, "")])
    if form.is_rearranged:
        form.rearrange()
        form.put_problems(breaking_down.find_problems(placing.at_top(campaign), form.understood(year)))
        return _table(form, campaign)
    if form.is_sent:
        form.take_pasted()
    if form.carry_out(lambda: breaking_down.draft_top_tasks(campaign, form.understood(year), acting_user=g.actor)):
        flash(gettext("Drafts saved: %(count)s.", count=len(form.result)), "success")
        return redirect(url_for("tasks.drafts", campaign=campaign.id), 303)
    return _table(form, campaign)


def _table(form: SubtasksForm, campaign: Campaign) -> ResponseReturnValue:
    page = render_template(
        "tasks/new_many.html", form=form, campaign=campaign, names=names_to_choose(),
        breadcrumbs=trail_to(placing.at_top(campaign)),
    )  # fmt: skip
    return page, form.status


@pages.page("/drafts", permission="task.draft")
def drafts() -> ResponseReturnValue:
    campaign, choice = campaign_or_choice()
    if campaign is None:
        return choice
    return render_template(
        "tasks/drafts.html",
        campaign=campaign,
        form=IssueForm(),
        rows=issuing.list_top_drafts(campaign, acting_user=g.actor),
        amount=plain,
        state_labels={state: gettext(label) for state, label in STATE_LABELS.items()},
        breadcrumbs=trail_to(placing.at_top(campaign)),
    )
