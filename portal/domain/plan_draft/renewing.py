"""A draft renewed by another reading of its paper.

What the new reading says as the old one did stays as people left it. What it says otherwise is taken from it, under
their corrections. What they added stays where it lay, or where its words now lie.
"""

from collections.abc import Mapping
from dataclasses import replace

from portal.domain.plan_draft.corrections import under
from portal.domain.plan_draft.draft import Draft, Field, Item
from portal.domain.plan_draft.hanging import hung, in_order
from portal.domain.plan_draft.origins import paired_origins
from portal.domain.plan_draft.renewed_questions import Renewal, with_people, with_questions
from portal.domain.plan_draft.rereading import Rereading
from portal.domain.plan_draft.tree import PREFIX

LINKS = ("parent", "whole", "twin", "task")


def renewed(draft: Draft, reading: Rereading, question_id: str, given: str) -> Draft:
    """The draft under an answer about the structure."""
    return _Renewing(draft, reading).done(question_id, given)


class _Renewing:
    def __init__(self, draft: Draft, reading: Rereading) -> None:
        self.draft, self.base, self.fresh = draft, reading.base, reading.fresh
        self.before_of = paired_origins(self.base.items, self.fresh.items)  # origin now → origin in the old reading
        self.base_of = {item.origin: item for item in self.base.items}
        self.standing = {item.origin: item for item in draft.items if item.origin}
        shelves = (item for one in draft.questions if one.is_structural for item in one.before)
        self.aside = {item.origin: item for item in shelves if item.origin not in self.standing}
        self.next = draft.next
        self.ids = {item.id: self._id_of(item) for item in self.fresh.items}  # in the fresh draft → in the renewed one
        self.kept: set[str] = set()
        self.old = {one.id: one.origin for one in self.base.items}
        self.now = {one.id: self.before_of.get(one.origin, f"new:{one.origin}") for one in self.fresh.items}
        self.stands = {one.id: one.origin or one.id for one in draft.items}
        self.answered = {item.id for one in draft.questions if not one.is_structural for item in one.before}

    def done(self, question_id: str, given: str) -> Draft:
        read = {one.id: one for one in map(self._item, self.fresh.items)}
        added = {item.id: item for item in self.draft.items if not item.origin}
        gone = tuple(item for item in self.draft.items if item.id not in read and item.id not in added)
        items = in_order(self.draft.items, [*read], read | added)
        fresh_parents = {self.ids[item.id]: self.ids.get(item.parent, "") for item in self.fresh.items}
        draft = replace(
            self.draft,
            head=self._head(),
            items=hung(items, fresh_parents, {item.id: item for item in gone}),
            next=self.next,
        )
        renewal = Renewal(question_id, given, self.ids, frozenset(self.kept | set(added)), gone)
        return with_people(with_questions(draft, self.fresh, renewal), renewal)

    def _base(self, item: Item) -> Item | None:
        return self.base_of.get(self.before_of.get(item.origin, ""))

    def _mine(self, item: Item) -> Item | None:
        """What people have made of it: it stands in the draft, or an earlier answer took it away."""
        base = self._base(item)
        return self.standing.get(base.origin) if base else self.aside.get(item.origin)

    def _id_of(self, item: Item) -> str:
        mine = self._mine(item)
        if mine is not None:
            return mine.id
        self.next += 1
        return f"{PREFIX[item.kind]}{self.next - 1}"

    def _item(self, item: Item) -> Item:
        base, mine = self._base(item), self._mine(item)
        fresh = _linked(item, self.ids, self.ids[item.id])
        if mine is None:
            return fresh
        if base is not None and self._says_the_same(base, item):
            self.kept.add(mine.id)
            return replace(mine, origin=item.origin)
        return under(fresh, mine, base, is_moved=self._is_moved(mine, base), was_answered=mine.id in self.answered)

    def _says_the_same(self, base: Item, item: Item) -> bool:
        return _linked(base, self.old, "") == _linked(item, self.now, "")

    def _is_moved(self, mine: Item, base: Item | None) -> bool:
        """Whether a person has put it elsewhere than the reader."""
        return base is not None and self.stands.get(mine.parent, "") != self.old.get(base.parent, "")

    def _head(self) -> Mapping[str, Field]:
        """A day or a title that the structure has changed is taken over where nobody has written another."""
        standing, base = self.draft.head, self.base.head
        return {
            name: standing[name] if standing[name].is_corrected or base[name] == fresh else fresh
            for name, fresh in self.fresh.head.items()
        }


def _linked(item: Item, ids: Mapping[str, str], item_id: str) -> Item:
    """The item with its links in other words."""
    parent, whole, twin, task = (ids.get(getattr(item, name), "") for name in LINKS)
    origin = item.origin if item_id else ""
    return replace(item, id=item_id, parent=parent, whole=whole, twin=twin, task=task, origin=origin)
