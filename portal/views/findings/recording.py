"""/tasks/<id>/findings/new: on a phone, at the site; /findings/<id>/edit: put right before it is issued."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import clock
from portal.forms import evidence as evidence_form
from portal.forms.evidence import Received
from portal.forms.findings import FindingForm
from portal.services import findings
from portal.services.reports import Leg
from portal.services.tasks import completion, story
from portal.services.tasks import names as names_of
from portal.services.tasks.access import access_task
from portal.services.tasks.story import Task
from portal.views.findings import pages
from portal.views.findings.showing import access, trail
from portal.views.refusal_text import refusal_text
from portal.views.tasks.showing import task_trail

USUAL_DAYS = 10


@pages.page(
    "/tasks/<int:task_id>/findings/new",
    permission="finding.record",
    methods=("GET", "POST"),
    with_files=evidence_form.take_in,
)
def new(task_id: int, prepared: Received | None) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.read")
    form = FindingForm(data={"seen_on": clock.today(), "days_to_rectify": USUAL_DAYS, "severity": "ordinary"})
    form.offer(_legs(task))
    form.receive(prepared)
    if form.carry_out(
        lambda: findings.record(
            task,
            completion.leg_of(task, form.assignment.data),
            form.entry(),
            acting_user=g.actor,
            files=form.uploads,
        )
    ):
        flash(gettext("Recorded. A second inspector co-signs it before it is issued."), "success")
        return redirect(url_for("findings.show", finding_id=form.result.id), 303)
    task = access_task(task_id, acting_user=g.actor, permission="task.read")
    page = render_template(
        "findings/new.html", form=form, task=task, breadcrumbs=task_trail(story.place_of(task), task)
    )
    return page, form.status


@pages.page(
    "/findings/<int:finding_id>/edit",
    permission="finding.record",
    methods=("GET", "POST"),
    with_files=evidence_form.take_in,
)
def edit(finding_id: int, prepared: Received | None) -> ResponseReturnValue:
    finding = access(finding_id)
    findings.require_correctable(finding, acting_user=g.actor)
    form = FindingForm(obj=finding)
    form.offer(_labelled(finding.task, findings.legs_to_correct(finding, acting_user=g.actor)))
    form.stand_on(finding.assignment_id)
    form.receive(prepared)
    if form.carry_out(
        lambda: findings.correct(
            finding,
            form.entry(),
            leg=completion.leg_of(finding.task, form.assignment.data),
            acting_user=g.actor,
            version=form.seen_version,
            files=form.uploads,
        )
    ):
        flash(gettext("Corrected. A second inspector co-signs it before it is issued."), "success")
        return redirect(url_for("findings.show", finding_id=finding_id), 303)
    finding = access(finding_id)
    if form.refusal:
        form.version.data = str(finding.version)
    page = render_template(
        "findings/edit.html", form=form, finding=finding, refusal=refusal_text(form), breadcrumbs=trail(finding)
    )
    return page, form.status


def _legs(task: Task) -> list[tuple[int, str]]:
    """The departments one may look at, each with what it claims. Raises Denied with the reason where there is none."""
    return _labelled(task, findings.check_reach(task, acting_user=g.actor))


def _labelled(task: Task, legs: list[Leg]) -> list[tuple[int, str]]:
    names = names_of.find_names(task).departments
    return [
        (
            leg.id,
            gettext(
                "%(department)s, claims %(percent)s%%",
                department=names.get(leg.department_id or 0, "—"),
                percent=findings.claimed_percent(task, leg),
            ),
        )
        for leg in legs
    ]
