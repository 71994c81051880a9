"""Whatever text comes and whatever people do in whatever order: the draft stays a tree that can be kept and shown."""

import json
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from portal.domain.plan_draft import (
    Draft,
    ItemKind,
    add_item,
    answer,
    drop_item,
    from_plain,
    from_reading,
    marks_of,
    merge_items,
    move_item,
    set_field,
    split_item,
    take_back,
    to_plain,
)
from portal.domain.plan_draft.obstacles import obstacles_of
from portal.domain.plan_text import read
from portal.errors import Invalid
from tests import notices
from tests.domain.plan_draft.drafts import drafted

FRAGMENTS = (
    "一、", "（一）", "1.", "2.", "\n", "。", "，", "；", "指挥长：", "副指挥长：", "牵头部门：", "责任部门：", "）",
    "（牵头单位：", "责任单位：", "甲局", "各街道", "甲某", "力争", "确保", "其中", "完成", "3个", "1\ue0102公里",
    "20%", "年底前", "推进某项工作", "某某年活动", "2022年2月30日", "|", "2022年工作方案", "\0", "\ud800",
)  # fmt: skip
TEXTS = some.lists(some.sampled_from(FRAGMENTS), max_size=60).map("".join)
PICK = some.integers(min_value=0, max_value=40)
MOVES: dict[str, Callable[[Draft, str, str, int], Draft]] = {
    "field": lambda draft, one, other, at: set_field(
        draft, one, ("title", "name", "metric", "lead")[at % 4], f"改{at}"
    ),
    "add": lambda draft, one, other, at: add_item(draft, list(ItemKind)[at % 3], one, f"新{at}")[0],
    "merge": lambda draft, one, other, at: merge_items(draft, one, other),
    "move": lambda draft, one, other, at: move_item(draft, one, other, ""),
    "split": lambda draft, one, other, at: split_item(draft, one, at * 20, notices.CAMPAIGNS)[0],
    "drop": lambda draft, one, other, at: drop_item(draft, one),
    "take back": lambda draft, one, other, at: take_back(draft, one),
    "answer": lambda draft, one, other, at: answer(
        draft, draft.questions[0].id, draft.questions[0].answers[at % len(draft.questions[0].answers)]
    ),
}


def require_sound(draft: Draft) -> None:
    ids = [item.id for item in draft.items]
    assert len(set(ids)) == len(ids)
    parents = {item.id: item.parent for item in draft.items}
    for item_id in ids:
        seen = set()
        while item_id:
            assert item_id not in seen, "an item lies below itself"
            seen.add(item_id)
            item_id = parents[item_id]
    assert from_plain(json.loads(json.dumps(to_plain(draft)))) == draft
    assert all(one.end <= other.start for one, other in pairwise(marks_of(draft)))
    list(obstacles_of(draft))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_becomes_a_draft(text: str) -> None:
    require_sound(from_reading(read(text), text))


@given(some.lists(some.tuples(some.sampled_from([*sorted(MOVES), "add", "add"]), PICK, PICK, PICK), max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_order_of_acts_leaves_a_sound_draft(acts: list[tuple[str, int, int, int]]) -> None:
    draft = drafted(notices.CAMPAIGNS)
    for name, one, other, at in acts:
        items = draft.items
        with suppress(Invalid):
            draft = MOVES[name](draft, items[one % len(items)].id, items[other % len(items)].id, at)
    require_sound(draft)
