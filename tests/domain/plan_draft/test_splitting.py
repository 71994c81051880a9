"""A target's printed words are cut in two, each with its own values; tasks keep their departments."""

from dataclasses import replace

import pytest

from portal.domain.plan_draft import Draft, Item, ItemKind, item_of, set_field, split_item
from portal.domain.plan_text.reading import Place
from portal.errors import Invalid
from tests import notices
from tests.domain.plan_draft.drafts import drafted, find

C, T, M = ItemKind.CAMPAIGN, ItemKind.TASK, ItemKind.TARGET
TEXT = "某区2022年要点\n一、主要目标\n新建驿站4座和绿道7公里以上。\n二、重点工作\n1.做好甲事。（责任单位：甲局）\n"


def cut(text: str, words: str, title: str) -> tuple[Draft, str, str]:
    """The draft after the cut before some words, and the ids of both parts."""
    draft = drafted(text)
    item = find(draft, title, M)
    done, new = split_item(draft, item.id, text.index(words), text)
    return done, item.id, new


def values(draft: Draft, item_id: str) -> tuple[str, ...]:
    item = item_of(draft, item_id)
    return tuple(item.value(name) for name in ("metric", "guaranteed", "stretch", "unit"))


def wide(text: str, title: str, end: str) -> tuple[Draft, Item]:
    """A draft in which one target reaches over the words of two."""
    draft = drafted(text)
    item = find(draft, title, M)
    assert item.place
    item = replace(item, place=Place(item.place.start, text.index(end) + len(end)))
    return replace(draft, items=tuple(item if one.id == item.id else one for one in draft.items)), item


def test_each_part_of_a_target_has_the_values_its_words_say() -> None:
    draft, item = wide(TEXT, "新建驿站", "以上")
    draft = set_field(draft, item.id, "note", "两项合印")
    done, new = split_item(draft, item.id, TEXT.index("绿道"), TEXT)
    assert values(done, item.id) == ("新建驿站", "4", "", "座")
    assert values(done, new) == ("绿道", "7", "", "公里")
    assert item_of(done, new).value("comparator") == ">="
    assert (item_of(done, item.id).value("note"), item_of(done, new).value("note")) == ("两项合印", "")
    ids = [one.id for one in done.items]
    assert ids.index(new) == ids.index(item.id) + 1
    assert item_of(done, new).parent == item.parent


def test_words_without_a_number_become_a_quality() -> None:
    done, first, new = cut(notices.CAMPAIGNS, "完成市下达指标", "单位产值水耗下降")
    assert values(done, first) == ("单位产值水耗下降", "", "", "")
    assert item_of(done, new).value("text") == "完成市下达指标"


def test_a_part_behind_mentions_nothing_again() -> None:
    draft = drafted(notices.CAMPAIGNS)
    second = find(draft, "实际使用外资", M, 1)
    assert second.twin
    assert second.place
    done, new = split_item(draft, second.id, second.place.start + 6, notices.CAMPAIGNS)
    assert (item_of(done, second.id).twin, item_of(done, new).twin) == (second.twin, "")


@pytest.mark.parametrize(("title", "kind"), [("招商引才", C), ("实际使用外资", M)])
def test_only_what_stands_in_the_notice_is_cut_and_only_inside(title: str, kind: ItemKind) -> None:
    draft = drafted(notices.CAMPAIGNS)
    item = find(draft, title, kind)
    assert item.place
    for at in (item.place.start, item.place.end, 0) if kind is M else (item.place.start + 3,):
        with pytest.raises(Invalid) as refused:
            split_item(draft, item.id, at, notices.CAMPAIGNS)
        assert refused.value.field == "at"
