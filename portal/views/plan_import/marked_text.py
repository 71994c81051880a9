"""The paper as it was, cut into paragraphs and, within them, at the edges of what was understood.

Where marks lie within each other the shortest is shown: a target inside a title, a name inside a list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

MOST_CHARACTERS = 30_000  # of one part; a longer paper is turned over like pages
QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something understood at a place: `item` is what it belongs to, `url` where that is opened."""

    start: int
    end: int
    kind: str
    item: str
    url: str
    title: str
    is_doubtful: bool = False
    is_current: bool = False


class Segment(NamedTuple):
    """Some words in a row under the same mark, or under none.

    `is_first` is true of the first words of a kind within an item; `anchors` are ids of items whose words begin here.
    """

    text: str
    mark: Mark | None = None
    is_first: bool = False
    anchors: tuple[str, ...] = ()


class Paragraph(NamedTuple):
    segments: list[Segment]
    is_after_gap: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a long paper: its number from 1, of how many, and where it begins and ends."""

    number: int
    count: int
    start: int
    end: int


def cut(text: str, size: int = MOST_CHARACTERS) -> list[tuple[int, int]]:
    """Places of the parts, cut behind a line where there is one."""
    found, start = [], 0
    while len(text) - start > size:
        end = text.rfind("\n", start + size // 2, start + size) + 1 or start + size
        found.append((start, end))
        start = end
    return [*found, (start, len(text))]


def choose_part(text: str, place: int, size: int = MOST_CHARACTERS) -> Part:
    """The part in which a place lies."""
    parts = cut(text, size)
    number = next((at for at, (_, end) in enumerate(parts, 1) if place < end), len(parts))
    return Part(number, len(parts), *parts[number - 1])


def nth_part(text: str, number: int, size: int = MOST_CHARACTERS) -> Part:
    """A part by its number; one that there is not is the nearest."""
    parts = cut(text, size)
    number = min(max(number, 1), len(parts))
    return Part(number, len(parts), *parts[number - 1])


def lay_out(text: str, marks: Sequence[Mark], part: Part) -> list[Paragraph]:
    """The paragraphs of one part, empty lines kept as gaps."""
    inside = sorted(
        (mark for mark in marks if mark.start < part.end and mark.end > part.start and mark.end > mark.start),
        key=lambda mark: (mark.start, -mark.end),
    )
    pieces = _pieces(text, inside, part)
    found: list[Paragraph] = []
    line: list[Segment] = []
    gap = False
    for piece in pieces:
        if piece.text != "\n":
            line.append(piece)
        elif any(segment.text.strip() for segment in line):
            found.append(Paragraph(line, gap))
            line, gap = [], False
        else:
            line, gap = [], True
    if line:
        found.append(Paragraph(line, gap))
    return found


def _pieces(text: str, marks: Sequence[Mark], part: Part) -> Iterator[Segment]:
    """Runs under one mark, and each line end by itself."""
    edges = sorted({part.start, part.end, *_edges(marks, part)})
    waiting, active = list(reversed(marks)), list[Mark]()
    seen = Seen()
    for start, end in pairwise(edges):
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        active = [mark for mark in active if mark.end > start]
        for run in text[start:end].splitlines(keepends=True):
            yield from _run(run.rstrip("\r\n"), active, seen)
            if run.endswith(("\r", "\n")):
                yield Segment("\n")


class Seen:
    """Lists and titles that have their letter, and items that have their anchor."""

    def __init__(self) -> None:
        self._marks: set[tuple[str, str]] = set()
        self._items: set[str] = set()

    def is_first(self, mark: Mark) -> bool:
        key = (mark.item, mark.kind)
        is_new = key not in self._marks
        self._marks.add(key)
        return is_new

    def anchors(self, marks: Sequence[Mark]) -> tuple[str, ...]:
        new = dict.fromkeys(mark.item for mark in marks if mark.item not in self._items)
        self._items.update(new)
        return tuple(f"in-text-{item}" for item in new)


def _run(words: str, active: Sequence[Mark], seen: Seen) -> Iterator[Segment]:
    """Words of one line; the room around them carries no mark."""
    inner = words.strip()
    if not active or not inner:
        if words:
            yield Segment(words)
        return
    shown = min(active, key=lambda mark: (mark.end - mark.start, mark.kind != QUESTION))
    before, _, behind = words.partition(inner)
    yield from (Segment(room) for room in [before] if room)
    yield Segment(inner, shown, seen.is_first(shown), seen.anchors(active))
    yield from (Segment(room) for room in [behind] if room)


def _edges(marks: Sequence[Mark], part: Part) -> Iterator[int]:
    for mark in marks:
        yield max(mark.start, part.start)
        yield min(mark.end, part.end)
