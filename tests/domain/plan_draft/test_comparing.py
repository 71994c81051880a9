"""A revised notice against what stands: everything that is different, and nothing that the paper has not said."""

from collections.abc import Mapping
from dataclasses import replace

from portal.domain.plan_draft import Draft, Item, ItemKind, campaign_of, drop_item, set_field, title_of
from portal.domain.plan_draft.comparing import Differences, compare
from portal.domain.plan_draft.standing import Paper, Standing
from tests import notices
from tests.domain.plan_draft.drafts import drafted, find, items

T, M = ItemKind.TASK, ItemKind.TARGET
TEN = {
    ("changed", "新建第二小学", "due_on", "2022-08-31", "2022-09-30"),
    ("changed", "提升基层医疗", "responsible", "财政局", "财政局、规划建设局"),
    ("changed", "新建社区卫生站", "guaranteed", "6", "8"),
    ("changed", "丰富文体活动", "lead", "教育局", "民政局"),
    ("gone", "关爱留守老人", "", "", ""),
    ("changed", "老旧小区改造", "guaranteed", "20", "24"),
    ("changed", "改造老旧小区", "due_on", "2022-11-30", "2022-12-15"),
    ("changed", "打通断头路", "stretch", "", "6"),
    ("changed", "整治背街小巷", "content", "建立长效管护机制", "建立街巷长和物业联动机制，做到一巷一策"),
    ("new", "布设充电设施", "", "", ""),
}


def standing_of(draft: Draft, text: str, changed: Mapping[str, Mapping[str, str]] | None = None) -> list[Standing]:
    """The plan a draft became, as if everything had been created as it was read."""
    numbers = {item.id: at for at, item in enumerate(draft.items, start=1)}
    found = []
    for item in draft.items:
        if not item.is_dropped:
            campaign = campaign_of(draft, item)
            found.append(_standing(item, numbers, campaign, text, (changed or {}).get(title_of(item), {})))
    return found


def _standing(
    item: Item, numbers: Mapping[str, int], campaign: Item | None, text: str, changed: Mapping[str, str]
) -> Standing:
    values = {name: one.value for name, one in item.fields.items()}
    values |= {"lead": "、".join(one.name for one in item.lead)}
    values |= {"responsible": "、".join(one.name for one in item.responsible)} | dict(changed)
    words = text[item.place.start : item.place.end] if item.place else ""
    return Standing(
        numbers[item.id], item.kind, title_of(item), numbers[campaign.id] if campaign else None, values, words, item,
        is_second_mention=bool(item.twin),
    )  # fmt: skip


def told(found: Differences) -> set[tuple[str, str, str, str, str]]:
    return {
        (str(one.change), one.title, one.field, one.old, one.new) for one in (*found.new, *found.gone, *found.changed)
    }


def compared(new: Draft, text: str, changed: Mapping[str, Mapping[str, str]] | None = None) -> Differences:
    earlier = Paper(notices.ITEMS, items().items)
    return compare(Paper(text, new.items), standing_of(items(), notices.ITEMS, changed), earlier)


def test_ten_differences_all_shown_and_none_invented() -> None:
    assert told(compared(drafted(notices.REVISED), notices.REVISED)) == TEN


def test_they_are_shown_as_well_where_the_plan_was_typed_by_hand() -> None:
    typed = [replace(one, printed=None, words="") for one in standing_of(items(), notices.ITEMS)]
    found = told(compare(Paper(notices.REVISED, drafted(notices.REVISED).items), typed))
    assert found >= TEN
    assert {one[:3] for one in found - TEN} <= {("changed", title, "content") for _, title, *_ in TEN}


def test_the_same_notice_again_says_nothing_new() -> None:
    for text in (notices.ITEMS, notices.CAMPAIGNS):
        draft = drafted(text)
        found = compare(Paper(text, draft.items), standing_of(draft, text), Paper(text, draft.items))
        assert told(found) == set()
        assert found.unchanged == len(draft.items)


def test_what_the_plan_changed_since_is_no_difference_of_the_paper() -> None:
    """An extension was granted and a value corrected; the new paper prints what the old one printed."""
    moved = {"打通断头路": {"due_on": "2023-01-31"}, "新增学位": {"guaranteed": "950"}}
    assert told(compared(drafted(notices.REVISED), notices.REVISED, moved)) == TEN


