"""The door: how every request begins and ends. A page without a permission stops the start."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from functools import wraps
from typing import Any, Final

from flask import Blueprint, Flask, Response, flash, g, make_response, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import clock, identity, policy, unit_of_work
from portal.domain.permissions import PERMISSIONS
from portal.errors import Clash, Collision, Denied, NotSaved, Stale
from portal.services import forms_used, sign_ins
from portal.services.actors import SignedIn
from portal.text import N_
from portal.views import challenge, origin

View = Callable[..., ResponseReturnValue]

PUBLIC: Final = "public"
SIGNED_IN: Final = "signed in"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SEEN_EVERY = timedelta(minutes=1)
TRIES = 5
CONFLICT = 409
OPEN_WITH_OLD_PASSWORD = frozenset({"account.password", "account.language", "sign_in.sign_out"})


class Pages(Blueprint):
    """A blueprint whose routes cannot be added without saying who may enter.

    `permission` is one for all methods, or a mapping from method to permission: reading and changing differ.
    """

    def page(
        self,
        rule: str,
        *,
        permission: str | Mapping[str, str],
        methods: tuple[str, ...] = ("GET",),
        before: Callable[[], object] | None = None,
        with_files: Callable[[], object] | None = None,
    ) -> Callable[[View], View]:
        """Add a page. `before` does what is slow and needs no lock, such as hashing, before a change begins; the view
        gets its answer as `prepared` (None when the page is only read). `with_files` is the same where only files
        are slow: a form without any goes straight to its change.
        """
        by_method = permission if isinstance(permission, Mapping) else dict.fromkeys(methods, permission)
        unknown = set(by_method.values()) - {PUBLIC, SIGNED_IN, *PERMISSIONS}
        if unknown or set(by_method) != set(methods):
            raise ValueError(f"{rule}: unknown permission {unknown} or a method without one")

        def add(view: View) -> View:
            @wraps(view)
            def run(**arguments: object) -> ResponseReturnValue:
                return _enter(view, arguments, by_method[_method()], before, with_files)

            run.permissions = by_method  # type: ignore[attr-defined]
            self.add_url_rule(rule, view.__name__, run, methods=list(methods))
            return run

        return add


def _method() -> str:
    return "GET" if request.method in SAFE else request.method


def _enter(
    view: View,
    arguments: dict[str, Any],
    permission: str,
    before: Callable[[], object] | None,
    with_files: Callable[[], object] | None,
) -> ResponseReturnValue:
    if request.method in SAFE:
        return _read(view, {**arguments, "prepared": None} if before or with_files else arguments, permission)
    origin.require_own()
    request.form  # noqa: B018 - the whole body is here before any lock is taken
    if before or not identity.has_token() or _brings_files():
        with unit_of_work.work(read_only=True):  # who comes without a sign-in takes no lock, and has nothing prepared
            if refused := _ask(identity.signed_in_or_none(), permission):
                return refused
    if prepare := before or with_files:
        arguments = {**arguments, "prepared": prepare()}
    return _change(view, arguments, permission)


def _brings_files() -> bool:
    """A browser sends a field for files even where none was chosen."""
    return any(file.filename for _, file in request.files.items(multi=True))


def _read(view: View, arguments: dict[str, Any], permission: str) -> ResponseReturnValue:
    with unit_of_work.work(read_only=True):
        signed_in = identity.signed_in_or_none()
        if refused := _ask(signed_in, permission):
            return refused
        response = make_response(view(**arguments))
    _note_seen(signed_in)
    return response


def _ask(signed_in: SignedIn | None, permission: str) -> ResponseReturnValue | None:
    """Whether this visitor may pass: None, or the answer he gets instead. Raises Denied."""
    g.actor = signed_in.actor if signed_in else None
    if signed_in:
        identity.keep_language(signed_in.actor)
    if permission == PUBLIC:
        return None
    if g.actor is None:
        return challenge.sign_in()
    if g.actor.must_change_password and request.endpoint not in OPEN_WITH_OLD_PASSWORD:
        return challenge.change_password()
    if permission != SIGNED_IN and not policy.holds_anywhere(g.actor, permission):
        raise Denied
    return None


class _Refused(Exception):
    """Takes a change back while its page is still shown."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


def _change(view: View, arguments: dict[str, Any], permission: str) -> ResponseReturnValue:
    try:
        return _change_patiently(view, arguments, permission)
    except _Refused as refused:
        return (_sent_before_or_none() if refused.response.status_code == CONFLICT else None) or refused.response
    except (Clash, Stale):
        if earlier := _sent_before_or_none():
            return earlier
        raise


def _sent_before_or_none() -> ResponseReturnValue | None:
    """The other of two clicks at the same moment was faster: this one goes where that one went."""
    with unit_of_work.work(read_only=True):
        location = _find_earlier_or_none()
    return redirect(location, 303) if location else None


def _change_patiently(view: View, arguments: dict[str, Any], permission: str) -> ResponseReturnValue:
    """Begin again where two collided: the second time the view sees what the other one has written."""
    said_before = session.get("_flashes")
    for _ in range(TRIES - 1):
        try:
            return _change_once(view, arguments, permission)
        except Collision:
            session["_flashes"] = said_before or []
    return _change_once(view, arguments, permission)


def _change_once(view: View, arguments: dict[str, Any], permission: str) -> ResponseReturnValue:
    with unit_of_work.work():
        signed_in = identity.read_signed_in_or_none()
        if refused := _ask(signed_in, permission):
            return refused
        if location := _find_earlier_or_none():
            return redirect(location, 303)
        response = make_response(view(**arguments))
        if "resume" in request.form:
            raise _Refused(_shown_again(response))
        if response.status_code >= 400:
            raise _Refused(response)
        token = request.form.get("once", "")
        if token and g.actor is not None and 300 <= response.status_code < 400:
            forms_used.use(token, response.location or request.path, acting_user=g.actor)
        if signed_in and g.actor is not None and clock.wall() - signed_in.seen_at > SEEN_EVERY:
            sign_ins.note_seen(signed_in.sign_in_id)
        return response


def _shown_again(response: Response) -> Response:
    """A form comes back filled; a page that has none is not done behind the reader's back, whatever it says."""
    if response.status_code >= 300:
        session.pop("_flashes", None)
        flash(gettext(N_("Nothing was done yet. Please do it once more.")), "warning")
    return response


def _find_earlier_or_none() -> str | None:
    if g.actor is None:
        return None
    return forms_used.find_location_or_none(request.form.get("once", ""), acting_user=g.actor)


def _note_seen(signed_in: SignedIn | None) -> None:
    """A page that is read keeps the sign-in alive; written at most once a minute, in a transaction of its own."""
    if signed_in and clock.wall() - signed_in.seen_at > SEEN_EVERY:
        with suppress(NotSaved), unit_of_work.work():  # who can no longer write may still read
            sign_ins.note_seen(signed_in.sign_in_id)


def guard(app: Flask) -> None:
    """Refuse to start when a route has no permission."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.endpoint != "static" and not hasattr(view, "permissions"):
            raise RuntimeError(f"The route {rule.rule} declares no permission: add it with page(…, permission=…).")
