"""The tree of numbered items, and what stands before, between and under them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from portal.domain.plan_text.numbering import Kind, Marker, as_top, candidates
from portal.domain.plan_text.numbering import Sequence as Counting
from portal.domain.plan_text.strand import Strand

_ANNEX = re.compile(r"^附件?(?:表)?[\d一二三四五六七八九十]{0,2}[：:]?$")
_DATE_LINE = re.compile(
    r"^(?:\d{4}|[二〇○零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$"
)


@dataclass(slots=True, eq=False)
class Node:
    marker: Marker | None
    place: Strand | None  # the number itself
    texts: list[Strand] = field(default_factory=list)  # own words, paragraph by paragraph
    children: list["Node"] = field(default_factory=list)
    parent: "Node | None" = None

    def walk(self) -> Iterator["Node"]:
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def ancestors(self) -> Iterator["Node"]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


@dataclass(slots=True)
class Part:
    """A covering notice, the plan, an annex: each counts from the beginning. The root holds what is not numbered."""

    root: Node

    @property
    def has_items(self) -> bool:
        return bool(self.root.children)

    @property
    def length(self) -> int:
        return sum(len(text) for node in self.root.walk() for text in node.texts)


@dataclass(frozen=True, slots=True)
class _Found:
    marker: Marker
    paragraph: int


def parts_of(paragraphs: Sequence[Strand]) -> list[Part]:
    found = _repaired(list(_accepted(paragraphs)))
    by_paragraph: dict[int, list[Marker]] = {}
    for one in found:
        by_paragraph.setdefault(one.paragraph, []).append(one.marker)
    builder = _Builder()
    for index, paragraph in enumerate(paragraphs):
        builder.take(paragraph, by_paragraph.get(index, []))
    return builder.parts


def _accepted(paragraphs: Sequence[Strand]) -> Iterator[_Found]:
    counting = Counting()
    for index, paragraph in enumerate(paragraphs):
        for marker in candidates(paragraph.text):
            if counting.accept(marker, paragraph.text):
                yield _Found(marker, index)


def _repaired(found: list[_Found]) -> list[_Found]:
    """3、 between 二、 and 四、, out of its own order, is 三、."""
    done = list(found)
    tops = [(place, one.marker.value) for place, one in enumerate(found) if one.marker.kind is Kind.TOP]
    for (left, low), (right, high) in pairwise(tops):
        if high != low + 2:
            continue
        for place in range(left + 1, right):
            one = found[place]
            if (
                one.marker.kind is Kind.ARABIC
                and one.marker.value == low + 1
                and one.marker.is_at_line_start
                and _is_alone(found, place, left)
            ):
                done[place] = _Found(as_top(one.marker), one.paragraph)
                break
    return done


def _is_alone(found: list[_Found], place: int, left: int) -> bool:
    """No number before it since the last top-level one that it would continue."""
    wanted = found[place].marker.value - 1
    return not any(one.marker.kind is Kind.ARABIC and one.marker.value == wanted for one in found[left + 1 : place])


class _Builder:
    def __init__(self) -> None:
        self.parts = [Part(Node(None, None))]
        self.stack: list[Node] = [self.parts[0].root]
        self.has_markers = False

    def take(self, paragraph: Strand, markers: list[Marker]) -> None:
        first = markers[0].start if markers else len(paragraph)
        lead = paragraph.cut(0, first).strip("—·●■◆◇▪►※ ")
        if lead.text:
            self._words(lead)
        if not markers:
            return
        ends = [marker.start for marker in markers[1:]] + [len(paragraph)]
        for marker, end in zip(markers, ends, strict=True):
            self._open(marker, paragraph, end)

    def _words(self, words: Strand) -> None:
        self.stack[-1].texts.append(words)
        if _ANNEX.match(words.text) or _DATE_LINE.match(words.text):
            self._new_part()

    def _new_part(self) -> None:
        if self.has_markers or len(self.parts) == 1:
            self.parts.append(Part(Node(None, None)))
        self.stack = [self.parts[-1].root]
        self.has_markers = False

    def _open(self, marker: Marker, paragraph: Strand, end: int) -> None:
        if marker.kind in (Kind.TOP, Kind.CHAPTER) and marker.value == 1 and self._counted(marker.kind):
            self._new_part()
        self._close_to(marker.kind)
        node = Node(marker, paragraph.cut(marker.start, marker.end), parent=self.stack[-1])
        words = paragraph.cut(marker.end, end).strip()
        if words.text:
            node.texts.append(words)
        self.stack[-1].children.append(node)
        self.stack.append(node)
        self.has_markers = True

    def _counted(self, kind: Kind) -> bool:
        return any(child.marker is not None and child.marker.kind is kind for child in self.stack[0].children)

    def _close_to(self, kind: Kind) -> None:
        """A number of a kind that is open closes it; a new kind goes one deeper."""
        for depth, node in enumerate(self.stack):
            if node.marker is not None and node.marker.kind is kind:
                del self.stack[depth:]
                return
