"""Who leads and who helps, in each way of saying it."""

import pytest

from portal.domain.plan_text import read
from tests.domain.plan_text.reading import texts, the_task

ITEM = "（一）整治河道。清理淤泥。"


@pytest.mark.parametrize(
    ("assignment", "lead", "responsible"),
    [
        ("（责任单位：区水利局、各镇）", [], ["区水利局", "各镇"]),
        ("（牵头单位：区水利局；责任单位：各镇）", ["区水利局"], ["各镇"]),
        ("[牵头单位:区水利局,配合单位:区城管局]", ["区水利局"], ["区城管局"]),
        ("【区水利局牵头，区城管局、各镇按职责分工负责】", ["区水利局"], ["区城管局", "各镇"]),
        ("〔区水利局、区城管局牵头负责〕", ["区水利局", "区城管局"], []),
        ("（区水利局、区城管局等负责）", [], ["区水利局", "区城管局"]),
        ("（区水利局负责，区城管局配合）", ["区水利局"], ["区城管局"]),
        ("（区水利局、区城管局按职责分工牵头，各镇落实）", ["区水利局", "区城管局"], ["各镇"]),
        ("（区水利局会同区城管局负责）", [], ["区水利局", "区城管局"]),
        ("（区水利局、区城管局）", [], ["区水利局", "区城管局"]),
        ("（★区水利局、区城管局）", ["区水利局"], ["区城管局"]),
        ("（责任单位：区水利局（牵头）、区城管局）", ["区水利局"], ["区城管局"]),
        ("\n主办单位：区水利局\n协办单位：区城管局", ["区水利局"], ["区城管局"]),
        ("\n牵头部门：区水利局　责任部门：区城管局", ["区水利局"], ["区城管局"]),
        ("责任主体：区水利局。", [], ["区水利局"]),
        ("【责任单位】区水利局、各镇", [], ["区水利局", "各镇"]),
        ("\n牵头单位　区水利局\n责任单位　区城管局　各镇", ["区水利局"], ["区城管局", "各镇"]),
        ("\n责任单位区水利局、各镇", [], ["区水利局", "各镇"]),
        ("（牵头单位区水利局，责任单位区城管局、各镇）", ["区水利局"], ["区城管局", "各镇"]),
        ("以上任务由区水利局牵头，区城管局、各镇配合。", ["区水利局"], ["区城管局", "各镇"]),
        ("责任单位：区水利局、各村（社区）  完成时限：长期", [], ["区水利局", "各村（社区）"]),
        ("上述工作由区水利局、区城管局分别牵头。", ["区水利局", "区城管局"], []),
        ("（责任单位：区水利局、区城管局分别牵头，各镇配合）", ["区水利局", "区城管局"], ["各镇"]),
        ("\n责任部门：区水利局牵头，区城管局参与", ["区水利局"], ["区城管局"]),
        ("\n牵头单位：区水利局、区城管局（按任务分别牵头）", ["区水利局", "区城管局"], []),
    ],
)
def test_the_forms(assignment: str, lead: list[str], responsible: list[str]) -> None:
    task = the_task(ITEM + assignment)
    assert (texts(task.lead), texts(task.responsible)) == (lead, responsible)


@pytest.mark.parametrize(
    "sentence",
    [
        "支持龙头企业牵头组建联盟",
        "坚持谁主管谁负责",
        "由相关部门（区水利局牵头），形成合力",
        "建设项目（含配套工程）",
        "对照清单，责任单位：区水利局要履职",
        "责任单位要加强协调",
        "由区水利局牵头建立台账",
    ],
)
def test_running_text_assigns_nothing(sentence: str) -> None:
    task = the_task(f"（一）整治河道。{sentence}。")
    assert not task.lead
    assert not task.responsible


def test_people_are_read_from_their_labels() -> None:
    task = the_task(ITEM + "\n指 挥 长：甲  某\n副指挥长：乙某某、丙某\n牵头部门：区水利局")
    assert texts(task.commander) == ["甲某"]
    assert texts(task.deputy_commanders) == ["乙某某", "丙某"]


