"""A department with all its names."""

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.domain.departments import KIND_LABELS, DepartmentKind
from portal.forms.change_form import ChangeForm
from portal.forms.days import DayField
from portal.forms.values import text_of
from portal.services.department_names import split_names
from portal.services.departments import DepartmentEntry

NOBODY = 0
LONGEST_ALIAS, MOST_ALIASES = 80, 30


class DepartmentForm(ChangeForm):
    name = StringField(_("Full name"), [InputRequired(), Length(max=80)])
    short_name = StringField(
        _("Short name"),
        [InputRequired(), Length(max=20)],
        description=_("As it stands in tables and on the wall chart."),
    )
    aliases_text = TextAreaField(
        _("Other names"),
        [Optional(), Length(max=2000)],
        description=_("One a line: every other name that papers print."),
    )
    kind = SelectField(_("Kind"), description=_("Departments are compared with others of their kind only."))
    position = IntegerField(
        _("Place in lists"),
        [InputRequired(), NumberRange(0, 9999)],
        default=0,
        description=_("Smaller numbers stand first."),
    )
    first_on = DayField(_("First day"), [Optional()], opens=True)
    last_on = DayField(_("Last day"), [Optional()], description=_("Only for a department that no longer exists."))
    successor_id = SelectField(_("Successor"), coerce=int, default=NOBODY)

    def offer(self, departments: list[tuple[int, str]], own_id: int | None = None) -> None:
        """Fill the lists to choose from."""
        self.kind.choices = [(str(kind), _(label)) for kind, label in KIND_LABELS.items()]
        self.successor_id.choices = [(NOBODY, _("None")), *(one for one in departments if one[0] != own_id)]

    def validate_aliases_text(self, field: TextAreaField) -> None:
        names = self.aliases()
        if len(names) > MOST_ALIASES or any(len(name) > LONGEST_ALIAS for name in names):
            raise ValidationError(_("Thirty names at most, each of eighty characters at most."))

    def aliases(self) -> list[str]:
        """One a line, or with commas between them: a name that papers print contains none."""
        return split_names((self.aliases_text.data or "").replace("\r", "\n"))

    def entry(self) -> DepartmentEntry:
        return DepartmentEntry(
            name=text_of(self.name),
            short_name=text_of(self.short_name),
            kind=DepartmentKind(self.kind.data),
            position=self.position.data or 0,
            first_on=self.first_on.data,
            last_on=self.last_on.data,
            successor_id=self.successor_id.data or None,
        )
