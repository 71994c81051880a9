"""A day of the working calendar, and a year that is made known."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, RadioField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.forms.change_form import ChangeForm
from portal.services.calendar import FIRST_YEAR, LAST_YEAR

WORKED, OFF = "worked", "off"
PUBLISHED, BY_HAND = "published", "by_hand"


class DayForm(ChangeForm):
    """`seen` is the day's mark when the form was opened."""

    seen = HiddenField()
    kind = RadioField(_("This day is"), choices=[(WORKED, _("a working day")), (OFF, _("a day off"))])
    note = StringField(_("Note"), [Optional(), Length(max=40)], description=_("For instance the name of the holiday."))

    @property
    def is_workday(self) -> bool:
        return bool(self.kind.data == WORKED)


class YearForm(ChangeForm):
    year = IntegerField(_("Year"), [InputRequired(), NumberRange(FIRST_YEAR, LAST_YEAR)])
    source = RadioField(
        _("Holidays and make-up days"),
        choices=[
            (PUBLISHED, _("as published, where the portal knows them")),
            (BY_HAND, _("none yet: I enter them by hand")),
        ],
        default=PUBLISHED,
    )
