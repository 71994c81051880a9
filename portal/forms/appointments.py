"""Appointing somebody, naming the last day, empowering staff."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from portal import clock
from portal.domain.posts import POST_LABELS, PostName
from portal.forms.change_form import ChangeForm
from portal.forms.days import DayField
from portal.forms.values import day_of, text_of
from portal.services.appointments import AppointmentEntry, Places

NAMED_HERE = [post for post in PostName if post != PostName.GUEST_INSPECTOR]
NOWHERE = 0
ONE_DAY = timedelta(days=1)


class AppointmentForm(ChangeForm):
    """What does not belong to the chosen post is dropped, so that one form serves all of them."""

    person = StringField(
        _("Person"), [InputRequired(), Length(max=120)], description=_("The account, typed or chosen from the list.")
    )
    post = SelectField(_("Post"), [InputRequired()])
    department_id = SelectField(
        _("Department"),
        coerce=int,
        description=_("For posts in a department; for inspectors the department they belong to."),
    )
    campaign_id = SelectField(_("Campaign"), coerce=int, description=_("For commanders and their deputies."))
    seat = SelectField(_("Seat"), coerce=int, description=_("For deputy commanders: which of the two."))
    seconded_from_id = SelectField(
        _("Seconded from"),
        coerce=int,
        description=_("For inspectors: the department they come from and keep away from."),
    )
    section = StringField(
        _("Section"),
        [Optional(), Length(max=40)],
        description=_("For posts in a department: section or what is in charge."),
    )
    first_on = DayField(_("First day"), [InputRequired()], default=clock.today, opens=True)
    last_on = DayField(_("Last day"), [Optional()], description=_("Empty: until further notice."))

    def offer(self, places: Places) -> None:
        """Fill the lists to choose from."""
        none = (NOWHERE, _("None"))
        self.post.choices = [(str(post), str(_(POST_LABELS[post]))) for post in NAMED_HERE]
        self.department_id.choices = [none, *places.departments]
        self.seconded_from_id.choices = [none, *places.departments]
        self.campaign_id.choices = [none, *places.campaigns]
        self.seat.choices = [none, (1, "1"), (2, "2")]

    def entry(self) -> AppointmentEntry:
        return AppointmentEntry(
            post=PostName(self.post.data),
            first_on=day_of(self.first_on),
            last_on=self.last_on.data,
            department_id=self.department_id.data or None,
            campaign_id=self.campaign_id.data or None,
            seat=self.seat.data or None,
            seconded_from_id=self.seconded_from_id.data or None,
            section=text_of(self.section),
        )


class EndForm(ChangeForm):
    last_on = DayField(
        _("Last day in the post"),
        [InputRequired()],
        default=lambda: clock.today() - ONE_DAY,
        description=_("Yesterday ends the rights at once; a day to come lets them run until its end."),
    )


class EmpowerForm(ChangeForm):
    empowered_from = DayField(_("From"), [InputRequired()], default=clock.today, opens=True)
    empowered_until = DayField(_("Until"), [InputRequired()])


class WithdrawForm(ChangeForm):
    """Asks for nothing but the version seen."""
