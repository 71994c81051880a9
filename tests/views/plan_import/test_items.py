"""The plan beside the paper: every field is corrected in place, items are added, merged, split, moved, dropped."""

import re

import pytest

from portal.domain.plan_draft import Item, find_or_none, title_of
from tests.views.plan_import.conftest import Desk
from tests.views.plan_import.paper import NOTICE

HEAD = {"title": "总体方案（更正）", "starts_on": "2023-01-01", "ends_on": "2023-12-31"}


def item(desk: Desk, review: str, item_id: str) -> Item:
    found = find_or_none(desk.draft(review), item_id)
    assert found is not None
    return found


def campaigns(desk: Desk, review: str) -> list[str]:
    return [title_of(one) for one in desk.draft(review).items if one.kind.value == "campaign" and not one.is_dropped]


def form_of(desk: Desk, review: str, item_id: str) -> dict[str, str]:
    """What the form of an item sends when nothing is typed."""
    one = item(desk, review, item_id)
    fields = {name: field.value for name, field in one.fields.items()}
    lists = ("lead", "responsible", "commander", "deputies")
    return fields | {name: "、".join(named.name for named in getattr(one, name)) for name in lists}


def test_the_head_is_corrected_in_place(desk: Desk) -> None:
    review = desk.send()
    answer = desk.press(review, "set?view=plan&item=head", **HEAD)
    assert answer.location.endswith("item=head#item-head")
    assert desk.draft(review).head["title"].value == "总体方案（更正）"
    assert "总体方案（更正）" in desk.open(review)


def test_a_target_is_corrected_and_the_words_of_the_paper_stand_beside(desk: Desk) -> None:
    review = desk.send()
    target = desk.item(review, "实际到位外资")
    shown = desk.open(f"{review}?item={target}")
    assert f'id="item-{target}"' in shown
    assert "原文：" in shown
    assert (
        desk.press(review, f"set?item={target}", **form_of(desk, review, target) | {"stretch": "3.8"}).status_code
        == 303
    )
    assert item(desk, review, target).value("stretch") == "3.8"
    assert item(desk, review, target).value("guaranteed") == "3.2"


def test_a_lead_is_corrected_and_leaves_the_other_list(desk: Desk) -> None:
    review = desk.send()
    campaign = desk.item(review, "招商突破")
    form = form_of(desk, review, campaign) | {"lead": "发展改革局"}
    desk.press(review, f"set?item={campaign}", **form)
    one = item(desk, review, campaign)
    assert [named.name for named in one.lead] == ["发展改革局"]
    assert "发展改革局" not in [named.name for named in one.responsible]


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [("实际到位外资", "stretch", "许多"), ("实际到位外资", "metric", ""), ("招商突破", "lead", "甲局、乙局")],
)
def test_a_wrong_value_comes_back_in_its_field(desk: Desk, words: str, field: str, value: str) -> None:
    review = desk.send()
    one = desk.item(review, words)
    answer = desk.press(review, f"set?item={one}", **form_of(desk, review, one) | {field: value})
    assert answer.status_code == 422
    assert f'href="#item-{field}"' in answer.text
    assert item(desk, review, one).value("stretch") != value


def test_a_late_correction_shows_what_stands_now_beside_what_was_typed(desk: Desk) -> None:
    review = desk.send()
    seen = desk.version(review)
    desk.press(review, "set?item=head", **HEAD)
    late = desk.press(review, "set?item=head", version=seen, **HEAD | {"title": "另一个标题"})
    assert late.status_code == 409
    assert 'value="另一个标题"' in late.text
    assert "现在是：" in late.text
    assert desk.draft(review).head["title"].value == "总体方案（更正）"


@pytest.mark.parametrize(
    ("where", "place"), [("before", ["新行动", "招商突破提升行动"]), ("after", ["招商突破提升行动", "新行动"])]
)
def test_an_item_is_added_beside_another(desk: Desk, where: str, place: list[str]) -> None:
    review = desk.send()
    first = desk.item(review, "招商突破")
    assert 'name="where"' in desk.open(f"{review}?item={first}&do=add")
    answer = desk.press(review, f"add?item={first}&do=add", title="新行动", where=where)
    assert answer.status_code == 303
    assert campaigns(desk, review)[:2] == place


def test_an_item_is_added_below_another_and_opened(desk: Desk) -> None:
    review = desk.send()
    campaign = desk.item(review, "招商突破")
    answer = desk.press(review, f"add?item={campaign}&do=add", title="编制招商图谱", where="task")
    assert "编制招商图谱" in desk.open(answer.location)
    assert item(desk, review, desk.item(review, "编制招商图谱")).parent == campaign
    assert desk.press(review, f"add?item={campaign}&do=add", title="", where="task").status_code == 422
    assert desk.press(review, f"add?item={campaign}&do=add", title="错", where="nowhere").status_code == 422


def test_an_item_goes_up_and_down(desk: Desk) -> None:
    review = desk.send()
    before = campaigns(desk, review)
    first = desk.item(review, "招商突破")
    desk.press(review, f"move-down?item={first}")
    assert campaigns(desk, review) == [before[1], before[0], before[2]]
    desk.press(review, f"move-up?item={first}")
    assert campaigns(desk, review) == before
    assert desk.press(review, f"move-up?item={first}").status_code == 303, "the first stays the first"
    desk.press(review, f"move-up?item={desk.item(review, '基层治理')}")
    assert campaigns(desk, review) == [before[0], before[2], before[1]]


