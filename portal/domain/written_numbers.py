"""Numbers as people write them: 1,000亩, １０００, 三十家, 4.5亿美元, 8.5%以上."""

import re
from decimal import Decimal
from typing import NamedTuple

from portal.errors import Invalid
from portal.text import N_

MOST_PLACES = 4
MOST_DIGITS = 12
HEAVIEST = 1000

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}

_NUMBER = re.compile(
    r"(?:约|近|超过?|不少于|不低于|不超过|至少|达到?|≥|>=|≤|<=|>|<|=)?"
    r"(?:(?P<digits>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)|(?P<chinese>[零〇一二三四五六七八九两十百千]+))"
    r"(?P<unit>[^\d.,;~+\-—–至]{0,20}?|k?m[23])"
    r"(?:以上|以下|以内|左右|及以上)?"
)
_SCALED = re.compile(f"({'|'.join(_SCALES)})?(.*)", re.DOTALL)


class Written(NamedTuple):
    """The number as it stands, and its unit with the scale that was written: 4.5 and 亿美元."""

    value: Decimal
    unit: str


def narrow(text: str) -> str:
    """Full-width digits, letters and signs in their usual width; other characters stay (㎡ stays a unit)."""
    return text.translate(_NARROW).strip()


def chinese_number(text: str) -> int | None:
    """三十五, 一百二, 二〇二二; None where the characters make no number."""
    if not any(sign in _TENS for sign in text):
        figures = [_DIGITS.get(sign) for sign in text]
        return None if not figures or None in figures else int("".join(map(str, figures)))
    total, figure, last = 0, None, 10_000
    for sign in text:
        if sign in _DIGITS:
            figure = _DIGITS[sign]
        elif sign in _TENS and _TENS[sign] < last:
            last = _TENS[sign]
            total, figure = total + (1 if figure is None else figure) * last, None
        else:
            return None
    return total + (figure or 0) * (last // 10 if text[-2:-1] in ("百", "千") else 1)


def parse_number(text: str, field: str | None = None) -> Written:
    found = _NUMBER.fullmatch(re.sub(r"\s+", "", narrow(text)))
    value = _value(found) if found else None
    if found is None or value is None:
        raise Invalid(N_("“%(typed)s” is not understood as a number: write 1000 or 1000亩."), field, typed=text.strip())
    exponent = value.as_tuple().exponent
    if (isinstance(exponent, int) and -exponent > MOST_PLACES) or abs(value) >= 10**MOST_DIGITS:
        raise Invalid(N_("“%(typed)s” has too many digits: four decimal places at most."), field, typed=text.strip())
    return Written(value, found["unit"])


def in_unit(written: Written, unit: str) -> Decimal | None:
    """The same quantity in another scale of the same unit (1.5 万亩 is 15000 亩); None where the units differ."""
    scale, plain = _scale_of(written.unit)
    wanted_scale, wanted = _scale_of(unit)
    return written.value * scale / wanted_scale if plain == wanted else None


def parse_weight(text: str, field: str | None = None) -> int:
    """A whole number; a percent sign or 分 behind it changes nothing."""
    found = re.fullmatch(r"(\d{1,4})(?:\.0+)?[%分]?", narrow(text))
    weight = int(found[1]) if found else 0
    if not 1 <= weight <= HEAVIEST:
        raise Invalid(
            N_("“%(typed)s” is not a weight: write a whole number from 1 to %(most)s."),
            field,
            typed=text.strip(),
            most=HEAVIEST,
        )
    return weight


def _value(found: re.Match[str]) -> Decimal | None:
    if found["digits"]:
        return Decimal(found["digits"].replace(",", ""))
    number = chinese_number(found["chinese"])
    return None if number is None else Decimal(number)


def _scale_of(unit: str) -> tuple[int, str]:
    found = _SCALED.fullmatch(unit)
    return (_SCALES.get(found[1], 1), found[2]) if found else (1, unit)
