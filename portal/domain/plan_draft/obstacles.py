"""What stands against making a plan of a draft, as far as the draft alone can say: all of it at once, in order."""

from collections.abc import Iterator
from datetime import date

from portal.domain.paste import Problem
from portal.domain.plan_draft.draft import Draft, Item, ItemKind
from portal.domain.plan_draft.labels import NUMBERS, TITLE_FIELD
from portal.domain.plan_draft.names import names_in
from portal.domain.plan_draft.tree import kept, open_questions, title_of
from portal.domain.targets import TargetKind
from portal.text import N_


def obstacles_of(draft: Draft) -> Iterator[Problem]:
    """`field` is ":field" of the head, "item:field", or "question:id"."""
    for question in open_questions(draft):
        if question.is_blocking:
            yield Problem(f"question:{question.id}", question.message, question.values)
    yield from _head(draft)
    for item in kept(draft):
        yield from _item(item)


def unknown_names(draft: Draft, known: frozenset[str]) -> Iterator[Problem]:
    """Names nobody has decided on and the portal does not know."""
    for name in names_in(draft):
        if name not in draft.decisions and name not in known:
            yield Problem(f"name:{name}", N_("Say first what “%(name)s” is."), {"name": name})


def leading_groups(draft: Draft, groups: frozenset[str]) -> Iterator[Problem]:
    """Items that a group would lead."""
    for item in kept(draft):
        for one in item.lead:
            if one.name in groups:
                text = N_("“%(name)s” is a group and cannot lead: name one department.")
                yield Problem(f"{item.id}:lead", text, {"name": one.name})


def _head(draft: Draft) -> Iterator[Problem]:
    if not draft.head["title"].value:
        yield Problem(":title", N_("The plan needs a title."), {})
    for name in ("starts_on", "ends_on"):
        if not draft.head[name].value:
            yield Problem(f":{name}", N_("Say from which day to which day the plan runs."), {})
    starts_on, ends_on = (_day(draft.head[name].value) for name in ("starts_on", "ends_on"))
    if starts_on and ends_on and ends_on < starts_on:
        yield Problem(":ends_on", N_("The plan cannot end before it starts."), {})
    issued_on, printed_on = (_day(draft.head[name].value) for name in ("issued_on", "printed_on"))
    if issued_on and printed_on and printed_on < issued_on:
        yield Problem(":printed_on", N_("A notice cannot be printed before it is dated."), {})
    if not any(item.kind is ItemKind.CAMPAIGN for item in kept(draft)):
        yield Problem(":title", N_("The draft has no campaign yet: add one."), {})


def _item(item: Item) -> Iterator[Problem]:
    if not title_of(item):
        yield Problem(f"{item.id}:{TITLE_FIELD[item.kind]}", N_("This cannot be empty."), {})
    if item.kind is ItemKind.TARGET:
        yield from _target(item)
    if item.kind is ItemKind.TASK and not item.parent:
        yield Problem(f"{item.id}:parent", N_("A task lies in a campaign: choose one."), {})


def _target(item: Item) -> Iterator[Problem]:
    has_number = any(item.value(name) for name in NUMBERS)
    if has_number and item.value("kind") == TargetKind.QUALITY and not item.twin:
        yield Problem(f"{item.id}:kind", N_("A quality has no number: choose another kind for “%(title)s”."),
                      {"title": title_of(item)})  # fmt: skip
    if has_number and item.value("kind") == TargetKind.TO_BE_SET and not item.twin:
        yield Problem(f"{item.id}:kind", N_("“%(title)s” has a number: choose the kind of number."),
                      {"title": title_of(item)})  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
