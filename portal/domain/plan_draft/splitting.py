"""Cutting an item in two at a place of the notice: each part with its own words, and read as its words say."""

from dataclasses import replace

from portal.domain import plan_text
from portal.domain.plan_draft.draft import Draft, Field, Item, ItemKind
from portal.domain.plan_draft.target_fields import target_fields
from portal.domain.plan_draft.tree import item_of, new_id, with_items
from portal.domain.plan_draft.words import first_clauses, words_at
from portal.domain.plan_text.reading import Place
from portal.errors import Invalid
from portal.text import N_

_SURE_OF_PART = 0.6
_JOINING = "和及与"


def split_item(draft: Draft, item_id: str, at: int, text: str) -> tuple[Draft, str]:
    """What is behind becomes an item of its own: a task with the same departments, or a target. Raises Invalid."""
    item = item_of(draft, item_id)
    if item.kind is ItemKind.CAMPAIGN or item.place is None or item.is_dropped:
        raise Invalid(N_("Only a task or a target that stands in the notice can be split."), "at")
    if not item.place.start < at < item.place.end:
        raise Invalid(N_("Choose a place inside the item."), "at")
    places = Place(item.place.start, at), Place(at, item.place.end)
    first, second = (words_at(text, place) for place in places)
    if not first or not second:
        raise Invalid(N_("Nothing is left on one side of this place."), "at")
    new, draft = new_id(draft, item.kind)
    part = _target_part if item.kind is ItemKind.TARGET else _task_part
    before, behind = part(item, places[0], first), replace(part(item, places[1], second, is_new=True), id=new)
    place = draft.items.index(item)
    draft = replace(draft, items=(*draft.items[:place], before, behind, *draft.items[place + 1 :]))
    moving = [one.id for one in draft.items if one.task == item_id and one.place and one.place.start >= at]
    return with_items(draft, moving, lambda one: replace(one, task=new)), new


def _task_part(item: Item, place: Place, words: str, *, is_new: bool = False) -> Item:
    changed = {"content": Field(words[:5000], place, _SURE_OF_PART, True)}
    title = item.fields["title"].place
    if is_new or (title is not None and title.end > place.end):
        changed |= {
            "title": Field(first_clauses(words), place, _SURE_OF_PART, True),
            "standard": Field(words[:2000], place, 0.4, True),
        }
    return _part(item, place, {**item.fields, **changed}, is_new=is_new)


def _target_part(item: Item, place: Place, words: str, *, is_new: bool = False) -> Item:
    """Metric and values as the reader takes them from these words; what a person has written stays in the first."""
    read = _read(words.rstrip(_JOINING))
    fields = {
        name: replace(one, place=place if one.place else None, sure=min(one.sure, _SURE_OF_PART), is_corrected=True)
        for name, one in read.items()
    }
    if not is_new:
        fields |= {name: one for name, one in item.fields.items() if one.is_corrected}
    part = _part(item, place, {**item.fields, **fields}, is_new=is_new)
    return replace(part, twin="") if is_new else part


def _read(words: str) -> dict[str, Field]:
    found = plan_text.read(f"一、目标\n{words}").targets
    if found:
        return target_fields(found[0])
    nothing = {name: Field() for name in ("guaranteed", "stretch", "unit", "note")}
    return nothing | {"metric": Field(words[:120]), "text": Field(words), "kind": Field("quality")}


def _part(item: Item, place: Place, fields: dict[str, Field], *, is_new: bool) -> Item:
    """The part behind has no number and was not read as such."""
    part = replace(item, place=place, fields=fields)
    return replace(part, number="", origin="") if is_new else part
