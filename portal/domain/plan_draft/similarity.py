"""How alike two texts are, from 0 to 1: the share of pairs of neighbouring signs they have in common."""

import re

_NOISE = re.compile(r"[\s，。、；：“”‘’《》（）()！？·—\-,.:;\"']")


def bare_text(text: str) -> str:
    """Without punctuation and spaces."""
    return _NOISE.sub("", text)


def pairs(text: str) -> frozenset[str]:
    plain = bare_text(text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) or frozenset([plain])


def likeness(one: str, other: str) -> float:
    return rate(pairs(one), pairs(other))


def rate(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared pairs count against the pairs of both (Dice)."""
    return 2 * len(one & other) / (len(one) + len(other))
