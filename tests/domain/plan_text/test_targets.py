"""Which numbers are targets, which tier they belong to, and what they are counted in."""

import pytest

from portal.domain.plan_text import read
from portal.domain.plan_text.reading import Comparator
from tests.domain.plan_text.reading import targets


def triples(sentence: str) -> list[tuple[float | None, float | None, str | None]]:
    return [(one.ensure, one.strive, one.unit) for one in targets(sentence)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("新增学位900个。", [(900, None, "个")]),
        ("力争新增学位900个。", [(None, 900, "个")]),
        ("争取创成省级乡村3个。", [(None, 3, "个")]),
        ("出口额确保7.5亿美元，力争8亿美元。", [(7.5, 8, "亿美元")]),
        ("产值增长确保8%、力争9%。", [(8, 9, "%")]),
        ("改造260户，争取完成300户。", [(260, 300, "户")]),
        ("产值力争9亿元，确保8亿元。", [(8, 9, "亿元")]),
        ("税收占比力争突破3.2%。", [(None, 3.2, "%")]),
        ("力争到2027年，培育企业5家；建成园区2个。", [(None, 5, "家"), (None, 2, "个")]),
        ("力争新增A类项目5个，确保竣工3个。", [(None, 5, "个"), (3, None, "个")]),
    ],
)
def test_tiers(sentence: str, found: list[tuple[float | None, float | None, str | None]]) -> None:
    assert triples(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("新增企业5家、研究院2家。", [5, 2]),
        ("发展社员1.8万人、带动农户2.4万户。", [1.8, 2.4]),
        ("小麦、水稻机收率分别达到92%和88%。", [92, 88]),
        ("小麦、水稻机收率均达到90%。", [90]),
        ("培育楼宇38幢，其中亿元以上楼宇10幢。", [38, 10]),
        ("预留30%的号源（其中专家号源不低于20%）给社区。", [30, 20]),
        ("打造50个以上示范点。", [50]),
        ("培训约1000名骨干教师。", [1000]),
        ("建成5至8座公厕。", [5]),
        ("打造10家领军企业、100家骨干企业。", [10, 100]),
        ("脱贫2.3万户、7万人。", [2.3, 7]),
        ("经费补助标准提高到每人50元。", [50]),
        ("为2.5万名老年人免费体检。", [2.5]),
        ("粮食产量稳定在50亿斤以上。", [50]),
        ("化解率由60%提高到75%。", [75]),
        ("开展“两癌”筛查1.5万人。", [1.5]),
        ("淘汰设备110台（套）以上。", [110]),
        ("浓度控制在28微克/立方米以内。", [28]),
        ("死亡率控制在0.012以内。", [0.012]),
        ("合格率达到百分之九十五。", [95]),
        ("投资1,250万元。", [1250]),
        ("新增学位1，260个。", [1260]),
        ("形成储能产能40GWh。", [40]),
        ("出省带宽达1.7万Gbps。", [1.7]),
        ("人均预期寿命提高到79.5岁。", [79.5]),
        ("补助标准由每人每年520元提高到550元。", [550]),
        ("报销比例稳定在75%左右。", [75]),
        ("已建成小区充电桩覆盖率年底前达到80%。", [80]),
        ("年底前3家污染企业完成搬迁改造。", [3]),
        ("12个项目建成投产。", [12]),
        ("完成老城区12公里管网改造。", [12]),
        ("推动10家以上大型商超延长营业时间。", [10]),
        ("推进100项重点改革任务。", [100]),
        ("开展夜查6轮次。", [6]),
        ("盘活闲置厂房1.5万㎡。", [1.5]),
        ("组织专家为300家企业提供诊断服务。", [300]),
    ],
)
def test_numbers_that_are_to_be_reached(sentence: str, values: list[float]) -> None:
    assert [one.ensure if one.ensure is not None else one.strive for one in targets(sentence)] == values


