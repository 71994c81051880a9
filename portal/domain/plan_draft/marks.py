"""What was understood, as stretches of the notice that do not overlap: for marking the text in place."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from portal.domain.plan_draft.draft import Draft, Item, ItemKind, PartyRole
from portal.domain.plan_draft.tree import kept
from portal.domain.plan_text.reading import Place

_MARKED = {
    ItemKind.CAMPAIGN: ("name",),
    ItemKind.TASK: ("title", "deadline_text"),
    ItemKind.TARGET: ("metric",),
}


@dataclass(frozen=True, slots=True)
class Mark:
    start: int
    end: int
    item: str  # "" is the head
    field: str
    sure: float


def marks_of(draft: Draft) -> list[Mark]:
    """Sorted. Where several claim the same words the shortest has them; a longer one goes on behind it."""
    claims = sorted((mark for mark in _all(draft) if mark.end > mark.start), key=lambda one: one.start)
    edges = sorted({edge for mark in claims for edge in (mark.start, mark.end)})
    done: list[Mark] = []
    open_claims: list[tuple[int, int]] = []  # (length, index), the shortest first
    coming = 0
    for start, end in pairwise(edges):
        while coming < len(claims) and claims[coming].start <= start:
            heapq.heappush(open_claims, (claims[coming].end - claims[coming].start, coming))
            coming += 1
        while open_claims and claims[open_claims[0][1]].end <= start:
            heapq.heappop(open_claims)
        if open_claims:
            _paint(done, claims[open_claims[0][1]], start, end)
    return done


def _paint(done: list[Mark], claim: Mark, start: int, end: int) -> None:
    last = done[-1] if done else None
    if last is not None and last.end == start and (last.item, last.field) == (claim.item, claim.field):
        done[-1] = replace(last, end=end)
    else:
        done.append(replace(claim, start=start, end=end))


def _all(draft: Draft) -> Iterator[Mark]:
    for name, one in draft.head.items():
        if one.place and one.value and name not in ("starts_on", "ends_on"):
            yield _mark(one.place, "", name, one.sure)
    for item in kept(draft):
        yield from _of_item(item)


def _of_item(item: Item) -> Iterator[Mark]:
    fields = ("title",) if item.is_proposed else _MARKED[item.kind]
    for name in fields:
        one = item.fields[name]
        if one.place:
            yield _mark(one.place, item.id, name, one.sure)
    for role in PartyRole if not item.is_proposed else ():
        for named in item.named(role):
            if named.place:
                yield _mark(named.place, item.id, role.value, named.sure)


def _mark(place: Place, item: str, field: str, sure: float) -> Mark:
    return Mark(place.start, place.end, item, field, sure)
