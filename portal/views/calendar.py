"""The working calendar: a year of small months, a day to correct, a year to make known."""

from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import clock, policy
from portal.errors import Missing
from portal.forms.calendar import BY_HAND, OFF, WORKED, DayForm, YearForm
from portal.forms.values import number_of, text_of
from portal.services import calendar
from portal.text import N_
from portal.views.addresses import number_or_none
from portal.views.calendar_months import holiday_words, list_months
from portal.views.pages import Pages

pages = Pages("calendar", __name__, url_prefix="/calendar")


@pages.page("", permission="calendar.read")
def index() -> ResponseReturnValue:
    return _year(clock.today().year)


@pages.page("/<int:year>", permission="calendar.read")
def show(year: int) -> ResponseReturnValue:
    return _year(year)


def _year(year: int) -> ResponseReturnValue:
    known = calendar.find_year_or_none(year, acting_user=g.actor)
    exceptions = calendar.list_exceptions(year, acting_user=g.actor)
    may_edit = policy.can(g.actor, "calendar.edit")
    return render_template(
        "calendar/show.html",
        year=year,
        known=known,
        months=list_months(year, exceptions, with_links=may_edit and known is not None),
        exceptions=exceptions,
        holiday_words=holiday_words,
        years=calendar.list_known_years(acting_user=g.actor),
        may_edit=may_edit,
    )


@pages.page("/new", permission="calendar.edit", methods=("GET", "POST"))
def new() -> ResponseReturnValue:
    form = YearForm(year=number_or_none(request.args.get("year")))
    if form.carry_out(
        lambda: calendar.enter_year(number_of(form.year), is_by_hand=form.source.data == BY_HAND, acting_user=g.actor)
    ):
        flash(gettext(N_("%(year)s is entered."), year=form.year.data), "success")
        return redirect(url_for("calendar.show", year=form.year.data), 303)
    return render_template("calendar/new.html", form=form), form.status


@pages.page("/<day>/edit", permission="calendar.edit", methods=("GET", "POST"))
def edit(day: str) -> ResponseReturnValue:
    on = _day(day)
    present = calendar.access_day(on, acting_user=g.actor, permission="calendar.edit")
    form = DayForm(kind=WORKED if present.is_workday else OFF, note=present.note, seen=present.mark)
    if form.carry_out(
        lambda: calendar.edit_day(
            on, is_workday=form.is_workday, note=text_of(form.note), acting_user=g.actor, seen=form.seen.data
        )
    ):
        said = N_("Saved. The lights of the open tasks follow in a moment.") if form.result else N_("Saved.")
        flash(gettext(said), "success")
        return redirect(url_for("calendar.show", year=on.year), 303)
    if form.refusal:
        form.seen.data = present.mark
    return render_template("calendar/edit.html", form=form, present=present), form.status


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Missing from None
