"""What is done around an item and asks for something first: where to add, where to split, where to move."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext

from portal.domain import plan_draft
from portal.domain.plan_draft import Draft, Item, ItemKind
from portal.forms.change_form import ChangeForm
from portal.forms.draft_items import AddForm, MoveForm
from portal.views.plan_import.spot import Spot

SENTENCE_ENDS, COMMAS, JOINING = "。；！？\n", "，,、", "和及与"
SHORTEST, MOST_CUTS, LONGEST_TITLE = 4, 60, 30


@dataclass(frozen=True)
class Work:
    """`cuts` are the places of a split with the words that would begin the second half."""

    do: str
    action_url: str
    cancel_url: str
    form: ChangeForm | None = None
    cuts: Sequence[tuple[str, str]] = field(default_factory=list)


def work_of(text: str, draft: Draft, item: Item | None, spot: Spot, refused: ChangeForm | None) -> Work | None:
    """What the address asks for, with the refused form where there is one."""
    if item is None or item.is_dropped or not spot.do:
        return None
    cancel_url = spot.at(do="").url(f"item-{item.id}")
    if spot.do == "split":
        return Work("split", spot.url(action="split"), cancel_url, cuts=cuts_of(text, item))
    form = refused or (add_form(item) if spot.do == "add" else move_form(draft, item))
    return Work(spot.do, spot.url(action=spot.do), cancel_url, form)


def cuts_of(text: str, item: Item) -> list[tuple[str, str]]:
    """Behind each sentence; in an item of one sentence behind each comma; in a target also behind 和."""
    if item.place is None:
        return []
    start, end = item.place
    inside = range(start, min(end, len(text)) - 1)
    signs = (SENTENCE_ENDS, COMMAS, JOINING) if item.kind is ItemKind.TARGET else (SENTENCE_ENDS, COMMAS)
    places = next((found for one in signs if (found := [at + 1 for at in inside if text[at] in one])), [])
    cuts = [(str(at), " ".join(text[at : min(end, at + 80)].split())) for at in places]
    return [(at, words) for at, words in cuts if len(words) >= SHORTEST][:MOST_CUTS]


def add_form(item: Item) -> AddForm:
    form = AddForm()
    form.where.choices = _places_of(item)
    return form


def _places_of(item: Item) -> list[tuple[str, str]]:
    """Where a new item may stand, seen from an open one."""
    beside = [("after", gettext("after this one")), ("before", gettext("before this one"))]
    task, target = ("task", gettext("below this one, as a task")), ("target", gettext("below this one, as a target"))
    below = {ItemKind.CAMPAIGN: [task, target], ItemKind.TASK: [task], ItemKind.TARGET: []}
    return [*beside, *below[item.kind]]


def move_form(draft: Draft, item: Item) -> MoveForm:
    form = MoveForm(data={"parent": item.parent})
    form.parent.choices = list(_places_for(draft, item))
    return form


def _places_for(draft: Draft, item: Item) -> Iterator[tuple[str, str]]:
    """Every place an item may be put at: last or first below what may hold it, or after one that lies there."""
    siblings: dict[str, list[Item]] = defaultdict(list)
    for one in draft.items:
        if one.kind is item.kind and not one.is_dropped and one.id != item.id:
            siblings[one.parent].append(one)
    for holder, label, indent in _holders(draft, item):
        yield holder, indent + gettext("%(title)s: as the last", title=label)
        if siblings[holder]:
            yield f"{holder}>", indent + gettext("%(title)s: as the first", title=label)
        for one in siblings[holder]:
            words = gettext("after “%(title)s”", title=plan_draft.title_of(one)[:LONGEST_TITLE])
            yield f"{holder}>{one.id}", f"{indent}　{words}"


def _holders(draft: Draft, item: Item) -> Iterator[tuple[str, str, str]]:
    """Campaigns, and for a task the tasks that do not lie below it; the whole plan for targets and campaigns."""
    beneath = {item.id}
    if item.kind is not ItemKind.TASK:
        yield "", gettext("The whole plan"), ""
    for one in draft.items:
        if one.parent in beneath:
            beneath.add(one.id)
        elif one.id not in beneath and not one.is_dropped and _takes(one, item):
            indent = "" if one.kind is ItemKind.CAMPAIGN else "　"
            yield one.id, plan_draft.title_of(one)[:LONGEST_TITLE], indent


def _takes(parent: Item, item: Item) -> bool:
    if item.kind is ItemKind.CAMPAIGN:
        return False
    return parent.kind is ItemKind.CAMPAIGN or (parent.kind is ItemKind.TASK and item.kind is ItemKind.TASK)
