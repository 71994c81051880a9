"""What people have corrected of an item, put over what the reader says of it now, and what of it found no place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.domain.plan_draft.draft import Draft, Field, Item, PartyRole, Question
from portal.domain.plan_draft.fields import with_named
from portal.domain.plan_draft.labels import PARTY_FIELDS
from portal.domain.plan_draft.tree import title_of


def under(fresh: Item, mine: Item, base: Item | None, *, is_moved: bool, was_answered: bool) -> Item:
    """The item as it is read now, under what people have made of it. `base` is how it was read when they did.

    `was_answered`: its lists may differ from the reader's because of an answer, which is given again.
    """
    fields = {name: _field(one, mine.fields.get(name)) for name, one in fresh.fields.items()}
    done = replace(fresh, fields=fields, is_dropped=mine.is_dropped)
    for role in PartyRole:
        names = mine.named(role)
        differs = base is not None and not was_answered and names != base.named(role)
        if differs or any(one.is_corrected for one in names):
            done = with_named(done, role, names)
    if base is not None and mine.place != base.place:  # cut or merged by hand
        done = replace(done, place=mine.place)
    return replace(done, parent=mine.parent) if is_moved else done


def _field(fresh: Field, mine: Field | None) -> Field:
    return mine if mine is not None and mine.is_corrected else fresh


@dataclass(frozen=True, slots=True)
class Left:
    """A correction whose item is no longer read so: what it was, so that a person can enter it elsewhere."""

    title: str
    field: str
    value: str


def left_behind(draft: Draft, question: Question) -> list[Left]:
    """Of a question about the structure: the corrections its answer has taken away; they return with another answer."""
    standing = {item.id for item in draft.items}
    return [left for item in question.before if item.id not in standing for left in _left_of(item)]


def answers_behind(draft: Draft, question: Question) -> list[Question]:
    """The answers that ask for nothing any more."""
    return [one for one in draft.questions if one.gone_by == question.id]


def _left_of(item: Item) -> Iterator[Left]:
    for name, field in item.fields.items():
        if field.is_corrected:
            yield Left(title_of(item), name, field.value)
    for name in PARTY_FIELDS[item.kind]:
        names = item.named(PartyRole(name))
        if any(one.is_corrected for one in names):
            yield Left(title_of(item), name, "、".join(one.name for one in names))
