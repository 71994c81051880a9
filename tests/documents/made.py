"""Files as people send them, sound and not."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PDF = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n"
DOCUMENT = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}


def archive(parts: dict[str, bytes]) -> BytesIO:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    out.seek(0)
    return out


def picture(width: int = 800, height: int = 400, kind: str = "JPEG") -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (width, height), "steelblue").save(out, kind)
    out.seek(0)
    return out


def photo_with_place() -> BytesIO:
    """Taken with the phone held upright: turned by 90 degrees, with the position of the site."""
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.Make] = "手机"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (30.0, 45.0, 0.0)
    out = BytesIO()
    Image.new("RGB", (800, 400), "steelblue").save(out, "JPEG", exif=exif)
    out.seek(0)
    return out


def old_word() -> BytesIO:
    return BytesIO(OLE + b"\0" * 500 + "WordDocument".encode("utf-16-le") + b"\0" * 500)


def bomb() -> BytesIO:
    """A small document that inflates to ten megabytes of nothing."""
    return archive(DOCUMENT | {"word/media/a.bin": b"\0" * 10_000_000})


def lying_directory() -> BytesIO:
    """Says that it has 60,000 parts."""
    content = bytearray(archive(DOCUMENT).getvalue())
    at = content.rfind(b"PK\x05\x06")
    content[at + 10 : at + 12] = (60_000).to_bytes(2, "little")
    return BytesIO(bytes(content))


def damaged_archive() -> BytesIO:
    """One byte of a part is not what its checksum says."""
    content = bytearray(archive(DOCUMENT | {"word/a.xml": zlib.compress(b"text" * 900)}).getvalue())
    content[content.find(b"word/a.xml") + 40] ^= 0xFF
    return BytesIO(bytes(content))


def huge_png() -> BytesIO:
    """A picture of 900 million pixels in a few bytes: only its head is there."""
    content = bytearray(picture(8, 8, "PNG").getvalue())
    content[16:24] = (30_000).to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    return BytesIO(bytes(content))