@pytest.mark.parametrize(
    "sentence",
    [
        "对年产值5亿元以上的企业给予最高100万元奖励。",
        "单户补助不超过3万元。",
        "对购房者给予补贴，最高不超过5万元，单套不超过2万元。",
        "10万元以上汽车加大让利。",
        "完成500人以上场所排查。",
        "聚焦轴承、泵阀2个细分行业。",
        "实施“152”体系，做强“30分钟文旅圈”。",
        "推进第三小学、8号线、5G网络和90后社区建设。",
        "每周至少调度1次。",
        "在3个月内出台办法。",
        "共6个方面14项。",
        "已建成学校12所。",
        "安排专项资金3000万元。",
        "PM2.5治理取得成效。",
        "力争在超50亿项目上实现新突破。",
        "落实《“十四五”规划（2021—2025年）》。",
        "按造价的30%予以补助。",
        "协议有效期为3年。",
        "面向60岁以上老人开放。",
        "已建成公园12座。",
        "推进3个重点领域改革。",
    ],
)
def test_numbers_that_are_no_targets(sentence: str) -> None:
    assert targets(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "完成市下达的耕地保护任务。",
        "能耗下降确保完成省下达指标。",
        "城乡居民收入增长快于经济增长。",
        "出口占全省份额稳中有升。",
        "事故起数、死亡人数实现“双下降”。",
        "政府债务率稳步下降。",
        "主要污染物减排完成省定任务。",
        "化肥使用量实现负增长。",
    ],
)
def test_targets_without_a_number(sentence: str) -> None:
    assert triples(sentence) == [(None, None, None)]


@pytest.mark.parametrize(
    ("sentence", "comparator"),
    [
        ("满意率不低于95%。", Comparator.AT_LEAST),
        ("产值突破30亿元。", Comparator.MORE_THAN),
        ("失业率控制在5%以内。", Comparator.AT_MOST),
        ("产值增长6%左右。", Comparator.ABOUT),
        ("新增学位900个。", Comparator.EQUAL),
        ("培育企业1—2家。", Comparator.RANGE),
    ],
)
def test_comparators(sentence: str, comparator: Comparator) -> None:
    assert [one.comparator for one in targets(sentence)] == [comparator]


def test_a_range_keeps_both_ends() -> None:
    (target,) = targets("上架产品25—30个。")
    assert (target.ensure, target.minimum, target.maximum) == (25, 25, 30)


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("确保全年供应土地2080亩。", "供应土地"),
        ("失业率控制在5%以内。", "失业率"),
        ("打造50个以上示范点。", "示范点"),
    ],
)
def test_the_metric_is_named(sentence: str, metric: str) -> None:
    assert [one.metric for one in targets(sentence)] == [metric]


def test_an_aim_behind_a_comma_is_the_second_tier() -> None:
    (target,) = targets("工业增加值增长7.5%，奋斗目标8.5%。")
    assert (target.ensure, target.strive) == (7.5, 8.5)


def test_aims_before_the_first_number_count_with_their_list() -> None:
    plan = "今年的主要目标是：\n——粮食产量稳定在25万吨以上；\n——处理率达到95%。\n"
    plan += "一、任务\n（一）清淤。疏浚。（区水利局负责）"
    assert [one.ensure for one in read(plan).targets] == [25, 95]


def test_other_words_before_the_first_number_hold_no_aims() -> None:
    plan = "现将任务印发给你们，共6个方面，新增事项14项。\n一、任务\n（一）清淤。疏浚。（区水利局负责）"
    assert read(plan).targets == ()


def test_the_same_metric_twice_is_linked() -> None:
    first, second = targets("新增企业45家。新增企业50家。")
    assert (first.same_as, second.same_as) == (None, 0)


def test_closing_sections_have_no_targets() -> None:
    plan = "一、主要目标\n新增学位900个。\n二、保障措施\n建立1个专班，召开会议20场。\n三、工作要求\n督查5家。"
    assert [one.ensure for one in read(plan).targets] == [900]


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        ("花生种植、收获机械化率分别达到65%和55%。", ["花生种植机械化率", "花生收获机械化率"]),
        ("城镇、农村居民收入分别增长6%和7%。", ["城镇居民收入", "农村居民收入"]),
        ("水费、气费收缴率分别达到98%、97%。", ["水费收缴率", "气费收缴率"]),
        ("上牌率、佩戴率分别达到100%和93%。", ["上牌率", "佩戴率"]),
    ],
)
def test_what_a_list_shares_is_given_to_each(sentence: str, metrics: list[str]) -> None:
    assert [one.metric for one in targets(sentence)] == metrics


def test_a_year_holds_until_another_is_said() -> None:
    found = targets("到2026年，新增企业5家。建成园区2个。到2030年，新增企业9家。")
    assert [(one.by, one.same_as) for one in found] == [("2026", None), ("2026", None), ("2030", None)]
