"""The door for people: /sign-in and /sign-out."""

from flask import flash, g, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import identity, unit_of_work
from portal.forms.sign_in import SignInForm
from portal.forms.values import text_of
from portal.services import passwords, sign_ins
from portal.services.sign_ins import Attempt
from portal.text import N_
from portal.views import challenge, own_path
from portal.views.pages import PUBLIC, SIGNED_IN, Pages

pages = Pages("sign_in", __name__)

WRONG = N_(
    "Account or password is wrong, or the account is closed or locked. Five failures lock it for 15 minutes, or longer "
    "when it happens again; with a new password from the system administrator it is open at once."
)


def check_password() -> Attempt | None:
    """Compare what was typed, outside any lock; each attempt and each failure is kept whatever comes after."""
    form = SignInForm()
    if not form.validate():
        return None
    with unit_of_work.work():
        attempt = sign_ins.begin_attempt(text_of(form.login), address=identity.client_address())
    if passwords.matches(attempt.password_hash, form.password.data or "") and attempt.may_pass:
        return attempt
    with unit_of_work.work():
        sign_ins.fail(attempt)
    return None


@pages.page("/sign-in", permission=PUBLIC, methods=("GET", "POST"), before=check_password)
def sign_in(prepared: Attempt | None) -> ResponseReturnValue:
    """Unknown, wrong, locked and stopped get the same answer."""
    if request.method != "POST":
        form = SignInForm(next=own_path.readable_path(request.args.get("next")))
        return challenge.sign_in_page(form, []) if g.actor is None else redirect(form.next.data or "/", 303)
    form = SignInForm()
    if prepared is None:
        return _turn_away(form)
    return _let_in(prepared, form.next.data or "/", challenge.kept_fields())


def _turn_away(form: SignInForm) -> ResponseReturnValue:
    is_complete = form.validate()
    if is_complete:
        form.form_errors.append(gettext(WRONG))
    return challenge.sign_in_page(form, challenge.kept_fields()), 401 if is_complete else 422


def _let_in(attempt: Attempt, address: str, kept: challenge.Fields) -> ResponseReturnValue:
    before = identity.signed_in_or_none()
    if before is not None:
        sign_ins.end_replaced(before.sign_in_id, acting_user=before.actor)
    token = sign_ins.succeed(attempt, browser=request.user_agent.string, language=session.get("language"))
    identity.remember(token)
    if kept and own_path.is_own_path(address):
        return make_response(challenge.resume_page(address, kept))
    return redirect(own_path.readable_path(address), 303)


@pages.page("/sign-out", permission=SIGNED_IN, methods=("POST",))
def sign_out() -> ResponseReturnValue:
    signed_in = identity.signed_in_or_none()
    assert signed_in is not None  # the door has asked
    sign_ins.sign_out(signed_in.sign_in_id, acting_user=g.actor)
    identity.forget()
    flash(gettext(N_("You are signed out.")), "success")
    return redirect(url_for("sign_in.sign_in"), 303)