def test_what_was_corrected_on_the_first_reading_stays_corrected() -> None:
    task = find(items(), "新增停车泊位", T)
    corrected = set_field(items(), task.id, "content", "另有安排")
    earlier = Paper(notices.ITEMS, corrected.items)
    found = compare(
        Paper(notices.REVISED, drafted(notices.REVISED).items), standing_of(corrected, notices.ITEMS), earlier
    )
    assert told(found) == TEN


def test_a_limit_that_was_corrected_on_the_first_reading_stays_corrected() -> None:
    corrected = set_field(items(), find(items(), "打通断头路", T).id, "due_on", "2022-12-20")
    earlier = Paper(notices.ITEMS, corrected.items)
    standing = standing_of(corrected, notices.ITEMS)
    assert told(compare(Paper(notices.REVISED, drafted(notices.REVISED).items), standing, earlier)) == TEN


def test_what_was_left_out_of_the_plan_stays_out() -> None:
    left_out = drop_item(items(), find(items(), "新增停车泊位", T).id)
    earlier = Paper(notices.ITEMS, left_out.items)
    found = compare(
        Paper(notices.REVISED, drafted(notices.REVISED).items), standing_of(left_out, notices.ITEMS), earlier
    )
    assert told(found) == TEN


def test_a_group_and_its_members_are_the_same() -> None:
    legs = {"丰富文体活动": {"responsible": "东街道、西街道"}}
    members = {"各街道": ("东街道", "西街道")}
    standing = [replace(one, printed=None) for one in standing_of(items(), notices.ITEMS, legs)]
    assert told(compare(Paper(notices.ITEMS, items().items, members=members), standing)) == set()


def test_a_name_is_compared_as_the_portal_calls_it() -> None:
    legs = {"打通断头路": {"responsible": "市公安局云岫分局"}}
    paper = Paper(notices.ITEMS, items().items, names={"公安分局": "市公安局云岫分局"})
    standing = [replace(one, printed=None) for one in standing_of(items(), notices.ITEMS, legs)]
    assert told(compare(paper, standing)) == set()


def test_what_was_added_by_hand_is_not_gone() -> None:
    standing = standing_of(items(), notices.ITEMS)
    extra = Standing(999, T, "党员志愿服务", standing[0].id, {"title": "党员志愿服务"}, is_compared=False)
    found = compare(Paper(notices.ITEMS, items().items), [*standing, extra], Paper(notices.ITEMS, items().items))
    assert told(found) == set()


def test_another_commander_is_told() -> None:
    text = notices.CAMPAIGNS.replace("甲某某", "庚某某")
    draft = drafted(notices.CAMPAIGNS)
    earlier = Paper(notices.CAMPAIGNS, draft.items)
    found = compare(Paper(text, drafted(text).items), standing_of(draft, notices.CAMPAIGNS), earlier)
    assert told(found) == {("changed", "招商引才攻坚年", "commander", "甲某某", "庚某某")}


def test_a_reworded_title_is_the_same_task() -> None:
    text = notices.ITEMS.replace("整治背街小巷。", "深化背街小巷整治。")
    found = compared(drafted(text), text)
    assert told(found) == {("changed", "整治背街小巷", "title", "整治背街小巷", "深化背街小巷整治")}


def test_a_task_that_was_reworded_throughout_is_still_the_same_in_its_campaign() -> None:
    text = notices.ITEMS.replace("整治背街小巷。建立长效管护机制。", "深化背街小巷整治提升。健全长效管护制度。")
    found = compared(drafted(text), text)
    assert {one[:3] for one in told(found)} == {
        ("changed", "整治背街小巷", "title"),
        ("changed", "整治背街小巷", "content"),
    }


def test_a_target_of_another_name_keeps_its_values() -> None:
    """Both mentions are renamed: the first one is changed, the second still points to it."""
    text = notices.CAMPAIGNS.replace("实际使用外资", "实际利用外资")
    draft = drafted(notices.CAMPAIGNS)
    earlier = Paper(notices.CAMPAIGNS, draft.items)
    found = compare(Paper(text, drafted(text).items), standing_of(draft, notices.CAMPAIGNS), earlier)
    assert told(found) == {("changed", "实际使用外资", "metric", "实际使用外资", "实际利用外资")}
