"""What an item was read from, as a word: the same in every reading of the same paper that finds the same thing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from portal.domain.plan_draft.draft import Item
from portal.domain.plan_draft.labels import TITLE_FIELD


def origin_of(kind: str, place: Sequence[int] | None, nth: int = 1) -> str:
    """A kind and its place; two figures of one clause are told apart by their order."""
    if place is None:
        return ""
    start, end = place
    return f"{kind}:{start}-{end}" + (f"#{nth}" if nth > 1 else "")


def with_origins(items: Sequence[Item]) -> tuple[Item, ...]:
    """What a reading understood, each with its origin. A campaign of no printed section is known by its name."""
    seen: Counter[str] = Counter()
    done = []
    for item in items:
        first = origin_of(item.kind, item.place) or f"{item.kind}:{item.section}"
        seen[first] += 1
        done.append(replace(item, origin=origin_of(item.kind, item.place, seen[first]) or first))
    return tuple(done)


def paired_origins(base: Sequence[Item], fresh: Sequence[Item]) -> dict[str, str]:
    """Origin in another reading of the paper → origin in the first: the same place, else the same beginning or title.

    An item that reaches further now is still the same item.
    """
    found: dict[str, str] = {}
    for key in (_origin, _beginning, _title):
        taken = set(found.values())
        left: dict[str, list[str]] = {}
        for item in base:
            if item.origin not in taken and (word := key(item)):
                left.setdefault(word, []).append(item.origin)
        for item in fresh:
            if item.origin not in found and left.get(word := key(item)):
                found[item.origin] = left[word].pop(0)
    return found


def _origin(item: Item) -> str:
    return item.origin


def _beginning(item: Item) -> str:
    return f"{item.kind}:{item.is_proposed}:{item.place.start}" if item.place else ""


def _title(item: Item) -> str:
    place = item.fields[TITLE_FIELD[item.kind]].place
    return f"{item.kind}:{place.start}" if place else ""
