"""Finding one's way in a draft, and putting changed items back into it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from portal.domain.plan_draft.draft import Draft, Item, ItemKind, PartyRole, Question
from portal.domain.plan_draft.labels import PARTY_FIELDS, TITLE_FIELD
from portal.domain.plan_text.reading import QuestionKind
from portal.errors import Invalid
from portal.text import N_

PREFIX = {ItemKind.CAMPAIGN: "c", ItemKind.TASK: "t", ItemKind.TARGET: "m"}


def item_of(draft: Draft, item_id: str, field: str | None = None) -> Item:
    """Raises Invalid where there is no such item."""
    found = find_or_none(draft, item_id)
    if found is None:
        raise Invalid(N_("This item is no longer in the draft."), field)
    return found


def find_or_none(draft: Draft, item_id: str) -> Item | None:
    return next((item for item in draft.items if item.id == item_id), None)


def children(draft: Draft, item_id: str) -> list[Item]:
    return [item for item in draft.items if item.parent == item_id]


def below(draft: Draft, item_id: str) -> Iterator[Item]:
    """Everything below an item, nearest first."""
    waiting = children(draft, item_id)
    while waiting:
        item = waiting.pop(0)
        yield item
        waiting += children(draft, item.id)


def above(draft: Draft, item: Item) -> Iterator[Item]:
    by_id = {one.id: one for one in draft.items}
    while item.parent in by_id:
        item = by_id[item.parent]
        yield item


def campaign_of(draft: Draft, item: Item) -> Item | None:
    """The campaign an item lies in, or is."""
    return next((one for one in (item, *above(draft, item)) if one.kind is ItemKind.CAMPAIGN), None)


def title_of(item: Item) -> str:
    return item.value(TITLE_FIELD[item.kind])


def field_text(draft: Draft, item_id: str, field: str) -> str:
    """What stands in a field, names in a row; "" as `item_id` is the head."""
    if not item_id:
        return draft.head[field].value if field in draft.head else ""
    item = find_or_none(draft, item_id)
    if item is not None and field in PARTY_FIELDS[item.kind]:
        return "、".join(one.name for one in item.named(PartyRole(field)))
    return item.value(field) if item is not None else ""


def kept(draft: Draft) -> list[Item]:
    """What was not dropped."""
    return [item for item in draft.items if not item.is_dropped]


def with_item(draft: Draft, changed: Item) -> Draft:
    return replace(draft, items=tuple(changed if item.id == changed.id else item for item in draft.items))


def with_items(draft: Draft, ids: Iterable[str], change: Callable[[Item], Item]) -> Draft:
    wanted = set(ids)
    return replace(draft, items=tuple(change(item) if item.id in wanted else item for item in draft.items))


def with_question(draft: Draft, changed: Question) -> Draft:
    return replace(draft, questions=tuple(changed if one.id == changed.id else one for one in draft.questions))


def new_id(draft: Draft, kind: ItemKind) -> tuple[str, Draft]:
    """An id that never stood in this draft, and the draft that knows it is taken."""
    return f"{PREFIX[kind]}{draft.next}", replace(draft, next=draft.next + 1)


def open_questions(draft: Draft) -> list[Question]:
    """Those without an answer; a question about dropped items alone is none any more."""
    dropped = {item.id for item in draft.items if item.is_dropped}
    return [
        one
        for one in draft.questions
        if one.answer is None and not one.gone_by and not (one.items and all(i in dropped for i in one.items))
    ]


def open_contradictions(draft: Draft) -> list[Question]:
    """Targets of which the paper says two values, and nobody has said which one holds."""
    return [one for one in open_questions(draft) if one.kind is QuestionKind.SAME_TARGET]
