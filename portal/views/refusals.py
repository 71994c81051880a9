"""Every error becomes a page with a sentence; what was refused is written down in a transaction of its own."""

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from portal import unit_of_work
from portal.bodies import UnreadableError
from portal.errors import NotSaved, PortalError
from portal.forms.change_form import words_of
from portal.services import history
from portal.views import challenge, origin

WORTH_TELLING = frozenset({403, 404})
KEPT_HEADERS = frozenset({"Allow", "Retry-After"})
PAGES = frozenset({400, 403, 404, 409, 413, 422, 429, 500, 503})


def init_app(app: Flask) -> None:
    app.register_error_handler(PortalError, refuse)
    app.register_error_handler(NotSaved, fail_to_save)
    app.register_error_handler(CSRFError, refuse_token)
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(Exception, fail)


def refuse(error: PortalError) -> ResponseReturnValue:
    """A rule of the portal said no."""
    text = words_of(error)
    if request.method not in {"GET", "HEAD"} or error.status in WORTH_TELLING:
        try:
            with unit_of_work.work():
                history.record_refusal(request.path, error.status, error.text, acting_user=g.get("actor"))
        except NotSaved as failure:
            return fail_to_save(failure)
    return _page(error.status, text)


def fail_to_save(error: Exception) -> ResponseReturnValue:
    """The database or the disk cannot write: the reader learns that nothing of it is kept."""
    current_app.logger.exception("nothing was saved", exc_info=error)
    return _page(503, "")


def refuse_token(error: CSRFError) -> ResponseReturnValue:
    """The token is too old: what was typed is shown again, unless another site sent it."""
    if not origin.is_own():
        return _page(403, gettext(origin.FOREIGN))
    return challenge.expired_token()


def answer(error: HTTPException) -> ResponseReturnValue:
    """Werkzeug's own errors: unknown address, wrong method, too large a body; with what they say to programs."""
    headers = [(name, value) for name, value in error.get_headers() if name in KEPT_HEADERS]
    text = gettext(error.description) if isinstance(error, UnreadableError) else ""
    return (*_page(error.code or 500, text), headers)


def fail(error: Exception) -> ResponseReturnValue:
    """Something broke: the reader gets an id, the log gets the rest. No database and no user is asked here."""
    if isinstance(error, OSError) and request.method not in {"GET", "HEAD"}:
        return fail_to_save(error)
    current_app.logger.exception("unhandled error")
    return _page(500, "")


def _page(status: int, text: str) -> tuple[str, int]:
    template = f"errors/{status if status in PAGES else (400 if status < 500 else 500)}.html"
    return render_template(template, error_text=text, error_id=g.get("request_id", "")), status
