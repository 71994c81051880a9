"""Issuing one draft or many, and taking an issued task back while nobody has signed."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.forms.issuing import IssueForm, read_chosen
from portal.services.tasks import drafting, issuing, placing
from portal.services.tasks.access import access_task
from portal.views.addresses import number_or_none
from portal.views.tasks import pages
from portal.views.tasks.trail import trail_to


@pages.page("/<int:task_id>/issue", permission="task.issue", methods=("GET", "POST"))
def issue(task_id: int) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.issue")
    drafting.require_unissued(task)
    form = IssueForm(data={"version": task.version})
    if form.carry_out(issuing.issue, task, acting_user=g.actor, version=form.seen_version):
        flash(gettext("The task is issued. Its departments see it now."), "success")
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    page = render_template(
        "tasks/issue.html", form=form, task=task, announcement=issuing.announce(task, acting_user=g.actor),
        breadcrumbs=trail_to(placing.place_of(task)),
    )  # fmt: skip
    return page, form.status


@pages.page("/issue", permission="task.issue", methods=("POST",))
def issue_many() -> ResponseReturnValue:
    form, chosen = IssueForm(), read_chosen(request.form.getlist("task"))
    if form.carry_out(issuing.issue_many, chosen, acting_user=g.actor):
        if done := len(form.result.done):
            flash(gettext("Tasks issued: %(count)s.", count=done), "success")
        for title, error in form.result.refused:
            reason = gettext(error.text, **error.values)
            flash(gettext("Not issued: %(title)s. %(reason)s", title=title, reason=reason), "error")
        if not chosen:
            flash(gettext("Tick at least one draft."), "error")
    return redirect(_back(), 303)


def _back() -> str:
    """To the page the list stood on."""
    if parent_id := number_or_none(request.form.get("parent")):
        return url_for("tasks.subtasks", task_id=parent_id)
    if campaign_id := number_or_none(request.form.get("campaign")):
        return url_for("tasks.drafts", campaign=campaign_id)
    return url_for("tasks.index")


@pages.page("/<int:task_id>/withdraw", permission="task.withdraw", methods=("POST",))
def withdraw(task_id: int) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.withdraw")
    form = IssueForm()
    if form.carry_out(issuing.withdraw, task, acting_user=g.actor, version=form.seen_version):
        flash(gettext("The task is a draft again; its departments no longer see it."), "success")
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    return render_template("tasks/refused.html", form=form, back=url_for("tasks.show", task_id=task_id)), form.status
