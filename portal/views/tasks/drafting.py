"""Drafts: a task at the top of a campaign, one below another, correcting and deleting."""

from collections.abc import Iterable

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.forms.drafting import TaskForm
from portal.forms.issuing import IssueForm
from portal.services.tasks import drafting, placing
from portal.services.tasks.access import access_task
from portal.services.tasks.placing import Place
from portal.views.tasks import pages
from portal.views.tasks.at_top import campaign_or_choice
from portal.views.tasks.trail import trail_to
from portal.views.tasks.writing import as_typed, chosen_department, names_to_choose, offer_choices, standing

ENTRY = ("title", "content", "standard", "clause", "start_on", "due_on", "weight", "quantity", "unit", "target_id",
         "deputy_seat")  # fmt: skip


@pages.page("/new", permission="task.draft", methods=("GET", "POST"))
def new() -> ResponseReturnValue:
    campaign, choice = campaign_or_choice()
    if campaign is None:
        return choice
    place, form = placing.at_top(campaign), TaskForm()
    offer_choices(form, place, [place])
    if form.carry_out(lambda: drafting.draft_top_task(campaign, form.draft(), acting_user=g.actor)):
        flash(gettext("The draft is saved. Nobody is asked for anything before it is issued."), "success")
        return redirect(url_for("tasks.show", task_id=form.result.id), 303)
    return _page("tasks/new.html", form, place, url_for("tasks.new", campaign=campaign.id))


@pages.page("/<int:task_id>/subtasks/new", permission="task.break_down", methods=("GET", "POST"))
def new_subtask(task_id: int) -> ResponseReturnValue:
    parent = access_task(task_id, acting_user=g.actor, permission="task.break_down")
    places = placing.require_places(parent, acting_user=g.actor)
    place = places[0]
    form = TaskForm(data=_inherited(place))
    offer_choices(form, place, places)
    if form.carry_out(_draft_below, form, place):
        flash(gettext("The draft is saved. Nobody is asked for anything before it is issued."), "success")
        return redirect(url_for("tasks.subtasks", task_id=parent.id), 303)
    return _page("tasks/new_subtask.html", form, place, url_for("tasks.new_subtask", task_id=parent.id))


def _inherited(place: Place) -> dict[str, object]:
    """What a subtask takes over from its parent unless it says otherwise."""
    parent = place.parent
    assert parent is not None
    return {
        "lead": as_typed(parent)["lead"],
        "start_on": parent.start_on,
        "due_on": parent.due_on,
        "deputy_seat": parent.deputy_seat,
    }


def _draft_below(form: TaskForm, place: Place) -> object:
    """Among all departments, or within the one that was chosen (or that is the only choice)."""
    assert place.parent is not None
    inside = chosen_department(form, place)
    draft = form.internal_draft(inside) if inside else form.draft()
    return drafting.draft_subtask(place.parent, draft, acting_user=g.actor, internal_department_id=inside)


@pages.page("/<int:task_id>/edit", permission="task.draft", methods=("GET", "POST"))
def edit(task_id: int) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.draft")
    drafting.require_draft(task, acting_user=g.actor, version=None)
    place = placing.place_of(task)
    present = {name: getattr(task, name) for name in ENTRY} | as_typed(task)
    form = TaskForm(data=present | {"version": task.version, "milestones": _milestones(task.milestones)})
    offer_choices(form, place, [place])
    inside = task.internal_department_id
    if form.carry_out(
        lambda: drafting.edit_draft(
            task,
            form.internal_draft(inside) if inside else form.draft(),
            acting_user=g.actor,
            version=form.seen_version,
        )
    ):
        flash(gettext("Saved."), "success")
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    return _page(
        "tasks/edit.html", form, place, url_for("tasks.edit", task_id=task_id),
        task_id=task_id, title=present["title"], standing=standing(form, present), version=task.version,
    )  # fmt: skip


def _milestones(milestones: Iterable[object]) -> list[dict[str, object]]:
    rows = [{name: getattr(one, name) for name in ("title", "due_on", "evidence")} for one in milestones]
    return [*rows, {}, {}]


@pages.page("/<int:task_id>/delete", permission="task.draft", methods=("POST",))
def delete(task_id: int) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.draft")
    form, parent_id, campaign_id = IssueForm(), task.parent_id, task.campaign_id
    if form.carry_out(drafting.delete_draft, task, acting_user=g.actor, version=form.seen_version):
        flash(gettext("The draft is deleted."), "success")
        if parent_id:
            return redirect(url_for("tasks.subtasks", task_id=parent_id), 303)
        return redirect(url_for("campaigns.show", campaign_id=campaign_id), 303)
    return render_template("tasks/refused.html", form=form, back=url_for("tasks.edit", task_id=task_id)), form.status


def _page(template: str, form: TaskForm, place: Place, action: str, **values: object) -> ResponseReturnValue:
    page = render_template(
        template, form=form, action=action, place=place, names=names_to_choose(), breadcrumbs=trail_to(place), **values
    )
    return page, form.status
