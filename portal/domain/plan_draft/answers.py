"""What each answer does, written from what stood before any answer. What a person has corrected is left alone."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from portal.domain.department_lists import list_of
from portal.domain.plan_draft.draft import Draft, Field, Item, Named, Question
from portal.domain.plan_draft.fields import checked_number
from portal.domain.plan_draft.tree import find_or_none, with_item
from portal.domain.plan_draft.words import BRACKETS
from portal.domain.plan_text.reading import QuestionKind
from portal.text import N_

YES, NO, BOTH = N_("Yes"), N_("No"), N_("Both")
_LENT = 0.8  # how sure a name is that another row prints
TIERS = ("guaranteed", "stretch")
Effect = Callable[[Draft, Question, str], Draft]
Change = Callable[[Item, Question, str], Item]


def _on_each(change: Change) -> Effect:
    def effect(draft: Draft, question: Question, given: str) -> Draft:
        for item_id in question.items:
            item = find_or_none(draft, item_id)
            if item is not None:
                draft = with_item(draft, change(item, question, given))
        return draft

    return effect


def _tier(item: Item, question: Question, given: str) -> Item:
    """Yes: the stretch word governs it; no: it is guaranteed."""
    if any(item.fields[name].is_corrected for name in TIERS):
        return item
    wanted, other = ("stretch", "guaranteed") if given == YES else ("guaranteed", "stretch")
    value = item.fields[wanted] if item.value(wanted) else item.fields[other]
    return replace(item, fields={**item.fields, wanted: replace(value, sure=1.0), other: Field()})


def _damaged(item: Item, question: Question, given: str) -> Item:
    """The number that was said, in the tier that has none yet; of two the words say which."""
    words = item.value("text")
    strives = ("力争" in words or "争取" in words) and (item.value("guaranteed") or "确保" not in words)
    tier = "stretch" if strives and not item.value("stretch") else "guaranteed"
    if item.fields[tier].is_corrected:
        return item
    return replace(item, fields={**item.fields, tier: Field(checked_number(given, "answer"), question.place)})


def _implausible(item: Item, question: Question, given: str) -> Item:
    """Yes: the number is confirmed; no: it is taken out until a person writes what is meant."""
    changed = {
        name: replace(one, sure=1.0) if given == YES else Field(place=one.place)
        for name in TIERS
        if not (one := item.fields[name]).is_corrected
    }
    return replace(item, fields={**item.fields, **changed})


def _first_leads(item: Item, question: Question, given: str) -> Item:
    if given == YES and not item.lead and not _has_typed(item):
        return replace(item, lead=item.responsible[:1], responsible=item.responsible[1:])
    return item


def _several_leads(item: Item, question: Question, given: str) -> Item:
    """Whoever is named leads; the other printed leads are responsible, marked."""
    named = {one.name: one for one in (*item.lead, *item.responsible)}
    if given not in named or _has_typed(item):
        return item
    joint = (named[name] for name in question.answers if name != given and name in named)
    rest = (one for one in item.responsible if one.name not in question.answers)
    marked = tuple(replace(one, is_joint=True) for one in joint)
    leading = replace(named[given], is_joint=False, sure=1.0)
    return replace(item, lead=(leading,), responsible=(*marked, *rest))


def _merged_cell(item: Item, question: Question, given: str) -> Item:
    """Yes: what the row above names holds here too; no: the cell stays empty."""
    column = question.values.get("column", "")
    if given == NO or column not in ("lead", "responsible") or _has_typed(item):
        return item
    standing = {one.name for one in (*item.lead, *item.responsible)}
    above = list_of(question.values.get("above", "").translate(BRACKETS)).names
    lent = tuple(Named(name, None, _LENT) for name in above if name not in standing)
    if column == "lead" and not item.lead:
        return replace(item, lead=lent[:1], responsible=(*lent[1:], *item.responsible))
    return replace(item, responsible=(*item.responsible, *lent))


def _has_typed(item: Item) -> bool:
    return any(one.is_corrected for one in (*item.lead, *item.responsible))


def _same_target(draft: Draft, question: Question, given: str) -> Draft:
    """The later one holds: the first mention takes its values. Both: they are two targets."""
    for item_id in question.items:
        later = find_or_none(draft, item_id)
        first = find_or_none(draft, later.twin) if later else None
        if later is None or first is None:
            continue
        if given == BOTH:
            draft = with_item(draft, replace(later, twin=""))
        elif given == question.answers[1]:
            draft = with_item(draft, _with_values_of(first, later))
    return draft


def _with_values_of(first: Item, later: Item) -> Item:
    taken = {
        name: replace(later.fields[name], sure=1.0)
        for name in (*TIERS, "comparator")
        if later.value(name) and not first.fields[name].is_corrected
    }
    return replace(first, fields={**first.fields, **taken})


EFFECTS: Mapping[QuestionKind, Effect] = {
    QuestionKind.TIER_SCOPE: _on_each(_tier),
    QuestionKind.DAMAGED_NUMBER: _on_each(_damaged),
    QuestionKind.IMPLAUSIBLE_NUMBER: _on_each(_implausible),
    QuestionKind.FIRST_LEADS: _on_each(_first_leads),
    QuestionKind.SEVERAL_LEADS: _on_each(_several_leads),
    QuestionKind.MERGED_CELL: _on_each(_merged_cell),
    QuestionKind.SAME_TARGET: _same_target,
}
# Kind → fields an answer may change, and whether it changes the departments.
TOUCHED: Mapping[QuestionKind, tuple[tuple[str, ...], bool]] = {
    QuestionKind.TIER_SCOPE: (TIERS, False),
    QuestionKind.DAMAGED_NUMBER: (TIERS, False),
    QuestionKind.IMPLAUSIBLE_NUMBER: (TIERS, False),
    QuestionKind.FIRST_LEADS: ((), True),
    QuestionKind.SEVERAL_LEADS: ((), True),
    QuestionKind.MERGED_CELL: ((), True),
    QuestionKind.SAME_TARGET: ((*TIERS, "comparator"), False),
}
