"""Files of evidence in a form: looked into and kept before the change begins, then only named by it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, BinaryIO, cast

from flask import current_app, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import ServiceUnavailable
from wtforms import MultipleFileField
from wtforms.validators import ValidationError

from portal.documents import uploads
from portal.documents.refusal import NotAcceptedError
from portal.documents.storage import Storage
from portal.documents.uploads import Upload
from portal.errors import TooMany
from portal.forms.change_form import ChangeForm
from portal.text import N_

FIELD = "files"
WAIT_SECONDS = 20


@dataclass
class Received:
    """What came with a form: the files that are kept, and a sentence for each that is not accepted."""

    kept: list[Upload] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def storage() -> Storage:
    """Where this portal keeps its files."""
    return Storage(Path(str(current_app.config["DATA"])) / "files")


def take_in() -> Received:
    """Look into every file of this request and keep it: a page's `with_files`, so that no lock waits for a hash."""
    received = Received()
    sent = [one for one in request.files.getlist(FIELD) if one.filename]
    most = current_app.config["UPLOAD_FILES"]
    if len(sent) > most:
        received.problems.append(gettext(N_("At most %(count)s files at once."), count=most))
        return received
    if sent:
        with slot():
            for one in sent:
                _take(one, received)
    return received


def _take(one: FileStorage, received: Received) -> None:
    stream, most = cast(BinaryIO, one.stream), current_app.config["UPLOAD_MEGABYTES"]
    try:
        received.kept.append(uploads.receive(storage(), stream, one.filename or "", most_megabytes=most))
    except NotAcceptedError as error:
        received.problems.append(in_words(error))
    except OSError as error:
        current_app.logger.exception("a file could not be kept")
        raise ServiceUnavailable from error


def in_words(error: NotAcceptedError) -> str:
    """The sentence, with the sentence inside it."""
    values = {
        name: in_words(value) if isinstance(value, NotAcceptedError) else value for name, value in error.values.items()
    }
    text: str = gettext(error.text, **values)
    return text


@contextmanager
def slot() -> Iterator[None]:
    """A process looks into few files at the same time: pictures need memory."""
    slots = current_app.extensions.setdefault(
        "upload_slots", BoundedSemaphore(max(current_app.config["UPLOADS_AT_ONCE"], 1))
    )
    if not slots.acquire(timeout=WAIT_SECONDS):
        raise TooMany(N_("Too many files are coming in at this moment. Nothing was saved; send it again in a minute."))
    try:
        yield
    finally:
        slots.release()


class EvidenceField(MultipleFileField):
    """Its data are the files that were kept. It is filled by `EvidenceForm.receive`, not from the request again."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("render_kw", {"accept": uploads.ACCEPT, "multiple": True})
        super().__init__(label or _("Evidence files"), validators, **kwargs)
        self.flags.optional = True
        self.problems: list[str] = []

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = []

    def pre_validate(self, form: Any) -> None:
        if self.problems:
            raise ValidationError(" ".join(self.problems))


class EvidenceForm(ChangeForm):
    """The base of forms that bring files."""

    files = EvidenceField(
        description=_("Pictures, PDF, Office documents or text, up to 20 MB each. Chosen files are not kept when the "
                      "form comes back: choose them again."),
    )  # fmt: skip

    def receive(self, received: Received | None) -> None:
        """Take what `take_in` kept. A page that is only read has none."""
        self.files.data = received.kept if received else []
        self.files.problems = received.problems if received else []

    @property
    def uploads(self) -> list[Upload]:
        return list(self.files.data or [])
