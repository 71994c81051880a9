"""Sentences, their clauses, and the parts of a clause that carry a number of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.domain.plan_text.brackets import blot_quotes, top_level
from portal.domain.plan_text.quantities import Quantity, is_unit, quantities
from portal.domain.plan_text.strand import Strand

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]，|（\d{1,2}）|\d{1,2}）|[①-⑳]|"
    r"\d{1,2}[.、](?!\d)|[—●■◆·]+)"
)
_AND = re.compile(r"[、和及与]")


@dataclass(frozen=True, slots=True)
class Clause:
    strand: Strand
    blotted: str
    quantities: tuple[Quantity, ...]
    opens_sentence: bool
    opens_part: bool  # first after a 。 or ；
    is_aside: bool = False  # stood in brackets

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
                for clause in _clauses(strand, blotted, first, last, first == start, first == left)
            ]
            if clauses:
                stretches.append(clauses)
        if stretches:
            yield stretches


def blotted_text(text: str) -> str:
    """Names in quotes and words in brackets hidden; a unit in brackets (台（套）) stays."""
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


def _clauses(
    strand: Strand, blotted: str, start: int, end: int, opens_sentence: bool, opens_part: bool
) -> Iterator[Clause]:
    numbering = _NUMBERING.match(blotted[start:end])
    if numbering:
        start += numbering.end()
    if start < end:
        yield _clause(strand.cut(start, end), blotted[start:end], opens_sentence, opens_part)


def _clause(strand: Strand, blotted: str, opens_sentence: bool, opens_part: bool, is_aside: bool = False) -> Clause:
    return Clause(strand, blotted, tuple(quantities(strand, blotted)), opens_sentence, opens_part, is_aside)


def asides(clause: Clause) -> Iterator[Clause]:
    """其中 in brackets says something of its own."""
    for start, end in top_level(clause.text):
        inner = clause.strand.cut(start + 1, end - 1)
        if inner.text.startswith("其中"):
            blotted = blotted_text(inner.text)
            for left, right in _split(blotted, 0, len(blotted), "，；"):
                yield _clause(inner.cut(left, right), blotted[left:right], False, False, True)


def parts(clause: Clause) -> list[Clause]:
    """Cut after each quantity that ends an item of a list: 新增A5家、B2家."""
    if "分别" in clause.text:
        return [clause]
    cuts: list[int] = []
    for here, following in zip(clause.quantities, clause.quantities[1:], strict=False):
        at = here.end_of_suffix
        if _AND.match(clause.blotted, at) and following.start > at:
            cuts.append(at)
    found: list[Clause] = []
    start = 0
    for cut in [*cuts, len(clause.strand)]:
        found.append(
            _clause(
                clause.strand.cut(start, cut),
                clause.blotted[start:cut],
                clause.opens_sentence and start == 0,
                clause.opens_part and start == 0,
                clause.is_aside,
            )
        )
        start = cut + 1
    return found
