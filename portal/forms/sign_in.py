"""The form at the door."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):  # type: ignore[misc]
    """`next` is the page that waits behind the sign-in."""

    login = StringField(_("Account"), [InputRequired(), Length(max=40)])
    password = PasswordField(_("Password"), [InputRequired(), Length(max=200)])
    next = HiddenField()
