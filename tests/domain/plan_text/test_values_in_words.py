"""Aims whose amount is said in words: a number where the words say one exactly, else the words themselves."""

import pytest

from portal.domain.plan_draft.target_fields import kind_of, target_fields
from portal.domain.plan_text import as_answer, read
from portal.domain.plan_text.reading import Comparator
from portal.domain.targets import TargetKind
from tests.domain.plan_text.reading import targets


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("集中供水率达到百分之八十五。", 85, "%"),
        ("养护优良率达到百分之九十点五。", 90.5, "%"),
        ("普法入户率百分之百。", 100, "%"),
        ("抽检次品率控制在千分之四以内。", 4, "‰"),
        ("秸秆还田率达到六成以上。", 60, "%"),
        ("废水回用率达到四成五。", 45, "%"),
        ("病虫损失降低两成。", 20, "%"),
        ("窗口等候压缩一半。", 50, "%"),
        ("绿电占比达到五分之二。", 40, "%"),
        ("订单额增长一倍以上。", 1, "倍"),
        ("仓储能力扩大约两倍。", 2, "倍"),
        ("库容增加十二倍。", 12, "倍"),
        ("道路死亡人数为零。", 0, None),
        ("校车实现百分百覆盖。", 100, "%"),
        ("通邮率达到百分之95。", 95, "%"),
        ("村级站点实现100%覆盖。", 100, "%"),
    ],
)
def test_words_that_say_a_number(sentence: str, value: float, unit: str | None) -> None:
    assert [(one.ensure, one.unit) for one in targets(sentence)] == [(value, unit)]


@pytest.mark.parametrize(
    "sentence",
    [
        "港口吞吐量翻一番。",
        "茶叶产值较2021年翻两番。",
        "审批环节减半。",
        "集体收入达标村占比达到三分之二以上。",
        "三分之一以上的社区建成食堂。",
    ],
)
def test_words_that_no_number_says_exactly(sentence: str) -> None:
    (target,) = targets(sentence)
    assert (target.ensure, target.strive, target.unit, target.is_doubtful) == (None, None, None, False)
    assert target.metric == sentence.rstrip("。")


@pytest.mark.parametrize(
    "sentence",
    ["百分之九五的水厂达标。", "供热普及率达到百分之二七。"],
)
def test_digits_that_make_no_number_are_asked_about(sentence: str) -> None:
    (target,) = targets(sentence)
    assert (target.ensure, target.is_doubtful) == (None, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "六至七成的桥梁完成检测。",
        "库容扩大二至三倍。",
        "提前三个月完成检修。",
        "拿出十倍干劲。",
        "全力建成、办成、干成。",
    ],
)
def test_words_that_are_no_aim(sentence: str) -> None:
    assert targets(sentence) == []


def test_the_same_aim_in_other_words_is_told_once() -> None:
    assert [one.ensure for one in targets("冷库容量达到60万立方米，较2022年翻一番。")] == [60]


@pytest.mark.parametrize(
    ("sentence", "metric", "ensure", "strive", "unit"),
    [
        ("工业用水效率进入全省前三。", "工业用水效率", 3, None, "位"),
        ("港口货运增速力争进入全国前10位。", "港口货运增速", None, 10, "位"),
        ("信用监测排名进入全市前15%。", "信用监测排名", 15, None, "%"),
        ("群众安全感保持全市第一。", "群众安全感", 1, None, "位"),
        ("旅游收入稳居全省第二位。", "旅游收入", 2, None, "位"),
        ("公交分担率居全市首位。", "公交分担率", 1, None, "位"),
        ("县域活力位居全省前二十。", "县域活力", 20, None, "位"),
        ("技改增速确保全市前五，力争全市前三。", "技改增速", 5, 3, "位"),
        ("创新指数位列全省第一方阵。", "创新指数位列全省第一方阵", None, None, None),
        ("空气质量排名进入全国前百分之十。", "空气质量排名进入全国前百分之十", None, None, None),
    ],
)
def test_ranks(sentence: str, metric: str, ensure: float | None, strive: float | None, unit: str | None) -> None:
    (target,) = targets(sentence)
    assert (target.metric, target.ensure, target.strive, target.unit) == (metric, ensure, strive, unit)
    assert (target.is_rank, target.comparator) == (True, Comparator.AT_MOST)


