"""Receiving what is sent, before anything else happens: no lock is taken and no rule is asked while bytes trickle in.

A body that arrives slowly holds a thread. So only some threads of a process receive at the same time, fewer of them
something large, and one always remains for reading; whoever comes too many is asked to try again (SECURITY F7).
"""

from threading import BoundedSemaphore

from flask import Flask, request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, ServiceUnavailable

from portal.text import N_

LARGE = 64 * 1024
PATIENCE_SECONDS = 3
A_MOMENT = 0.25  # seconds: what is already here is received in a thousandth of one, even where four come at once
TEXT_ONLY = "application/x-www-form-urlencoded"
NUL = "\0"
# Where a whole paper is pasted: far more than any is let in, so that the sentence about it stands at its field.
ROOMY = {"plan_import.index": 8 * 1024 * 1024}


class UnreadableError(BadRequest):
    """What came holds something that no text may hold; `description` is a message id."""

    description = N_("This holds a character that cannot be kept (NUL). Take it out and send it again.")


class Bodies:
    """The places of one process at which bodies are received."""

    def __init__(self, *, threads: int, uploads: int) -> None:
        receiving = max(1, threads - 1)
        self._forms = BoundedSemaphore(receiving)
        self._uploads = BoundedSemaphore(min(max(1, uploads), receiving))

    def receive(self) -> None:
        """Read and parse the whole body. Raises ServiceUnavailable when all places are taken."""
        length = request.content_length
        request.max_form_memory_size = ROOMY.get(request.endpoint or "", request.max_form_memory_size)
        if request.mimetype == TEXT_ONLY and (length or 0) > (request.max_form_memory_size or LARGE):
            raise RequestEntityTooLarge  # Werkzeug looks at the size of fields only where files are sent
        if length == 0 or (length is None and request.method in {"GET", "HEAD", "OPTIONS"}):
            return
        places = [self._forms, self._uploads] if length is None or length > LARGE else [self._forms]
        taken: list[BoundedSemaphore] = []
        try:
            for place in places:
                if not place.acquire(timeout=A_MOMENT):
                    raise ServiceUnavailable(retry_after=PATIENCE_SECONDS)
                taken.append(place)
            request.form  # noqa: B018 - parsing is what reads
        finally:
            for place in taken:
                place.release()


def init_app(app: Flask) -> None:
    """Registered before the check of form tokens, which reads the form."""
    bodies = Bodies(threads=app.config["THREADS"], uploads=app.config["UPLOADS_AT_ONCE"])
    app.before_request(bodies.receive)
    app.before_request(refuse_unreadable)


def refuse_unreadable() -> None:
    """Forms alone are read, and no NUL: PostgreSQL keeps none, and no keyboard types one. Raises BadRequest."""
    if request.is_json:
        raise BadRequest
    sent = [text for values in (*request.args.listvalues(), *request.form.listvalues()) for text in values]
    if NUL in request.path or any(NUL in text for text in sent):
        raise UnreadableError
