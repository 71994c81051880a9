"""A group and its members."""

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from portal.forms.change_form import ChangeForm
from portal.forms.values import text_of


class GroupForm(ChangeForm):
    name = StringField(
        _("Name"), [InputRequired(), Length(max=80)], description=_("As papers print it, for instance “all streets”.")
    )
    members = SelectMultipleField(
        _("Members"), coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )

    def text(self) -> str:
        return text_of(self.name)
