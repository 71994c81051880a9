"""What is counted where the number stands apart from its verb or its unit is a rare one."""

import pytest

from portal.domain.plan_text.reading import Comparator
from tests.domain.plan_text.reading import targets


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("启动港区东侧900亩土地平整。", 900, "亩"),
        ("打通桃园路、柳荫路3条断头路。", 3, "条"),
        ("硬化村道24条65公里。", 24, "条"),
        ("解决6万农村群众用水问题。", 6, "万"),
        ("依托现有园区等培育孵化站15个。", 15, "个"),
        ("报批层级控制在3级以内。", 3, "级"),
        ("入学轮候时间不超过1.5年。", 1.5, "年"),
        ("快检频次达到5批次/千人。", 5, "批次/千人"),
        ("降尘量降至7吨/月·平方公里。", 7, "吨/月·平方公里"),
        ("巡检货车2万辆次。", 2, "万辆次"),
        ("储备手电800把。", 800, "把"),
        ("支部集体学习不少于10次。", 10, "次"),
        ("供热面积较去年增长6%。", 6, "%"),
    ],
)
def test_what_is_counted(sentence: str, value: float, unit: str) -> None:
    assert [(one.ensure, one.unit) for one in targets(sentence)] == [(value, unit)]


@pytest.mark.parametrize(
    "sentence",
    [
        "推进老街15分钟便民圈建设。",
        "启动城南15分钟便民圈建设。",
        "考评得分低于70分的，取消评优资格。",
        "全年调度不少于6次。",
        "去年建成公厕12座。",
        "面向12个街道开放。",
    ],
)
def test_what_is_not(sentence: str) -> None:
    assert targets(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "comparator"),
    [
        ("漏损率不得高于8%。", Comparator.AT_MOST),
        ("出勤率不得低于95%。", Comparator.AT_LEAST),
        ("合格率不应低于98%。", Comparator.AT_LEAST),
    ],
)
def test_what_must_not_be_is_compared_the_right_way(sentence: str, comparator: Comparator) -> None:
    assert [one.comparator for one in targets(sentence)] == [comparator]
