"""Whether a file is a whole, open document of old Word, before a program that takes seconds to start is asked.

Such a file is a small file system; its stream "WordDocument" begins with the file information block ([MS-DOC] 2.5).
Runs in the worker (`isolated`): the library builds what a file claims, and a file may claim anything.
"""

import struct
from io import BytesIO

from olefile import OleFileIO
from olefile.olefile import MAGIC, STGTY_STREAM

from portal.documents.refusal import NotAcceptedError
from portal.text import N_

WORD_97 = 0xA5EC
IS_LOCKED, USES_TABLE_1 = 0x0100, 0x0200
FLAGS_AT, PIECES_AT = 0x0A, 0x01A2
OTHER = N_("This is not an Office document, whatever its name says.")
DAMAGED = N_("This document is incomplete or damaged: open it and save it as .docx or .pdf.")


def check_doc(data: bytes) -> str:
    """Nothing but a refusal comes of it. Raises NotAcceptedError."""
    if not data.startswith(MAGIC):
        raise NotAcceptedError(OTHER)
    try:
        with OleFileIO(BytesIO(data)) as office:
            _check(office)
    except (OSError, ValueError, IndexError, struct.error, RecursionError) as error:  # what broken tables lead to
        raise NotAcceptedError(DAMAGED) from error
    return ""


def _check(office: OleFileIO) -> None:
    if office.exists("EncryptedPackage"):
        _refuse_locked()
    if not office.exists("WordDocument"):
        raise NotAcceptedError(DAMAGED if office.parsing_issues else OTHER)
    block = _whole(office, "WordDocument")
    magic, flags = struct.unpack_from("<H", block)[0], struct.unpack_from("<H", block, FLAGS_AT)[0]
    if magic != WORD_97:
        raise NotAcceptedError(DAMAGED)
    if flags & IS_LOCKED:
        _refuse_locked()
    table = _whole(office, "1Table" if flags & USES_TABLE_1 else "0Table")
    start, length = struct.unpack_from("<II", block, PIECES_AT)
    if length == 0 or start + length > len(table):
        raise NotAcceptedError(DAMAGED)  # where its text stands


def _whole(office: OleFileIO, name: str) -> bytes:
    """A stream that has the length it is said to have: each of its sectors lies within the file."""
    if office.get_type(name) != STGTY_STREAM:
        raise NotAcceptedError(DAMAGED)
    content: bytes = office.openstream(name).read()
    if len(content) != office.get_size(name):
        raise NotAcceptedError(DAMAGED)
    return content


def _refuse_locked() -> None:
    raise NotAcceptedError(N_("This document is protected by a password: take the password off and send it again."))
