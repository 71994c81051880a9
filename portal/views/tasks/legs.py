"""One department's part of a task: who does it inside, handing it on, releasing it."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain.assignment_lifecycle import KIND_LABELS
from portal.forms.change_form import ChangeForm
from portal.forms.legs import InsideForm, ReleaseForm, TransferForm
from portal.services.tasks import draft_legs, legs, placing
from portal.views.tasks import pages
from portal.views.tasks.trail import trail_to
from portal.views.tasks.writing import names_to_choose, standing

INSIDE = ("section", "deputy_in_charge", "person_responsible")


@pages.page("/<int:task_id>/legs/<int:leg_id>/edit", permission="assignment.edit", methods=("GET", "POST"))
def edit_leg(task_id: int, leg_id: int) -> ResponseReturnValue:
    leg = legs.access_leg(task_id, leg_id, acting_user=g.actor, permission="assignment.edit")
    present = {name: getattr(leg, name) for name in INSIDE}
    form = InsideForm(data=present | {"version": leg.version})
    if form.carry_out(lambda: legs.edit_leg(leg, form.inside(), acting_user=g.actor, version=form.seen_version)):
        flash(gettext("Saved."), "success")
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    return _page("tasks/edit_leg.html", task_id, leg_id, form, "assignment.edit", standing=standing(form, present))


@pages.page("/<int:task_id>/legs/<int:leg_id>/transfer", permission="task.transfer", methods=("GET", "POST"))
def transfer_leg(task_id: int, leg_id: int) -> ResponseReturnValue:
    leg = legs.access_leg(task_id, leg_id, acting_user=g.actor, permission="task.transfer")
    form = TransferForm(data={"version": leg.version})
    to, reason = form.department.data or "", form.reason.data or ""
    if form.carry_out(legs.transfer, leg.task, leg, to, reason, acting_user=g.actor, version=form.seen_version):
        flash(gettext("The part is handed on; the new department is asked to sign."), "success")
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    return _page("tasks/transfer.html", task_id, leg_id, form, "task.transfer", names=names_to_choose())


@pages.page("/<int:task_id>/legs/<int:leg_id>/release", permission="task.release", methods=("GET", "POST"))
def release_leg(task_id: int, leg_id: int) -> ResponseReturnValue:
    leg = legs.access_leg(task_id, leg_id, acting_user=g.actor, permission="task.release")
    form = ReleaseForm(data={"version": leg.version})
    reason = form.reason.data or ""
    if form.carry_out(legs.release, leg.task, leg, reason, acting_user=g.actor, version=form.seen_version):
        flash(gettext("The department is released from this task."), "success")
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    return _page("tasks/release.html", task_id, leg_id, form, "task.release")


def _page(
    template: str, task_id: int, leg_id: int, form: ChangeForm, permission: str, **values: object
) -> ResponseReturnValue:
    leg = legs.access_leg(task_id, leg_id, acting_user=g.actor, permission=permission)
    department = draft_legs.party_names([leg])[leg.department_id, leg.group_id]
    page = render_template(
        template, form=form, task=leg.task, leg=leg, department=department, kind=gettext(KIND_LABELS[leg.kind]),
        breadcrumbs=trail_to(placing.below(leg.task)), **values,
    )  # fmt: skip
    return page, form.status
