"""Where a table begins: titles above it, headings of two lines, several sheets."""

from collections.abc import Sequence

from portal.domain.task_sheet.columns import Column
from portal.domain.task_sheet.grid import Sheet
from portal.domain.task_sheet.layout import Layout, headings, layout_at, recognise, recognise_sheet

C = Column
HEAD = ("序号", "工作任务", "责任单位", "完成时限")
ROW = ("1", "道路贯通", "建设局", "10月底")


def sheet(*rows: Sequence[str]) -> Sheet:
    return Sheet("表", tuple(tuple(row) for row in rows))


def test_the_first_line_may_be_the_heading() -> None:
    found = recognise([sheet(HEAD, ROW)])
    assert (found.first, found.last) == (0, 0)
    assert found.columns == (C.NUMBER, C.TITLE, C.RESPONSIBLE, C.DUE)


def test_titles_above_are_passed_even_where_they_speak_of_tasks() -> None:
    title = ("2022年重点任务清单",) * 4  # merged over the whole width
    found = recognise([sheet(title, ("单位：开发区", "", "", ""), HEAD, ROW)])
    assert (found.first, found.last) == (2, 2)


def test_headings_of_two_lines_are_read_together() -> None:
    upper = ("序号", "工作任务", "责任分工", "责任分工", "时间要求", "时间要求")
    lower = ("序号", "工作任务", "牵头单位", "配合单位", "开始", "完成")
    found = recognise([sheet(upper, lower, ("1", "道路贯通", "建设局", "财政局", "", "10月底"))])
    assert (found.first, found.last) == (0, 1)
    assert found.columns == (C.NUMBER, C.TITLE, C.LEAD, C.RESPONSIBLE, C.START, C.DUE)


def test_a_row_beneath_one_line_is_no_second_line() -> None:
    found = recognise([sheet(HEAD, ("1", "任务", "责任单位甲", "10月底"), ROW)])
    assert (found.first, found.last) == (0, 0)


def test_of_several_sheets_the_one_that_says_most_is_taken() -> None:
    cover = sheet(("填表说明",), ("任务", "说明"))
    found = recognise([cover, sheet(HEAD, ROW), sheet(("任务", "责任单位"), ROW[1:3])])
    assert found.sheet == 1


def test_a_sheet_without_headings_is_left_to_a_person() -> None:
    found = recognise_sheet(0, sheet(ROW, ROW))
    assert (found.first, found.last, found.has_title) == (-1, -1, False)
    assert len(found.columns) == 4


def test_a_person_may_say_where_the_headings_stand() -> None:
    odd = sheet(("甲", "乙"), ("干什么", "谁来干"), ("道路贯通", "建设局"))
    assert headings(odd, 1, 1) == ["干什么", "谁来干"]
    assert layout_at(0, odd, 1, 1).last == 1


def test_a_layout_survives_being_kept() -> None:
    found = recognise([sheet(HEAD, ROW)])
    assert Layout.from_json(found.as_json()) == found
    one = sheet(HEAD, ROW)
    assert Sheet.from_json(one.as_json()) == one
    assert one.line_of(1) == 2
