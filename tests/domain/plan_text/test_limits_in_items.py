"""Limits where an item says them, and days that limit nothing of it."""

import pytest

from portal.domain.plan_text import read
from portal.domain.plan_text.deadlines import in_prose
from tests.domain.plan_text.reading import strand, texts, the_task


@pytest.mark.parametrize(
    ("printed", "limits"),
    [
        ("马上启动，长期坚持", ["马上启动", "长期坚持"]),
        ("贯穿全年", ["贯穿全年"]),
        ("3月上旬至5月下旬", ["3月上旬至5月下旬"]),
    ],
)
def test_a_line_of_its_own_says_when(printed: str, limits: list[str]) -> None:
    task = the_task(f"（一）河道清淤\n牵头：区水利局；配合：各镇\n工作内容：清淤8公里。\n节点：{printed}")
    assert texts(task.deadlines) == limits


@pytest.mark.parametrize(
    ("sentence", "limits"),
    [
        ("4月中旬至6月上旬集中排查", ["4月中旬至6月上旬"]),
        ("每学期组织一次演练", ["每学期"]),
        ("补助标准2023年达到900元", ["2023年"]),
        ("报废2008年底前登记的渔船", []),
        ("加装2001年底前建成的住宅电梯", []),
        ("2001年底前建成三座泵站", ["2001年底前"]),
    ],
)
def test_limits_and_days_that_describe(sentence: str, limits: list[str]) -> None:
    assert [piece.text for piece in in_prose(strand(sentence))] == limits


def test_a_limit_behind_the_names_of_the_closing_sentence() -> None:
    task = the_task("1.整治码头。取缔非法码头。由市港航局牵头，市公安局、市水利局配合，常年。")
    assert (texts(task.lead), texts(task.responsible)) == (["市港航局"], ["市公安局", "市水利局"])
    assert texts(task.deadlines) == ["常年"]


def test_the_paragraph_to_all_readers_is_no_part_of_the_last_item() -> None:
    items = "1、抓好巡查。全年巡查200次。\n2、抓好培训。举办培训班6期。\n"
    closing = "各分局要按照本要点，抓紧制定计划，于4月2日前报市局，督查占考核总分的15%。"
    reading = read(f"2023年工作要点\n一、重点任务\n{items}\n{closing}")
    assert [texts(task.deadlines) for task in reading.tasks] == [[], []]
    assert not [target for target in reading.targets if target.unit == "%"]
