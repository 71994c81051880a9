"""Targets that mention another one again, and parts of a whole: links that must not lead nowhere."""

from portal.domain.plan_draft.draft import Draft, Item
from portal.domain.plan_draft.labels import NUMBERS
from portal.domain.plan_draft.tree import find_or_none


def first_mention(draft: Draft, item: Item) -> Item | None:
    """The target a second mention points to, where it still stands."""
    found = find_or_none(draft, item.twin) if item.twin else None
    return found if found is not None and not found.is_dropped else None


def whole_of(draft: Draft, item: Item) -> Item | None:
    found = find_or_none(draft, item.whole) if item.whole else None
    return found if found is not None and not found.is_dropped else None


def same_values(one: Item, other: Item) -> bool:
    """Whether a second mention says nothing against the first."""
    return all(one.value(name) in ("", other.value(name)) for name in NUMBERS) and one.value("unit") == other.value(
        "unit"
    )
