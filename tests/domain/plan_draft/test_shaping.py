"""Adding, merging, splitting, moving, dropping: the tree stays a tree and nothing is really gone."""

import pytest

from portal.domain.plan_draft import (
    ItemKind,
    add_item,
    children,
    drop_item,
    item_of,
    kept,
    merge_items,
    move_item,
    split_item,
    take_back,
    title_of,
)
from portal.errors import Invalid
from tests import notices
from tests.domain.plan_draft.drafts import campaigns, find, items, of_kind

C, T, M = ItemKind.CAMPAIGN, ItemKind.TASK, ItemKind.TARGET


def test_an_added_task_stands_behind_its_siblings_with_an_id_of_its_own() -> None:
    draft = items()
    school = of_kind(draft, C)[0]
    done, new = add_item(draft, T, school.id, "新办托育园")
    assert new not in {item.id for item in draft.items}
    assert [title_of(one) for one in children(done, school.id) if one.kind is T][-1] == "新办托育园"
    assert [title_of(one) for one in done.items if one.kind is T][4] == "新办托育园"
    assert item_of(done, new).value("due_on") == "2022-12-31"


def test_an_added_target_has_a_kind_and_may_belong_to_the_whole_plan() -> None:
    done, new = add_item(items(), M, "", "居民满意度")
    assert (item_of(done, new).parent, item_of(done, new).value("kind")) == ("", "amount")


@pytest.mark.parametrize(
    ("kind", "parent", "title", "at"),
    [
        (T, "", "甲", "parent"),
        (T, "新增学位", "甲", "parent"),
        (C, "办好学校医院", "甲", "parent"),
        (M, "", " ", "metric"),
    ],
)
def test_items_lie_only_where_they_can(kind: ItemKind, parent: str, title: str, at: str) -> None:
    draft = items()
    with pytest.raises(Invalid) as refused:
        add_item(draft, kind, find(draft, parent).id if parent else "", title)
    assert refused.value.field == at


def test_a_moved_task_takes_its_targets_along() -> None:
    draft = items()
    task, homes = find(draft, "提升基层医疗", T), of_kind(draft, C)[1]
    done = move_item(draft, task.id, homes.id, find(draft, "打通断头路", T).id)
    assert [title_of(one) for one in children(done, homes.id) if one.kind is T][:3] == [
        "改造老旧小区",
        "提升基层医疗",
        "打通断头路",
    ]
    assert find(done, "新建社区卫生站", M).parent == homes.id


def test_a_task_can_lie_below_another_but_not_below_itself() -> None:
    draft = items()
    upper, lower = find(draft, "改造老旧小区", T), find(draft, "打通断头路", T)
    done = move_item(draft, lower.id, upper.id)
    assert [one.id for one in children(done, upper.id)] == [lower.id]
    for target in (lower.id, upper.id):
        with pytest.raises(Invalid):
            move_item(done, upper.id, target)


def test_ten_levels_are_the_most() -> None:
    draft = items()
    holder = of_kind(draft, C)[0].id
    for level in range(10):
        draft, new = add_item(draft, T, holder, f"第{level}层")
        holder = new
    with pytest.raises(Invalid) as refused:
        move_item(draft, find(draft, "改造老旧小区", T).id, holder)
    assert refused.value.field == "parent"


def test_merging_joins_words_and_names_and_drops_the_other() -> None:
    draft = items()
    first, second = find(draft, "新建第二小学", T), find(draft, "丰富文体活动", T)
    done = merge_items(draft, first.id, second.id)
    merged = item_of(done, first.id)
    assert merged.value("content") == "完成主体工程，新增学位900个，8月底前投入使用；举办全民健身月系列比赛"
    assert [one.name for one in merged.lead] == ["教育局"]
    assert [one.name for one in merged.responsible] == ["规划建设局", "财政局", "各街道"]
    assert item_of(done, second.id).is_dropped


def test_a_lead_that_was_merged_in_is_responsible() -> None:
    draft = items()
    done = merge_items(draft, find(draft, "改造老旧小区", T).id, find(draft, "新增停车泊位", T).id)
    assert [one.name for one in find(done, "改造老旧小区", T).responsible] == ["财政局", "各街道", "综合执法分局"]


def test_only_two_of_a_kind_are_merged_and_never_parent_and_child() -> None:
    draft = items()
    task, target = find(draft, "打通断头路", T), find(draft, "打通断头路", M)
    with pytest.raises(Invalid):
        merge_items(draft, task.id, target.id)
    below = move_item(draft, find(draft, "新增停车泊位", T).id, task.id)
    with pytest.raises(Invalid):
        merge_items(below, task.id, find(below, "新增停车泊位", T).id)


def test_splitting_cuts_the_words_at_a_place_and_keeps_the_departments() -> None:
    draft = campaigns()
    task = find(draft, "力争新增绿地15公顷", T)
    at = notices.CAMPAIGNS.index("10月底前建成滨河公园")
    done, new = split_item(draft, task.id, at, notices.CAMPAIGNS)
    assert title_of(item_of(done, task.id)) == "力争新增绿地15公顷"
    assert title_of(item_of(done, new)) == "10月底前建成滨河公园"
    assert item_of(done, new).lead == task.lead
    assert find(done, "新增绿地", M).task == task.id


@pytest.mark.parametrize("at", [0, 10**6])
def test_a_task_is_split_only_inside_its_words(at: int) -> None:
    draft = campaigns()
    with pytest.raises(Invalid) as refused:
        split_item(draft, find(draft, "力争新增绿地", T).id, at, notices.CAMPAIGNS)
    assert refused.value.field == "at"


def test_a_dropped_task_takes_the_targets_read_in_it_along() -> None:
    dropped = drop_item(items(), find(items(), "新建第二小学", T).id)
    assert find(dropped, "新增学位", M).is_dropped
    assert not find(dropped, "新建社区卫生站", M).is_dropped


def test_what_is_dropped_goes_with_all_below_it_and_comes_back() -> None:
    draft = items()
    school = of_kind(draft, C)[0]
    dropped = drop_item(draft, school.id)
    assert {title_of(one) for one in kept(dropped) if one.kind is T} == {
        "改造老旧小区", "打通断头路", "新增停车泊位", "整治背街小巷",
    }  # fmt: skip
    assert "新增学位" not in {title_of(one) for one in kept(dropped)}
    with pytest.raises(Invalid):
        take_back(dropped, find(dropped, "新建第二小学", T).id)
    assert take_back(dropped, school.id) == draft
