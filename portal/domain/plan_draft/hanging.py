"""The items of a renewed draft in their order and below what they belong to: always a tree."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from portal.domain.plan_draft.draft import Item, ItemKind

Items = Mapping[str, Item]


def in_order(before: Sequence[Item], read: Sequence[str], items: Items) -> list[Item]:
    """As people left them; what is new stands behind what the paper has before it."""
    standing = {item.id for item in before if item.id in items}
    behind: dict[str, list[str]] = {}
    last = ""
    for item_id in read:
        if item_id in standing:
            last = item_id
        else:
            behind.setdefault(last, []).append(item_id)
    ids = [*behind.get("", ())]
    for item in before:
        if item.id in standing:
            ids += [item.id, *behind.get(item.id, ())]
    return [items[one] for one in ids]


def hung(items: Sequence[Item], read_below: Mapping[str, str], gone: Items) -> tuple[Item, ...]:
    """Each below something that stands. `read_below` is where the reader has it, `gone` what people still point to."""
    parents = {item.id: item.parent for item in items}
    by_id = {item.id: item for item in items}
    for item in items:
        if item.parent and (item.parent not in by_id or _is_ring(item.id, parents)):
            parents[item.id] = _elsewhere(item, by_id, read_below, gone)
            if _is_ring(item.id, parents):
                parents[item.id] = _first_campaign(items, item)
    return tuple(_tied(item, parents, by_id) for item in items)


def _tied(item: Item, parents: Mapping[str, str], by_id: Items) -> Item:
    """No link leads to nothing; what lies below something dropped is dropped."""
    is_dropped = item.is_dropped or any(by_id[one].is_dropped for one in _line(parents[item.id], parents))
    whole, twin, task = (link if link in by_id else "" for link in (item.whole, item.twin, item.task))
    return replace(item, parent=parents[item.id], whole=whole, twin=twin, task=task, is_dropped=is_dropped)


def _line(item_id: str, parents: Mapping[str, str]) -> list[str]:
    """An item and what is above it."""
    found: list[str] = []
    while item_id and item_id in parents and item_id not in found:
        found.append(item_id)
        item_id = parents[item_id]
    return found


def _is_ring(item_id: str, parents: Mapping[str, str]) -> bool:
    return item_id in _line(parents[item_id], parents)


def _elsewhere(item: Item, by_id: Items, read_below: Mapping[str, str], gone: Items) -> str:
    """Where the reader has it; for what a person added, the smallest item whose words hold those it lay below."""
    if read_below.get(item.id) in by_id:
        return read_below[item.id]
    holder = gone.get(item.parent)
    place = item.place or (holder.place if holder else None)
    may_hold = (ItemKind.CAMPAIGN,) if item.kind is ItemKind.TARGET else (ItemKind.CAMPAIGN, ItemKind.TASK)
    holding = [
        one
        for one in by_id.values()
        if one.id in read_below and one.kind in may_hold and one.place and place
        and one.id != item.id and one.place.start <= place.start < one.place.end
    ]  # fmt: skip
    smallest = min(holding, key=lambda one: one.place.end - one.place.start if one.place else 0, default=None)
    return smallest.id if smallest else _first_campaign([*by_id.values()], item)


def _first_campaign(items: Sequence[Item], item: Item) -> str:
    if item.kind is not ItemKind.TASK:
        return ""
    return next((one.id for one in items if one.kind is ItemKind.CAMPAIGN and not one.is_dropped), "")
