"""The own account: data, posts, language, password, and every browser that is signed in."""

from dataclasses import dataclass

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import identity, unit_of_work
from portal.domain.password_rules import MOST
from portal.forms.account import LanguageForm, PasswordForm
from portal.services import account, appointments, passwords, sign_ins
from portal.text import N_
from portal.views import appointment_rows, own_path
from portal.views.browser_names import browser_name
from portal.views.moments import local_text
from portal.views.pages import PUBLIC, SIGNED_IN, Pages

pages = Pages("account", __name__, url_prefix="/account")


@dataclass(frozen=True)
class NewPassword:
    """What was worked out before the change began."""

    password_hash: str
    is_current_right: bool


@dataclass(frozen=True)
class BrowserRow:
    """One signed-in browser, in words."""

    id: int
    name: str
    address: str
    since: str
    seen: str


@pages.page("", permission=SIGNED_IN)
def index() -> ResponseReturnValue:
    signed_in = identity.signed_in_or_none()
    return render_template(
        "account/index.html",
        user=account.access_own(acting_user=g.actor),
        posts=appointment_rows.present(appointments.list_own(acting_user=g.actor)),
        sign_ins=[_browser(one) for one in sign_ins.list_own(acting_user=g.actor)],
        present_id=signed_in.sign_in_id if signed_in else None,
    )


def _browser(opened: sign_ins.Opened) -> BrowserRow:
    return BrowserRow(
        id=opened.id,
        name=browser_name(opened.browser) or gettext(N_("Unknown browser")),
        address=opened.address,
        since=local_text(opened.created_at) or "",
        seen=local_text(opened.seen_at) or "",
    )


@pages.page("/language", permission=PUBLIC, methods=("POST",))
def language() -> ResponseReturnValue:
    """Chosen by visitors for their session, by signed-in people for their account."""
    form = LanguageForm()
    if form.validate():
        if g.actor is None:
            session["language"] = form.language.data
        else:
            account.choose_language(form.language.data, acting_user=g.actor)
    return redirect(own_path.page_before(), 303)


def prepare_password() -> NewPassword | None:
    """Compare and hash, outside any lock."""
    form = PasswordForm()
    if not form.is_sent or not form.validate():
        return None
    with unit_of_work.work():
        present = account.begin_password_change(acting_user=g.actor)
    is_right = passwords.matches(present, form.current_password.data or "")
    return NewPassword(passwords.hash_password((form.new_password.data or "")[: MOST + 1]), is_right)


@pages.page("/password", permission=SIGNED_IN, methods=("GET", "POST"), before=prepare_password)
def password(prepared: NewPassword | None) -> ResponseReturnValue:
    form = PasswordForm()
    is_first = g.actor.must_change_password
    if is_first:
        form.current_password.label.text = gettext(N_("Initial password"))
    if prepared and form.carry_out(
        account.change_password,
        form.new_password.data or "",
        prepared.password_hash,
        is_current_right=prepared.is_current_right,
        address=identity.client_address(),
        browser=request.user_agent.string,
        acting_user=g.actor,
    ):
        identity.remember(form.result)
        flash(gettext(N_("Your password is changed. Every other browser is signed out.")), "success")
        return redirect("/" if is_first else url_for("account.index"), 303)
    if form.is_sent and not prepared and not form.validate():
        form.status = 422
    return render_template("account/password.html", form=form, is_first=is_first), form.status


@pages.page("/sign-ins/<int:sign_in_id>/end", permission=SIGNED_IN, methods=("POST",))
def end_sign_in(sign_in_id: int) -> ResponseReturnValue:
    sign_ins.end_own(sign_in_id, acting_user=g.actor)
    flash(gettext(N_("That browser is signed out.")), "success")
    return redirect(url_for("account.index"), 303)


@pages.page("/sign-ins/end", permission=SIGNED_IN, methods=("POST",))
def end_all_sign_ins() -> ResponseReturnValue:
    sign_ins.end_all_own(acting_user=g.actor)
    identity.forget()
    flash(gettext(N_("You are signed out everywhere.")), "success")
    return redirect(url_for("sign_in.sign_in"), 303)
