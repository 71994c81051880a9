"""One route for each step of a task: the page where it asks for something, and the change itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain.task_lifecycle import TASK
from portal.errors import Denied
from portal.forms import steps as forms
from portal.forms.steps import StepForm
from portal.services import offers
from portal.services.tasks import completion, ending, signing, story, verification
from portal.services.tasks import names as names_of
from portal.services.tasks.access import access_task
from portal.services.tasks.signing import Outcome
from portal.text import N_
from portal.views.moments import local_text
from portal.views.own_path import page_before
from portal.views.tasks import pages
from portal.views.tasks.showing import task_trail

Change = Callable[..., object]


@dataclass(frozen=True)
class Action:
    """What a step's page asks for, what it calls, and what is said when it is done."""

    change: Change
    done: str
    form: type[StepForm] = StepForm
    choose: Callable[[Any, Any], None] | None = None


def _choose_verifier(form: forms.VerifierForm, task: Any) -> None:
    form.verifier.choices = [(one.user_id, one.name) for one in verification.list_verifiers(task)]


def _choose_guests(form: forms.GuestsForm, task: Any) -> None:
    people = [(one.user_id, one.name) for one in verification.list_guest_candidates(task)]
    form.first.choices = form.second.choices = people


# Issuing, withdrawing and revising have pages of their own: views/tasks/issuing.py and revising.py.
ACTIONS = {
    "sign": Action(signing.sign, N_("Signed: the task is yours.")),
    "request-completion": Action(
        completion.request_completion, N_("Completion is requested. The clock stands still until it is decided."),
        forms.RequestForm),
    "verify": Action(verification.verify, N_("Verified."), forms.VerifyForm),
    "close-out": Action(completion.close_out, N_("Closed out.")),
    "return": Action(completion.return_completion, N_("Returned to the lead department."), forms.ReasonForm),
    "suspend": Action(ending.suspend, N_("Suspended."), forms.SuspendForm),
    "resume": Action(ending.resume, N_("Resumed.")),
    "cancel": Action(ending.cancel, N_("Cancelled. It stays visible."), forms.ReasonForm),
    "conclude": Action(ending.conclude, N_("Concluded as unmet."), forms.ConcludeForm),
    "reopen": Action(ending.reopen, N_("Reopened."), forms.ReopenForm),
    "name-verifier": Action(
        verification.name_verifier, N_("The inspector is named."), forms.VerifierForm, _choose_verifier),
    "name-guests": Action(
        verification.name_guests, N_("The guest inspectors are named."), forms.GuestsForm, _choose_guests),
}  # fmt: skip


def _add(action: str) -> None:
    def view(task_id: int) -> ResponseReturnValue:
        return _take(action, ACTIONS[action], task_id)

    view.__name__ = action.replace("-", "_")
    pages.page(f"/<int:task_id>/{action}", permission="task.read", methods=("GET", "POST"))(view)


for _action in ACTIONS:
    _add(_action)


def _take(name: str, action: Action, task_id: int) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.read")
    form = action.form(data={"version": task.version})
    if action.choose:
        action.choose(form, task)
    if form.carry_out(lambda: action.change(task, acting_user=g.actor, version=form.seen_version, **form.asked())):
        flash(gettext(action.done), "success")
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    return _page(name, form, task_id)


def _page(name: str, form: StepForm, task_id: int) -> ResponseReturnValue:
    """The step's page; after a refusal with the task as it stands now beside what was typed."""
    task = access_task(task_id, acting_user=g.actor, permission="task.read")
    if form.refusal:
        form.version.data = str(task.version)
    offer = None if form.refusal else offers.require_offer(task, name, acting_user=g.actor)
    step = next((one for one in TASK.steps if one.action == name), None)
    label = offer.label if offer else step.label if step else ""
    page = render_template(
        "tasks/step.html",
        task=task,
        form=form,
        label=gettext(label),
        warning=gettext(step.warns) if step and step.warns else "",
        hindrance=gettext(offer.refusal) if offer and offer.refusal and not form.is_sent else "",
        is_danger=step is not None and step.tone == "danger",
        standing=_standing(task) if form.refusal else "",
        breadcrumbs=task_trail(story.place_of(task), task),
    )
    return page, form.status


def _standing(task: Any) -> str:
    text: str = gettext(
        "Now: %(state)s, last changed %(at)s.", state=gettext(offers.state_label(task)), at=local_text(task.changed_at)
    )
    return text


@pages.page("/<int:task_id>/legs/<int:leg_id>/finish", permission="assignment.finish", methods=("POST",))
def finish_leg(task_id: int, leg_id: int) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.read")
    leg = completion.leg_of(task, leg_id)
    completion.finish_leg(task, leg, acting_user=g.actor, version=_seen_version())
    flash(gettext("The lead department sees that your part is done."), "success")
    return redirect(url_for("tasks.show", task_id=task_id), 303)


@pages.page("/<int:task_id>/legs/<int:leg_id>/return", permission="assignment.return", methods=("GET", "POST"))
def return_leg(task_id: int, leg_id: int) -> ResponseReturnValue:
    task = access_task(task_id, acting_user=g.actor, permission="task.read")
    leg = completion.leg_of(task, leg_id)
    form = forms.ReasonForm(data={"version": leg.version})
    if form.carry_out(
        lambda: completion.return_leg(task, leg, acting_user=g.actor, version=form.seen_version, **form.asked())
    ):
        flash(gettext("The department is told that its part is not done yet."), "success")
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    task = access_task(task_id, acting_user=g.actor, permission="task.read")
    leg = completion.leg_of(task, leg_id)
    if not any(one.action == "return" for one in offers.leg_offers(task, leg, acting_user=g.actor)):
        raise Denied
    names = names_of.find_names(task).departments
    page = render_template(
        "tasks/return_leg.html",
        task=task,
        leg=leg,
        form=form,
        department=names.get(leg.department_id or 0, ""),
        breadcrumbs=task_trail(story.place_of(task), task),
    )
    return page, form.status


@pages.page("/sign", permission="assignment.sign", methods=("POST",))
def sign_many() -> ResponseReturnValue:
    outcome = signing.sign_many(_chosen(), acting_user=g.actor)
    _tell(outcome, gettext("Tasks signed: %(count)s.", count=len(outcome.done)))
    return redirect(page_before(), 303)


@pages.page("/close-out", permission="task.close_out", methods=("POST",))
def close_out_many() -> ResponseReturnValue:
    outcome = completion.close_out_many(_chosen(), acting_user=g.actor)
    _tell(outcome, gettext("Tasks closed out: %(count)s.", count=len(outcome.done)))
    return redirect(page_before(), 303)


def _chosen() -> list[int]:
    """The ticked lines of a list; what is no number is passed over."""
    return [int(one) for one in request.form.getlist("ids") if one.isascii() and one.isdigit() and len(one) < 10]


def _tell(outcome: Outcome, text: str) -> None:
    if outcome.done:
        flash(text, "success")
    for title, error in outcome.refused:
        flash(f"{title}: {gettext(error.text, **error.values)}", "warning")
    if not outcome.done and not outcome.refused:
        flash(gettext("Choose at least one task."), "warning")


def _seen_version() -> int | None:
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
