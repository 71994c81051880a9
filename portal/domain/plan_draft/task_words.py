"""The words of an item between its title and its departments: content, completion standard, sentences, due day."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from portal.domain.plan_draft.draft import Field
from portal.domain.plan_draft.words import EDGES, joined_lines
from portal.domain.plan_text.characters import INVISIBLE, canonical
from portal.domain.plan_text.reading import Piece, Place, Task
from portal.domain.written_dates import parse_date
from portal.errors import Invalid

_BEFORE_NAMES = "（〔[【(\n|\t"
_LONGEST_LABEL = 30
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]?")
_RESULT = re.compile(
    r"完成|实现|建成|达到|形成|出台|确保|力争|争取|不少于|不低于|销号|清零|走在|前列|投用|竣工|验收|以上"
)
_TIME_WORDS = re.compile(r"^(?:于|到|至|截至|截止|力争|争取|确保|在)+|(?:完成|建成|实现).{0,8}$")
_SHORTEST_SENTENCE, _LONGEST_STANDARD, _LONGEST_CONTENT = 6, 2000, 5000


class Paper:
    """The notice, in characters of one kind; every position is the position in the paper."""

    def __init__(self, text: str) -> None:
        self.text = canonical(text)

    def words(self, place: Place) -> str:
        """What stands at a place, without the breaks of lines and pages."""
        return joined_lines(self.text[place.start : place.end])

    def body_of(self, task: Task) -> Place:
        """From behind the title to the first line or bracket that names somebody."""
        start = max(task.title.place.end, task.place.start)
        end = task.place.end
        named = [*task.lead, *task.responsible, *task.commander, *task.deputy_commanders]
        inside = [piece.place.start for piece in named if start <= piece.place.start < end]
        if inside:
            end = self._before_label(min(inside), start)
        bar = self.text.find("|", start, end)
        return Place(start, bar if bar >= 0 else max(end, start))

    def _before_label(self, at: int, start: int) -> int:
        for index in range(at - 1, max(start, at - _LONGEST_LABEL) - 1, -1):
            if self.text[index] in _BEFORE_NAMES:
                return index
        return max(start, at)

    def sentences(self, place: Place) -> Iterator[Place]:
        """The sentences within a place, without their full stops."""
        for match in _SENTENCE.finditer(self.text, place.start, place.end):
            words = match.group().strip(EDGES + INVISIBLE)
            if len(words) >= _SHORTEST_SENTENCE:
                start = match.start() + match.group().index(words)
                yield Place(start, start + len(words))

    def content_of(self, task: Task) -> Field:
        """All the words of an item, where they say more than its title."""
        body = self.body_of(task)
        words = self.words(body)[:_LONGEST_CONTENT]
        return Field(words, body) if words else Field()

    def standard_of(self, task: Task, targets: Sequence[Piece]) -> Field:
        """What counts as done is proposed: the item's figures, else the sentence that speaks of a result."""
        if targets:
            words = "；".join(piece.text for piece in targets)
            place = Place(targets[0].place.start, targets[-1].place.end)
            return Field(words[:_LONGEST_STANDARD], place, 0.7)
        for place in self.sentences(self.body_of(task)):
            if _RESULT.search(self.text[place.start : place.end]):
                return Field(self.words(place)[:_LONGEST_STANDARD], place, 0.5)
        return Field(task.title.text[:_LONGEST_STANDARD], task.title.place, 0.3)


def due_day(limits: Sequence[Piece], plan_ends: str) -> Field:
    """The last of the printed limits that names a day, else the end of the plan."""
    year = int(plan_ends[:4]) if plan_ends else None
    found = [(day, piece) for piece in limits if (day := _day_of(piece.text, year)) is not None]
    if found:
        day, piece = max(found, key=lambda one: one[0])
        return Field(day.isoformat(), piece.place, 0.8)
    return Field(plan_ends, None, 0.4)


def _day_of(words: str, year: int | None) -> date | None:
    bare = _TIME_WORDS.sub("", words.strip(EDGES))
    if year is None and not re.match(r"20\d\d", bare):
        return None
    try:
        return parse_date(bare, year or 2000)
    except Invalid:
        return None
