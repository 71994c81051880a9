"""Drafts of our own notices, and finding one's way in them by what is printed."""

from functools import lru_cache

from portal.domain.plan_draft import Draft, Item, ItemKind, from_reading, title_of
from portal.domain.plan_text import read
from tests import notices


@lru_cache
def drafted(text: str) -> Draft:
    return from_reading(read(text), text)


def campaigns() -> Draft:
    return drafted(notices.CAMPAIGNS)


def items() -> Draft:
    return drafted(notices.ITEMS)


def find(draft: Draft, title: str, kind: ItemKind | None = None, nth: int = 0) -> Item:
    """The item whose title holds these words; of several the nth."""
    found = [one for one in draft.items if title in title_of(one) and (kind is None or one.kind is kind)]
    return found[nth]


def of_kind(draft: Draft, kind: ItemKind) -> list[Item]:
    return [item for item in draft.items if item.kind is kind]
