"""Cells without lines between them: one a line, a row a line, or drawn with characters."""

import pytest

from portal.domain.plan_text import read
from portal.domain.plan_text.columns import Column
from portal.domain.plan_text.fitting import fit
from portal.domain.plan_text.reading import Task
from tests.domain.plan_text.reading import texts

COLUMNS = (Column.CONTENT, Column.COMMANDER, Column.LEAD, Column.RESPONSIBLE, Column.DEADLINE)
HEAD = "序号\n重点任务\n责任领导\n牵头单位\n配合单位\n完成\n时限\n"


def who(task: Task) -> tuple[list[str], list[str], list[str], list[str]]:
    return texts(task.commander), texts(task.lead), texts(task.responsible), texts(task.deadlines)


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        (["清理淤泥5公里", "甲某", "区水利局", "各镇", "6月底前"], [0, 1, 2, 3, 4]),
        (["清理淤泥5公里", "区水利局", "6月底前"], [0, 2, 4]),
        (["清理淤泥，", "疏浚河道5公里。", "甲某", "区水利局", "/", "长期"], [0, 0, 1, 2, 3, 4]),
        (["清理淤泥5公里", "区农业农村", "局", "区财政局、区", "水利局", "年底前"], [0, 2, 2, 3, 3, 4]),
        (["清理淤泥5公里", "区水利局", "年底前", "改造管网3处", "区住建局", "6月底前"], [0, 2, 4, 0, 2, 4]),
    ],
)
def test_cells_find_their_columns(cells: list[str], columns: list[int]) -> None:
    assert fit(cells, COLUMNS) == columns


def test_a_matter_before_its_measures_is_the_section() -> None:
    text = "序号\n攻坚事项\n主要措施\n牵头单位\n完成时限\n1\n河道整治\n清理淤泥5公里。\n区水利局\n长期\n"
    (task,) = read(text).tasks
    assert (task.section, task.title.text) == ("河道整治", "清理淤泥5公里")


def test_names_and_headings_broken_by_the_width_of_a_column() -> None:
    text = HEAD + "1\n清理淤泥5公里。\n甲  某\n区农业农村\n局\n区财政局、区\n水利局、各镇\n11月底\n"
    (task,) = read(text).tasks
    assert who(task) == (["甲某"], ["区农业农村局"], ["区财政局", "区水利局", "各镇"], ["11月底"])


def test_a_department_of_four_characters_is_no_person() -> None:
    (task,) = read(HEAD + "1\n引进项目5个。\n甲某\n区商务局\n各镇\n全年\n").tasks
    assert who(task) == (["甲某"], ["区商务局"], ["各镇"], ["全年"])


def test_bars_left_behind_the_cells() -> None:
    text = "序号 |\n工作任务 |\n牵头单位 |\n完成时限 |\n1 |\n清理淤泥5公里 |\n区水利局 |\n年底前 |\n"
    (task,) = read(text).tasks
    assert who(task) == ([], ["区水利局"], [], ["年底前"])


def test_words_behind_the_last_row_are_no_row() -> None:
    text = HEAD + "1\n清理淤泥5公里。\n甲某\n区水利局\n各镇\n11月底\n分享到：\n关闭窗口\n"
    assert [task.title.text for task in read(text).tasks] == ["清理淤泥5公里"]


def test_a_row_a_line_with_single_spaces() -> None:
    text = "序号 工 作 任 务 牵头负责部门\n1 新修公路20公里 交通局\n2 推进80个村通光纤 经信局、通信管理办\n"
    first, second = read(text).tasks
    assert (first.title.text, texts(first.lead)) == ("新修公路20公里", ["交通局"])
    assert (second.title.text, texts(second.lead)) == ("推进80个村通光纤", ["经信局", "通信管理办"])


def test_prose_below_such_a_heading_is_no_table() -> None:
    assert read("序号 工作任务 牵头单位\n各单位要高度重视 抓好落实。\n").tasks == ()


BOX = """
┌────┬───┬─────┐
│ 工 作 任 务 │牵头领│责任单位  │
│             │ 导   │          │
├────┼───┼─────┤
│清理淤泥5公里│甲  某│区水利局、│
│，疏浚河道   │      │区财政局  │
├────┤   ├─────┤
│改造管网3处  │      │区住建局  │
└────┴───┴─────┘
"""


def test_a_drawn_table_with_broken_cells_and_one_that_reaches_down() -> None:
    first, second = read(BOX).tasks
    assert who(first) == (["甲某"], [], ["区水利局", "区财政局"], [])
    assert who(second) == (["甲某"], [], ["区住建局"], [])
    assert second.commander[0].is_inherited


def test_people_in_brackets_behind_departments() -> None:
    text = "序号\t任务\t责任单位及责任人\n1\t清理淤泥5公里\t区水利局（甲某）、各镇\n"
    assert texts(read(text).tasks[0].responsible) == ["区水利局", "各镇"]


def test_states_in_a_column_of_dates_are_no_dates() -> None:
    text = "序号\t任务\t责任单位\t开工时间\t竣工时间\n1\t新建泵站3座\t区水利局\t续建\t2025年10月\n"
    assert texts(read(text).tasks[0].deadlines) == ["2025年10月"]
