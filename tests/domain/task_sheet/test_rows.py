"""Lines as tasks in their own words, and the lines that hold none."""

from collections.abc import Sequence

from portal.domain.task_sheet.grid import Sheet
from portal.domain.task_sheet.layout import recognise
from portal.domain.task_sheet.rows import Passed, PassedLine, SheetRow, read

HEAD = ("序号", "工作任务", "牵头单位", "责任单位", "配合单位", "完成标准", "牵头领导", "备注")


def lines(*rows: Sequence[str], head: Sequence[str] = HEAD) -> tuple[list[SheetRow], list[PassedLine]]:
    sheet = Sheet("表", (tuple(head), *(tuple(row) for row in rows)))
    return read(sheet, recognise([sheet]))


def test_each_cell_finds_its_place() -> None:
    rows, _ = lines(("1.2", "道路\n贯通", "建设局", "财政局、*交通局", "街道", "通车", "某副主任", "加快"))
    (row,) = rows
    assert (row.line, row.number, row.draft.title) == (2, "1.2", "道路 贯通")
    assert row.draft.lead == "建设局"
    assert row.draft.responsible == ("财政局", "交通局", "街道")
    assert row.draft.starred == ("交通局",)
    assert row.draft.standard == "通车"
    assert row.content == "牵头领导：某副主任\n备注：加快"


def test_without_a_column_for_the_lead_the_first_that_is_listed_leads() -> None:
    rows, _ = lines(("道路贯通", "建设局、财政局"), head=("任务", "责任单位"))
    assert rows[0].draft.starred == ("建设局",)


def test_an_asterisk_goes_before_the_first_place() -> None:
    rows, _ = lines(("道路贯通", "财政局、建设局*"), head=("任务", "责任单位"))
    assert rows[0].draft.starred == ("建设局",)


def test_with_a_column_for_the_lead_nobody_is_made_to_lead() -> None:
    rows, _ = lines(("1", "道路贯通", "", "财政局", "", "", "", ""))
    assert rows[0].draft.starred == ()


def test_lines_that_hold_no_task_say_why() -> None:
    _, passed = lines(
        ("一、城市建设",) * 8, ("合计", "3项", "", "", "", "", "", ""), HEAD, ("", "", "", "", "", "", "", ""),
        ("备注：本表按月更新", "", "", "", "", "", "", ""),
    )  # fmt: skip
    assert [(one.line, one.why) for one in passed] == [
        (2, Passed.HEADING), (3, Passed.SUM), (4, Passed.HEADING), (6, Passed.REMARK),
    ]  # fmt: skip
    assert passed[0].words == "一、城市建设"


def test_a_title_alone_is_a_task_not_a_heading() -> None:
    rows, passed = lines(("", "只写了任务", "", "", "", "", "", ""))
    assert [row.draft.title for row in rows] == ["只写了任务"]
    assert passed == []


def test_a_line_without_a_title_is_kept_to_be_asked_about() -> None:
    rows, _ = lines(("5", "", "建设局", "", "", "", "", ""))
    assert [(row.number, row.draft.title) for row in rows] == [("5", "")]


def test_short_lines_are_read_as_far_as_they_go() -> None:
    rows, _ = lines(("1", "道路贯通"))
    assert rows[0].draft.lead == ""
