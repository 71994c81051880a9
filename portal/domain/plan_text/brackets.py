"""Brackets matched by depth, whatever their shape: a name may carry its own inside an assignment's."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

OPENERS = "（〔[【〖({"
CLOSERS = "）〕]】〗)}"
QUOTES = {"“": "”", "《": "》", "「": "」", "『": "』"}
_ANY_OPENER = re.compile(r"[（〔\[【〖({]")
_ANY_QUOTE = re.compile(r"[“《「『]")
LONGEST = 1500  # a bracket still open after so many characters was never meant to close


class Span(NamedTuple):
    start: int
    end: int  # after the closing bracket


def top_level(text: str) -> list[Span]:
    """The outermost brackets; an opener that is never closed counts for nothing."""
    if not _ANY_OPENER.search(text):
        return []
    spans: list[Span] = []
    stack: list[int] = []
    for index, char in enumerate(text):
        if char in OPENERS:
            stack.append(index)
        elif char in CLOSERS and stack:
            start = stack.pop()
            if not stack or index - stack[0] > LONGEST:
                stack.clear()
                spans.append(Span(start, index + 1))
    return spans + _inside_unclosed(spans, stack, text)


def _inside_unclosed(spans: list[Span], stack: list[int], text: str) -> list[Span]:
    """An opener without end must not swallow the brackets after it."""
    if not stack:
        return []
    found: list[Span] = []
    depth: list[int] = []
    ignored = set(stack)
    for index in range(stack[0], len(text)):
        if index in ignored:
            continue
        if text[index] in OPENERS:
            depth.append(index)
        elif text[index] in CLOSERS and depth:
            start = depth.pop()
            if not depth:
                found.append(Span(start, index + 1))
    known = set(spans)
    return [span for span in found if span not in known]


def depth_after(text: str, depth: int = 0) -> int:
    """How many brackets and quoted titles are still open at the end."""
    for char in text:
        if char in OPENERS or char == "《":
            depth += 1
        elif char in CLOSERS or char == "》":
            depth = max(0, depth - 1)
    return depth


def masked(text: str) -> str:
    """The same length, with everything inside brackets and quotes blotted out."""
    if not _ANY_OPENER.search(text) and not _ANY_QUOTE.search(text):
        return text
    return _masked_again(text) if len(text) <= LONGEST else _masked(text)


def _masked(text: str) -> str:
    chars = list(text)
    for start, end in top_level(text):
        for index in range(start + 1, end - 1):
            chars[index] = "　"
    blot_quotes(chars)
    return "".join(chars)


_masked_again = lru_cache(maxsize=512)(_masked)  # the same few words are looked at from several sides


def blot_quotes(chars: list[str]) -> None:
    closing: str | None = None
    opened = 0
    for index, char in enumerate(chars):
        if closing is None and char in QUOTES:
            closing, opened = QUOTES[char], index
        elif closing is not None and (char == closing or index - opened > 200):
            if char == closing:
                chars[opened + 1 : index] = "　" * (index - opened - 1)
            closing = None


def split_outside(text: str, separators: str) -> Iterator[Span]:
    """Spans between separators that stand outside every bracket and quote."""
    start = 0
    for index, char in enumerate(masked(text)):
        if char in separators:
            yield Span(start, index)
            start = index + 1
    yield Span(start, len(text))
