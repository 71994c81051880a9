"""Goals in a column of their own, counts behind their nouns, and figures that count nothing."""

import pytest

from portal.domain.plan_text import read
from tests.domain.plan_text.reading import targets

LONG = "对港区周边历年遗留的三十余处露天堆放点逐一开展排查登记，并按照先急后缓的次序分批组织清运处置和生态修复"


@pytest.mark.parametrize("work", ["清运堆场", LONG])
def test_a_column_of_goals_behind_the_work(work: str) -> None:
    text = f"|序号|整改任务|整改目标|牵头单位|\n|---|---|---|---|\n|1|{work}。|清运垃圾30万吨。|市港航局|\n"
    reading = read(text + "|2|修复岸线。|岸线修复率达到90%。|市水利局|\n")
    assert [task.section for task in reading.tasks] == ["", ""]
    assert reading.tasks[0].title.text.startswith(work[:4])
    assert [(target.ensure, target.unit) for target in reading.targets] == [(30, "万吨"), (90, "%")]


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("到位省级补助资金不少于600万元。", 600, "万元"),
        ("每个港区至少聘任2名监督员。", 2, "名"),
        ("船员人均培训不少于24学时。", 24, "学时"),
        ("航道条件平均提高0.5个等级。", 0.5, "个等级"),
        ("压减玻璃产能700万重量箱。", 700, "万重量箱"),
        ("其中总投资5亿元以上项目3个。", 3, "个"),
        ("涉及危险货物装卸设备检测率达到100%。", 100, "%"),
        ("涉及危险货物的38家码头全部完成防爆设施改造。", 38, "家"),
        ("对船舶垃圾进行分类的港区比例达到85%以上。", 85, "%"),
        ("确保剩余300户900名困难渔民稳定脱贫。", 900, "名"),
        ("带动渔民700户左右增收。", 700, "户"),
        ("岸电覆盖率力争达到 85 ％。", 85, "%"),
    ],
)
def test_what_counts(sentence: str, value: float, unit: str) -> None:
    (target,) = targets(sentence)
    assert (target.strive if target.strive is not None else target.ensure, target.unit) == (value, unit)


@pytest.mark.parametrize(
    "sentence", ["本表由市港航局解释，电话0000-1234567。", "咨询电话：0000-1234567。", "总投资5亿元。"]
)
def test_what_does_not_count(sentence: str) -> None:
    assert targets(sentence) == []


def test_half_width_stops_end_sentences_where_a_paper_uses_no_others() -> None:
    items = "（一）整治港口.清理码头12处.（责任单位:市港航局）\n（二）整治航道.畅通率达到 85 %.（责任单位:市水利局）\n"
    reading = read(f"一、重点任务\n{items}")
    assert [task.title.text for task in reading.tasks] == ["整治港口", "整治航道"]
    assert [(target.ensure, target.unit) for target in reading.targets] == [(12, "处"), (85, "%")]


def test_a_number_set_apart_on_both_sides_stays_in_its_title() -> None:
    (task,) = read("一、重点任务\n6．办好 110 平台。接通线路8条。（责任单位：市公安局）").tasks
    assert task.title.text == "办好110平台"
