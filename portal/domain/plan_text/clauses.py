"""Sentences, their clauses, and the parts of a clause that carry a number of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from portal.domain.plan_text.brackets import blot_quotes, masked, top_level
from portal.domain.plan_text.quantities import Quantity, is_unit, quantities
from portal.domain.plan_text.strand import Strand
from portal.domain.plan_text.target_words import BEFORE_COUNT

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]，|（\d{1,2}）|\d{1,2}）|[①-⑳]|"
    r"\d{1,2}[.、](?!\d)|[—●■◆·]+)"
)
_NEAR = 20  # characters before a number in which its verb stands
_AND = re.compile(r"[、和及与]")


@dataclass(slots=True, eq=False)
class Clause:
    strand: Strand
    blotted: str
    quantities: tuple[Quantity, ...]
    is_aside: bool = False  # stood in brackets
    in_list: bool = False  # an item of a list, not its first
    follows_verb: bool = False  # the verb of the item before governs its number, too

    @property
    def text(self) -> str:
        return self.strand.text


def sentences(strand: Strand) -> Iterator[list[list[Clause]]]:
    """Sentence by sentence (。), its stretches (；), their clauses (，)."""
    blotted = blotted_text(strand.text)
    for start, end in _split(blotted, 0, len(blotted), "。！？\n"):
        stretches = []
        for left, right in _split(blotted, start, end, "；"):
            clauses = [
                clause
                for first, last in _split(blotted, left, right, "，：")
                for clause in _clauses(strand, blotted, first, last)
            ]
            if clauses:
                stretches.append(clauses)
        if stretches:
            yield stretches


def blotted_text(text: str) -> str:
    """Names in quotes and words in brackets hidden; a unit in brackets (台（套）) stays."""
    if masked(text) is text:
        return text
    chars = list(text)
    blot_quotes(chars)
    for start, end in top_level(text):
        if not is_unit(text[start + 1 : end - 1]):
            chars[start + 1 : end - 1] = "　" * (end - start - 2)
    return "".join(chars)


def _split(text: str, start: int, end: int, separators: str) -> Iterator[tuple[int, int]]:
    last = start
    for index in range(start, end):
        if text[index] in separators:
            if index > last:
                yield last, index
            last = index + 1
    if end > last:
        yield last, end


def _clauses(strand: Strand, blotted: str, start: int, end: int) -> Iterator[Clause]:
    numbering = _NUMBERING.match(blotted[start:end])
    if numbering:
        start += numbering.end()
    if start < end:
        yield _clause(strand.cut(start, end), blotted[start:end])


def _clause(strand: Strand, blotted: str, is_aside: bool = False) -> Clause:
    return Clause(strand, blotted, tuple(quantities(strand, blotted)), is_aside)


def asides(clause: Clause) -> Iterator[Clause]:
    """其中 in brackets says something of its own."""
    for start, end in top_level(clause.text):
        inner = clause.strand.cut(start + 1, end - 1)
        if inner.text.startswith("其中"):
            blotted = blotted_text(inner.text)
            for left, right in _split(blotted, 0, len(blotted), "，；"):
                yield _clause(inner.cut(left, right), blotted[left:right], is_aside=True)


def parts(clause: Clause) -> list[Clause]:
    """Cut between the items of a list: 新增A5家、B2家, and 打造10家A、100家B."""
    if "分别" in clause.text:
        return [clause]
    cuts = list(_cuts(clause))
    if not cuts:
        return [clause]
    found: list[Clause] = []
    start, first, follows_verb = 0, 0, False
    for cut, goes_on in [*cuts, (len(clause.strand), False)]:
        last = first
        while last < len(clause.quantities) and clause.quantities[last].end <= cut:
            last += 1
        own = clause.quantities[first:last]
        if start:
            own = tuple(quantity.moved(-start) for quantity in own)
        words = clause.strand.cut(start, cut)
        found.append(Clause(words, clause.blotted[start:cut], own, clause.is_aside, bool(found), follows_verb))
        start, first, follows_verb = cut + 1, last, goes_on
    return found


def _cuts(clause: Clause) -> Iterator[tuple[int, bool]]:
    """Where a clause is cut, and whether the verb before the cut governs the number behind it."""
    counts = False  # does a verb govern the numbers before their nouns?
    for here, following in pairwise(clause.quantities):
        counts = counts or bool(BEFORE_COUNT.search(clause.blotted[max(0, here.start - _NEAR) : here.start]))
        at = here.end_of_suffix
        if _AND.match(clause.blotted, at) and following.start > at:
            yield at, False
        elif counts and following.start > at + 1 and clause.blotted[following.start - 1] == "、":
            yield following.start - 1, True
