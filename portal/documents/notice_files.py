"""A notice as it comes in: kept as it is, and read later by a worker."""

from typing import BinaryIO

from portal.documents import notice_text
from portal.documents.refusal import NotAcceptedError
from portal.documents.storage import Storage
from portal.documents.uploads import Upload, clean_name
from portal.text import N_

ACCEPT = ",".join(f".{extension}" for extension in notice_text.EXTENSIONS)
_MEDIA_TYPE = "application/octet-stream"  # nobody's browser shall show it


def receive(storage: Storage, stream: BinaryIO, filename: str) -> Upload:
    """Keep a notice's file. Raises NotAcceptedError where its kind is not read, it is empty or far too large."""
    name = clean_name(filename)
    if name.rpartition(".")[2].lower() not in notice_text.EXTENSIONS or "." not in name:
        raise NotAcceptedError(
            N_("This kind of file is not read: send .docx, .pdf, .html, .txt, .xlsx, .xls or .csv, or paste the text.")
        )
    size = stream.seek(0, 2)
    if size == 0:
        raise NotAcceptedError(N_("This file is empty (0 bytes)."))
    if size > notice_text.MOST_BYTES:
        raise NotAcceptedError(
            N_("This file is larger than %(megabytes)s MB."), megabytes=notice_text.MOST_BYTES // 1024 // 1024
        )
    return Upload(name, storage.keep(stream), size, _MEDIA_TYPE)
