"""The base of every form that changes something: version, one-time token, and refusals shown where they belong."""

from collections.abc import Callable
from functools import cache
from secrets import token_urlsafe
from typing import Any, ParamSpec, TypeVar

from babel.support import Translations
from flask import request
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.i18n import DefaultTranslations, messages_path

from portal import identity, unit_of_work
from portal.errors import Clash, Invalid, PortalError, Stale, WrongState

P = ParamSpec("P")
R = TypeVar("R")


@cache
def _own_words(language: str) -> DefaultTranslations:
    """WTForms' own sentences, read from disk once; Flask-WTF reads them for every request."""
    return DefaultTranslations(Translations.load(messages_path(), [language], domain="wtforms"))


class ChangeForm(FlaskForm):  # type: ignore[misc]
    """A form whose change may still be refused by the rules.

    `status` is the answer's status, `refusal` what stands against the change as a whole (stale, wrong state).
    `resume` marks a form that comes back after a new sign-in: it is shown filled and nothing is done yet.
    """

    class Meta:
        def get_translations(self, form: object) -> DefaultTranslations:
            return _own_words(identity.locale())

    version = HiddenField()
    once = HiddenField(default=lambda: token_urlsafe(16))

    status = 200
    refusal: Stale | WrongState | Clash | None = None
    result: Any = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Messages become plain text: templates pass over what is none, and a lazy message is an object."""
        is_valid = bool(super().validate(extra_validators))
        for field in self:
            if isinstance(field.errors, list | tuple):
                field.errors = [one if isinstance(one, dict | list | tuple) else str(one) for one in field.errors]
        return is_valid

    @property
    def seen_version(self) -> int | None:
        """The version the user saw; None where the form carries none."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    @property
    def is_sent(self) -> bool:
        return request.method == "POST" and "resume" not in request.form

    def carry_out(self, change: Callable[P, R], *args: P.args, **values: P.kwargs) -> bool:
        """Validate, then do the change; what is refused is taken back whole and put on the form."""
        if not self.is_sent:
            return False
        if not self.validate():
            self.status = 422
            return False
        try:
            with unit_of_work.attempt():
                self.result = change(*args, **values)
        except Invalid as error:
            self.status = 422
            self.put(error)
        except (Stale, WrongState) as error:
            self.status, self.refusal = 409, error
        return self.status == 200

    def put(self, error: Invalid) -> None:
        """Show a refused value at its field, or above the form where it belongs to none."""
        text = words_of(error)
        field = self._fields.get(error.field or "")
        if field is None:
            self.form_errors.append(text)
        else:
            field.errors = [*field.errors, text]


def words_of(error: PortalError) -> str:
    """The sentence in the reader's language; a reason inside it is such a sentence itself."""
    values = {name: words_of(one) if isinstance(one, PortalError) else one for name, one in error.values.items()}
    return str(gettext(error.text, **values))
