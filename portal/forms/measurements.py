"""Values reached: declaring and verifying them."""

from collections.abc import Iterable
from decimal import Decimal

from flask_babel import lazy_gettext as _
from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.forms.change_form import ChangeForm
from portal.forms.figures import FigureField


class DeclareForm(ChangeForm):
    period_id = SelectField(_("Reporting period"), [InputRequired()], coerce=int)
    value = FigureField(
        _("Value reached"), [InputRequired()], description=_("In total since the beginning of the plan.")
    )
    note = TextAreaField(_("Source and remarks"), [Optional(), Length(max=2000)])

    def offer(self, periods: Iterable[tuple[int, str]]) -> None:
        self.period_id.choices = list(periods)

    def entry(self) -> tuple[int, Decimal]:
        """Period and value of a valid form."""
        assert self.value.data is not None
        return self.period_id.data, self.value.data


class VerifyForm(ChangeForm):
    value = FigureField(
        _("Value found"), [InputRequired()], description=_("The same number where the declared value is right.")
    )

    def found(self) -> Decimal:
        """The value of a valid form."""
        assert self.value.data is not None
        return self.value.data
