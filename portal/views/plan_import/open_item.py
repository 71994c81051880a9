"""The item that is open: its form, the words of the paper beside each field, and what can be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from portal.domain import plan_draft
from portal.domain.plan_draft import KIND_LABELS, Draft, Field, Item, ItemKind, Named
from portal.forms.draft_items import ITEM_FORMS, DraftForm, HeadForm, as_data
from portal.views.plan_import.paper import UNSURE
from portal.views.plan_import.spot import HEAD, Spot

PARTIES = ("lead", "responsible", "commander", "deputies")
LONGEST_WORDS = 90


@dataclass(frozen=True)
class Words:
    """What the paper says where a field was read."""

    text: str
    is_doubtful: bool


@dataclass(frozen=True)
class Step:
    """A press or a link around the open item."""

    url: str
    label: str
    value: str = ""


@dataclass(frozen=True)
class OpenItem:
    item: Item | None
    kind: str
    form: DraftForm
    action_url: str
    words: Mapping[str, Words]
    stands: Mapping[str, str]
    presses: Sequence[Step]
    links: Sequence[Step]
    twin: tuple[str, str] | None


def standing_of(draft: Draft, item: Item | None) -> dict[str, str]:
    """Every field as text; names in a row."""
    fields = draft.head if item is None else item.fields
    found = {name: one.value for name, one in fields.items()}
    if item is not None:
        found |= {name: "、".join(one.name for one in getattr(item, name)) for name in PARTIES}
    return found


def form_of(draft: Draft, item: Item | None) -> DraftForm:
    """The form of an item, or of the head."""
    kind = HeadForm if item is None else ITEM_FORMS[item.kind]
    form: DraftForm = kind(data=as_data(standing_of(draft, item)))
    form.offer()
    return form


def open_item(text: str, draft: Draft, item: Item | None, spot: Spot, form: DraftForm) -> OpenItem:
    return OpenItem(
        item=item,
        kind=gettext(KIND_LABELS[item.kind]) if item else gettext("The plan"),
        form=form,
        action_url=spot.url(action="set"),
        words=_words(text, draft, item, form),
        stands=_stands(draft, item, form),
        presses=_presses(draft, item, spot) if item else [],
        links=_links(item, spot) if item else [],
        twin=_twin(draft, item, spot) if item and item.twin else None,
    )


def _stands(draft: Draft, item: Item | None, form: DraftForm) -> dict[str, str]:
    """After a conflict: what stands now in the fields where something else was typed."""
    standing = standing_of(draft, item)
    if form.refusal is None:
        return {}
    return {name: standing.get(name, "") for name in form.differing(standing)}


def _words(text: str, draft: Draft, item: Item | None, form: DraftForm) -> dict[str, Words]:
    """Only where the paper says it in other words, or the reader is unsure."""
    fields = draft.head if item is None else item.fields
    is_proposed = item is not None and item.is_proposed
    found = {name: _said(text, fields[name], is_proposed) for name in form.names if name in fields}
    if item is not None and not is_proposed:
        found |= {name: _said_of(getattr(item, name)) for name in PARTIES if name in form.names}
    return _once({name: one for name, one in found.items() if one is not None})


def _once(found: Mapping[str, Words]) -> dict[str, Words]:
    """The same words stand beside the first of the fields that were read from them, and beside doubtful ones."""
    first = {one.text: name for name, one in reversed(list(found.items()))}
    return {name: one for name, one in found.items() if one.is_doubtful or first[one.text] == name}


def _said(text: str, field: Field, is_proposed: bool) -> Words | None:
    if field.place is None:
        return None
    words = " ".join(text[field.place.start : field.place.end].split())
    is_doubtful = field.sure < UNSURE and not field.is_corrected and not is_proposed
    if not is_doubtful and _bare(words) == _bare(field.value):
        return None
    return Words(words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS] + "…", is_doubtful)


def _said_of(names: Sequence[Named]) -> Words | None:
    unsure = [one.name for one in names if one.sure < UNSURE and not one.is_corrected]
    joint = [one.name for one in names if one.is_joint]
    if joint:
        return Words(gettext("printed as leading together: %(names)s", names="、".join(joint)), bool(unsure))
    return Words("、".join(unsure), True) if unsure else None


def _bare(words: str) -> str:
    return "".join(words.split())


def _presses(draft: Draft, item: Item, spot: Spot) -> list[Step]:
    """What one press does."""
    if item.is_dropped:
        return [Step(spot.url(action="take-back"), gettext("Take back"))]
    siblings = [one for one in plan_draft.children(draft, item.parent) if one.kind is item.kind and not one.is_dropped]
    at = next(number for number, one in enumerate(siblings) if one.id == item.id)
    found = []
    if at > 0:
        found.append(Step(spot.url(action="move-up"), gettext("Move up")))
    if at + 1 < len(siblings):
        found.append(Step(spot.url(action="move-down"), gettext("Move down")))
        found.append(Step(spot.url(action="merge"), gettext("Merge with the next one")))
    return [*found, Step(spot.url(action="drop-item"), gettext("Drop"))]


def _links(item: Item, spot: Spot) -> list[Step]:
    """What asks for something first."""
    if item.is_dropped:
        return []
    anchor = "item-work"
    found = [Step(spot.at(do="add").url(anchor), gettext("Add …"))]
    if item.kind is not ItemKind.CAMPAIGN and item.place is not None:
        found.append(Step(spot.at(do="split").url(anchor), gettext("Split …")))
    return [*found, Step(spot.at(do="move").url(anchor), gettext("Move to …"))]


def _twin(draft: Draft, item: Item, spot: Spot) -> tuple[str, str] | None:
    twin = next((one for one in draft.items if one.id == item.twin), None)
    return (spot.item_url(twin.id), plan_draft.title_of(twin)) if twin else None


def is_head(spot: Spot) -> bool:
    return spot.item == HEAD
