"""A revised notice beside the plan it changes: new, gone, changed, taken over one by one."""

import re

import pytest

from tests.views.plan_import.conftest import Desk
from tests.views.plan_import.paper import NOTICE
from tests.views.plan_import.test_creating import settle

REVISED = (
    NOTICE.replace("规上工业增加值增长9%以上", "规上工业增加值增长11%以上")
    .replace("新建口袋公园5处，", "")
    .replace("建成社区治理中心3个", "建成社区治理中心3个、新增调解室9个")
    .replace("〔2023〕7号", "〔2023〕19号")
    .replace("2023年1月18日", "2023年6月5日")
)


@pytest.fixture
def compared(desk: Desk) -> str:
    """The address of a comparison with the plan that came of the first notice."""
    review = desk.send()
    settle(desk, review)
    plan = desk.press(review, "create").location.rpartition("/")[2]
    return desk.send(REVISED, compares_with=plan)


def keys(desk: Desk, compared: str) -> list[str]:
    return re.findall(r'name="key" value="([^"]+)"', desk.open(f"{compared}/compare"))


def part(text: str, kind: str) -> str:
    _, _, behind = text.partition(f'id="is-{kind}"')
    return behind.partition("</section>")[0]


def test_each_difference_stands_with_both_values(desk: Desk, compared: str) -> None:
    text = desk.open(f"{compared}/compare")
    changed = part(text, "changed")
    assert "<del>9</del>" in changed
    assert "<ins>11</ins>" in changed
    assert "新增调解室" in part(text, "new")
    assert "新建口袋公园" in part(text, "gone")
    assert "招商突破" not in part(text, "changed"), "what is the same is no difference"


def test_number_and_date_of_the_paper_stand_apart_and_are_taken_over_too(desk: Desk, compared: str) -> None:
    head = part(desk.open(f"{compared}/compare"), "head")
    assert "<del>滨开工委发〔2023〕7号</del>" in head
    assert "<ins>滨开工委发〔2023〕19号</ins>" in head
    assert "2023-06-05" in head
    key = next(one for one in keys(desk, compared) if one.endswith(":document_number"))
    assert desk.press(f"{compared}", "apply", key=key).status_code == 303
    assert "〔2023〕7号" not in part(desk.open(f"{compared}/compare"), "head")


def test_the_paper_and_its_day_are_proposed_and_can_be_said_otherwise(desk: Desk, compared: str) -> None:
    text = desk.open(f"{compared}/compare")
    assert 'name="paper" type="text" value="滨开工委发〔2023〕19号"' in text
    assert 'name="from_on" type="date" value="2023-06-05"' in text
    other = desk.open(f"{compared}/compare?paper=会议纪要〔2023〕3号&from_on=2023-07-01")
    assert 'type="hidden" name="paper" value="会议纪要〔2023〕3号"' in other


def test_one_press_takes_a_difference_over(desk: Desk, compared: str) -> None:
    text = part(desk.open(f"{compared}/compare"), "changed")
    key = re.search(r'name="key" value="([^"]+)"', text)
    assert key
    before = keys(desk, compared)
    answer = desk.press(compared, "apply", key=key.group(1), paper="滨开工委发〔2023〕19号", from_on="2023-06-05")
    assert answer.status_code == 303
    assert set(keys(desk, compared)) == set(before) - {key.group(1)}


def test_without_a_paper_it_is_refused_with_a_sentence(desk: Desk, compared: str) -> None:
    key = re.search(r'name="key" value="([^"]+)"', part(desk.open(f"{compared}/compare"), "changed"))
    assert key
    answer = desk.press(compared, "apply", key=key.group(1), paper="", from_on="2023-06-05")
    assert answer.status_code == 422
    assert 'class="notice is-warning"' in answer.text
    assert desk.press(compared, "apply", key="unheard-of", paper="x").status_code == 422
    assert desk.press(compared, "apply", key=key.group(1), paper="x", from_on="soon").status_code == 422


def test_a_late_press_changes_nothing(desk: Desk, compared: str) -> None:
    key = keys(desk, compared)[0]
    assert desk.press(compared, "apply", version=1, key=key, paper="x", from_on="2023-06-05").status_code == 409


def test_what_is_gone_says_what_to_do(desk: Desk, compared: str) -> None:
    gone = part(desk.open(f"{compared}/compare"), "gone")
    assert 'class="reason"' in gone
    assert 'name="key"' not in gone
    assert re.search(r'href="/targets/\d+"', gone)


def test_a_comparison_ends(desk: Desk, compared: str) -> None:
    assert "/plans/" in desk.press(compared, "finish").location
    shown = desk.open(f"{compared}/compare")
    assert "结束对照" not in shown
    assert 'name="key"' not in shown


def test_what_compares_with_nothing_has_no_comparison(desk: Desk) -> None:
    review = desk.send()
    assert desk.office.get(f"{review}/compare").status_code == 404
    assert desk.press(review, "finish").status_code == 404
