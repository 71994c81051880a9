"""The forms of the own account page."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, SelectField, ValidationError
from wtforms.validators import EqualTo, InputRequired, Length

from portal.domain.password_rules import LEAST
from portal.forms.change_form import ChangeForm
from portal.identity import LANGUAGES


class PasswordForm(ChangeForm):
    current_password = PasswordField(_("Present password"), [InputRequired(), Length(max=200)])
    new_password = PasswordField(
        _("New password"),
        [InputRequired(), Length(max=200)],
        description=_("%(least)s characters or more. Several words that do not belong together are best.", least=LEAST),
    )
    new_password_again = PasswordField(
        _("New password once more"),
        [InputRequired(), EqualTo("new_password", message=_("The two new passwords differ."))],
    )

    def validate_new_password(self, field: PasswordField) -> None:
        if field.data == self.current_password.data:
            raise ValidationError(_("Choose another password than the present one."))


class LanguageForm(ChangeForm):
    language = SelectField(_("Language"), [InputRequired()], choices=list(LANGUAGES.items()))
