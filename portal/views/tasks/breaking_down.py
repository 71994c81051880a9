"""Breaking a task down: its subtasks with the drafts to be issued, many at once in a table, a quantity shared out."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import clock
from portal.domain.task_lifecycle import STATE_LABELS
from portal.domain.trajectory import plain
from portal.errors import Denied, Invalid
from portal.forms.breaking_down import SubtasksForm
from portal.forms.issuing import IssueForm
from portal.forms.splitting import AS_SUBTASKS, OVER_LEGS, SplitForm
from portal.services.tasks import breaking_down, issuing, placing, splitting
from portal.services.tasks.access import access_task
from portal.services.tasks.placing import Place
from portal.views.tasks import pages
from portal.views.tasks.trail import trail_to
from portal.views.tasks.writing import chosen_department, names_to_choose, place_labels


@pages.page("/<int:task_id>/subtasks", permission="task.read")
def subtasks(task_id: int) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.read")
    return render_template(
        "tasks/subtasks.html",
        task=task,
        form=IssueForm(),
        rows=(rows := issuing.list_below(task, acting_user=g.actor)),
        sum=issuing.sum_below(rows),
        amount=plain,
        may_split=splitting.may_split_into_subtasks(task, acting_user=g.actor),
        may_add=bool(placing.places_below(task, acting_user=g.actor)),
        state_labels={state: gettext(label) for state, label in STATE_LABELS.items()},
        breadcrumbs=trail_to(placing.below(task)),
    )


@pages.page("/<int:task_id>/subtasks/table", permission="task.break_down", methods=("GET", "POST"))
def new_subtasks(task_id: int) -> ResponseReturnValue:
    parent = access_task(task_id, acting_user=g.actor, permission="task.break_down")
    places = placing.require_places(parent, acting_user=g.actor)
    form = SubtasksForm()
    form.offer(place_labels(places))
    if form.is_rearranged:
        form.rearrange()
        form.put_problems(breaking_down.find_problems(_chosen(form, places), form.understood(_year(parent.due_on))))
        return _table(form, places[0])
    if form.is_sent:
        form.take_pasted()
    if form.carry_out(_save_rows, form, places[0]):
        flash(gettext("Drafts saved: %(count)s.", count=len(form.result)), "success")
        return redirect(url_for("tasks.subtasks", task_id=task_id), 303)
    return _table(form, places[0])


def _save_rows(form: SubtasksForm, place: Place) -> object:
    assert place.parent is not None
    return breaking_down.draft_subtasks(
        place.parent,
        form.understood(_year(place.ends_on)),
        acting_user=g.actor,
        internal_department_id=chosen_department(form, place),
    )


def _chosen(form: SubtasksForm, places: list[Place]) -> Place:
    inside = chosen_department(form, places[0])
    return next((place for place in places if place.internal_department_id == inside), places[0])


def _table(form: SubtasksForm, place: Place) -> ResponseReturnValue:
    page = render_template(
        "tasks/new_subtasks.html", form=form, parent=place.parent, names=names_to_choose(), breadcrumbs=trail_to(place)
    )
    return page, form.status


def _year(due_on: object) -> int:
    """The year meant by "3月底" in a row."""
    return int(getattr(due_on, "year", clock.today().year))


@pages.page("/<int:task_id>/subtasks/split", permission="task.break_down", methods=("GET", "POST"))
def split(task_id: int) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.break_down")
    ways = _ways(task_id)
    form = SplitForm(data={"total": task.quantity, "unit": task.unit, "standard": task.standard})
    form.offer(ways)
    if form.is_shared_out:
        _share_out(form)
    elif form.carry_out(_save_shares, form, task_id, form.seen_version):
        flash(gettext("The shares are saved."), "success")
        done = "tasks.subtasks" if form.how.data == AS_SUBTASKS else "tasks.show"
        return redirect(url_for(done, task_id=task_id), 303)
    return _split_page(form, task_id, ways)


def _ways(task_id: int) -> list[str]:
    """What this person may make of the shares here. Raises Denied where it is nothing."""
    task = access_task(task_id, acting_user=g.actor, permission="task.break_down")
    ways = {
        AS_SUBTASKS: splitting.may_split_into_subtasks(task, acting_user=g.actor),
        OVER_LEGS: splitting.may_split_over_legs(task, acting_user=g.actor),
    }
    if not any(ways.values()):
        raise Denied
    return [way for way, is_open in ways.items() if is_open]


def _share_out(form: SplitForm) -> None:
    """Show equal or weighted shares; nothing is saved."""
    try:
        parties = splitting.read_departments(form.departments.data or "")
        weights = form.weights_of(parties)
        form.put_rows(parties, weights, splitting.share_out(form.total.data, weights))
    except Invalid as error:
        form.status = 422
        form.put(error)


def _save_shares(form: SplitForm, task_id: int, version: int | None) -> None:
    task = access_task(task_id, acting_user=g.actor, permission="task.break_down")
    shares = form.shares(splitting.read_each([row.department.data or "" for row in form.rows_filled()]))
    may_differ = bool(form.may_differ.data)
    if form.how.data == AS_SUBTASKS:
        splitting.split_into_subtasks(
            task, shares, unit=form.unit.data or "", standard=form.standard.data or "", acting_user=g.actor,
            may_differ=may_differ,
        )  # fmt: skip
    else:
        splitting.split_over_legs(
            task, shares, paper=form.paper.data or "", acting_user=g.actor, version=version, may_differ=may_differ
        )


def _split_page(form: SplitForm, task_id: int, ways: list[str]) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.break_down")
    page = render_template(
        "tasks/split.html", form=form, task=task, amount=plain, ways=ways, names=names_to_choose(),
        is_draft=task.issued_at is None, breadcrumbs=trail_to(placing.below(task)),
    )  # fmt: skip
    return page, form.status
