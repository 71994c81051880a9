"""Milestones of a running task: adding one, and reporting that it is reached."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import clock
from portal.forms.milestones import MilestoneForm, ReachForm
from portal.services.tasks import milestones, placing
from portal.services.tasks.access import access_task
from portal.views.tasks import pages
from portal.views.tasks.trail import trail_to


@pages.page("/<int:task_id>/milestones/new", permission="milestone.edit", methods=("GET", "POST"))
def new_milestone(task_id: int) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="milestone.edit")
    form = MilestoneForm()
    if form.carry_out(lambda: milestones.add_milestone(task, form.entry(), acting_user=g.actor)):
        flash(gettext("The milestone is added."), "success")
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    page = render_template(
        "tasks/new_milestone.html", form=form, task_id=task_id, breadcrumbs=trail_to(placing.below(task))
    )
    return page, form.status


@pages.page("/<int:task_id>/milestones/<int:milestone_id>/reach", permission="report.submit", methods=("GET", "POST"))
def reach_milestone(task_id: int, milestone_id: int) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.read")
    milestone = milestones.find_milestone(task, milestone_id)
    milestones.require_reachable(task, milestone, acting_user=g.actor)
    title, evidence, due_on = milestone.title, milestone.evidence, milestone.due_on
    form = ReachForm(data={"reached_on": clock.today()})
    if form.carry_out(lambda: milestones.reach_milestone(task, milestone, form.day(), acting_user=g.actor)):
        flash(gettext("The milestone is reported as reached."), "success")
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    page = render_template(
        "tasks/reach_milestone.html", form=form, task_id=task_id, milestone_id=milestone_id, title=title,
        evidence=evidence, due_on=due_on, breadcrumbs=trail_to(placing.below(task)),
    )  # fmt: skip
    return page, form.status
