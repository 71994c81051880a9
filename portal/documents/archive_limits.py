"""Office archives opened with care: what they hold, how far it inflates, and no XML that defines entities."""

import re
from io import BytesIO
from zipfile import ZipFile

from portal.documents.refusal import NotAcceptedError
from portal.documents.structure import check_new_office
from portal.text import N_

MOST_XML = 48 * 1024 * 1024  # of one part that is parsed
_ARCHIVE = re.compile(r"\.(?:zip|rar|7z|gz|tgz|tar|bz2|xz|jar|zst|cab|iso)$", re.IGNORECASE)
_DEFINES = (b"<!DOCTYPE", b"<!ENTITY")
_PROLOG = 4096


def opened(data: bytes, main_part: str) -> ZipFile:
    """The archive of a document whose parts may be read. Raises NotAcceptedError."""
    check_new_office(BytesIO(data), main_part)
    archive = ZipFile(BytesIO(data))
    for entry in archive.infolist():
        if _ARCHIVE.search(entry.filename):
            raise NotAcceptedError(N_("This document has another archive packed into it: take it out first."))
        if entry.filename.endswith((".xml", ".rels")):
            if entry.file_size > MOST_XML:
                raise NotAcceptedError(N_("This document holds too many parts or inflates too far."))
            _check_prolog(archive, entry.filename)
    return archive


def _check_prolog(archive: ZipFile, name: str) -> None:
    with archive.open(name) as part:
        start = part.read(_PROLOG).replace(b"\0", b"").upper()  # without the zeros of UTF-16
    if any(word in start for word in _DEFINES):
        raise NotAcceptedError(N_("This document defines XML entities, as no office program does: it is not opened."))
