"""Text files in the encodings that offices use."""

import re
import unicodedata

from portal.documents.refusal import NotAcceptedError
from portal.text import N_

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_GUESSES = ("utf-8", "gb18030")
_SAMPLE = 4096
_USUAL = re.compile(r"[\t\r\n -~\u2010-\u2027\u3000-\u3020\u4e00-\u9fff\uff00-\uff5e]")
_UNPRINTED = frozenset(("Cc", "Cn", "Co", "Cs"))
_BINARY_SHARE = 20  # one unprinted byte in so many is no text


def decoded(data: bytes) -> str:
    """The text of a file that says nothing about its encoding. Raises NotAcceptedError."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _read(data, encoding)
    wide = _wide_without_mark(data)
    if wide is not None:
        return _read(data, wide)
    if _is_binary(data):
        raise NotAcceptedError(N_("This is not a text file, whatever its name says."))
    for encoding in _GUESSES:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _damaged(data)


def _read(data: bytes, encoding: str) -> str:
    text = data.decode(encoding, "replace")
    unprinted = sum(unicodedata.category(char) in _UNPRINTED for char in text[:_SAMPLE] if char not in "\r\n\t")
    if unprinted * _BINARY_SHARE > len(text[:_SAMPLE]) or text.count("\ufffd") * _BINARY_SHARE > len(text):
        raise NotAcceptedError(N_("This is not a text file, whatever its name says."))
    return text


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 without its mark: it alone has bytes of zero, and one of its two orders gives Chinese."""
    sample = data[:_SAMPLE]
    if b"\0" not in sample:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        if len(_USUAL.findall(text)) * 10 > len(text) * 8:
            return encoding
    return None


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    unprinted = sum(byte < 9 or 13 < byte < 27 for byte in sample)
    return unprinted * _BINARY_SHARE > max(len(sample), 1)


def _damaged(data: bytes) -> str:
    """A few broken characters do not make a notice unreadable; they are shown as what they are."""
    readings = [data.decode(encoding, "replace") for encoding in _GUESSES]
    best = min(readings, key=lambda text: text.count("\ufffd"))
    if best.count("\ufffd") * _BINARY_SHARE > len(best):
        raise NotAcceptedError(N_("This is not a text file, whatever its name says."))
    return best
