"""Lists of departments as notices and tables write them: 组织部（区人才办）、*发展改革局；各街道."""

from functools import lru_cache
from typing import NamedTuple

_SEPARATORS = frozenset("、，,;；/\n\t")
_OPENING = {"（": "）", "(": ")", "〔": "〕", "【": "】", "[": "]"}
_STARS = "*＊★"
SHORT = 200  # what is longer hardly comes twice


class Listed(NamedTuple):
    """The departments in their order, each once, and those marked with an asterisk as leading."""

    names: tuple[str, ...]
    starred: tuple[str, ...]


def list_of(text: str) -> Listed:
    """A table says the same in many rows, so what is short is remembered."""
    return _listed(text) if len(text) <= SHORT else _listed.__wrapped__(text)


@lru_cache(maxsize=2048)
def _listed(text: str) -> Listed:
    names: dict[str, bool] = {}
    for part in split_departments(text):
        name = part.strip(_STARS).strip()
        if name:
            names[name] = names.get(name, False) or part[0] in _STARS or part[-1] in _STARS
    return Listed(tuple(names), tuple(name for name, is_starred in names.items() if is_starred))


def split_departments(text: str) -> list[str]:
    """Parts between separators, but not inside brackets; where a bracket never closes, brackets mean nothing."""
    parts, waiting = _split(text, _OPENING)
    if waiting:
        parts, _ = _split(text, {})
    return [part for part in (part.strip().rstrip("。").strip() for part in parts) if part]


def _split(text: str, opening: dict[str, str]) -> tuple[list[str], list[str]]:
    parts, waiting = [""], list[str]()
    for sign in text:
        if sign in opening:
            waiting.append(opening[sign])
        elif waiting and sign == waiting[-1]:
            waiting.pop()
        elif sign in _SEPARATORS and not waiting:
            parts.append("")
            continue
        parts[-1] += sign
    return parts, waiting
