"""What a visitor gets before he may go on: the sign-in page, or the page for a new password.

A form that arrives without a valid sign-in is not lost: the sign-in page carries its fields, files and passwords
excepted, and gives them back to the form's own address afterwards (SECURITY D8).
"""

from collections.abc import Iterable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import identity
from portal.forms.sign_in import SignInForm
from portal.text import N_
from portal.views import own_path

KEPT = "kept."
MARKS = frozenset({"csrf_token", "once", "version", "resume"})
NEVER_KEPT = frozenset({"csrf_token", "resume"})

Fields = list[tuple[str, str]]


def sign_in() -> ResponseReturnValue:
    """Ask for a sign-in: a page to read waits behind it, a sent form travels in it."""
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("sign_in.sign_in", next=own_path.here()), 303)
    fields = typed_fields()
    form = SignInForm(formdata=None, next=own_path.here() if fields else own_path.page_before())
    return sign_in_page(form, fields, has_lost_files=bool(request.files)), 401


def change_password() -> ResponseReturnValue:
    """The first password was known to somebody else: choose one before anything else."""
    flash(gettext(N_("Choose a password of your own first.")), "info")
    return redirect(url_for("account.password"), 303)


def expired_token() -> ResponseReturnValue:
    """A form whose token is too old: show it again, filled, to whoever is signed in; ask others to sign in first."""
    fields = typed_fields()
    if not fields:
        flash(gettext(N_("This page was open for too long and nothing was done. Please do it once more.")), "warning")
        return redirect(own_path.page_before(), 303)
    return resume_page(own_path.here(), fields, has_lost_files=bool(request.files)), 400


def typed_fields() -> Fields:
    """What somebody typed into the form that was sent here; empty for a mere button."""
    sent = list(request.form.items(multi=True))
    if all(name in MARKS for name, _ in sent):
        return []
    return [(name, value) for name, value in sent if name not in NEVER_KEPT and "password" not in name]


def kept_fields() -> Fields:
    """The fields that travel in the sign-in form which was sent here."""
    return [(name.removeprefix(KEPT), value) for name, value in request.form.items(multi=True) if name.startswith(KEPT)]


def sign_in_page(form: SignInForm, fields: Iterable[tuple[str, str]], *, has_lost_files: bool = False) -> str:
    kept = [(KEPT + name, value) for name, value in fields]
    has_ended = identity.has_token() and not form.errors
    return render_template(
        "sign_in/sign_in.html", form=form, kept=kept, has_ended=has_ended, has_lost_files=has_lost_files
    )


def resume_page(address: str, fields: Fields, *, has_lost_files: bool = False) -> str:
    """One button that opens the form again with what was typed; nothing is done by it."""
    return render_template("sign_in/resume.html", address=address, kept=fields, has_lost_files=has_lost_files)
