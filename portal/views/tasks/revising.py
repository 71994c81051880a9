"""Revising an issued task from a paper."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain.assignment_lifecycle import ACTIVE
from portal.forms.revising import RevisionForm
from portal.services.tasks import draft_legs, form_choices, placing, revising
from portal.services.tasks.access import access_task
from portal.views.tasks import pages
from portal.views.tasks.trail import trail_to
from portal.views.tasks.writing import names_to_choose, standing

FIELDS = ("content", "standard", "start_on", "due_on", "target_id", "quantity", "unit", "weight")


@pages.page("/<int:task_id>/revise", permission="task.revise", methods=("GET", "POST"))
def revise(task_id: int) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.revise")
    revising.require_running(task)
    names = draft_legs.party_names(task.assignments)
    others = [leg for leg in task.assignments if leg.state in ACTIVE and leg.department_id != task.lead_department_id]
    present = {name: getattr(task, name) for name in FIELDS}
    present["responsible"] = "、".join(names[leg.department_id, leg.group_id] for leg in others)
    form = RevisionForm(data=present | {"version": task.version})
    form.offer(form_choices.list_targets(placing.place_of(task)))
    may_weigh, is_internal = revising.may_weigh(task, acting_user=g.actor), task.internal_department_id is not None
    revision = form.revision(may_weigh=may_weigh, weight=task.weight, is_internal=is_internal)
    if form.carry_out(revising.revise, task, revision, acting_user=g.actor, version=form.seen_version):
        flash(gettext("The task is revised; whoever it touches is asked to sign again."), "success")
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    return _page(task_id, form, may_weigh=may_weigh, is_internal=is_internal, standing=standing(form, present))


def _page(task_id: int, form: RevisionForm, **values: object) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.revise")
    page = render_template(
        "tasks/revise.html", form=form, task=task, names=names_to_choose(),
        breadcrumbs=trail_to(placing.place_of(task)), **values,
    )  # fmt: skip
    return page, form.status
