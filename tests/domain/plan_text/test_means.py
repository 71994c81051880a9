"""Sums handed out or spent on the way are no aims, unless the sentence brings them in."""

import pytest

from tests.domain.plan_text.reading import targets


@pytest.mark.parametrize(
    "sentence",
    [
        "发放购物券800万元。",
        "发放600万元文旅券。",
        "统筹财政资金1.2亿元用于管网。",
        "整合涉农资金3亿元。",
        "拨付慰问金90万元。",
        "兑现惠农政策资金5000万元以上。",
        "投入改造资金约7000万元。",
        "财政投入2亿元。",
        "每年安排4000万元。",
        "市财政每年安排技改专项经费6000万元。",
        "落实配套资金2000万元。",
        "追加防汛经费300万元。",
        "派发代金券5万张。",
        "奖励最高30万元。",
        "每家奖补20万元。",
        "给予每人1000元补贴。",
        "一次性奖励集体10个。",
        "落实购机补贴资金3000万元。",
    ],
)
def test_sums_that_are_means(sentence: str) -> None:
    assert targets(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("争取到位资金3亿元。", 3, "亿元"),
        ("全年争取上级补助资金2.5亿元。", 2.5, "亿元"),
        ("引进到位资金40亿元。", 40, "亿元"),
        ("发放消费券900万元，带动消费2亿元。", 2, "亿元"),
        ("安排引导资金1亿元撬动社会投资8亿元。", 8, "亿元"),
        ("发放助农贷款6亿元。", 6, "亿元"),
        ("研发经费投入达到9亿元。", 9, "亿元"),
        ("完成水利投资25亿元。", 25, "亿元"),
        ("一般公共预算支出增长4%。", 4, "%"),
        ("资助困难学生350名。", 350, "名"),
        ("发放护理津贴1.5万人次。", 1.5, "万人次"),
        ("减免商户租金600万元。", 600, "万元"),
        ("开展补贴性技能培训8000人次。", 8000, "人次"),
        ("补贴性培训合格率达到90%。", 90, "%"),
    ],
)
def test_sums_and_helped_people_that_are_aims(sentence: str, value: float, unit: str) -> None:
    assert [(one.ensure if one.ensure is not None else one.strive, one.unit) for one in targets(sentence)] == [
        (value, unit)
    ]


def test_what_is_done_with_the_money_is_still_an_aim() -> None:
    assert [one.ensure for one in targets("财政投入1亿元，改造泵站12座。")] == [12]
