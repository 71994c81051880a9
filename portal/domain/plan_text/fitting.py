"""Cells printed one after the other, and their columns: the order of the columns holds, cells may be empty.

Each cell is weighed against each column by its kind (names, a limit, a person, words); the best way through is taken.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from portal.domain.plan_text import body_words as words
from portal.domain.plan_text.columns import Column
from portal.domain.plan_text.deadlines import NOTHING, is_limit
from portal.domain.plan_text.names import looks_like_body

_NUMBER = re.compile(r"\d{1,3}[.、]?")
_FIGURE = re.compile(r"[≥≤><]?\d[\d.,]*[%‰\u4e00-\u9fff]{0,6}")
_PROSE = re.compile(r"[。；，：]|\d")
_LIST = re.compile(r"[、，；,; ]+")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}")
_SKIPPED_LIGHTLY = (Column.SECTION, Column.OTHER, Column.DEPUTY, Column.NUMBER, Column.TARGET, Column.UNIT)
_NEVER = -9.0
_SKIP, _LIGHT_SKIP, _NEW_ROW = -1.5, -0.2, -3.0
_PLACE_SIGNS = ("省", "市", "区", "县", "州", "国", "各", "镇", "乡")
_LONGEST_END, _MOST_PEOPLE = 4, 8
_BROKEN = 2.0  # for the other half of a name, in the column of the first
_LONGEST_FRAGMENT, _LONGEST_LIST, _LONGEST_ANY = 14, 400, 20


def fit(cells: Sequence[str], columns: Sequence[Column]) -> list[int]:
    """For each cell the index of its column; a smaller index than before begins a new row."""
    count = len(columns)
    moves = _moves(tuple(columns))
    best = [moves[0][column] for column in range(count)]
    ways: list[list[int]] = []
    before = ""
    for place, cell in enumerate(cells):
        weights = _weights(cell, tuple(columns))
        continues = place > 0 and _goes_on(before, cell)
        came: list[int] = []
        reached: list[float] = []
        for column in range(count):
            if place == 0:
                came.append(column)
                reached.append(best[column] + weights[column])
                continue
            score, origin = max((best[old] + moves[old + 1][column], -old) for old in range(count))
            stays = best[column] + (_BROKEN if continues else _stay(columns[column]))
            came.append(column if stays > score else -origin)
            weight = max(0.0, weights[column]) if continues and stays > score else weights[column]
            reached.append(max(score, stays) + weight)
        ways.append(came)
        best, before = reached, cell
    return _traced(ways, best, moves)


def _traced(ways: list[list[int]], best: list[float], moves: list[list[float]]) -> list[int]:
    if not ways:
        return []
    column = max(range(len(best)), key=lambda index: best[index] + moves[index + 1][-1])
    found: list[int] = []
    for came in reversed(ways):
        found.append(column)
        column = came[column]
    return found[::-1]


@lru_cache(maxsize=64)
def _moves(columns: tuple[Column, ...]) -> list[list[float]]:
    """What it costs to go from one column (row 0: from the beginning) to another, or to the end (last)."""
    skips = [_LIGHT_SKIP if column in _SKIPPED_LIGHTLY else _SKIP for column in columns]
    content = next((at for at, column in enumerate(columns) if column in (Column.CONTENT, Column.METRIC)), 0)
    rows = []
    for old in range(-1, len(columns)):
        row = [sum(skips[old + 1 : new]) if new > old else _NEVER * 9 for new in range(len(columns))]
        if old > content:
            row[content] = _NEW_ROW + sum(skips[old + 1 :]) / 2
        rows.append([*row, sum(skips[old + 1 :]) / 2])
    return rows


def _stay(column: Column) -> float:
    if column in (Column.CONTENT, Column.TARGET):
        return 0.0
    return -0.8 if column is Column.LEAD else -0.5


def _goes_on(before: str, cell: str) -> bool:
    """Was a name broken by the width of its column?"""
    if before[-1:] in "、，（" or cell[:1] in "、，）。":
        return True
    left, right = _LIST.split(before)[-1], _LIST.split(cell)[0]
    if is_limit(before) or is_limit(cell) or looks_like_person(before) or looks_like_person(cell):
        return False
    if looks_like_body(left):
        is_broken = not looks_like_body(right) and len(right) <= _LONGEST_END
    else:
        is_broken = left[:1] in _PLACE_SIGNS or (not looks_like_body(right) and left not in words.BODY_ENDS)
    return is_broken and len(left + right) <= 2 * _LONGEST_FRAGMENT and looks_like_body(left + right)


@lru_cache(maxsize=4096)
def _weights(cell: str, columns: tuple[Column, ...]) -> list[float]:
    return [_weight(cell, column) for column in columns]


def _weight(cell: str, column: Column) -> float:
    if cell in NOTHING and column is not Column.NUMBER:
        return 0.0 if column in (Column.CONTENT, Column.METRIC) else 2.0
    weigh = _WEIGHTS.get(column)
    return weigh(cell) if weigh else _words_weight(cell)


def _number_weight(cell: str) -> float:
    return 4.0 if _NUMBER.fullmatch(cell) else _NEVER


def _limit_weight(cell: str) -> float:
    return 4.0 if is_limit(cell) else -4.0


def _people_weight(cell: str) -> float:
    return 3.2 if looks_like_person(cell) else -4.0


def _figure_weight(cell: str) -> float:
    return 3.0 if _FIGURE.fullmatch(cell) else -2.0


def _any_weight(cell: str) -> float:
    return 0.0 if len(cell) <= _LONGEST_ANY else -1.0


def _section_weight(cell: str) -> float:
    is_name = (
        len(cell) <= _LONGEST_FRAGMENT and not _PROSE.search(cell) and not is_limit(cell) and not _all_bodies(cell)
    )
    return 0.8 if is_name else _any_weight(cell)


def _words_weight(cell: str) -> float:
    if is_limit(cell):
        return -3.0
    if (_PROSE.search(cell) and not _all_bodies(cell)) or (len(cell) > _LONGEST_FRAGMENT and not _all_bodies(cell)):
        return 2.0
    return -1.0 if _all_bodies(cell) or looks_like_person(cell) else 0.5


def _names_weight(cell: str) -> float:
    if len(cell) > _LONGEST_LIST or cell[-1:] in "。；" or is_limit(cell):
        return -4.0
    if _all_bodies(cell):
        return 3.0
    names = _LIST.split(cell)
    inner = names[1:-1] if len(names) > 2 else names[:1] if looks_like_body(names[0]) else names[1:]
    if len(names) > 1 and all(map(looks_like_body, inner)):
        return 1.0
    return -0.5 if len(cell) <= _LONGEST_FRAGMENT and not _PROSE.search(cell) else -4.0


@lru_cache(maxsize=4096)
def _all_bodies(cell: str) -> bool:
    return all(looks_like_body(name.removesuffix("等")) for name in _LIST.split(cell.strip("、，")) if name)


def looks_like_person(cell: str) -> bool:
    """One to four people, or their posts."""
    names = _LIST.split(cell)
    if len(names) > _MOST_PEOPLE or is_limit(cell):
        return False
    return all(
        name.endswith(words.TITLES) or (_PERSON.fullmatch(name) is not None and not looks_like_body(name))
        for name in names
    )


_WEIGHTS: Mapping[Column, Callable[[str], float]] = {
    Column.NUMBER: _number_weight,
    Column.DEADLINE: _limit_weight,
    Column.LEAD: _names_weight,
    Column.RESPONSIBLE: _names_weight,
    Column.COMMANDER: _people_weight,
    Column.DEPUTY: _people_weight,
    Column.VALUE: _figure_weight,
    Column.STRIVE: _figure_weight,
    Column.SECTION: _section_weight,
    Column.OTHER: _any_weight,
    Column.UNIT: _any_weight,
}
