from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.paste import DraftRow, Understood, header_of, read_rows, understand
from portal.domain.pasted_cells import cells_of

HEADER = "序号\t主要工作任务\t完成时限\t牵头单位\t配合单位\t数量\n"
ROW = "1\t腾退低效用地\t9月底\t发展改革局\t财政局、各街道\t1,000亩\n"


def first(text: str) -> Understood:
    return understand(read_rows(text)[0], 2022)


def problems(found: Understood) -> list[tuple[str, str]]:
    return [(problem.field, problem.text % problem.values) for problem in found.problems]


def test_a_table_with_its_header_in_any_order() -> None:
    (row,) = read_rows(HEADER + ROW)
    assert row == DraftRow(
        title="腾退低效用地",
        lead="发展改革局",
        responsible=("财政局", "各街道"),
        due="9月底",
        quantity="1,000亩",
        line=2,
    )
    found = understand(row, 2022)
    assert (found.title, found.lead, found.responsible) == ("腾退低效用地", "发展改革局", ("财政局", "各街道"))
    assert (found.due_on, found.quantity, found.unit) == (date(2022, 9, 30), Decimal(1000), "亩")
    assert found.problems == []


def test_without_a_header_the_columns_have_their_usual_order() -> None:
    found = first("修路\t建设交通局\t财政局\t3月\t6月\t２０\t通车\t3\t公里")
    assert (found.title, found.lead, found.responsible) == ("修路", "建设交通局", ("财政局",))
    assert (found.start_on, found.due_on) == (date(2022, 3, 1), date(2022, 6, 30))
    assert (found.weight, found.standard, found.quantity, found.unit) == (20, "通车", Decimal(3), "公里")
    assert read_rows("修路\t建设交通局")[0].line == 1


def test_a_column_of_numbers_without_a_header_is_left_out() -> None:
    assert [(row.title, row.lead) for row in read_rows("1\t修路\t甲局\n２．\t修桥\t乙局")] == [
        ("修路", "甲局"),
        ("修桥", "乙局"),
    ]
    assert read_rows("2022\n110")[1].title == "110"


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (("任务 名称", "牵头部门", "备注"), ("title", "lead", "")),
        (("Due day", "Title", "Lead department"), ("due", "title", "lead")),
        (("修路", "建设交通局"), None),
        (("任务", "甲", "乙", "丙"), None),
        (("任务", "事项"), None),
    ],
)
def test_a_header_is_known_by_its_words(header: tuple[str, ...], columns: tuple[str, ...] | None) -> None:
    assert header_of(header) == columns


def test_a_header_tells_which_comma_makes_the_columns() -> None:
    (row,) = read_rows("任务、牵头部门\n修路、甲局")
    assert (row.title, row.lead) == ("修路", "甲局")


def test_a_cell_with_line_breaks_and_quotes() -> None:
    rows = read_rows('任务\t责任单位\r\n"开展""四个年""\r\n活动"\t"组织部\r\n*财政局"\r\n')
    assert rows[0].title == '开展"四个年"\n活动'
    assert (rows[0].responsible, rows[0].starred) == (("组织部", "财政局"), ("财政局",))


