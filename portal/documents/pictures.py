"""Pictures: whether they can really be read, and the small preview without what a camera hides in them."""

from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps

from portal.documents.refusal import NotAcceptedError
from portal.text import N_

PREVIEW_SIDE = 640
PREVIEW_QUALITY = 82
# A JPEG is decoded at an eighth of its size for the preview; the others need the memory of every pixel.
MOST_PIXELS = {"JPEG": 120_000_000, "PNG": 30_000_000, "WEBP": 30_000_000}
Image.MAX_IMAGE_PIXELS = None  # the limits above are asked before a pixel is read

FAULTS = (OSError, ValueError, SyntaxError, IndexError, TypeError, EOFError, OverflowError, MemoryError)


def make_preview(stream: BinaryIO, kind: str) -> bytes:
    """A JPEG of at most 640 pixels a side: upright, without position, time or owner. Raises NotAcceptedError."""
    try:
        return _shrink(_opened(stream, kind))
    except NotAcceptedError:
        raise
    except FAULTS as error:
        raise NotAcceptedError(N_("This picture is damaged: it cannot be read to its end.")) from error


def _opened(stream: BinaryIO, kind: str) -> Image.Image:
    stream.seek(0)
    picture = Image.open(stream, formats=(kind,))
    width, height = picture.size
    if width * height > MOST_PIXELS[kind]:
        raise NotAcceptedError(N_("This picture has too many pixels: make it smaller first."))
    return picture


def _shrink(picture: Image.Image) -> bytes:
    picture.draft("RGB", (PREVIEW_SIDE, PREVIEW_SIDE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    out = BytesIO()
    _on_white(upright).save(out, "JPEG", quality=PREVIEW_QUALITY)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """A new picture with nothing but pixels; what was transparent becomes white."""
    clean = Image.new("RGB", picture.size, "white")
    with_alpha = picture.convert("RGBA") if "A" in picture.getbands() or "transparency" in picture.info else None
    clean.paste((with_alpha or picture).convert("RGB"), (0, 0), with_alpha)
    return clean
