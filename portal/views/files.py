"""Evidence on its way out: hashed again, always as a download, never as a page."""

from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import quote

from flask import Response, g
from flask.typing import ResponseReturnValue

from portal.documents.storage import CHUNK, DamagedError
from portal.errors import Missing
from portal.forms.evidence import storage
from portal.logs import logger
from portal.services import evidence
from portal.text import N_
from portal.views.pages import Pages

pages = Pages("files", __name__, url_prefix="/files")

LOCKED = "default-src 'none'; sandbox; frame-ancestors 'none'"


@pages.page("/<int:attachment_id>", permission="task.read")
def show(attachment_id: int) -> ResponseReturnValue:
    kept = evidence.access_file(attachment_id, acting_user=g.actor)
    return download(kept.name, kept.sha256, kept.media_type)


def download(name: str, digest: str, media_type: str) -> Response:
    """A kept file for a reader who was let in already."""
    response = _send(digest, media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response


@pages.page("/<int:attachment_id>/preview", permission="task.read")
def preview(attachment_id: int) -> ResponseReturnValue:
    """A small picture that the portal has painted itself."""
    kept = evidence.access_file(attachment_id, acting_user=g.actor)
    if kept.preview_sha256 is None:
        raise Missing
    response = _send(kept.preview_sha256, "image/jpeg")
    response.headers["Content-Disposition"] = "inline; filename=preview.jpg"
    return response


def _send(digest: str, media_type: str) -> Response:
    try:
        file = storage().open_whole(digest)
    except DamagedError:
        logger.error("a kept file is gone or damaged: %s", digest)
        raise Missing(N_("This file is damaged and is not handed out. Tell whoever runs the portal.")) from None
    size = file.seek(0, 2)
    file.seek(0)
    response = Response(_parts(file), mimetype=media_type)
    response.call_on_close(file.close)
    response.content_length = size
    response.headers["Content-Security-Policy"] = LOCKED
    return response


def _parts(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while part := file.read(CHUNK):
            yield part
