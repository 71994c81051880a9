"""Items go to a chosen place in one step, and campaigns and targets are merged like tasks."""

import pytest

from portal.domain.plan_draft import Draft, ItemKind, children, item_of, merge_items, move_item, place_of, title_of
from tests import notices
from tests.domain.plan_draft.drafts import drafted, find, items

C, T, M = ItemKind.CAMPAIGN, ItemKind.TASK, ItemKind.TARGET


def tasks(draft: Draft, campaign: str) -> list[str]:
    return [title_of(one) for one in children(draft, find(draft, campaign, C).id) if one.kind is T]


def moved(draft: Draft, item_id: str, choice: str) -> Draft:
    return move_item(draft, item_id, *place_of(draft, item_id, choice))


@pytest.mark.parametrize(
    ("after", "there"),
    [
        ("", ["新建第二小学", "改造老旧小区", "打通断头路", "新增停车泊位", "整治背街小巷"]),
        ("改造老旧小区", ["改造老旧小区", "新建第二小学", "打通断头路", "新增停车泊位", "整治背街小巷"]),
        ("整治背街小巷", ["改造老旧小区", "打通断头路", "新增停车泊位", "整治背街小巷", "新建第二小学"]),
    ],
)
def test_a_task_goes_behind_a_chosen_one_of_another_campaign(after: str, there: list[str]) -> None:
    draft = items()
    behind = find(draft, after, T).id if after else ""
    done = moved(draft, find(draft, "新建第二小学").id, f"{find(draft, '改善居住出行', C).id}>{behind}")
    assert tasks(done, "改善居住出行") == there
    assert tasks(done, "办好学校医院")[0] == "提升基层医疗"


def test_a_task_goes_down_several_places_and_to_the_end() -> None:
    draft = items()
    school, first = find(draft, "办好学校医院", C).id, find(draft, "新建第二小学").id
    third = find(draft, "丰富文体活动").id
    there = tasks(moved(draft, first, f"{school}>{third}"), "办好学校医院")
    assert there == ["提升基层医疗", "丰富文体活动", "新建第二小学", "关爱留守老人"]
    assert tasks(moved(draft, first, school), "办好学校医院")[-1] == "新建第二小学"


def test_campaigns_are_put_in_another_order() -> None:
    draft = items()
    first, second = (one.id for one in draft.items if one.kind is C)
    done = moved(draft, first, f">{second}")
    assert [one.id for one in done.items if one.kind is C] == [second, first]


def test_the_tasks_of_two_campaigns_come_together() -> None:
    draft = items()
    school, living = find(draft, "办好学校医院", C).id, find(draft, "改善居住出行", C).id
    before = tasks(draft, "办好学校医院") + tasks(draft, "改善居住出行")
    done = merge_items(draft, school, living)
    assert tasks(done, "办好学校医院") == before
    assert item_of(done, living).is_dropped
    assert not [one for one in done.items if one.parent == living]
    assert find(done, "老旧小区改造", M).parent == school


def test_a_target_and_its_second_mention_become_one() -> None:
    draft = drafted(notices.CAMPAIGNS)
    first, second = find(draft, "实际使用外资", M), find(draft, "实际使用外资", M, 1)
    assert second.twin == first.id
    for into, other in ((first, second), (second, first)):
        done = item_of(merge_items(draft, into.id, other.id), into.id)
        assert done.twin == ""
        assert done.value("stretch") == "3.5"
        assert done.value("guaranteed") == "3"


def test_what_is_part_of_a_merged_target_is_part_of_the_one_it_became() -> None:
    draft = drafted(notices.CAMPAIGNS)
    flats, part = find(draft, "人才公寓", M), find(draft, "专家楼", M)
    assert part.whole == flats.id
    into = find(draft, "制造业项目", M)
    assert item_of(merge_items(draft, into.id, flats.id), part.id).whole == into.id
