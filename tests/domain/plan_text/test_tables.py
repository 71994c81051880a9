"""Tables in each way of printing them."""

from portal.domain.plan_text import read
from portal.domain.plan_text.reading import QuestionKind
from tests.domain.plan_text.reading import texts

HEAD = "| 序号 | 重点任务 | 牵头单位 | 配合单位 | 完成时限 |\n"


def test_bars() -> None:
    (task,) = read(HEAD + "| 1 | 清淤5公里 | 区水利局 | 区城管局、各镇 | 6月底前 |\n").tasks
    assert (task.number, task.title.text, texts(task.lead)) == ("1", "清淤5公里", ["区水利局"])
    assert (texts(task.responsible), texts(task.deadlines)) == (["区城管局", "各镇"], ["6月底前"])


def test_a_ruled_line_and_a_repeated_heading_are_no_rows() -> None:
    rows = "| 1 | 清淤 | 区水利局 | / | 长期 |\n"
    text = HEAD + "|---|:-:|---|---|---|\n" + rows + HEAD + "| 2 | 截污 | 区住建局 | 无 | 长期 |\n"
    assert [(task.title.text, texts(task.responsible)) for task in read(text).tasks] == [("清淤", []), ("截污", [])]


def test_a_line_across_the_table_is_a_section() -> None:
    text = HEAD + "| 一、治水 |  |  |  |  |\n| 1 | 清淤 | 区水利局 |  | 长期 |\n"
    assert read(text).tasks[0].section == "一、治水"


def test_an_empty_cell_is_asked_about_and_not_filled() -> None:
    text = HEAD + "| 1 | 清淤 | 区水利局 | 各镇 | 6月底前 |\n| 2 | 截污 | 区住建局 | 各镇 |  |\n"
    reading = read(text)
    assert texts(reading.tasks[1].deadlines) == []
    assert [question.kind for question in reading.questions] == [QuestionKind.MERGED_CELL]


def test_an_empty_cell_is_merged_where_the_text_says_so() -> None:
    text = (
        "说明：空白栏与上一行合并。\n"
        + HEAD
        + "| 1 | 清淤 | 区水利局 | 各镇 | 6月底前 |\n| 2 | 截污 | 区住建局 | 各镇 |  |\n"
    )
    (limit,) = read(text).tasks[1].deadlines
    assert (limit.text, limit.is_inherited) == ("6月底前", True)


def test_ditto_marks_are_merged_cells() -> None:
    text = HEAD + "| 1 | 清淤 | 区水利局 | 各镇 | 6月底前 |\n| 2 | 截污 | 同上 | 〃 | 同上 |\n"
    task = read(text).tasks[1]
    assert (texts(task.lead), texts(task.responsible), texts(task.deadlines)) == (["区水利局"], ["各镇"], ["6月底前"])


def test_an_asterisk_names_the_lead() -> None:
    text = "带*的为牵头单位\n| 序号 | 重点任务 | 责任单位 |\n| 1 | 清淤 | *区水利局、区城管局 |\n"
    task = read(text).tasks[0]
    assert (texts(task.lead), texts(task.responsible)) == (["区水利局"], ["区城管局"])


def test_tabs() -> None:
    text = "序号\t任务内容\t责任单位\t完成时间\n1\t清淤\t区水利局\t长期\n"
    assert [task.title.text for task in read(text).tasks] == ["清淤"]


def test_columns_held_apart_by_spaces_with_wrapped_cells() -> None:
    text = (
        "序号  重点任务            责任单位        完成时限\n"
        "1     清理城东河道淤泥，  区水利局        6月底前\n"
        "      疏浚12公里          各有关街道\n"
        "2     改造雨污管网        区住建局        年底前\n"
    )
    first, second = read(text).tasks
    assert texts(first.responsible) == ["区水利局", "各有关街道"]
    assert second.title.text == "改造雨污管网"
    assert [target.ensure for target in read(text).targets] == [12]


def test_a_row_broken_by_an_empty_line_stays_one_row() -> None:
    text = (
        "序号  重点任务            责任单位        完成时限\n"
        "1     清理城东河道淤泥，  区水利局        6月底前\n"
        "\n"
        "      疏浚12公里          各有关街道\n"
    )
    (task,) = read(text).tasks
    assert texts(task.responsible) == ["区水利局", "各有关街道"]


def test_one_cell_a_line_with_a_merged_limit() -> None:
    text = "序号\n项目内容\n责任单位\n完成时间\n1\n清淤5公里。\n区水利局\n各镇\n6月底前\n2\n截污3处。\n区住建局\n"
    first, second = read(text).tasks
    assert texts(first.responsible) == ["区水利局", "各镇"]
    assert [(limit.text, limit.is_inherited) for limit in second.deadlines] == [("6月底前", True)]


def test_a_line_between_the_cells_is_a_section() -> None:
    text = "序号\n项目内容\n责任单位\n完成时间\n一、治水\n1\n清淤5公里。\n区水利局\n6月底前\n"
    text += "二、治气\n2\n除尘3处。\n区住建局\n年底前\n"
    assert [task.section for task in read(text).tasks] == ["一、治水", "二、治气"]
    assert [task.title.text for task in read(text).tasks] == ["清淤5公里", "除尘3处"]


def test_cells_of_a_web_page_reach_down() -> None:
    text = (
        "<table><tr><th>序号</th><th>工作领域</th><th>重点任务</th><th>责任单位</th></tr>"
        '<tr><td rowspan="2">1</td><td rowspan="2">治水</td><td>清淤</td><td>区水利局<br>各镇</td></tr>'
        "<tr><td>截污&nbsp;5处</td><td>区住建局</td></tr></table>"
    )
    first, second = read(text).tasks
    assert (first.section, second.section, second.number) == ("治水", "治水", "1")
    assert texts(first.responsible) == ["区水利局", "各镇"]
    start, end = second.responsible[0].place
    assert text[start:end] == "区住建局"


def test_progress_columns_hold_no_targets() -> None:
    text = "| 序号 | 重点任务 | 责任单位 | 目前进展 |\n| 1 | 清淤5公里 | 区水利局 | 已完成2公里 |\n"
    assert [target.ensure for target in read(text).targets] == [5]


def test_a_table_of_indicators_gives_targets_and_no_tasks() -> None:
    text = (
        "| 指标名称 | 单位 | 2023年 | 2026年目标值 |\n| 产业规模 | 亿元 | 810 | 1200 |\n| 覆盖率（%） |  | 41 | ≥60 |\n"
    )
    reading = read(text)
    assert reading.tasks == ()
    assert [(one.metric, one.ensure, one.unit) for one in reading.targets] == [
        ("产业规模", 1200, "亿元"),
        ("覆盖率", 60, "%"),
    ]
