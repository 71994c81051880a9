"""However people moved items and whatever the reader says now: a tree, in the order people left."""

from portal.domain.plan_draft import Item, ItemKind
from portal.domain.plan_draft.hanging import hung, in_order
from portal.domain.plan_text.reading import Place

C, T, M = ItemKind.CAMPAIGN, ItemKind.TASK, ItemKind.TARGET


def parents(items: tuple[Item, ...]) -> dict[str, str]:
    return {item.id: item.parent for item in items}


def test_a_ring_is_opened_where_the_reader_has_it() -> None:
    """One was put below the other by a person, and is read above it now."""
    items = [Item("c1", C), Item("t1", T, "t2"), Item("t2", T, "t1")]
    assert parents(hung(items, {"c1": "", "t1": "c1", "t2": "t1"}, {})) == {"c1": "", "t1": "c1", "t2": "t1"}


def test_what_lay_below_something_gone_lies_where_its_words_are() -> None:
    wide, narrow = Item("c1", C, place=Place(0, 90)), Item("t1", T, "c1", place=Place(10, 50))
    gone = Item("t9", T, place=Place(20, 30))
    read = {"c1": "", "t1": "c1"}
    added = hung([wide, narrow, Item("t2", T, "t9"), Item("m1", M, "t9")], read, {"t9": gone})
    assert parents(added) == {"c1": "", "t1": "c1", "t2": "t1", "m1": "c1"}
    assert parents(hung([Item("c1", C), Item("t2", T, "t9")], {"c1": ""}, {}))["t2"] == "c1", "nobody knows where"


def test_no_link_leads_to_nothing_and_nothing_stands_below_what_is_dropped() -> None:
    items = [Item("c1", C, is_dropped=True), Item("t1", T, "c1"), Item("m1", M, whole="m8", twin="m9", task="t9")]
    _, task, target = hung(items, {"c1": "", "t1": "c1", "m1": ""}, {})
    assert task.is_dropped
    assert (target.whole, target.twin, target.task, target.is_dropped) == ("", "", "", False)


def test_what_is_new_stands_behind_what_the_paper_has_before_it() -> None:
    old = [Item(one, T) for one in ("t3", "t1", "t2")]
    items = {one: Item(one, T) for one in ("t0", "t1", "t2", "t3", "t4", "t5")}
    found = in_order(old, ["t0", "t1", "t4", "t5", "t2", "t3"], items)
    assert [item.id for item in found] == ["t0", "t3", "t1", "t4", "t5", "t2"]
    assert [item.id for item in in_order(old, ["t3"], {"t3": Item("t3", T)})] == ["t3"]
