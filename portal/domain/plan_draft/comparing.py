"""A revised notice against the plan: what is new, gone, changed. Nothing is a difference that the paper has not said.

A value is changed where the new paper prints another one than the plan has, unless the old paper printed the same:
then it is the plan that has moved on (an extension, a correction), and the paper says nothing new.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from portal.domain.department_lists import split_departments
from portal.domain.plan_draft.draft import Field, Item, ItemKind, Named, PartyRole
from portal.domain.plan_draft.pairing import paired
from portal.domain.plan_draft.printed import Printed
from portal.domain.plan_draft.similarity import bare_text
from portal.domain.plan_draft.standing import Change, Delta, Paper, Standing
from portal.domain.plan_draft.tree import title_of

NUMBERS = ("guaranteed", "stretch")
_PARTIES = (PartyRole.LEAD, PartyRole.RESPONSIBLE)
_PEOPLE = (PartyRole.COMMANDER, PartyRole.DEPUTIES)


@dataclass(frozen=True, slots=True)
class Differences:
    new: tuple[Delta, ...]
    gone: tuple[Delta, ...]
    changed: tuple[Delta, ...]
    unchanged: int


def compare(paper: Paper, standing: Sequence[Standing], earlier: Paper | None = None) -> Differences:
    """`earlier` is the notice the plan was made of, with everything it printed: also what was dropped then."""
    kept = replace(paper, items=tuple(item for item in paper.items if not item.is_dropped))
    found = paired(kept, standing)
    new_words, old_words = Printed(kept), Printed(earlier) if earlier else None
    pairs = [_Pair(new_words, old_words, found[item.id], item) for item in kept.items if item.id in found]
    changed = [delta for pair in pairs for delta in pair.deltas()]
    touched = {delta.item for delta in changed}
    known = _left_out(earlier, standing)
    new = [_new(item) for item in kept.items if item.id not in found and _mark(kept, item) not in known]
    matched = {(one.kind, one.id) for one in found.values()}
    gone = [_gone(one) for one in standing if one.is_compared and (one.kind, one.id) not in matched]
    return Differences(tuple(new), tuple(gone), tuple(changed), len(found) - len(touched))


def _left_out(earlier: Paper | None, standing: Sequence[Standing]) -> set[tuple[ItemKind, str]]:
    """What an earlier paper said and nobody took into the plan stays out, as long as the words are the same."""
    taken = {one.printed.id for one in standing if one.printed}
    return {_mark(earlier, item) for item in earlier.items if item.id not in taken} if earlier else set()


def _mark(paper: Paper, item: Item) -> tuple[ItemKind, str]:
    words = paper.text[item.place.start : item.place.end] if item.place else title_of(item)
    return item.kind, bare_text(words).removeprefix(bare_text(item.number))  # a number may have moved on


def _new(item: Item) -> Delta:
    return Delta(Change.NEW, item.kind, item.id, None, title_of(item))


def _gone(one: Standing) -> Delta:
    return Delta(Change.GONE, one.kind, "", one.id, one.title)


class _Pair:
    """One item of the new paper beside what it is in the plan, and beside what the old paper printed."""

    def __init__(self, printed: Printed, earlier: Printed | None, one: Standing, item: Item) -> None:
        self.printed, self.earlier, self.one, self.item = printed, earlier, one, item
        self.old = one.printed if earlier else None

    def deltas(self) -> Iterator[Delta]:
        match self.item.kind:
            case ItemKind.TARGET:
                yield from self._target()
            case ItemKind.TASK:
                yield from self._words("title")
                yield from self._words("content")
                yield from self._due_day()
                if not self.item.is_proposed:
                    yield from self._parties()
            case ItemKind.CAMPAIGN:
                yield from self._words("name")
                yield from self._parties()
                yield from self._people()

    def _delta(self, field: str, old: str, new: str) -> Delta:
        return Delta(Change.CHANGED, self.item.kind, self.item.id, self.one.id, self.one.title, field, old, new)

    def _words(self, field: str) -> Iterator[Delta]:
        """Words are compared without the figures and limits in them: those are differences of their own."""
        new, standing = self.item.value(field), self.one.values.get(field, "")
        if not new or bare_text(new) == bare_text(standing):
            return
        if self.old is None or self.earlier is None:
            if not standing:
                return
        elif self.earlier.bare_field(self.old, field) == self.printed.bare_field(self.item, field):
            return
        yield self._delta(field, standing, new)

    def _due_day(self) -> Iterator[Delta]:
        new, old = self.item.fields["due_on"], self.old.fields["due_on"] if self.old else None
        standing = self.one.values.get("due_on", "")
        if new.place is None:
            if old is not None and old.place is not None and not self._is_same_limit():
                yield self._delta("due_on", standing, "")
            return
        if new.value != standing and not self._said_before("due_on"):
            yield self._delta("due_on", standing, new.value)

    def _is_same_limit(self) -> bool:
        return self.old is not None and self.old.value("deadline_text") == self.item.value("deadline_text")

    def _said_before(self, field: str) -> bool:
        """Whether the old paper printed the same; where a person had corrected it, its words are compared."""
        if self.old is None or self.earlier is None:
            return False
        old, new = self.old.fields.get(field, Field()), self.item.fields.get(field, Field())
        if old.value == new.value:
            return True
        return old.is_corrected and old.place is not None and self.earlier.words_at(old) == self.printed.words_at(new)

    def _parties(self) -> Iterator[Delta]:
        for role in _PARTIES:
            new = _called(self.item.named(role), self.printed.paper.names)
            standing = split_departments(self.one.values.get(role.value, ""))
            before = _called(self.old.named(role), self.earlier.paper.names) if self.old and self.earlier else None
            if self._spread(new) == self._spread(standing) or (before is not None and set(before) == set(new)):
                continue
            if not new and before is None:
                continue
            yield self._delta(role.value, "、".join(standing), "、".join(new))

    def _spread(self, names: Sequence[str]) -> set[str]:
        """Groups as their members."""
        return {one for name in names for one in self.printed.paper.members.get(name, (name,))}

    def _people(self) -> Iterator[Delta]:
        """Who commands is an appointment; only the old paper can tell whether the new one names somebody else."""
        if self.old is None:
            return
        for role in _PEOPLE:
            old, new = ([one.name for one in item.named(role)] for item in (self.old, self.item))
            if old != new:
                yield self._delta(role.value, "、".join(old), "、".join(new))

    def _target(self) -> Iterator[Delta]:
        if self.item.twin or self.one.is_second_mention:
            return
        metric, standing = self.item.value("metric"), self.one.values.get("metric", "")
        if bare_text(metric) != bare_text(standing) and not self._said_before("metric"):
            yield self._delta("metric", standing, metric)
        for field in NUMBERS:
            new, standing = self.item.value(field), self.one.values.get(field, "")
            if _number(new) != _number(standing) and not self._said_before(field):
                yield self._delta(field, standing, new)
        for field in ("unit", "comparator"):
            new, standing = self.item.value(field), self.one.values.get(field, "")
            if new and new != standing and not self._said_before(field):
                yield self._delta(field, standing, new)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _called(names: tuple[Named, ...], known: Mapping[str, str]) -> list[str]:
    called = (known.get(one.name, one.name) for one in names)
    return list(dict.fromkeys(name for name in called if name))
