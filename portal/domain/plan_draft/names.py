"""The names printed in a draft, once each, and the people among them as suggestions: never rights."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from portal.domain.plan_draft.draft import OF_DEPARTMENTS, Decision, DecisionKind, Draft, Item, ItemKind, PartyRole
from portal.domain.plan_draft.tree import kept
from portal.domain.plan_text.reading import Place
from portal.errors import Invalid
from portal.text import N_

ACCEPTED, IGNORED = "accepted", "ignored"
_LONGEST_SHORT_NAME = 20
_LONGEST_NAME = 80
_FEWEST_MEMBERS = 2


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody printed as leading; `post` is the appointment the print suggests. `decision`: "", accepted, ignored."""

    key: str
    name: str
    post: str
    item: str
    seat: int | None
    place: Place | None
    decision: str


def names_in(draft: Draft) -> dict[str, list[tuple[str, PartyRole]]]:
    """Printed departments and groups in order, each with the items and lists it stands in."""
    found: dict[str, list[tuple[str, PartyRole]]] = {}
    for item in kept(draft):
        for role in OF_DEPARTMENTS:
            for one in item.named(role):
                found.setdefault(one.name, []).append((item.id, role))
    return found


def decide_department(draft: Draft, name: str, decision: Decision | None) -> Draft:
    """What a printed name is, once for all places; None takes the word back. Raises Invalid."""
    decisions = {one: kind for one, kind in draft.decisions.items() if one != name}
    if decision is None:
        return replace(draft, decisions=decisions)
    if name not in names_in(draft):
        raise Invalid(N_("This name no longer stands in the draft."), "name")
    _check(name, decision)
    return replace(draft, decisions={**decisions, name: decision})


def _check(name: str, decision: Decision) -> None:
    kind = decision.kind
    if kind in (DecisionKind.EXISTING, DecisionKind.ALIAS) and decision.id is None:
        raise Invalid(N_("Choose a department."), "id")
    if kind is DecisionKind.GROUP and decision.id is None:
        raise Invalid(N_("Choose a group."), "id")
    if kind is DecisionKind.NEW and (decision.department_kind is None or not decision.short_name.strip()):
        raise Invalid(N_("A new department needs its kind and a short name."), "short_name")
    if len(decision.short_name) > _LONGEST_SHORT_NAME:
        raise Invalid(N_("At most %(most)s characters."), "short_name", most=_LONGEST_SHORT_NAME)
    if kind is DecisionKind.NEW_GROUP and len(set(decision.members)) < _FEWEST_MEMBERS:
        raise Invalid(N_("Choose two members or more."), "members")
    if kind in (DecisionKind.NEW, DecisionKind.NEW_GROUP, DecisionKind.ALIAS) and len(name) > _LONGEST_NAME:
        raise Invalid(N_("At most %(most)s characters."), "name", most=_LONGEST_NAME)


def people_of(draft: Draft) -> list[Person]:
    """Everybody printed as commander or deputy; 责任领导 of a task is no post of the portal ("leader")."""
    return [one for item in kept(draft) for one in _people_in(item, draft.people)]


def _people_in(item: Item, decided: Mapping[str, str]) -> list[Person]:
    is_campaign = item.kind is ItemKind.CAMPAIGN
    found = []
    for role in (PartyRole.COMMANDER, PartyRole.DEPUTIES):
        post = ("commander" if role is PartyRole.COMMANDER else "deputy_commander") if is_campaign else "leader"
        for seat, one in enumerate(item.named(role), start=1):
            key = f"{item.id}:{post}:{one.name}"
            number = seat if post == "deputy_commander" else None
            found.append(Person(key, one.name, post, item.id, number, one.place, decided.get(key, "")))
    return found


def decide_person(draft: Draft, key: str, decision: str) -> Draft:
    """Accept or ignore a suggestion; "" takes the word back. Raises Invalid."""
    if decision not in ("", ACCEPTED, IGNORED):
        raise Invalid(N_("Choose one of the answers."), "decision")
    person = next((one for one in people_of(draft) if one.key == key), None)
    if person is None:
        raise Invalid(N_("This name no longer stands in the draft."), "key")
    if decision == ACCEPTED and person.post == "leader":
        raise Invalid(N_("The portal has no such post: a task is given to a deputy commander's seat."), "decision")
    others = {one: word for one, word in draft.people.items() if one != key}
    return replace(draft, people={**others, key: decision} if decision else others)
