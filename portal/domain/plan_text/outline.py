"""The tree of numbered items, and what stands before, between and under them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from portal.domain.plan_text.numbering import Kind, Marker, as_top, candidates
from portal.domain.plan_text.numbering import Sequence as Counting
from portal.domain.plan_text.strand import Strand
from portal.domain.plan_text.told import NOTHING_TOLD, Meaning, Told

_ANNEX = re.compile(r"^附件?(?:表)?[\d一二三四五六七八九十]{0,2}[：:]?$")
_DATE_LINE = re.compile(
    r"^(?:\d{4}|[二〇○零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$"
)


_MARKS = "。；，、：！？ "  # what says nothing where it stands alone


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
            if node.children:
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
    length: int = 0  # of all its words

    @property
    def has_items(self) -> bool:
        return bool(self.root.children)


@dataclass(slots=True, eq=False)
class _Found:
    marker: Marker
    paragraph: int
    meaning: Meaning | None = None  # what a person said of it


def parts_of(paragraphs: Sequence[Strand], told: Told = NOTHING_TOLD) -> list[Part]:
    found = _repaired(list(_accepted(paragraphs, told)))
    by_paragraph: dict[int, list[Marker]] = {}
    for one in found:
        by_paragraph.setdefault(one.paragraph, []).append(one.marker)
    builder = _Builder()
    for index, paragraph in enumerate(paragraphs):
        builder.take(paragraph, by_paragraph.get(index, []))
    return builder.parts


def _accepted(paragraphs: Sequence[Strand], told: Told) -> Iterator[_Found]:
    counting = Counting()
    for index, paragraph in enumerate(paragraphs):
        for marker in candidates(paragraph.text):
            meaning = told.of(paragraph.cut(marker.start, marker.end).place) if told.meanings else None
            if meaning is Meaning.WORDS:
                continue
            if counting.accept(marker, paragraph.text) or meaning is not None:
                yield _Found(as_top(marker) if meaning is Meaning.TOP else marker, index, meaning)


def _repaired(found: list[_Found]) -> list[_Found]:
    """3、 between 二、 and 四、, out of its own order, is 三、."""
    done = list(found)
    tops = [(place, one.marker.value) for place, one in enumerate(found) if one.marker.kind is Kind.TOP]
    for (left, low), (right, high) in pairwise(tops):
        if high != low + 2:
            continue
        before_is_counted = False  # is there a number between that it would continue?
        for place in range(left + 1, right):
            one, marker = found[place], found[place].marker
            if marker.kind is not Kind.ARABIC:
                continue
            is_next = marker.value == low + 1 and marker.is_at_line_start
            if is_next and one.meaning is None and not before_is_counted:
                done[place] = _Found(as_top(marker), one.paragraph)
                break
            before_is_counted = before_is_counted or marker.value == low
    return done


class _Builder:
    def __init__(self) -> None:
        self.parts = [Part(Node(None, None))]
        self.stack: list[Node] = [self.parts[0].root]
        self.has_markers = False
        self.kinds: set[Kind] = set()  # of the numbers right under the root

    def take(self, paragraph: Strand, markers: list[Marker]) -> None:
        first = markers[0].start if markers else len(paragraph)
        lead = paragraph.cut(0, first).strip("—·●■◆◇▪►※★☆▲△* ")
        if lead.text:
            self._words(lead)
        if not markers:
            return
        ends = [marker.start for marker in markers[1:]] + [len(paragraph)]
        for marker, end in zip(markers, ends, strict=True):
            self._open(marker, paragraph, end)

    def _words(self, words: Strand) -> None:
        self.stack[-1].texts.append(words)
        self.parts[-1].length += len(words)
        if _ANNEX.match(words.text) or _DATE_LINE.match(words.text):
            self._new_part()

    def _new_part(self) -> None:
        if self.has_markers or len(self.parts) == 1:
            self.parts.append(Part(Node(None, None)))
        self.stack = [self.parts[-1].root]
        self.has_markers = False
        self.kinds = set()

    def _open(self, marker: Marker, paragraph: Strand, end: int) -> None:
        if marker.kind in (Kind.TOP, Kind.CHAPTER) and marker.value == 1 and marker.kind in self.kinds:
            self._new_part()
        self._close_to(marker.kind)
        node = Node(marker, paragraph.cut(marker.start, marker.end), parent=self.stack[-1])
        words = paragraph.cut(marker.end, end).strip()
        if words.text.strip(_MARKS):
            node.texts.append(words)
            self.parts[-1].length += len(words)
        self.stack[-1].children.append(node)
        if len(self.stack) == 1:
            self.kinds.add(marker.kind)
        self.stack.append(node)
        self.has_markers = True

    def _close_to(self, kind: Kind) -> None:
        """A number of a kind that is open closes it; a new kind goes one deeper."""
        for depth, node in enumerate(self.stack):
            if node.marker is not None and node.marker.kind is kind:
                del self.stack[depth:]
                return
