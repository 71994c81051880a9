"""A reporting period."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from portal.forms.change_form import ChangeForm
from portal.forms.days import DayField
from portal.forms.values import day_of, text_of
from portal.services.periods import PeriodEntry


class PeriodForm(ChangeForm):
    name = StringField(_("Name"), [InputRequired(), Length(max=40)])
    first_on = DayField(_("First day"), [InputRequired()], opens=True)
    last_on = DayField(_("Last day"), [InputRequired()])
    report_due_on = DayField(
        _("Report due on"), [InputRequired()], description=_("Later than this day a report counts as late.")
    )

    def entry(self) -> PeriodEntry:
        return PeriodEntry(
            name=text_of(self.name),
            first_on=day_of(self.first_on),
            last_on=day_of(self.last_on),
            report_due_on=day_of(self.report_due_on),
        )


class NewPeriodForm(PeriodForm):
    plan_id = SelectField(_("Plan"), [InputRequired()], coerce=int)


class MonthsForm(ChangeForm):
    """Makes a period of every month of a plan."""