def test_quotation_marks_that_a_spreadsheet_left_alone_stay() -> None:
    assert cells_of('"四个年"\t"四个年"活动\t"没有结束\n下一行', lambda _: False) == [
        ('"四个年"', '"四个年"活动', '"没有结束'),
        ("下一行",),
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("任务,牵头部门\n修路,甲局\n修桥", [("任务", "牵头部门"), ("修路", "甲局"), ("修桥",)]),
        ("修路,甲局\n修桥,乙局", [("修路", "甲局"), ("修桥", "乙局")]),
        ('"修路,架桥",甲局,乙局', [("修路,架桥", "甲局", "乙局")]),
        ("修路，甲局，乙局\n修桥，乙局，甲局", [("修路", "甲局", "乙局"), ("修桥", "乙局", "甲局")]),
        ("任务、牵头部门\n修路、甲局", [("任务", "牵头部门"), ("修路", "甲局")]),
        ("深化规划，加快建设\n深化改革，加快发展", [("深化规划，加快建设",), ("深化改革，加快发展",)]),
        ("修路,架桥", [("修路,架桥",)]),
        ("修路、架桥、栽树", [("修路、架桥、栽树",)]),
        ("修路,甲局\n\n ,\n修桥,乙局", [("修路", "甲局"), ("修桥", "乙局")]),
        ("修路\n\n修桥\n", [("修路",), ("修桥",)]),
        ("\ufeff修路\t甲局,乙局", [("修路", "甲局,乙局")]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_commas_make_columns_only_where_the_lines_agree(text: str, rows: list[tuple[str, ...]]) -> None:
    assert cells_of(text, lambda row: header_of(row) is not None) == rows


def test_without_a_column_for_the_lead_the_first_or_the_starred_leads() -> None:
    assert first("任务\t责任单位\n修路\t甲局、乙局").lead == "甲局"
    assert first("任务\t责任单位\n修路\t甲局、*乙局").lead == "乙局"
    assert first("任务\t责任单位\n修路\t甲局、*乙局").responsible == ("甲局",)
    assert first("任务\t牵头单位\t责任单位\n修路\t\t甲局、乙局").lead is None


def test_a_starred_department_in_the_leads_column_leads_the_others() -> None:
    found = first("修路\t甲局、*乙局")
    assert (found.lead, found.responsible, found.problems) == ("乙局", ("甲局",), [])


def test_two_leads_are_asked_about_and_none_is_lost() -> None:
    found = first("修路\t甲局、乙局\t丙局、甲局")
    assert (found.lead, found.responsible) == ("甲局", ("乙局", "丙局"))
    assert problems(found) == [("lead", "Only one department can lead, not 甲局、乙局.")]
    assert problems(first("修路\t甲局\t*乙局")) == [("lead", "Only one department can lead, not 甲局、乙局.")]


def test_every_cell_that_fails_says_so_and_keeps_its_words() -> None:
    found = first("\t甲局\t\t2月30日\t尽快\t很重\t\t若干\t")
    assert [field for field, _ in problems(found)] == ["title", "start", "due", "weight", "quantity"]
    assert (found.start_on, found.due_on, found.weight, found.quantity) == (None, None, None, None)
    assert (found.row.start, found.row.due, found.row.weight, found.row.quantity) == ("2月30日", "尽快", "很重", "若干")


def test_a_due_day_before_the_start_is_told() -> None:
    assert problems(first("修路\t\t\t6月\t3月底")) == [("due", "The due day lies before the start.")]
    assert problems(first("修路\t\t\t3月31日\t3月底")) == []


def test_two_units_that_differ_are_asked_about() -> None:
    found = first("修路\t\t\t\t\t\t\t3公里\t米")
    assert problems(found) == [("unit", "The quantity says “公里”, its unit says “米”.")]
    assert (found.quantity, found.unit) == (Decimal(3), "米")
    assert problems(first("修路\t\t\t\t\t\t\t3米\t米")) == []


def test_what_fits_nowhere_is_kept() -> None:
    assert read_rows("任务\t备注\n修路\t看天气\t改日")[0].rest == ("看天气", "改日")
    assert read_rows("\t".join("abcdefghij"))[0].rest == ("j",)


def test_ten_thousand_rows_are_read_at_once() -> None:
    assert len(read_rows('"修路\t"甲局\n' * 10_000)) == 10_000


CELLS = st.text(alphabet='甲乙丙丁戊己庚辛壬,，、\n\r"*（） ', max_size=6)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=11).map("\t".join), max_size=4).map("\n".join))
def test_no_word_that_was_pasted_is_lost(text: str) -> None:
    kept: list[str] = []
    for row in read_rows(text):
        found = understand(row, 2022)
        kept += [row.title, row.lead, row.start, row.due, row.weight, row.standard, row.quantity, row.unit, *row.rest]
        kept += [found.lead or "", *found.responsible]
    words = set("甲乙丙丁戊己庚辛壬")
    assert words & set("".join(kept)) == words & set(text)
