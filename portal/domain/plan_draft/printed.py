"""The printed words of a paper as they are compared: without signs, and without the figures and limits in them."""

from bisect import bisect_left

from portal.domain.plan_draft.draft import Field, Item, ItemKind
from portal.domain.plan_draft.similarity import bare_text
from portal.domain.plan_draft.standing import Paper
from portal.domain.plan_text.reading import Place

_LONGEST_TARGET = 500


class Printed:
    """A paper with the places of its targets at hand."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self._targets = sorted(item.place for item in paper.items if item.kind is ItemKind.TARGET and item.place)

    def words_at(self, field: Field) -> str:
        return bare_text(self.paper.text[field.place.start : field.place.end]) if field.place else ""

    def bare_field(self, item: Item, name: str) -> str:
        """A field's words without the targets and limits that stand in them: those are differences of their own."""
        place = item.fields[name].place if name in item.fields else None
        if place is None:
            return bare_text(item.value(name))
        holes = self._targets_near(place)
        limit = item.fields.get("deadline_text")
        if limit is not None and limit.place is not None:
            holes.append(limit.place)
        words, at = [], place.start
        for hole in sorted(hole for hole in holes if hole.start < place.end and hole.end > place.start):
            words.append(self.paper.text[at : max(at, hole.start)])
            at = max(at, hole.end)
        return bare_text("".join([*words, self.paper.text[at : max(at, place.end)]]))

    def _targets_near(self, place: Place) -> list[Place]:
        first = bisect_left(self._targets, Place(place.start - _LONGEST_TARGET, 0))
        return self._targets[first : bisect_left(self._targets, Place(place.end, 0))]
