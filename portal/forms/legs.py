"""One department's leg: who does it inside, transfer, release."""

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.forms.change_form import ChangeForm
from portal.services.tasks.entry import Inside


class InsideForm(ChangeForm):
    section = StringField(_("Section"), [Optional(), Length(max=40)])
    deputy_in_charge = StringField(_("Deputy head in charge"), [Optional(), Length(max=40)])
    person_responsible = StringField(_("Person responsible"), [Optional(), Length(max=40)])

    def inside(self) -> Inside:
        return Inside(
            section=(self.section.data or "").strip(),
            deputy_in_charge=(self.deputy_in_charge.data or "").strip(),
            person_responsible=(self.person_responsible.data or "").strip(),
        )


class ReleaseForm(ChangeForm):
    reason = TextAreaField(_("Reason"), [InputRequired(), Length(max=2000)])


class TransferForm(ReleaseForm):
    department = StringField(_("To which department"), [InputRequired(), Length(max=80)])
