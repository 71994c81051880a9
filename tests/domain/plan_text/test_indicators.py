"""Tables of measures."""

import pytest

from portal.domain.plan_text import read
from tests.domain.plan_text.reading import texts

HEAD = "| 序号 | 指标名称 | 单位 | 2023年完成 | 确保目标 | 奋斗目标 | 牵头单位 | 配合单位 |\n"


def test_two_columns_of_values_are_two_tiers() -> None:
    reading = read(HEAD + "| 1 | 进出口总额 | 亿元 | 90 | 100 | 120 | 区商务局 | 各镇 |\n")
    (target,) = reading.targets
    assert (target.ensure, target.strive, target.unit, target.task) == (100, 120, "亿元", 0)


def test_departments_answer_for_measures() -> None:
    (task,) = read(HEAD + "| 1 | 进出口总额 | 亿元 | 90 | 100 | 120 | 区商务局 | 各镇 |\n").tasks
    assert (task.title.text, texts(task.lead), texts(task.responsible)) == ("进出口总额", ["区商务局"], ["各镇"])


@pytest.mark.parametrize(
    ("cells", "tiers"),
    [
        ("| 失业率 | % | 3 | 4.5以内 | / |", (4.5, None, "%")),
        ("| 细颗粒物浓度 | 微克/立方米 | 36 | ≤35 | ≤34 | ", (35, 34, "微克/立方米")),
        ("| 能耗强度 | % | -2 | -3 | -3.5 |", (-3, -3.5, "%")),
        ("| 产值（亿元） |  | 90 | 100 |  |", (100, None, "亿元")),
        ("| 上市企业 | 家 | 2 |  | 5 |", (None, 5, "家")),
    ],
)
def test_values_as_they_are_printed(cells: str, tiers: tuple[float | None, float | None, str]) -> None:
    (target,) = read("| 指标名称 | 单位 | 上年实绩 | 底线目标 | 力争目标 |\n" + cells + "\n").targets
    assert (target.ensure, target.strive, target.unit) == tiers


def test_past_figures_are_no_aims() -> None:
    (target,) = read("| 指标名称 | 单位 | 目标值 | 2023年实际完成 |\n| 产值 | 亿元 | 100 | 90 |\n").targets
    assert target.ensure == 100
