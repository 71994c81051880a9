"""Which item of a new paper is which object of the plan: the same title, else the likest words, campaigns first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from portal.domain.plan_draft.draft import Item, ItemKind
from portal.domain.plan_draft.similarity import bare_text, pairs, rate
from portal.domain.plan_draft.standing import Paper, Standing
from portal.domain.plan_draft.tree import title_of

_LIKE_HERE = {ItemKind.CAMPAIGN: 0.5, ItemKind.TASK: 0.5, ItemKind.TARGET: 0.6}
_LIKE_ELSEWHERE = 0.8

Pairs = dict[str, Standing]  # id of the draft's item → what it is in the plan
Look = tuple[Standing, list[frozenset[str]], frozenset[str] | None]  # with the pairs of its titles and of its clause


def paired(paper: Paper, standing: Sequence[Standing]) -> Pairs:
    """Every item and every object at most once."""
    found = _pair(ItemKind.CAMPAIGN, paper, standing, {})
    campaigns = {item_id: one.id for item_id, one in found.items()}
    for kind in (ItemKind.TASK, ItemKind.TARGET):
        found |= _pair(kind, paper, standing, campaigns)
    return found


def _pair(kind: ItemKind, paper: Paper, standing: Sequence[Standing], campaigns: Mapping[str, int]) -> Pairs:
    pairing = _Pairing(paper, campaign_ids(paper.items, campaigns))
    items = [item for item in paper.items if item.kind is kind]
    objects = [one for one in standing if one.kind is kind]
    pairing.by_name(items, objects, is_here=True)
    pairing.by_name(items, objects, is_here=False)
    for group in _by_campaign(items, objects, pairing.of):
        pairing.by_likeness(*group, _LIKE_HERE[kind])
    pairing.by_likeness(items, objects, _LIKE_ELSEWHERE)
    return pairing.found


class _Pairing:
    """What has found each other so far; each step takes only what is left."""

    def __init__(self, paper: Paper, of: Mapping[str, int | None]) -> None:
        self.paper, self.of = paper, of
        self.found: Pairs = {}
        self.taken: set[int] = set()

    def _left(self, items: Sequence[Item], objects: Sequence[Standing]) -> tuple[list[Item], list[Standing]]:
        return (
            [item for item in items if item.id not in self.found],
            [one for one in objects if one.id not in self.taken],
        )

    def _take(self, item_id: str, one: Standing) -> None:
        self.found[item_id] = one
        self.taken.add(one.id)

    def by_name(self, items: Sequence[Item], objects: Sequence[Standing], *, is_here: bool) -> None:
        """The same title, and for targets the same unit; at first only in the same campaign."""
        items, objects = self._left(items, objects)
        named: dict[tuple[object, ...], list[Standing]] = {}
        for one in objects:
            for key in _keys(one):
                named.setdefault((key, one.is_second_mention, one.campaign_id if is_here else None), []).append(one)
        for item in items:
            where = (self.of[item.id] if item.kind is not ItemKind.CAMPAIGN else None) if is_here else None
            for one in named.get((_key(item), bool(item.twin), where), ()):
                if one.id not in self.taken:
                    self._take(item.id, one)
                    break

    def by_likeness(self, items: Sequence[Item], objects: Sequence[Standing], least: float) -> None:
        """The likest first."""
        items, objects = self._left(items, objects)
        looks = [(one, [pairs(title) for title in _titles(one)], pairs(one.words) if one.words else None)
                 for one in objects]  # fmt: skip
        rated = [
            (likeness, item.id, one)
            for item in items
            for likeness, one in _likenesses(item, self.paper, looks)
            if likeness >= least
        ]
        for _, item_id, one in sorted(rated, key=lambda each: -each[0]):
            if item_id not in self.found and one.id not in self.taken:
                self._take(item_id, one)


def _likenesses(item: Item, paper: Paper, looks: Sequence[Look]) -> Iterator[tuple[float, Standing]]:
    title = pairs(title_of(item))
    words = pairs(_words(paper, item)) if item.kind is ItemKind.TASK else None
    for one, titles, printed in looks:
        if bool(item.twin) == one.is_second_mention:
            likeness = max(rate(title, other) for other in titles)
            yield (max(likeness, rate(words, printed)) if words and printed else likeness), one


def _by_campaign(
    items: Sequence[Item], objects: Sequence[Standing], of: Mapping[str, int | None]
) -> Iterator[tuple[list[Item], list[Standing]]]:
    """What lies in the same campaign; campaigns themselves are one group."""
    groups: dict[int | None, tuple[list[Item], list[Standing]]] = {}
    for item in items:
        groups.setdefault(None if item.kind is ItemKind.CAMPAIGN else of[item.id], ([], []))[0].append(item)
    for one in objects:
        groups.setdefault(None if one.kind is ItemKind.CAMPAIGN else one.campaign_id, ([], []))[1].append(one)
    yield from groups.values()


def campaign_ids(items: Iterable[Item], campaigns: Mapping[str, int]) -> dict[str, int | None]:
    """Item → the campaign of the plan it lies in, as far as that is known; None for what is plan-wide or new."""
    by_id = {item.id: item for item in items}
    found: dict[str, int | None] = {}
    for item in by_id.values():
        above = item
        while above.kind is not ItemKind.CAMPAIGN and above.parent in by_id:
            above = by_id[above.parent]
        found[item.id] = campaigns.get(above.id)
    return found


def _key(item: Item) -> str:
    return bare_text(title_of(item)) + (item.value("unit") if item.kind is ItemKind.TARGET else "")


def _keys(one: Standing) -> set[str]:
    """Its title now, and what the paper called it."""
    unit = one.values.get("unit", "") if one.kind is ItemKind.TARGET else ""
    return {bare_text(one.title) + unit} | ({_key(one.printed)} if one.printed else set())


def _titles(one: Standing) -> list[str]:
    return [one.title, *([title_of(one.printed)] if one.printed else [])]


def _words(paper: Paper, item: Item) -> str:
    return paper.text[item.place.start : item.place.end] if item.place else title_of(item)
