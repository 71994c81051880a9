"""Entering and correcting a plan, and its two steps."""

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.forms.change_form import ChangeForm
from portal.forms.days import DayField
from portal.services.plans import PlanEntry


class PlanForm(ChangeForm):
    title = StringField(_("Title"), [InputRequired(), Length(max=200)])
    document_number = StringField(
        _("Document number"), [Optional(), Length(max=60)], description=_("As printed, with the year in brackets.")
    )
    issuer = StringField(_("Issued by"), [Optional(), Length(max=120)])
    issued_on = DayField(_("Date of the notice"), [Optional()])
    printed_on = DayField(_("Printed on"), [Optional()])
    starts_on = DayField(_("Begins on"), [InputRequired()], opens=True)
    ends_on = DayField(_("Ends on"), [InputRequired()])
    aim = TextAreaField(_("What it is for"), [Optional(), Length(max=5000)])

    def entry(self) -> PlanEntry:
        assert self.starts_on.data is not None
        assert self.ends_on.data is not None
        return PlanEntry(
            title=(self.title.data or "").strip(),
            document_number=(self.document_number.data or "").strip(),
            issuer=(self.issuer.data or "").strip(),
            issued_on=self.issued_on.data,
            printed_on=self.printed_on.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            aim=(self.aim.data or "").strip(),
        )


class StepForm(ChangeForm):
    """A step that asks for nothing but the version seen."""
