"""The base of every form that changes something: version, one-time token, and refusals shown where they belong."""

from collections.abc import Callable
from secrets import token_urlsafe
from typing import Any, ParamSpec, TypeVar

from flask import request
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField

from portal import unit_of_work
from portal.errors import Clash, Invalid, Stale, WrongState

P = ParamSpec("P")
R = TypeVar("R")


class ChangeForm(FlaskForm):  # type: ignore[misc]
    """A form whose change may still be refused by the rules.

    `status` is the answer's status, `refusal` what stands against the change as a whole (stale, wrong state).
    `resume` marks a form that comes back after a new sign-in: it is shown filled and nothing is done yet.
    """

    version = HiddenField()
    once = HiddenField(default=lambda: token_urlsafe(16))

    status = 200
    refusal: Stale | WrongState | Clash | None = None
    result: Any = None

    @property
    def seen_version(self) -> int | None:
        """The version the user saw; None where the form carries none."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    @property
    def is_sent(self) -> bool:
        return request.method == "POST" and "resume" not in request.form

    def carry_out(self, change: Callable[P, R], *args: P.args, **values: P.kwargs) -> bool:
        """Validate, then do the change in a savepoint; put what is refused on the form."""
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
        text = gettext(error.text, **error.values)
        field = self._fields.get(error.field or "")
        if field is None:
            self.form_errors.append(text)
        else:
            field.errors = [*field.errors, text]
