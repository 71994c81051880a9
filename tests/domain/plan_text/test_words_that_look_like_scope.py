"""Metrics whose first word elsewhere only says what a sentence is about, and numbers of rarer kinds."""

import pytest

from tests.domain.plan_text.reading import targets


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("自来水普及率达到97%。", 97, "%"),
        ("利用外资5亿美元。", 5, "亿美元"),
        ("共享需求满足率达99%。", 99, "%"),
        ("渠系水利用系数提高到0.62。", 0.62, None),
        ("存货周转天数缩短15天。", 15, "天"),
        ("完成主体封顶600套。", 600, "套"),
        ("完成大棚1.8万栋覆膜。", 1.8, "万栋"),
        ("整寨搬迁35个自然寨。", 35, "个"),
    ],
)
def test_they_are_targets(sentence: str, value: float, unit: str | None) -> None:
    assert [(target.ensure, target.unit) for target in targets(sentence)] == [(value, unit)]


@pytest.mark.parametrize("sentence", ["利用闲置厂房3万平方米。", "单户封顶20万元。", "办理用时15天。"])
def test_these_are_none(sentence: str) -> None:
    assert targets(sentence) == []
