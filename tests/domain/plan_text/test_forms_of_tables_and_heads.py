"""What a table's items are called, limits that reach over months, heads of unusual papers."""

from datetime import date

import pytest

from portal.domain.plan_text import read
from tests.domain.plan_text.reading import texts, the_task


def test_an_item_is_called_what_the_column_of_names_calls_it() -> None:
    text = "| 序号 | 项目名称 | 建设内容 | 责任单位 |\n| 1 | 城东水厂 | 铺设管网5公里 | 区水务局 |\n"
    reading = read(text)
    assert [task.title.text for task in reading.tasks] == ["城东水厂"]
    assert [(target.ensure, target.unit, target.task) for target in reading.targets] == [(5, "公里", 0)]


def test_the_task_stands_before_the_column_of_its_aims() -> None:
    text = "| 序号 | 改革任务 | 举措及目标 | 责任单位 |\n| 1 | 压减层级 | 压减法人5户 | 企管部 |\n"
    assert [task.title.text for task in read(text).tasks] == ["压减层级"]


def test_a_name_that_reaches_over_rows_is_their_section() -> None:
    first = "<tr><td rowspan=2>城东片区</td><td>修路5公里</td><td>区交通局</td></tr>"
    rows = first + "<tr><td>种树3亩</td><td>区林业局</td></tr>"
    heading = "<tr><td>项目名称</td><td>建设内容</td><td>责任单位</td></tr>"
    tasks = read(f"<table>{heading}{rows}</table>").tasks
    assert [(task.section, task.title.text) for task in tasks] == [("城东片区", "修路5公里"), ("城东片区", "种树3亩")]


def test_a_number_pushed_in_by_a_space_still_opens_a_row() -> None:
    text = (
        "序号    工程名称          责任单位          完成时间\n"
        " 1   河道治理          区水利局          6月底前\n"
        " 2   水库加固          区水务局          汛前\n"
    )
    assert [(task.title.text, texts(task.deadlines)) for task in read(text).tasks] == [
        ("河道治理", ["6月底前"]),
        ("水库加固", ["汛前"]),
    ]


def test_two_limits_in_one_cell_may_be_parted_by_a_slash() -> None:
    text = "| 序号 | 任务 | 责任单位 | 时限 |\n| 1 | 修路 | 区交通局 | 6月底/12月底 |\n| 2 | 种树 | 区林业局 | / |\n"
    assert [texts(task.deadlines) for task in read(text).tasks] == [["6月底", "12月底"], []]


@pytest.mark.parametrize("printed", ["2023年11月15日至2024年3月15日", "7月至8月", "秋季开学前"])
def test_a_stretch_of_months_is_one_limit_and_is_not_cut(printed: str) -> None:
    assert texts(the_task(f"（一）巡查。工期为{printed}。（责任单位：区教育局）").deadlines) == [printed]


@pytest.mark.parametrize(
    ("line", "number", "day"),
    [
        ("湖改办〔2023〕2号  2023年2月28日", "湖改办〔2023〕2号", date(2023, 2, 28)),
        ("（湖改办〔2023〕2号  2023年2月28日印发）", "湖改办〔2023〕2号", date(2023, 2, 28)),
        ("〔2018〕第7号\n2018年5月14日", "〔2018〕第7号", date(2018, 5, 14)),
    ],
)
def test_number_and_day_beside_each_other(line: str, number: str, day: date) -> None:
    head = read(f"湖山区改革任务清单\n{line}\n一、修路。（责任单位：区交通局）").head
    assert head.document_number is not None
    assert head.issued_on is not None
    assert (head.document_number.text, head.issued_on.day) == (number, day)


def test_the_day_in_a_paper_without_line_breaks() -> None:
    filler = "各镇要高度重视、精心组织、压实责任、抓好落实，确保各项工作有力有序推进"
    text = (
        f"关于治水的通知各镇人民政府：{filler}，认真贯彻执行。湖山区人民政府办公室2021年4月6日2021年治水要点一、清淤。"
    )
    head = read(text + "落实河长制，" * 20 + "定期巡河。（责任单位：区水利局）").head
    assert head.issued_on is not None
    assert head.issued_on.day == date(2021, 4, 6)
