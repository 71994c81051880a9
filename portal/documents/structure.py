"""Whether a paper is what its name says: its first bytes and its inner structure, never its sender's word."""

import struct
import zlib
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from portal.documents.refusal import NotAcceptedError
from portal.text import N_

TAIL = 66_000
MOST_ENTRIES = 5_000
MOST_INFLATED = 200 * 1024 * 1024
MOST_RATIO = 300
FROM_HERE_RATIO_COUNTS = 1024 * 1024
CHUNK = 256 * 1024
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
END_OF_DIRECTORY = b"PK\x05\x06"
ENCODINGS = ("utf-8", "gb18030", "utf-16")


def check_pdf(stream: BinaryIO) -> None:
    head, tail = _head(stream, 1024), _tail(stream, 2048)
    if b"%PDF-" not in head:
        raise NotAcceptedError(N_("This is not a PDF, whatever its name says."))
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise NotAcceptedError(N_("This PDF is incomplete: its end is missing."))


def check_old_office(stream: BinaryIO, parts: tuple[str, ...]) -> None:
    """Word, Excel and PowerPoint as they were until 2003, and WPS: a small file system in a file."""
    if _head(stream, 8) != OLE:
        raise NotAcceptedError(N_("This is not an Office document, whatever its name says."))
    content = _head(stream, MOST_INFLATED)
    if not any(part.encode("utf-16-le") in content for part in parts):
        raise NotAcceptedError(N_("This is not an Office document, whatever its name says."))


def check_new_office(stream: BinaryIO, main_part: str) -> None:
    """Word, Excel and PowerPoint since 2007: an archive with known parts, without macros, that really inflates."""
    _check_directory(stream)
    stream.seek(0)
    try:
        with ZipFile(stream) as archive:
            names = {entry.filename for entry in archive.infolist()}
            if not {"[Content_Types].xml", main_part} <= names:
                raise NotAcceptedError(N_("This is not an Office document, whatever its name says."))
            if any(name.endswith("vbaProject.bin") for name in names):
                raise NotAcceptedError(N_("This document contains macros: save it without them."))
            _inflate(archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError) as error:
        raise NotAcceptedError(N_("This document is damaged or protected by a password.")) from error


def check_text(stream: BinaryIO) -> None:
    """Text in a known encoding. A byte of zero belongs to UTF-16 alone."""
    stream.seek(0)
    content = stream.read()
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ENCODINGS if is_wide or b"\0" not in content else ():
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return
    raise NotAcceptedError(N_("This is not a text file, whatever its name says."))


def _check_directory(stream: BinaryIO) -> None:
    """The archive's own table of contents, read before anything is built from it."""
    tail = _tail(stream, TAIL)
    at = tail.rfind(END_OF_DIRECTORY)
    if _head(stream, 4) != b"PK\x03\x04" or at < 0 or len(tail) - at < 22:
        raise NotAcceptedError(N_("This is not an Office document, whatever its name says."))
    entries, size = struct.unpack("<10xHI", tail[at : at + 16])
    if entries > MOST_ENTRIES or size > MOST_ENTRIES * 500:
        raise NotAcceptedError(N_("This document holds too many parts or inflates too far."))


def _inflate(archive: ZipFile) -> None:
    """Read every part to its end and count what really comes out, not what the table of contents claims."""
    total = 0
    for entry in archive.infolist():
        size = 0
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                size += len(chunk)
                total += len(chunk)
                is_bomb = size > FROM_HERE_RATIO_COUNTS and size > MOST_RATIO * max(entry.compress_size, 1)
                if total > MOST_INFLATED or is_bomb:
                    raise NotAcceptedError(N_("This document holds too many parts or inflates too far."))


def _head(stream: BinaryIO, length: int) -> bytes:
    stream.seek(0)
    return stream.read(length)


def _tail(stream: BinaryIO, length: int) -> bytes:
    end = stream.seek(0, 2)
    stream.seek(max(end - length, 0))
    return stream.read()
