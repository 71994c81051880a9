"""Pictures for evidence: small drawings of building sites, parks and rooms; the same ones at every build."""

from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 640
SKY, GROUND = (196, 214, 226), (150, 132, 106)


@cache
def site(seed: int, progress: int) -> bytes:
    """A building site as far as its percent: the higher, the more storeys stand."""
    chance = Random(seed)  # noqa: S311 - the pictures must be the same every time
    image = Image.new("RGB", (WIDTH, HEIGHT), SKY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HEIGHT * 0.72, WIDTH, HEIGHT), fill=GROUND)
    for number in range(3):
        left = 80 + number * 290 + chance.randint(-20, 20)
        _building(draw, left, chance.randint(5, 9), progress, chance)
    _crane(draw, 60 + chance.randint(0, 600))
    return _jpeg(image)


@cache
def park(seed: int) -> bytes:
    """Lawn, water, a path and trees."""
    chance = Random(seed)  # noqa: S311
    image = Image.new("RGB", (WIDTH, HEIGHT), SKY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HEIGHT * 0.5, WIDTH, HEIGHT), fill=(122, 158, 96))
    draw.ellipse((WIDTH * 0.3, HEIGHT * 0.66, WIDTH * 0.95, HEIGHT * 0.94), fill=(120, 160, 184))
    draw.line((0, HEIGHT, WIDTH * 0.4, HEIGHT * 0.52), fill=(214, 202, 180), width=34)
    for _ in range(14):
        _tree(draw, chance.randint(10, WIDTH - 10), chance.randint(int(HEIGHT * 0.48), int(HEIGHT * 0.64)))
    return _jpeg(image)


@cache
def paper(seed: int) -> bytes:
    """A page that was photographed: lines of text and a round seal."""
    chance = Random(seed)  # noqa: S311
    image = Image.new("RGB", (700, 960), (92, 88, 82))
    draw = ImageDraw.Draw(image)
    draw.rectangle((50, 40, 650, 920), fill=(246, 244, 238))
    draw.line((110, 190, 590, 190), fill=(178, 34, 34), width=5)
    for line in range(18):
        draw.line((110, 250 + line * 32, 590 - chance.randint(0, 140), 250 + line * 32), fill=(70, 70, 70), width=7)
    draw.ellipse((420, 690, 580, 850), outline=(190, 40, 40), width=7)
    return _jpeg(image)


def _building(draw: ImageDraw.ImageDraw, left: int, storeys: int, progress: int, chance: Random) -> None:
    standing = max(round(storeys * progress / 100), 1)
    base, storey, width = HEIGHT * 0.78, 46, 200
    colour = tuple(chance.randint(150, 205) for _ in range(3))
    for at in range(standing):
        top = base - (at + 1) * storey
        draw.rectangle((left, top, left + width, top + storey - 4), fill=colour, outline=(90, 90, 90))
        for window in range(4):
            draw.rectangle((left + 16 + window * 46, top + 10, left + 40 + window * 46, top + 30), fill=(88, 104, 118))
    if progress < 100:
        for pole in range(5):
            post = left + pole * 50
            draw.line((post, base - (standing + 1) * storey, post, base), fill=(120, 110, 60), width=3)


def _crane(draw: ImageDraw.ImageDraw, left: int) -> None:
    draw.line((left, HEIGHT * 0.78, left, 60), fill=(200, 150, 30), width=8)
    draw.line((left - 60, 90, left + 300, 90), fill=(200, 150, 30), width=6)
    draw.line((left + 220, 90, left + 220, 220), fill=(60, 60, 60), width=2)


def _tree(draw: ImageDraw.ImageDraw, left: int, base: int) -> None:
    draw.rectangle((left - 4, base - 30, left + 4, base), fill=(96, 72, 48))
    draw.ellipse((left - 34, base - 96, left + 34, base - 22), fill=(70, 116, 66))


def _jpeg(image: Image.Image) -> bytes:
    stream = BytesIO()
    image.save(stream, "JPEG", quality=70)
    return stream.getvalue()
