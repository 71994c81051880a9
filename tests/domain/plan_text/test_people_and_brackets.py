"""People set out below each other, brackets that are lost or doubled, and who leads by them."""

import pytest

from portal.domain.plan_text import read
from portal.domain.plan_text.names import names_of
from portal.domain.plan_text.people import people_of
from tests.domain.plan_text.reading import strand, texts, the_task

HEAD = "一、攻坚任务\n（一）港口攻坚。新建泊位4个。\n"


def test_deputies_with_posts_stand_below_each_other() -> None:
    people = "指 挥 长：子　某　市委常委\n副指挥长：丑某某　市港航局局长\n　　　　　寅　某　市交通局副局长\n"
    (task,) = read(HEAD + people + "牵头单位：市港航局\n责任单位：市交通局\n").tasks
    assert (texts(task.commander), texts(task.deputy_commanders)) == (["子某"], ["丑某某", "寅某"])
    assert texts(task.lead) == ["市港航局"]


@pytest.mark.parametrize("nobody", ["（暂缺）", "暂缺", "空缺"])
def test_a_post_that_nobody_holds(nobody: str) -> None:
    assert people_of(strand(nobody)) == []


@pytest.mark.parametrize(
    ("assignment", "lead", "responsible"),
    [
        ("（市港航局、市水利局分别负责，市财政局参与）", ["市港航局", "市水利局"], ["市财政局"]),
        ("（市港航局（市海事局）（牵头），市财政局）", ["市港航局（市海事局）"], ["市财政局"]),
        ("（责任单位：市港航局、市水利局；", [], ["市港航局", "市水利局"]),
    ],
)
def test_who_leads(assignment: str, lead: list[str], responsible: list[str]) -> None:
    task = the_task(f"（一）整治港口。清理码头。{assignment}")
    assert (task.title.text, texts(task.lead), texts(task.responsible)) == ("整治港口", lead, responsible)


def test_prefectures_beside_cities_are_one_group() -> None:
    listed = names_of(strand("各市、自治州人民政府，市水利局"))
    assert [name.text for name in listed.names] == ["各市、自治州人民政府", "市水利局"]


def test_one_cell_for_lead_and_support_names_the_lead() -> None:
    heading = "<tr><th>序号</th><th>工作内容</th><th>牵头单位</th><th>协办单位</th></tr>"
    rows = "<tr><td>1</td><td>疏浚航道</td><td colspan='2'>县港航局</td></tr>"
    rows += "<tr><td>2</td><td>整治码头</td><td>县水利局</td><td>县财政局</td></tr>"
    tasks = read(f"<table>{heading}{rows}</table>").tasks
    assert [(texts(task.lead), texts(task.responsible)) for task in tasks] == [
        (["县港航局"], []),
        (["县水利局"], ["县财政局"]),
    ]
