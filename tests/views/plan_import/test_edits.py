"""What was done to a reading: every edit in order, with who, when, which field, old and new."""

import re

import pytest

from portal.services.plan_readings import edits
from tests.views.plan_import.conftest import Desk
from tests.views.plan_import.test_items import HEAD, form_of


def rows(text: str) -> list[list[str]]:
    """The cells of each row, as text."""
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in body.split("</tr>")[:-1]]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_every_edit_stands_in_order_with_both_values(desk: Desk) -> None:
    review = desk.send()
    target = desk.item(review, "实际到位外资")
    desk.press(review, f"set?item={target}", **form_of(desk, review, target) | {"stretch": "3.8"})
    desk.press(review, "set?item=head", **HEAD)
    question = desk.draft(review).questions[-1].id
    for given in ("Yes", "No"):
        desk.press(review, f"answer?view=questions&question={question}", answer=given)
    desk.press(review, f"drop-item?item={target}")
    desk.press(review, "decide-name?view=names&name=数字经济发展中心", press="ignore:")
    found = rows(desk.open(f"{review}/history"))
    assert [row[0] for row in found][:4] == [
        found[0][0], found[1][0], "实际到位外资 更正内容", "方案 更正内容",
    ]  # fmt: skip
    assert found[2][1:4] == ["力争", "3.6", "3.8"]
    assert ["标题", "总体方案（更正）"] in [[row[1], row[3]] for row in found]
    answers = [row[1:4] for row in found if row[1] == "答复"]
    assert answers == [["答复", "—", "是"], ["答复", "是", "否"]]
    assert [row[0] for row in found][-2] == "实际到位外资 舍去条目"
    assert found[-1][:4] == ["数字经济发展中心 明确部门名称", "认定为", "—", "不是部门"]
    assert all(re.search(r"\d{4}", row[4]) for row in found), "who and when"


def test_it_is_reached_from_the_review_and_paged_by_key(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    review = desk.send()
    assert f'href="{review}/history"' in desk.open(f"{review}?view=plan")
    monkeypatch.setattr(edits, "PAGE", 1)
    first = desk.open(f"{review}/history")
    behind = re.search(r'rel="next" href="([^"]+)"', first)
    assert behind
    second = desk.open(behind.group(1))
    assert len(rows(first)) == len(rows(second)) == 1
    assert rows(first) != rows(second)
    assert 'rel="next"' not in second


def test_what_was_arranged_says_where(desk: Desk) -> None:
    review = desk.send()
    target, campaign = desk.item(review, "新建口袋公园"), desk.item(review, "基层治理")
    desk.press(review, f"move?item={target}&do=move", parent=campaign)
    desk.press(review, f"merge?item={desk.item(review, '招商突破')}")
    desk.press(review, "decide-person?view=people", press="*|ignored")
    found = rows(desk.open(f"{review}/history"))
    moved, merged, person = found[2], found[3], found[-1]
    assert moved[1:4] == ["所在位置", "城市更新提升行动", "基层治理提升行动"]
    assert merged[0].startswith("招商突破提升行动")
    assert merged[2] == "城市更新提升行动"
    assert person[1:4] == ["任职", "—", "不建议"]
