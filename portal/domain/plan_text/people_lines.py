"""People set out below each other: under a label's first, the next stand on lines of their own."""

import re
from collections.abc import Iterable, Iterator

from portal.domain.plan_text import body_words as words
from portal.domain.plan_text.labels import Role, labels_in
from portal.domain.plan_text.people import people_of
from portal.domain.plan_text.strand import Strand, join

_PEOPLE = (Role.COMMANDER, Role.DEPUTY)
_LONGEST_LINE, _LONGEST_LIST = 40, 400
_NO_PERSON = re.compile(r"[，。；：、（）\d]")


def with_continued_people(texts: Iterable[Strand]) -> Iterator[Strand]:
    """副指挥长：甲某  县工信局局长, and below it: 乙某  县科技局局长."""
    held: Strand | None = None
    for text in texts:
        if held is not None and _goes_on(held, text):
            held = join([held, Strand("、", [text.at[0]]), text])
            continue
        if held is not None:
            yield held
        held = text
    if held is not None:
        yield held


def _goes_on(above: Strand, line: Strand) -> bool:
    if len(above) > _LONGEST_LIST:
        return False
    if not 0 < len(line) <= _LONGEST_LINE or _NO_PERSON.search(line.text) or not line.text.endswith(words.TITLES):
        return False
    labels = labels_in(above) if len(people_of(line)) == 1 and _has_gap(line) else []
    return bool(labels) and labels[0].start == 0 and labels[-1].role in _PEOPLE


def _has_gap(line: Strand) -> bool:
    return any(line.gap_before(index) for index in range(1, len(line)))
