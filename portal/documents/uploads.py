"""Evidence as it comes in: which files are accepted, under which name, and what they turn out to be."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from portal.documents import structure
from portal.documents.refusal import NotAcceptedError
from portal.documents.storage import Storage
from portal.text import N_

MEGABYTE = 1024 * 1024
LONGEST_NAME = 120
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    """What an extension promises. `picture` is Pillow's name of the format; the others have a check of their own."""

    media_type: str
    check: Callable[[BinaryIO], None] | None = None
    picture: str = ""


@dataclass(frozen=True)
class Upload:
    """A file that is kept, safe on disk, and not yet evidence of anything."""

    name: str
    sha256: str
    size: int
    media_type: str
    preview_sha256: str | None = None


def _new(part: str) -> Callable[[BinaryIO], None]:
    return partial(structure.check_new_office, main_part=part)


def _old(*parts: str) -> Callable[[BinaryIO], None]:
    return partial(structure.check_old_office, parts=parts)


WORD, SHEET, SLIDES = _old("WordDocument"), _old("Workbook", "Book"), _old("PowerPoint Document")
KINDS: Mapping[str, Kind] = {
    "jpg": Kind("image/jpeg", picture="JPEG"),
    "jpeg": Kind("image/jpeg", picture="JPEG"),
    "png": Kind("image/png", picture="PNG"),
    "webp": Kind("image/webp", picture="WEBP"),
    "pdf": Kind("application/pdf", structure.check_pdf),
    "docx": Kind(f"{OFFICE}.wordprocessingml.document", _new("word/document.xml")),
    "xlsx": Kind(f"{OFFICE}.spreadsheetml.sheet", _new("xl/workbook.xml")),
    "pptx": Kind(f"{OFFICE}.presentationml.presentation", _new("ppt/presentation.xml")),
    "doc": Kind("application/msword", WORD),
    "xls": Kind("application/vnd.ms-excel", SHEET),
    "ppt": Kind("application/vnd.ms-powerpoint", SLIDES),
    "wps": Kind("application/vnd.ms-works", WORD),
    "et": Kind("application/vnd.ms-excel", SHEET),
    "dps": Kind("application/vnd.ms-powerpoint", SLIDES),
    "txt": Kind("text/plain", structure.check_text),
    "csv": Kind("text/csv", structure.check_text),
}
ACCEPT = ",".join(f".{extension}" for extension in KINDS)
PICTURES = frozenset(extension for extension, kind in KINDS.items() if kind.picture)


def receive(storage: Storage, stream: BinaryIO, name: str, *, most_megabytes: int = 20) -> Upload:
    """Look into a file, keep it, and make the preview of a picture. Raises NotAcceptedError."""
    name = clean_name(name)
    kind = _kind_of(name)
    size = stream.seek(0, 2)
    if size == 0:
        raise NotAcceptedError(N_("“%(name)s” is empty (0 bytes)."), name=name)
    if size > most_megabytes * MEGABYTE:
        raise NotAcceptedError(N_("“%(name)s” is larger than %(megabytes)s MB."), name=name, megabytes=most_megabytes)
    preview = _look_into(stream, kind, name)
    digest = storage.keep(stream)
    return Upload(name, digest, size, kind.media_type, storage.keep_bytes(preview) if preview else None)


def clean_name(name: str) -> str:
    """The name as it came, without folders, control and direction characters; its extension survives cutting."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(one for one in name if unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
    stem, dot, extension = name.strip().rstrip(" .").rpartition(".")
    if not dot:
        return extension[:LONGEST_NAME]
    return f"{stem.strip()[: LONGEST_NAME - 11] or 'file'}.{extension.strip()[:10]}"


def _kind_of(name: str) -> Kind:
    extension = name.rpartition(".")[2].lower()
    if "." not in name or extension not in KINDS:
        raise NotAcceptedError(
            N_("“%(name)s” is not accepted: send a picture (JPG, PNG, WebP), a PDF, an Office document or a text."),
            name=name,
        )
    return KINDS[extension]


def _look_into(stream: BinaryIO, kind: Kind, name: str) -> bytes | None:
    """The preview of a picture; for all others nothing but the certainty of what they are."""
    try:
        if kind.picture:
            from portal.documents import pictures  # late: Pillow, which nothing else needs

            return pictures.make_preview(stream, kind.picture)
        if kind.check:
            kind.check(stream)
    except NotAcceptedError as error:
        raise NotAcceptedError(N_("“%(name)s”: %(reason)s"), name=name, reason=error) from error
    return None
