"""Writing a report: say it once, in a minute, and leave."""

from dataclasses import asdict
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain.trajectory import plain
from portal.forms import evidence as evidence_form
from portal.forms.evidence import Received
from portal.forms.reports import ReportForm
from portal.services import evidence, reports
from portal.services.reports import Leg, Report, Reported
from portal.services.tasks import names as names_of
from portal.services.tasks import story
from portal.services.tasks.access import access_task
from portal.services.tasks.story import Task
from portal.views.addresses import number_or_none
from portal.views.refusal_text import refusal_text
from portal.views.reports import pages
from portal.views.reports.showing import access
from portal.views.tasks.showing import task_trail
from portal.views.tasks.story_rows import file_rows


@pages.page(
    "/tasks/<int:task_id>/reports/new",
    permission="report.draft",
    methods=("GET", "POST"),
    with_files=evidence_form.take_in,
)
def new(task_id: int, prepared: Received | None) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.read", with_milestones=False)
    leg = reports.choose_leg(task, number_or_none(request.args.get("leg")), acting_user=g.actor)
    if request.method == "GET" and (draft := reports.find_draft_or_none(leg)) is not None:
        return redirect(url_for("reports.edit", report_id=draft.id))
    form = ReportForm(data=_known(leg) if request.method == "GET" else None)
    form.fit(leg, may_submit=reports.may_submit(leg, acting_user=g.actor))
    form.receive(prepared)
    change = reports.draft if form.is_draft else reports.report
    if form.carry_out(lambda: change(task, leg, form.entry(), acting_user=g.actor, files=form.uploads)):
        return _kept(form, task_id)
    task = access_task(task_id, acting_user=g.actor, permission="task.read", with_milestones=False)
    return _page(None, task, reports.choose_leg(task, leg.id, acting_user=g.actor), form)


def _known(leg: Leg) -> dict[str, Any]:
    """What the form starts from."""
    return asdict(reports.prefill(leg, reports.find_last_or_none(leg)))


@pages.page(
    "/reports/<int:report_id>/edit",
    permission="report.draft",
    methods=("GET", "POST"),
    with_files=evidence_form.take_in,
)
def edit(report_id: int, prepared: Received | None) -> ResponseReturnValue:
    found = access(report_id, "report.draft")
    form = ReportForm(obj=found.report)
    form.fit(found.leg, may_submit=reports.may_submit(found.leg, acting_user=g.actor))
    form.offer_files((one.id, one.name) for one in evidence.list_of_report(found.report))
    form.receive(prepared)
    if form.carry_out(_go_on, found, form):
        return _kept(form, found.task.id)
    return _page(*access(report_id, "report.draft"), form)


def _go_on(found: Reported, form: ReportForm) -> None:
    reports.take_away(found, form.take_away.data or [], acting_user=g.actor)
    change = reports.edit if form.is_draft else reports.submit
    change(found, form.entry(), acting_user=g.actor, version=form.seen_version, files=form.uploads)


def _kept(form: ReportForm, task_id: int) -> ResponseReturnValue:
    text = gettext("The draft is saved.") if form.is_draft else gettext("The report is submitted.")
    flash(text, "success")
    return redirect(url_for("tasks.show", task_id=task_id), 303)


def _page(report: Report | None, task: Task, leg: Leg, form: ReportForm) -> ResponseReturnValue:
    period = reports.find_period_or_none(task, leg)
    if form.refusal and report is not None:
        form.version.data = str(report.version)
    page = render_template(
        "reports/write.html",
        report=report,
        task=task,
        leg=leg,
        form=form,
        refusal=refusal_text(form),
        period=period,
        share=plain(leg.quantity) if leg.quantity else "",
        others=[one for one in reports.legs_to_report(task, acting_user=g.actor) if one.id != leg.id],
        names=names_of.find_names(task).departments,
        files=file_rows(evidence.list_of_report(report)) if report else [],
        breadcrumbs=task_trail(story.place_of(task), task),
    )
    return page, form.status
