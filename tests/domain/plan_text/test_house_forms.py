"""Forms of single houses: files of supervision, minutes, companies, streets, papers whose breaks are lost."""

from portal.domain.plan_text import as_answer, read
from tests.domain.plan_text.reading import texts, the_task


def test_a_matter_is_called_by_its_name_and_not_by_the_caption_of_its_contents() -> None:
    first = "督办事项一：清理河道\n工作内容：清淤3公里。\n责任单位：区水利局\n"
    text = first + "督办事项二：加固堤防\n工作内容：加固2公里。\n责任单位：区住建局"
    assert [task.title.text for task in read(text).tasks] == ["清理河道", "加固堤防"]


def test_a_decision_of_a_meeting_says_first_by_whom() -> None:
    task = the_task("（一）关于修路。由区交通局牵头，区财政局、各镇配合，6月底前完成道路改造5公里。")
    assert (texts(task.lead), texts(task.responsible)) == (["区交通局"], ["区财政局", "各镇"])
    assert texts(task.deadlines) == ["6月底前"]


def test_what_companies_are_to_do_among_themselves_assigns_nothing() -> None:
    text = "一、组建联合体。由龙头企业牵头，高校、院所参与，建设中试基地3个。\n二、修路。（责任单位：区交通局）"
    assert [texts(task.lead) for task in read(text).tasks] == [[], []]


def test_offices_answer_where_no_department_is_named() -> None:
    task = the_task("（一）清理楼道。（牵头科室：平安办公室；配合科室：各社区）")
    assert (texts(task.lead), texts(task.responsible)) == (["平安办公室"], ["各社区"])


def test_offices_count_for_nothing_beside_departments() -> None:
    task = the_task("（一）清理楼道。\n牵头单位：区住建局\n牵头科室：物业科")
    assert (texts(task.lead), texts(task.responsible)) == (["区住建局"], [])


def test_columns_of_offices_are_departments_in_a_paper_of_one_house() -> None:
    text = "| 序号 | 工作任务 | 牵头科室 | 配合科室 |\n| 1 | 清查台账 | 财务科 | 各所 |\n| 2 | 盘点 | 总务科 | 各所 |\n"
    assert [texts(task.lead) for task in read(text).tasks] == [["财务科"], ["总务科"]]


def test_a_line_of_hosts_at_the_foot_of_a_page_is_no_assignment_and_one_below_an_item_is() -> None:
    lines = (
        "1.检修线路。\n主办：检修部\n2.更换电表。\n主办：计量部；协办：各公司\n主办：区人民政府办公室  网站标识码0000"
    )
    tasks = read("一、重点任务\n" + lines).tasks
    assert [(texts(task.lead), texts(task.responsible)) for task in tasks] == [
        (["检修部"], []),
        (["计量部"], ["各公司"]),
    ]


def test_items_counted_with_dots_or_letters() -> None:
    for first, second in (("1.1 ", "1.2 "), ("A-1 ", "A-2 "), ("A1.", "A2.")):
        text = f"{first}绿化三期。种树。（责任单位：区林业局）\n{second}防火。巡山。（责任单位：各镇）"
        assert [task.title.text for task in read(text).tasks] == ["绿化三期", "防火"]


def test_an_amount_at_the_head_of_a_line_numbers_nothing() -> None:
    text = "A1.绿化。种树。（责任单位：区林业局）\n1.2万人参加植树。（责任单位：区林业局）"
    assert "2万人参加植树" not in [task.title.text for task in read(text).tasks]


def test_the_rule_of_the_first_may_stand_in_brackets_at_the_very_end() -> None:
    text = (
        "一、修路\n责任单位：区交通局、各镇\n二、治水\n责任单位：区水利局、各镇\n（责任单位中，排在第一位的为牵头单位）"
    )
    assert [texts(task.lead) for task in read(text).tasks] == [["区交通局"], ["区水利局"]]


def test_rewards_and_the_life_of_the_paper_itself_are_no_tasks() -> None:
    text = (
        "一、工作任务\n1.每月巡查。\n2.登记造册。\n二、考核奖惩\n年终考核。\n三、本责任书一式两份，自签字之日起生效。"
    )
    assert [task.title.text for task in read(text).tasks] == ["每月巡查", "登记造册"]


def test_a_post_is_told_from_the_next_by_what_it_is_in_charge_of() -> None:
    task = the_task("（一）减员。（责任领导：副总经理（分管改革）、副总经理（分管销售）；责任单位：企管部）")
    assert texts(task.commander) == ["副总经理（分管改革）", "副总经理（分管销售）"]


def test_two_powers_of_one_place_and_offices_by_kind_are_one_name() -> None:
    task = the_task("（一）确权。（责任单位：区水利局，各县（区）党委和人民政府，各司、局）")
    assert texts(task.responsible) == ["区水利局", "各县（区）党委和人民政府", "各司、局"]


def test_half_a_group_name_at_the_end_of_a_line_is_no_name() -> None:
    task = the_task("（一）确权。（区水利局牵头，各县（市）人\n民政府配合）")
    assert texts(task.responsible) == ["各县（市）人民政府"]


def test_the_head_of_a_paper_printed_wide_does_not_run_on() -> None:
    text = "湖 山 区 人 民 政 府 办 公 室 文 件\n\n湖 政 办 发 〔 2 0 2 3 〕 7 号\n\n" + "关于治水的通知\n"
    answer = as_answer(read(text + "一、清淤 5 公里，巡查河道，清理垃圾，登记造\n" * 5))
    assert answer["document_number"] == "湖政办发〔2023〕7号"
