"""Items set out as forms, sections inside tables, papers that lost their breaks between a heading and its items."""

from datetime import date

import pytest

from portal.domain.plan_text import read
from tests.domain.plan_text.reading import texts, the_task


def test_fields_under_a_heading_are_one_task() -> None:
    fields = "1.主要任务。修路5公里。\n2.责任分工。区交通局牵头，各镇配合。\n3.完成时限。6月底前。"
    (task,) = read(f"一、专项行动\n（一）道路畅通行动\n{fields}").tasks
    assert (task.title.text, texts(task.lead), texts(task.responsible)) == ("道路畅通行动", ["区交通局"], ["各镇"])
    assert texts(task.deadlines) == ["6月底前"]


def test_a_caption_said_twice_opens_items() -> None:
    text = "一、行动\n（一）牵头单位：区交通局\n修路5公里，种树3亩。\n（二）牵头单位：区水利局\n清淤2公里，筑堤1公里。"
    assert [texts(task.lead) for task in read(text).tasks] == [["区交通局"], ["区水利局"]]


def test_a_numbered_matter_is_called_by_its_name() -> None:
    first = "工程一：海岸建设工程\n目标任务：修复岸线5公里。\n牵头单位：市海洋局\n"
    text = first + "工程二：港口工程\n目标任务：扩建泊位2个。\n牵头单位：市港务局"
    assert [task.title.text for task in read(text).tasks] == ["海岸建设工程", "港口工程"]


def test_what_follows_the_labels_in_their_paragraph_belongs_to_the_item() -> None:
    reading = read(
        "（一）储备种子。责任部门：农业部。时限：3月20日前。标准：储备种子500吨。\n（二）修渠。责任部门：水务部。"
    )
    assert [(target.ensure, target.unit, target.task) for target in reading.targets] == [(500, "吨", 0)]


def test_a_closing_paragraph_behind_a_bracket_belongs_to_no_item() -> None:
    task = the_task("（一）修路。拓宽道路。（责任单位：区交通局）各单位要高度重视，年底前报送总结。")
    assert texts(task.deadlines) == []


def test_columns_held_apart_by_spaces_may_have_sections_and_a_signature_below() -> None:
    text = (
        "序号  重点任务                  牵头单位        完成时间\n"
        "一、修路架桥\n"
        "1     修路5公里                 区交通局        6月底\n"
        "二、治水\n"
        "2     清淤2公里                 区水利局        9月底\n"
        "\n"
        "                                区人民政府办公室\n"
        "                                2022年3月31日\n"
    )
    reading = read(text)
    assert [(task.section, task.title.text) for task in reading.tasks] == [
        ("一、修路架桥", "修路5公里"),
        ("二、治水", "清淤2公里"),
    ]
    assert texts(reading.tasks[1].lead) == ["区水利局"]
    assert texts(reading.tasks[1].deadlines) == ["9月底"]


def test_a_section_may_have_its_number_in_a_cell_of_its_own() -> None:
    lines = (
        "序号\n任务\n牵头单位\n时限\n一\n产业\n1\n种茶300亩\n县农业局\n6月底\n二\n民生\n2\n修路5公里\n县交通局\n9月底\n"
    )
    assert [(task.section, task.title.text) for task in read(lines).tasks] == [
        ("产业", "种茶300亩"),
        ("民生", "修路5公里"),
    ]


def test_a_number_behind_a_heading_without_a_stop_opens_an_item() -> None:
    text = "一、任务（一）企业层面1.清查隐患。（责任单位：各镇）2.培训。（责任单位：各镇）"
    text += "（二）部门层面3.执法。（责任单位：各所）"
    assert [task.title.text for task in read(text).tasks] == ["清查隐患", "培训", "执法"]


def test_the_number_of_a_paper_behind_its_letterhead_without_a_break() -> None:
    head = read(
        "湖山区安全生产委员会办公室文件湖安办〔2023〕16号湖山区整治方案各镇人民政府：认真执行。一、清查隐患。"
    ).head
    assert head.document_number is not None
    assert head.document_number.text == "湖安办〔2023〕16号"


def test_the_day_in_brackets_below_a_title() -> None:
    head = read("湖山区治水方案\n（区委改革办、区府办 2025年2月18日）\n一、清淤。（责任单位：区水利局）").head
    assert head.issued_on is not None
    assert head.issued_on.day == date(2025, 2, 18)


@pytest.mark.parametrize(
    ("printed", "limit"), [("汛前完成清淤。（责任单位：区水利局）", "汛前"), ("巡查。（区水利局；汛期）", "汛期")]
)
def test_seasons_are_limits(printed: str, limit: str) -> None:
    task = the_task(f"（一）治水。{printed}")
    assert (texts(task.responsible), texts(task.deadlines)) == (["区水利局"], [limit])
