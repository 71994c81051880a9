"""Accounts, for the system administrator: who may sign in at all."""

from dataclasses import dataclass

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.forms.users import UserForm, UserStepForm
from portal.services import passwords, sign_ins, users
from portal.text import N_
from portal.views.addresses import next_url
from portal.views.moments import local_text
from portal.views.pages import Pages

pages = Pages("users", __name__, url_prefix="/users")

STATES = {"open": False, "stopped": True}


@dataclass(frozen=True)
class Initial:
    """A password made before the change begins: the text is shown once, the hash is kept."""

    password: str
    password_hash: str


def make_initial() -> Initial:
    password = passwords.make_initial_password()
    return Initial(password, passwords.hash_password(password))


@pages.page("", permission="user.edit")
def index() -> ResponseReturnValue:
    words, state = request.args.get("q", "").strip()[:60], request.args.get("state", "")
    found = users.list_users(
        acting_user=g.actor, words=words, is_stopped=STATES.get(state), after=request.args.get("after")
    )
    shown = found[: users.PAGE]
    return render_template(
        "users/index.html",
        users=shown,
        last_seen=_last_seen([user.id for user in shown]),
        words=words,
        state=state,
        next_url=next_url("users.index", found, users.PAGE, key="login"),
    )


@pages.page("/new", permission="user.edit", methods=("GET", "POST"), before=make_initial)
def new(prepared: Initial | None) -> ResponseReturnValue:
    """The initial password stands in the answer itself, once: it is kept in no session and no message."""
    form = UserForm()
    if prepared and form.carry_out(users.create_user, form.entry(), prepared.password_hash, acting_user=g.actor):
        return render_template("users/password.html", user=form.result, password=prepared.password, is_new=True)
    return render_template("users/edit.html", form=form, user=None), form.status


@pages.page("/<int:user_id>", permission="user.edit")
def show(user_id: int) -> ResponseReturnValue:
    return _page(user_id, UserStepForm())


@pages.page("/<int:user_id>/edit", permission="user.edit", methods=("GET", "POST"))
def edit(user_id: int) -> ResponseReturnValue:
    user = users.access_user(user_id, acting_user=g.actor)
    form = UserForm(obj=user)
    if form.carry_out(lambda: users.edit_user(user, form.entry(), acting_user=g.actor, version=form.seen_version)):
        flash(gettext(N_("Saved.")), "success")
        return redirect(url_for("users.show", user_id=user.id), 303)
    return render_template("users/edit.html", form=form, user=user), form.status


@pages.page("/<int:user_id>/stop", permission="user.edit", methods=("POST",))
def stop(user_id: int) -> ResponseReturnValue:
    user, form = users.access_user(user_id, acting_user=g.actor), UserStepForm()
    if form.carry_out(users.stop_user, user, acting_user=g.actor, version=form.seen_version):
        flash(gettext(N_("The account is closed, and its sign-ins have ended.")), "success")
        return redirect(url_for("users.show", user_id=user.id), 303)
    return _page(user_id, form)


@pages.page("/<int:user_id>/restart", permission="user.edit", methods=("POST",))
def restart(user_id: int) -> ResponseReturnValue:
    user, form = users.access_user(user_id, acting_user=g.actor), UserStepForm()
    if form.carry_out(users.restart_user, user, acting_user=g.actor, version=form.seen_version):
        flash(gettext(N_("The account is open again.")), "success")
        return redirect(url_for("users.show", user_id=user.id), 303)
    return _page(user_id, form)


@pages.page("/<int:user_id>/reset-password", permission="user.edit", methods=("POST",), before=make_initial)
def reset_password(user_id: int, prepared: Initial) -> ResponseReturnValue:
    user, form = users.access_user(user_id, acting_user=g.actor), UserStepForm()
    if form.carry_out(
        users.reset_password, user, prepared.password_hash, acting_user=g.actor, version=form.seen_version
    ):
        return render_template("users/password.html", user=user, password=prepared.password, is_new=False)
    return _page(user_id, form)


@pages.page("/<int:user_id>/end-sign-ins", permission="user.edit", methods=("POST",))
def end_sign_ins(user_id: int) -> ResponseReturnValue:
    user = users.access_user(user_id, acting_user=g.actor)
    ended = users.end_sign_ins(user, acting_user=g.actor)
    flash(gettext(N_("Browsers signed out: %(count)s."), count=ended), "success")
    return redirect(url_for("users.show", user_id=user.id), 303)


def _last_seen(user_ids: list[int]) -> dict[int, str | None]:
    return {user_id: local_text(seen) for user_id, seen in sign_ins.last_seen_of(user_ids).items()}


def _page(user_id: int, form: UserStepForm) -> ResponseReturnValue:
    user = users.access_user(user_id, acting_user=g.actor)
    page = render_template(
        "users/show.html",
        user=user,
        form=form,
        is_own=user.id == g.actor.user_id,
        last_seen=_last_seen([user.id]).get(user.id),
    )
    return page, form.status
