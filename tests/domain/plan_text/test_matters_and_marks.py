"""Matters of a form, numbers that are one sign, names behind a heading or in a last sentence, ruled lines."""

import pytest

from portal.domain.plan_text import as_answer, read
from tests.domain.plan_text.reading import texts, the_task


def test_a_problem_is_an_item_with_its_measures_and_its_label_lines() -> None:
    first = (
        "问题1：污水直排。\n整改措施：（1）封堵排口18处。（2）新建管网6公里。\n责任单位：甲区政府\n督导单位：市住建局\n"
    )
    text = (
        "湖山市整改清单\n"
        + first
        + "问题2：网箱反弹。\n整改措施：拆除网箱40口。\n责任单位：乙县政府\n督导单位：市水利局\n"
    )
    assert [(task.title.text, texts(task.responsible)) for task in read(text).tasks] == [
        ("污水直排", ["甲区政府", "市住建局"]),
        ("网箱反弹", ["乙县政府", "市水利局"]),
    ]


@pytest.mark.parametrize("signs", ["⒈⒉", "⑴⑵", "㈠㈡"])
def test_a_number_that_is_one_sign(signs: str) -> None:
    lines = "".join(f"{sign}修路{count}公里。责任单位：区交通局\n" for count, sign in enumerate(signs, start=4))
    assert [task.title.text for task in read("一、重点任务\n" + lines).tasks] == ["修路4公里", "修路5公里"]


def test_small_numbers_that_run_on_count_items() -> None:
    text = "一、修路\n（1）拓宽。修5公里。（区交通局负责）\n（2）养护。补坑。（区公路局负责）\n"
    text += "二、治水\n（3）清淤。挖渠。（区水利局负责）"
    assert [task.title.text for task in read(text).tasks] == ["拓宽", "养护", "清淤"]


def test_names_in_brackets_behind_a_heading_assign_it() -> None:
    text = "一、任务分工\n1.宣传教育（区教育局、各镇）：张贴标语500条。\n2.巡查（区林业局）：设置检查站12个。"
    assert [texts(task.responsible) for task in read(text).tasks] == [["区教育局", "各镇"], ["区林业局"]]


def test_a_name_in_brackets_behind_a_name_belongs_to_it() -> None:
    text = "一、任务分工\n1.清查。登记造册。（责任单位：各镇）\n2.区发改局（区粮食局）：保障供应。"
    assert [texts(task.responsible) for task in read(text).tasks] == [["各镇"], []]


def test_a_last_sentence_of_departments_assigns() -> None:
    task = the_task("（一）推进数字化。数字化率达到60%。市档案局牵头负责，市财政局、市发改委参与，持续推进。")
    assert (texts(task.lead), texts(task.responsible)) == (["市档案局"], ["市财政局", "市发改委"])


def test_a_last_sentence_of_companies_assigns_nothing() -> None:
    text = "（一）组建联盟。建设基地3个。龙头企业牵头负责，高校参与。\n（二）修路。修5公里。（区交通局负责）"
    assert [texts(task.lead) + texts(task.responsible) for task in read(text).tasks] == [[], ["区交通局"]]


def test_a_person_who_leads_is_a_leader_and_no_department() -> None:
    task = the_task("（一）稳增长。增长5%。（甲某某牵头，区统计局、区发改局具体负责）")
    assert (texts(task.commander), texts(task.lead)) == (["甲某某"], [])
    assert texts(task.responsible) == ["区统计局", "区发改局"]


def test_what_is_said_of_the_others_belongs_to_the_rule_of_the_first() -> None:
    text = "湖山市任务清单\n（排在第一位的单位为牵头单位，其余为参加单位）\n一、植绿\n种树5亩。（市林业局、各镇）\n"
    (task,) = read(text).tasks
    assert (texts(task.lead), texts(task.responsible)) == (["市林业局"], ["各镇"])


def test_bars_between_ruled_lines_and_a_day_above_them() -> None:
    rule = "────────────────\n"
    rows = "序号│工作任务│责任单位│时限\n" + rule + "1│清淤5公里│区水利局│6月底\n" + rule
    reading = read("湖山区任务分解表\n填报单位：区水利局      2020年4月9日\n" + rule + rows)
    assert [task.title.text for task in reading.tasks] == ["清淤5公里"]
    assert as_answer(reading)["issued_on"] == "2020-04-09"


def test_a_heading_before_a_colon_is_the_title() -> None:
    assert the_task("（一）清洁取暖：完成改造4户。责任单位：区住建局").title.text == "清洁取暖"


def test_who_signed_below_cells_and_when_is_no_part_of_the_last_row() -> None:
    lines = "序号\n任务\n责任单位\n时限\n1\n清淤5公里\n区水利局\n6月底前\n2\n筑堤2公里\n区住建局\n9月底前\n"
    reading = read("湖山区治水清单\n" + lines + "区水利局\n2021年5月12日\n")
    assert [texts(task.deadlines) for task in reading.tasks] == [["6月底前"], ["9月底前"]]
    assert as_answer(reading)["issued_on"] == "2021-05-12"


def test_the_type_of_a_page_is_no_part_of_its_title() -> None:
    page = "<!DOCTYPE html><html><body><h1>湖山区治水方案</h1><p>一、清淤。</p><p>二、筑堤。</p></body></html>"
    assert as_answer(read(page))["title"] == "湖山区治水方案"
