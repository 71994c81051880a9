"""Correcting one field of a draft: what was typed is checked, kept, and marked as a person's word."""

from dataclasses import replace

from portal.domain import written_dates, written_numbers
from portal.domain.department_lists import split_departments
from portal.domain.plan_draft.draft import OF_DEPARTMENTS, OF_PEOPLE, Draft, Field, Item, ItemKind, Named, PartyRole
from portal.domain.plan_draft.labels import (
    CHOICES,
    DAYS,
    HEAD_FIELDS,
    ITEM_FIELDS,
    LONGEST,
    LONGEST_ELSE,
    NUMBERS,
    PARTY_FIELDS,
    TITLE_FIELD,
)
from portal.domain.plan_draft.tree import item_of, with_item
from portal.domain.trajectory import plain
from portal.errors import Invalid
from portal.text import N_

_LONGEST_NAME = 80
_NO_YEAR = 1900  # no plan's: refused with the words "check the year"


def set_field(draft: Draft, item_id: str, field: str, value: str) -> Draft:
    """Write a field anew; "" as `item_id` is the head. Raises Invalid at the field."""
    if not item_id:
        if field not in HEAD_FIELDS:
            raise Invalid(N_("There is no such field."), field)
        return replace(
            draft, head={**draft.head, field: _corrected(draft.head.get(field), draft, "head", field, value)}
        )
    item = item_of(draft, item_id, field)
    if field in PARTY_FIELDS[item.kind]:
        return with_item(draft, _with_names(item, PartyRole(field), value))
    if field not in ITEM_FIELDS[item.kind]:
        raise Invalid(N_("There is no such field."), field)
    changed = _corrected(item.fields.get(field), draft, item.kind, field, value)
    return with_item(draft, replace(item, fields={**item.fields, field: changed}))


def _corrected(old: Field | None, draft: Draft, owner: str, field: str, value: str) -> Field:
    text = checked_text(owner, field, value, _year(draft))
    return Field(text, old.place if old else None, 1.0, True)


def _year(draft: Draft) -> int:
    """3月底 means the plan's own year; where the plan has none, the year has to be written."""
    ends_on = draft.head["ends_on"].value if "ends_on" in draft.head else ""
    return int(ends_on[:4]) if ends_on else _NO_YEAR


def checked_text(owner: str, field: str, value: str, year: int) -> str:
    """The value as it is kept. Raises Invalid at the field."""
    text = "".join(sign for sign in value.strip() if sign.isprintable() or sign in "\n\t")
    if field in DAYS:
        return checked_day(text, field, year)
    if field in NUMBERS:
        return checked_number(text, field)
    if owner == ItemKind.TARGET and field in ("kind", "comparator") and text not in CHOICES[ItemKind.TARGET, field]:
        raise Invalid(N_("Choose one of the values."), field)
    most = LONGEST.get((owner, field), LONGEST_ELSE)
    if len(text) > most:
        raise Invalid(N_("At most %(most)s characters."), field, most=most)
    if not text and (field == TITLE_FIELD.get(owner) or (owner, field) == ("head", "title")):  # type: ignore[call-overload]
        raise Invalid(N_("This cannot be empty."), field)
    return text


def checked_day(text: str, field: str, year: int) -> str:
    if not text:
        return ""
    opens = field in ("start_on", "starts_on")
    return written_dates.parse_date(text, year, opens=opens, field=field).isoformat()


def checked_number(text: str, field: str) -> str:
    if not text:
        return ""
    return plain(written_numbers.parse_number(text, field).value)


def _with_names(item: Item, role: PartyRole, value: str) -> Item:
    """A typed list replaces a printed one; names that stay keep their place in the paper."""
    names = list(dict.fromkeys(split_departments(value)))
    _check_names(names, role)
    standing = {one.name: one for one in (*item.named(role), *_beside(item, role))}
    listed = tuple(_kept(standing.get(name), name) for name in names)
    changed = with_named(item, role, listed)
    if role not in OF_DEPARTMENTS:
        return changed
    return _once_only(changed, role, set(names))


def with_named(item: Item, role: PartyRole, names: tuple[Named, ...]) -> Item:
    match role:
        case PartyRole.LEAD:
            return replace(item, lead=names)
        case PartyRole.RESPONSIBLE:
            return replace(item, responsible=names)
        case PartyRole.COMMANDER:
            return replace(item, commander=names)
        case PartyRole.DEPUTIES:
            return replace(item, deputies=names)


def _beside(item: Item, role: PartyRole) -> tuple[Named, ...]:
    """A name moved from responsible to lead is still the printed one."""
    others = OF_DEPARTMENTS if role in OF_DEPARTMENTS else OF_PEOPLE
    return tuple(one for other in others if other is not role for one in item.named(other))


def _kept(standing: Named | None, name: str) -> Named:
    if standing is None:
        return Named(name, None, 1.0, is_corrected=True)
    return replace(standing, sure=1.0, is_corrected=True)


def _once_only(item: Item, role: PartyRole, names: set[str]) -> Item:
    other = PartyRole.RESPONSIBLE if role is PartyRole.LEAD else PartyRole.LEAD
    rest = tuple(one for one in item.named(other) if one.name not in names)
    leading = tuple(replace(one, is_joint=False) for one in (item.lead if role is PartyRole.LEAD else rest))
    return replace(item, lead=leading, responsible=rest if role is PartyRole.LEAD else item.responsible)


def _check_names(names: list[str], role: PartyRole) -> None:
    if role is PartyRole.LEAD and len(names) > 1:
        raise Invalid(
            N_("Only one department can lead, not %(departments)s."), role.value, departments="、".join(names)
        )
    if role is PartyRole.COMMANDER and len(names) > 1:
        raise Invalid(N_("Name one person."), role.value)
    if any(len(name) > _LONGEST_NAME for name in names):
        raise Invalid(N_("At most %(most)s characters."), role.value, most=_LONGEST_NAME)
