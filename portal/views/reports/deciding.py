"""Submitting a draft as it stands; accepting and returning what was submitted."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.forms.reports import DecideForm, ReturnForm
from portal.services import reports
from portal.services.reports import Reported
from portal.services.tasks import story
from portal.views.refusal_text import refusal_text
from portal.views.reports import pages
from portal.views.reports.showing import access, show_page
from portal.views.tasks.showing import task_trail


@pages.page("/reports/<int:report_id>/submit", permission="report.submit", methods=("POST",))
def submit(report_id: int) -> ResponseReturnValue:
    found, form = access(report_id, "report.submit"), DecideForm()
    if form.carry_out(reports.submit, found, acting_user=g.actor, version=form.seen_version):
        flash(gettext("The report is submitted."), "success")
        return _to_task(found)
    return show_page(access(report_id), form)


@pages.page("/reports/<int:report_id>/accept", permission="report.accept", methods=("POST",))
def accept(report_id: int) -> ResponseReturnValue:
    found, form = access(report_id), DecideForm()
    if form.carry_out(reports.accept, found, acting_user=g.actor, version=form.seen_version):
        flash(gettext("The report is accepted."), "success")
        return _to_task(found)
    return show_page(access(report_id), form)


@pages.page("/reports/<int:report_id>/return", permission="report.return", methods=("GET", "POST"))
def return_report(report_id: int) -> ResponseReturnValue:
    found = access(report_id)
    form = ReturnForm(data={"version": found.report.version})
    if form.carry_out(
        lambda: reports.return_report(
            found, reason=form.reason.data or "", acting_user=g.actor, version=form.seen_version
        )
    ):
        flash(gettext("The report is returned; its figures no longer count."), "success")
        return _to_task(found)
    return _return_page(access(report_id), form)


def _return_page(found: Reported, form: ReturnForm) -> ResponseReturnValue:
    if form.refusal:
        form.version.data = str(found.report.version)
    else:
        reports.require_decider(found, acting_user=g.actor)
    page = render_template(
        "reports/return.html",
        report=found.report,
        task=found.task,
        row=reports.describe(found),
        form=form,
        refusal=refusal_text(form),
        breadcrumbs=task_trail(story.place_of(found.task), found.task),
    )
    return page, form.status


def _to_task(found: Reported) -> ResponseReturnValue:
    return redirect(url_for("tasks.show", task_id=found.task.id), 303)
