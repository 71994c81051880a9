"""Changing the tree of a draft: adding, merging, moving, dropping. Nothing is ever really gone."""

from collections.abc import Sequence
from dataclasses import replace

from portal.domain.plan_draft.draft import Draft, Field, Item, ItemKind, Named
from portal.domain.plan_draft.fields import checked_text
from portal.domain.plan_draft.labels import ITEM_FIELDS, TITLE_FIELD
from portal.domain.plan_draft.tree import above, below, children, item_of, new_id, title_of, with_item, with_items
from portal.domain.plan_text.reading import Place
from portal.errors import Invalid
from portal.text import N_

DEEPEST = 9
_MAY_HOLD = {
    ItemKind.CAMPAIGN: (),
    ItemKind.TASK: (ItemKind.CAMPAIGN, ItemKind.TASK),
    ItemKind.TARGET: (ItemKind.CAMPAIGN,),
}


def add_item(draft: Draft, kind: ItemKind, parent: str, title: str) -> tuple[Draft, str]:
    """A new item behind its siblings. Raises Invalid at "parent" or at the title's field."""
    name = TITLE_FIELD[kind]
    text = checked_text(kind, name, title, 0)
    _check_parent(draft, kind, parent)
    item_id, draft = new_id(draft, kind)
    fields = {one: Field() for one in ITEM_FIELDS[kind]} | {name: Field(text, None, 1.0, True)} | _defaults(draft, kind)
    item = Item(item_id, kind, parent, fields=fields, section=_section(draft, parent))
    return _put_last(draft, item), item_id


def _defaults(draft: Draft, kind: ItemKind) -> dict[str, Field]:
    if kind is ItemKind.TARGET:
        return {"kind": Field("amount"), "comparator": Field(">=")}
    return {"due_on": Field(draft.head["ends_on"].value, None, 0.4)} if kind is ItemKind.TASK else {}


def _section(draft: Draft, parent: str) -> str:
    return item_of(draft, parent).section if parent else ""


def _check_parent(draft: Draft, kind: ItemKind, parent: str) -> None:
    if not parent:
        if kind is ItemKind.TASK:
            raise Invalid(N_("A task lies in a campaign: choose one."), "parent")
        return
    holder = item_of(draft, parent, "parent")
    if holder.kind not in _MAY_HOLD[kind] or holder.is_dropped:
        raise Invalid(N_("This cannot lie there: choose a campaign, or a task for a task."), "parent")


def _put_last(draft: Draft, item: Item) -> Draft:
    """Behind the last of its siblings of the same kind, so that the order of the paper stays."""
    others = [one for one in draft.items if one.id != item.id]
    at = max((i for i, one in enumerate(others) if one.parent == item.parent and one.kind is item.kind), default=-1)
    if at < 0 and item.parent:
        at = next(i for i, one in enumerate(others) if one.id == item.parent)
    where = at + 1 if at >= 0 else len(others)
    return replace(draft, items=(*others[:where], item, *others[where:]))


def move_item(draft: Draft, item_id: str, parent: str, before: str = "") -> Draft:
    """Under another parent, or before a sibling ("" is last). Raises Invalid at "parent" or "before"."""
    item = item_of(draft, item_id)
    _check_parent(draft, item.kind, parent)
    if parent == item_id or any(one.id == parent for one in below(draft, item_id)):
        raise Invalid(N_("An item cannot lie below itself."), "parent")
    _check_depth(draft, item, parent)
    moved = replace(item, parent=parent)
    draft = _put_last(with_item(draft, moved), moved)
    if item.kind is ItemKind.TASK:
        draft = _targets_follow(draft, item_id)
    return _put_before(draft, moved, before) if before else draft


def _check_depth(draft: Draft, item: Item, parent: str) -> None:
    if item.kind is not ItemKind.TASK:
        return
    level = len(list(above(draft, item_of(draft, parent))))
    if level + _height(draft, item.id) > DEEPEST:
        raise Invalid(N_("Ten levels are the most; put this beside its parent instead."), "parent")


def _height(draft: Draft, item_id: str) -> int:
    tasks = [one.id for one in children(draft, item_id) if one.kind is ItemKind.TASK]
    return 1 + max((_height(draft, one) for one in tasks), default=0)


def _targets_follow(draft: Draft, task_id: str) -> Draft:
    """Targets read in a task lie in the campaign the task lies in."""
    moved = {task_id, *(one.id for one in below(draft, task_id))}
    line = list(above(draft, item_of(draft, task_id)))
    campaign = next((one.id for one in line if one.kind is ItemKind.CAMPAIGN), "")
    targets = [one.id for one in draft.items if one.kind is ItemKind.TARGET and one.task in moved]
    return with_items(draft, targets, lambda one: replace(one, parent=campaign))


