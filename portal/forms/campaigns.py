"""Entering and correcting a campaign; departments are given by the names papers print."""

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.forms.change_form import ChangeForm
from portal.services.campaigns import CampaignEntry


class CampaignForm(ChangeForm):
    name = StringField(_("Name"), [InputRequired(), Length(max=80)])
    lead = StringField(_("Lead department"), [InputRequired(), Length(max=80)])
    responsible = TextAreaField(
        _("Responsible departments"),
        [Optional(), Length(max=2000)],
        description=_("Names as the paper prints them, by comma or line; short names and groups are understood."),
    )
    aim = TextAreaField(_("What it is for"), [Optional(), Length(max=5000)])
    clause = TextAreaField(
        _("Basis in the paper"), [Optional(), Length(max=5000)], description=_("The clause this rests on.")
    )

    def entry(self) -> CampaignEntry:
        return CampaignEntry(
            name=(self.name.data or "").strip(),
            aim=(self.aim.data or "").strip(),
            clause=(self.clause.data or "").strip(),
        )
