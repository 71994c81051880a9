"""What lies below what: by numbers with dots (1, 1.1, 1.1.1), or by a column that names the row above."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from portal.domain.task_sheet.rows import SheetRow

_NUMBER = re.compile(r"\d+(?:[.．\-－]\d+)*")


class Above(NamedTuple):
    """`row` is the place among the rows of what lies above, `typed` what the table says where it is not among them."""

    row: int | None = None
    typed: str = ""
    is_circle: bool = False


def outline(rows: Sequence[SheetRow]) -> list[Above]:
    """What lies above each row. Where a number or a title stands twice, the nearest one further up is meant."""
    own = [number_of(row.number) for row in rows]
    numbers = _places(own)
    titles = _places([row.draft.title for row in rows])
    found = [_above(at, row, own[at], numbers, titles) for at, row in enumerate(rows)]
    for at in _circles(found):
        found[at] = Above(None, found[at].typed, True)
    return found


def number_of(text: str) -> str:
    """A number without the signs around it; "" where it is none."""
    plain = text.strip().rstrip(".、．)）").lstrip("(（").strip()
    return re.sub(r"[．\-－]", ".", plain) if _NUMBER.fullmatch(plain) else ""


def _places(words: Sequence[str]) -> dict[str, list[int]]:
    """The rows at which each stands, in their order."""
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        if word:
            found.setdefault(word, []).append(at)
    return found


def _above(at: int, row: SheetRow, number: str, numbers: dict[str, list[int]], titles: dict[str, list[int]]) -> Above:
    if row.above or row.above_title:
        for named in (row.above, row.above_title):
            places = numbers.get(number_of(named)) or titles.get(named) or []
            if (found := _nearest(at, places)) is not None:
                return Above(found)
        return Above(None, row.above_title or row.above)
    while "." in number:
        number = number.rpartition(".")[0]
        if (found := _nearest(at, numbers.get(number, []))) is not None:
            return Above(found)
    return Above()


def _nearest(at: int, places: Sequence[int]) -> int | None:
    """The last one further up, else the first further down; never the row itself. The places are in order."""
    behind = bisect_left(places, at)
    if behind > 0:
        return places[behind - 1]
    return next((one for one in places[behind : behind + 2] if one != at), None)


def _circles(found: Sequence[Above]) -> frozenset[int]:
    """Rows that lie below themselves. Each row is walked over once."""
    walked: dict[int, int] = {}  # by which walk, told by where it began
    circles: set[int] = set()
    for start in range(len(found)):
        at: int | None = start
        while at is not None and at not in walked:
            walked[at] = start
            at = found[at].row
        while at is not None and walked[at] == start and at not in circles:
            circles.add(at)
            at = found[at].row
    return frozenset(circles)
