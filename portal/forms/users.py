"""An account, as the system administrator types it."""

import re

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from portal.forms.change_form import ChangeForm
from portal.forms.values import text_of
from portal.identity import DEFAULT_LANGUAGE, LANGUAGES
from portal.services.actors import login_key
from portal.services.users import UserEntry

LOGIN = re.compile(r"[\w.@-]{2,40}")


class UserForm(ChangeForm):
    name = StringField(
        _("Name"), [InputRequired(), Length(max=60)], description=_("As it stands beside what the person does.")
    )
    login = StringField(
        _("Account"),
        [InputRequired(), Length(max=40)],
        description=_("Typed at sign-in: letters, digits, dot, hyphen; small and capital letters are the same."),
    )
    language = SelectField(_("Language"), choices=list(LANGUAGES.items()), default=DEFAULT_LANGUAGE)

    def validate_login(self, field: StringField) -> None:
        if not LOGIN.fullmatch(login_key(text_of(field))):
            raise ValidationError(_("Write letters, digits, dots and hyphens, two at least and no blanks."))

    def entry(self) -> UserEntry:
        return UserEntry(login=login_key(text_of(self.login)), name=text_of(self.name), language=self.language.data)


class UserStepForm(ChangeForm):
    """A step on an account that asks for nothing but the version seen."""