def test_posts_behind_people_name_nobody_else() -> None:
    task = the_task(
        ITEM
        + "\n组  长：甲某  区委常委、副区长\n副组长：乙某某  区水利局局长\n        丙某  副镇长\n牵头单位：区水利局"
    )
    assert (texts(task.commander), texts(task.deputy_commanders)) == (["甲某"], ["乙某某", "丙某"])


def test_a_list_that_stops_at_a_comma_goes_on() -> None:
    task = the_task(ITEM + "\n责任单位：区水利局、\n区城管局")
    assert texts(task.responsible) == ["区水利局", "区城管局"]


def test_who_sits_in_a_leading_group_has_no_task() -> None:
    text = "一、任务\n（一）清淤。疏浚。（区水利局负责）\n二、保障措施\n"
    text += "（一）加强领导。成立领导小组，组长：甲某；副组长：乙某。\n附件\n成员名单\n组  长：甲某\n副组长：乙某\n"
    assert [task.title.text for task in read(text).tasks] == ["清淤"]


def test_a_leader_may_stand_in_the_bracket() -> None:
    task = the_task(ITEM + "（责任领导：甲某；牵头单位：区水利局）")
    assert (texts(task.commander), texts(task.lead)) == (["甲某"], ["区水利局"])


def test_a_department_under_a_label_for_people_is_no_person() -> None:
    task = the_task(ITEM + "\n责任人：区水利局")
    assert (texts(task.commander), texts(task.responsible)) == ([], ["区水利局"])


@pytest.mark.parametrize("words", ["列第一位的为牵头单位，下同", "排在首位的单位为牵头单位", "第一个单位为牵头部门"])
def test_the_first_leads_where_the_text_says_so(words: str) -> None:
    task = the_task(f"{ITEM}（责任单位：区水利局、区城管局；{words}）")
    assert (texts(task.lead), texts(task.responsible)) == (["区水利局"], ["区城管局"])


def test_a_group_in_the_first_place_never_leads() -> None:
    task = the_task(ITEM + "（责任单位：各镇、区水利局。列第一位者为牵头单位）")
    assert (texts(task.lead), texts(task.responsible)) == ([], ["各镇", "区水利局"])


def test_rules_for_all_that_follows_are_no_names() -> None:
    task = the_task(ITEM + "（责任单位：区水利局，以下各项均需各镇配合，不再列出）")
    assert texts(task.responsible) == ["区水利局"]


def test_what_follows_such_a_rule_belongs_to_it() -> None:
    task = the_task(ITEM + "（责任单位：区水利局，以下各项均需各镇配合，不另行说明）")
    assert texts(task.responsible) == ["区水利局"]


def test_the_first_leads_from_the_item_on_that_says_so() -> None:
    text = "一、任务\n（一）清淤。疏浚。（责任单位：区水利局、各镇）\n"
    text += "（二）截污。改管。（责任单位：区住建局、各镇；列第一位的为牵头单位，下同）"
    assert [texts(task.lead) for task in read(text).tasks] == [[], ["区住建局"]]


def test_the_first_leads_everywhere_where_it_is_said_before_the_items() -> None:
    text = "各项工作列第一位的为牵头单位。\n一、任务\n（一）清淤。疏浚。（责任单位：区水利局、各镇）"
    assert [texts(task.lead) for task in read(text).tasks] == [["区水利局"]]


def test_limits_in_the_bracket_are_no_names() -> None:
    task = the_task(ITEM + "（区水利局牵头，区城管局配合，持续推进）")
    assert texts(task.responsible) == ["区城管局"]
    assert texts(task.deadlines) == ["持续推进"]


def test_every_name_carries_its_place() -> None:
    text = "一、重点任务\n" + ITEM + "（责任单位：区水 利局）"
    task = the_task(ITEM + "（责任单位：区水 利局）")
    start, end = task.responsible[0].place
    assert text[start:end] == "区水 利局"