def test_a_target_moves_to_another_campaign(desk: Desk) -> None:
    review = desk.send()
    target, campaign = desk.item(review, "新建口袋公园"), desk.item(review, "基层治理")
    assert f'<option value="{campaign}">' in desk.open(f"{review}?item={target}&do=move")
    desk.press(review, f"move?item={target}&do=move", parent=campaign)
    assert item(desk, review, target).parent == campaign
    assert desk.press(review, f"move?item={target}&do=move", parent=target).status_code == 422


def test_two_items_become_one(desk: Desk) -> None:
    review = desk.send()
    first, last = desk.item(review, "招商突破"), desk.item(review, "基层治理")
    desk.press(review, f"merge?item={first}")
    assert len(campaigns(desk, review)) == 2
    assert desk.press(review, f"merge?item={last}").status_code == 409


def test_a_task_is_split_at_a_place_of_its_words(desk: Desk) -> None:
    review = desk.send()
    draft = desk.draft(review)
    task = next(one for one in draft.items if one.kind.value == "task" and "，" in one.value("content"))
    shown = desk.open(f"{review}?item={task.id}&do=split")
    assert task.place is not None
    at = next(at for at in range(task.place.start, task.place.end) if f'name="at" value="{at}"' in shown)
    answer = desk.press(review, f"split?item={task.id}&do=split", at=str(at))
    assert answer.status_code == 303
    assert item(desk, review, task.id).place.end == at  # type: ignore[union-attr]
    for nonsense in ("", "x", "999999"):
        assert desk.press(review, f"split?item={task.id}", at=nonsense).status_code == 422


def test_a_dropped_item_stays_in_sight_and_is_taken_back(desk: Desk) -> None:
    review = desk.send()
    campaign = desk.item(review, "招商突破")
    answer = desk.press(review, f"drop-item?item={campaign}")
    shown = desk.open(answer.location)
    assert "is-dropped" in shown
    assert f"{review}/take-back?view=plan&amp;item={campaign}" in shown
    desk.press(review, f"take-back?item={campaign}")
    assert not item(desk, review, campaign).is_dropped


@pytest.mark.parametrize("action", ["set", "add", "move", "merge", "move-up", "move-down"])
def test_an_item_that_there_is_not_is_missing(desk: Desk, action: str) -> None:
    assert desk.press(desk.send(), f"{action}?item=t999").status_code == 404


@pytest.mark.parametrize(
    "query", ["view=nonsense", "item=t999", "campaign=x", "part=x", "part=99", "after=9999", "view=names&name=x",
              "do=split", "view=questions&question=x&after=7", "view=plan&campaign=none", "view=text",
              "item=head&do=add"],
)  # fmt: skip
def test_an_address_with_nonsense_is_still_a_page(desk: Desk, query: str) -> None:
    desk.open(f"{desk.send()}?{query}")


def test_who_changed_it_last_stands_above(desk: Desk) -> None:
    review = desk.send()
    desk.press(review, "set?item=head", **HEAD)
    assert "岗位 office 最后修改于 2022-09-15" in desk.open(review)


def test_a_target_is_split_where_its_words_part(desk: Desk) -> None:
    review = desk.send()
    target = desk.item(review, "实际到位外资")
    shown = desk.open(f"{review}?item={target}&do=split")
    assert "力争3.6亿美元" in shown
    at = NOTICE.index("力争3.6亿美元")
    answer = desk.press(review, f"split?item={target}&do=split", at=at)
    assert answer.status_code == 303
    assert item(desk, review, target).value("stretch") == ""
    new = find_or_none(desk.draft(review), re.findall(r"item=(m\d+)", answer.location)[0])
    assert new is not None
    assert new.value("stretch") == "3.6"


def test_an_item_is_put_behind_a_chosen_one_in_one_press(desk: Desk) -> None:
    review = desk.send()
    first, last = desk.item(review, "招商突破"), desk.item(review, "基层治理")
    shown = desk.open(f"{review}?item={first}&do=move")
    assert f'<option value="&gt;{last}">　排在“基层治理提升行动”之后</option>' in shown
    assert desk.press(review, f"move?item={first}&do=move", parent=f">{last}").status_code == 303
    assert campaigns(desk, review)[-1] == "招商突破提升行动"
    targets = {title_of(found): found.id for found in desk.draft(review).items if found.kind.value == "target"}
    one, other = targets["新建口袋公园"], targets["矛盾纠纷化解率"]
    desk.press(review, f"move?item={one}&do=move", parent=f"{last}>{other}")
    order = [found.id for found in desk.draft(review).items if found.parent == last and found.kind.value == "target"]
    assert order.index(one) == order.index(other) + 1


def test_two_campaigns_become_one_with_the_tasks_of_both(desk: Desk) -> None:
    review = desk.send()
    first, second = desk.item(review, "招商突破"), desk.item(review, "城市更新")
    below = [one.id for one in desk.draft(review).items if one.parent in (first, second)]
    desk.press(review, f"merge?item={first}")
    assert sorted(one.id for one in desk.draft(review).items if one.parent == first) == sorted(below)
