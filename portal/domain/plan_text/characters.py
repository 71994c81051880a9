"""One canonical character for each printed one: same length, so that every position stays the position in the paper.

Paper mixes full and half width, compatibility forms and invisible marks; everything after this step sees one kind only.
"""

import re
import unicodedata

INVISIBLE = "\u200b"  # stands for whatever is not printed at all; dropped when text is squeezed
DAMAGE = "\ufffd"  # stands for a character the paper's file could not name: private use, lost, half a pair

_FULL_WIDTH = range(0xFF01, 0xFF5F)
_KEPT_WIDE = "，；：（）！？"
_HALF_TO_WIDE = {"(": "（", ")": "）", ";": "；", "!": "！", "?": "？"}
_DASHES = "–―─━﹣−‐‑‒"
_TILDES = "～〜∼"
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_UNPRINTED = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad" + "".join(map(chr, range(0x202A, 0x202F)))
_THOUSANDS_OR_COMMA = re.compile(r",")
_WIDE_THOUSANDS = re.compile(r"(?<![\d,，.])\d{1,3}(?:，\d{3})++(?![\d，])")
_MARKDOWN = re.compile(r"\*\*|^[ ]{0,8}(?:#{1,6}|>|[-+])[ ]+(?=[^ \n|—-])", re.MULTILINE)
_HALF_STOP = re.compile(r"(?<=[\u4e00-\u9fff%”])(?<![一二三四五六七八九十])\.(?=[\u4e00-\u9fff（ \n]|$)")
_FEWEST_STOPS = 3
_COLON = re.compile(r":")


def _table() -> dict[int, str]:
    table: dict[int, str] = {code: INVISIBLE for code in range(0x20) if chr(code) not in "\t\n\r"}
    for code in _FULL_WIDTH:
        if chr(code) not in _KEPT_WIDE:
            table[code] = chr(code - 0xFEE0)
    for group, target in ((_SPACES, " "), (_BREAKS, "\n"), (_UNPRINTED, INVISIBLE), (_DASHES, "—"), (_TILDES, "~")):
        table.update({ord(char): target for char in group})
    for code in [*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *range(0xFE50, 0xFE70)]:
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = plain
    for code in range(0xD800, 0xF900):
        table[code] = DAMAGE
    table.update({ord(char): wide for char, wide in _HALF_TO_WIDE.items()})
    table[ord("﹪")] = "%"
    table[ord("．")] = "."
    table[ord("﹒")] = "."
    return table


_CANONICAL = _table()


def canonical(text: str) -> str:
    text = text.translate(_CANONICAL)
    text = _MARKDOWN.sub(lambda match: INVISIBLE * len(match.group()), text)
    text = text.replace("\r\n", INVISIBLE + "\n").replace("\r", "\n")
    text = _THOUSANDS_OR_COMMA.sub(lambda match: _comma(text, match.start()), text)
    text = _WIDE_THOUSANDS.sub(lambda match: match.group().replace("，", ","), text)
    text = _with_full_stops(text)
    return _COLON.sub(lambda match: _colon(text, match.start()), text)


def _with_full_stops(text: str) -> str:
    """A paper that ends its sentences with half-width stops; elsewhere such a stop may part a name."""
    found = len(_HALF_STOP.findall(text))
    return _HALF_STOP.sub("。", text) if found >= _FEWEST_STOPS and found > text.count("。") else text


def _comma(text: str, at: int) -> str:
    """A comma with a digit before and exactly three after groups a number; any other one is punctuation."""
    before, after = text[at - 1 : at], text[at + 1 : at + 5]
    grouped = before.isdecimal() and len(after) >= 3 and after[:3].isdecimal() and not after[3:4].isdecimal()
    return "," if grouped else "，"


def _colon(text: str, at: int) -> str:
    return ":" if text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal() else "："
