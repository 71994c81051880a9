"""Previews: small, upright, and without what a camera hides in them."""

from io import BytesIO

from PIL import Image

from portal.documents import pictures
from tests.documents import made


def seen(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_a_preview_is_small_and_keeps_its_shape() -> None:
    preview = seen(pictures.make_preview(made.picture(2000, 1000), "JPEG"))
    assert (preview.format, preview.size) == ("JPEG", (640, 320))


def test_a_preview_stands_upright_and_forgets_where_it_was_taken() -> None:
    content = made.photo_with_place()
    assert Image.open(content).getexif(), "the picture itself knows"
    preview = seen(pictures.make_preview(content, "JPEG"))
    assert preview.size[0] < preview.size[1]
    assert not preview.getexif()
    assert "exif" not in preview.info


def test_what_was_transparent_is_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (50, 50), (255, 0, 0, 0)).save(out, "PNG")
    preview = seen(pictures.make_preview(out, "PNG"))
    assert preview.getpixel((25, 25)) == (255, 255, 255)
