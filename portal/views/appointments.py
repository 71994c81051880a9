"""Appointments, for the security administrator: who holds which post from which day to which day."""

from collections.abc import Mapping

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain.posts import POST_LABELS, PostName
from portal.errors import Missing
from portal.forms.appointments import NOWHERE, AppointmentForm, EmpowerForm, EndForm, WithdrawForm
from portal.forms.change_form import ChangeForm
from portal.forms.values import day_of, text_of
from portal.services import appointments, plan_readings
from portal.services.appointments import Filter
from portal.text import N_
from portal.views import appointment_rows
from portal.views.addresses import next_url, number_or_none
from portal.views.pages import Pages

pages = Pages("appointments", __name__, url_prefix="/appointments")

WHEN = {"now": N_("Held now"), "past": N_("Ended"), "all": N_("All")}


@pages.page("", permission="appointment.edit")
def index() -> ResponseReturnValue:
    choice = choice_of(request.args)
    found = appointments.list_appointments(choice, acting_user=g.actor, after=number_or_none(request.args.get("after")))
    return render_template(
        "appointments/index.html",
        rows=appointment_rows.present(found[: appointments.PAGE]),
        choice=choice,
        posts=[(post, gettext(label)) for post, label in POST_LABELS.items()],
        departments=appointments.list_places(acting_user=g.actor).departments,
        whens=[(when, gettext(label)) for when, label in WHEN.items() if when != "now"],
        next_url=next_url("appointments.index", found, appointments.PAGE),
        suggestions=appointment_rows.suggested(plan_readings.suggested_appointments(acting_user=g.actor)),
    )


def choice_of(query: Mapping[str, str]) -> Filter:
    """What the address asks for; a post or a time that does not exist is no filter."""
    post, when = query.get("post", ""), query.get("when", "now")
    return Filter(
        words=query.get("q", "").strip()[:60],
        post=PostName(post) if post in set(PostName) else None,
        department_id=number_or_none(query.get("department")),
        when=when if when in WHEN else "now",
    )


@pages.page("/new", permission="appointment.edit", methods=("GET", "POST"))
def new() -> ResponseReturnValue:
    form = AppointmentForm()
    form.offer(appointments.list_places(acting_user=g.actor))
    if request.method == "GET":
        _prefill(form)
    if form.carry_out(lambda: appointments.make_appointment(text_of(form.person), form.entry(), acting_user=g.actor)):
        flash(gettext(N_("Appointed. The person must sign in again.")), "success")
        return redirect(url_for("appointments.show", appointment_id=form.result.id), 303)
    people = appointments.list_people(acting_user=g.actor)
    return render_template("appointments/new.html", form=form, people=people), form.status


def _prefill(form: AppointmentForm) -> None:
    """What the address proposes: an account, or the post and campaign a notice names."""
    form.person.data = request.args.get("person", "")[:120]
    form.post.data = request.args.get("post") or form.post.data
    form.campaign_id.data = number_or_none(request.args.get("campaign")) or NOWHERE
    form.seat.data = number_or_none(request.args.get("seat")) or NOWHERE


@pages.page("/<int:appointment_id>", permission="appointment.edit")
def show(appointment_id: int) -> ResponseReturnValue:
    return _page(appointment_id)


@pages.page("/<int:appointment_id>/end", permission="appointment.edit", methods=("POST",))
def end(appointment_id: int) -> ResponseReturnValue:
    form = EndForm()
    appointment = appointments.access_appointment(appointment_id, acting_user=g.actor)
    if form.carry_out(
        lambda: appointments.end_appointment(
            appointment, day_of(form.last_on), acting_user=g.actor, version=form.seen_version
        )
    ):
        return _done(appointment_id, gettext(N_("The last day is set, and the person must sign in again.")))
    return _page(appointment_id, end_form=form)


@pages.page("/<int:appointment_id>/empower", permission="appointment.edit", methods=("POST",))
def empower(appointment_id: int) -> ResponseReturnValue:
    form = EmpowerForm()
    appointment = appointments.access_appointment(appointment_id, acting_user=g.actor)
    if form.carry_out(
        lambda: appointments.empower(
            appointment,
            day_of(form.empowered_from),
            day_of(form.empowered_until),
            acting_user=g.actor,
            version=form.seen_version,
        )
    ):
        return _done(appointment_id, gettext(N_("Empowered. The person must sign in again.")))
    return _page(appointment_id, empower_form=form)


@pages.page("/<int:appointment_id>/withdraw", permission="appointment.edit", methods=("POST",))
def withdraw(appointment_id: int) -> ResponseReturnValue:
    form = WithdrawForm()
    appointment = appointments.access_appointment(appointment_id, acting_user=g.actor)
    if form.carry_out(appointments.withdraw_appointment, appointment, acting_user=g.actor, version=form.seen_version):
        flash(gettext(N_("The appointment is withdrawn.")), "success")
        return redirect(url_for("appointments.index"), 303)
    return _page(appointment_id, withdraw_form=form)


def _done(appointment_id: int, text: str) -> ResponseReturnValue:
    flash(text, "success")
    return redirect(url_for("appointments.show", appointment_id=appointment_id), 303)


def _page(
    appointment_id: int,
    end_form: EndForm | None = None,
    empower_form: EmpowerForm | None = None,
    withdraw_form: WithdrawForm | None = None,
) -> ResponseReturnValue:
    held = appointments.find_held_or_none(appointment_id, acting_user=g.actor)
    if held is None:
        raise Missing
    sent: ChangeForm | None = end_form or empower_form or withdraw_form
    page = render_template(
        "appointments/show.html",
        held=held,
        row=appointment_rows.present([held])[0],
        may=appointments.offers(held, acting_user=g.actor),
        end_form=end_form or EndForm(formdata=None, version=held.version),
        empower_form=empower_form or EmpowerForm(formdata=None, version=held.version),
        withdraw_form=withdraw_form or WithdrawForm(formdata=None, version=held.version),
        sent=sent,
    )
    return page, sent.status if sent else 200