def _put_before(draft: Draft, item: Item, before: str) -> Draft:
    sibling = item_of(draft, before, "before")
    if sibling.parent != item.parent or sibling.kind is not item.kind or sibling.id == item.id:
        raise Invalid(N_("Choose another item of the same list."), "before")
    rest = [one for one in draft.items if one.id != item.id]
    at = rest.index(sibling)
    return replace(draft, items=(*rest[:at], item, *rest[at:]))


def place_of(draft: Draft, item_id: str, choice: str) -> tuple[str, str]:
    """A chosen place as a parent and the sibling before which it is: "p" last in p, "p>" first in it, "p>c" after c."""
    parent, says_where, after = choice.partition(">")
    item = item_of(draft, item_id)
    ids = [one.id for one in children(draft, parent) if one.kind is item.kind and one.id != item_id]
    if not says_where or (after and after not in ids):
        return parent, ""
    at = ids.index(after) + 1 if after else 0
    return parent, ids[at] if at < len(ids) else ""


def merge_items(draft: Draft, into: str, other: str) -> Draft:
    """One item out of two: words behind words, names once, what lay below the other below it; the other is dropped."""
    first, second = item_of(draft, into), item_of(draft, other)
    if into == other or first.kind is not second.kind or first.is_dropped or second.is_dropped:
        raise Invalid(N_("Choose two items of the same kind."), "other")
    if any(one.id in (into, other) for one in (*above(draft, first), *above(draft, second))):
        raise Invalid(N_("One of them lies below the other: move it out first."), "other")
    draft = with_item(draft, _merged(first, second))
    moving = [one.id for one in draft.items if one.parent == other]
    draft = with_items(draft, moving, lambda one: replace(one, parent=into))
    draft = replace(draft, items=tuple(_pointing(one, other, into) for one in draft.items))
    return with_item(draft, replace(item_of(draft, other), is_dropped=True))


def _pointing(item: Item, other: str, into: str) -> Item:
    """What was read in the other, is a part of it or mentions it again, now does so with the one they became."""
    task, whole, twin = (into if one == other else one for one in (item.task, item.whole, item.twin))
    is_itself = item.id == into
    return replace(item, task=task, whole="" if is_itself and whole == into else whole,
                   twin="" if is_itself and twin == into else twin)  # fmt: skip


def _merged(first: Item, second: Item) -> Item:
    fields = {name: _joined(name, one, second.fields.get(name, Field())) for name, one in first.fields.items()}
    taken = {one.name for one in first.lead}
    others = _once([*first.responsible, *second.lead, *second.responsible], taken)
    lead = first.lead or second.lead
    return replace(
        first,
        place=_cover(first.place, second.place),
        fields=fields,
        lead=lead,
        responsible=tuple(one for one in others if one.name not in {named.name for named in lead}),
        commander=first.commander or second.commander,
        deputies=_once([*first.deputies, *second.deputies], set()),
    )


def _joined(name: str, one: Field, other: Field) -> Field:
    """Sentences are joined; of values the first stands, where it says anything."""
    if not one.value or not other.value or name not in ("content", "standard", "note", "deadline_text", "aim", "text"):
        return one if one.value else other
    if other.value in one.value:
        return one
    return Field(f"{one.value}；{other.value}", _cover(one.place, other.place), min(one.sure, other.sure), True)


def _cover(one: Place | None, other: Place | None) -> Place | None:
    if one is None or other is None:
        return one or other
    return Place(min(one.start, other.start), max(one.end, other.end))


def _once(names: Sequence[Named], taken: set[str]) -> tuple[Named, ...]:
    found: dict[str, Named] = {}
    for one in names:
        if one.name not in taken:
            found.setdefault(one.name, one)
    return tuple(found.values())


def drop_item(draft: Draft, item_id: str) -> Draft:
    """Out of the plan, with everything below it and the targets read in it; it can be taken back."""
    return _marked(draft, item_id, True)


def take_back(draft: Draft, item_id: str) -> Draft:
    """Back into the plan, with what lay below it. Raises Invalid where what it lies below is still dropped."""
    item = item_of(draft, item_id)
    for one in above(draft, item):
        if one.is_dropped:
            raise Invalid(N_("Take back “%(title)s” first."), title=title_of(one))
    return _marked(draft, item_id, False)


def _marked(draft: Draft, item_id: str, is_dropped: bool) -> Draft:
    found = {item_of(draft, item_id).id, *(one.id for one in below(draft, item_id))}
    found |= {one.id for one in draft.items if one.kind is ItemKind.TARGET and one.task in found}
    return with_items(draft, found, lambda one: replace(one, is_dropped=is_dropped))