@pytest.mark.parametrize(
    "sentence",
    [
        "坚持质量第一。",
        "确保质量第一。",
        "前20个站点完成改造。",
        "第3批企业完成搬迁。",
        "建设全省第一批试点。",
        "保持前三季度势头。",
        "奋力跻身全国第一方阵。",
        "奋力走在全省前列。",
        "把便民放在首位。",
        "对全市前10名的班组予以通报表扬。",
        "按第一位为牵头单位分工。",
    ],
)
def test_places_that_are_no_aim(sentence: str) -> None:
    assert targets(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("推动3个产业进入全省前三。", 3, "个"),
        ("年底前5家饭店完成改造。", 5, "家"),
        ("第二批12家粮库完成改造。", 12, "家"),
        ("赛事排名前移2位。", 2, "位"),
    ],
)
def test_numbers_beside_a_place_stay_numbers(sentence: str, value: float, unit: str) -> None:
    assert [(one.ensure, one.unit, one.is_rank) for one in targets(sentence)] == [(value, unit, False)]


def test_a_place_is_printed_by_its_words_and_drafted_as_a_rank() -> None:
    reading = read("一、主要目标\n茶园效益进入全省前三。")
    (printed,) = as_answer(reading)["targets"]
    assert (printed["text"], printed["ensure"], printed["unit"]) == ("茶园效益进入全省前三", None, None)
    fields = target_fields(reading.targets[0])
    assert {name: fields[name].value for name in ("kind", "guaranteed", "comparator", "unit")} == {
        "kind": "rank",
        "guaranteed": "3",
        "comparator": "<=",
        "unit": "位",
    }


def test_a_place_may_follow_the_amount_it_belongs_to() -> None:
    first, second = targets("茶叶产值增长8%，位居全省前三。")
    assert (first.ensure, second.ensure, second.is_rank, second.metric) == (8, 3, True, first.metric)


def test_climbing_some_places_is_no_place() -> None:
    (target,) = targets("营商评价排名上升2位。")
    assert kind_of(target) is not TargetKind.RANK


@pytest.mark.parametrize(
    ("sentence", "comparator"),
    [
        ("公园绿地占比高于全省平均水平。", Comparator.MORE_THAN),
        ("村民满意度不低于全市平均水平。", Comparator.AT_LEAST),
        ("空气质量优于全国平均水平。", Comparator.MORE_THAN),
        ("路网密度高于全省水平。", Comparator.MORE_THAN),
        ("火灾事故零发生。", Comparator.EQUAL),
        ("实现景区零事故、零投诉。", Comparator.EQUAL),
        ("实现村村通公交全覆盖。", Comparator.EQUAL),
        ("居民用电价格同比持平。", Comparator.EQUAL),
        ("生猪产能与上年基本持平。", Comparator.EQUAL),
        ("化肥使用量实现零增长。", Comparator.EQUAL),
        ("居民投诉率稳步下降。", Comparator.AT_MOST),
        ("单位面积水耗控制在市下达指标以内。", Comparator.EQUAL),
    ],
)
def test_aims_without_any_number(sentence: str, comparator: Comparator) -> None:
    assert [(one.ensure, one.strive, one.unit, one.comparator) for one in targets(sentence)] == [
        (None, None, None, comparator)
    ]


@pytest.mark.parametrize(
    "sentence", ["推进网格服务全覆盖。", "做到零距离服务。", "零门槛开放球场。", "经济发展水平不断提升。"]
)
def test_ways_of_working_are_no_aims(sentence: str) -> None:
    assert targets(sentence) == []
