"""Rows into a workbook: typed, frozen, and no formula from anybody's text."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet._writer import ALL_TEMP_FILES
from openpyxl.worksheet.worksheet import Worksheet

from portal.documents import workbook
from portal.documents.cells import Column, Kind
from portal.documents.sheet_rows import sheets_of


def written(columns: list[Column], *rows: list[Any], title: str = "任务") -> bytes:
    stream = BytesIO()
    assert workbook.write(stream, title, columns, rows) == len(rows)
    return stream.getvalue()


def opened(content: bytes) -> Worksheet:
    return load_workbook(BytesIO(content)).worksheets[0]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
@pytest.mark.parametrize("kind", list(Kind))
def test_text_never_becomes_a_formula(text: str, kind: Kind) -> None:
    """Neither in a column of text nor where a number or a day was expected."""
    content = written([Column("甲", kind)], [text])
    cell = opened(content)["A2"]
    assert cell.data_type == "s"
    assert str(cell.value).strip() == text.strip()
    assert cell.number_format == "@"
    assert b"<f>" not in content


def test_a_heading_never_becomes_a_formula() -> None:
    assert opened(written([Column("=1+1")], ["甲"]))["A1"].data_type == "s"


def test_cells_are_of_their_columns_kind() -> None:
    columns = [Column("数", Kind.NUMBER), Column("日", Kind.DAY), Column("刻", Kind.MOMENT), Column("率", Kind.PERCENT)]
    row = [Decimal("12.5000"), date(2022, 9, 15), datetime(2022, 9, 15, 8, 30), 0.4567]  # noqa: DTZ001 - as it is shown
    sheet = opened(written(columns, row))
    assert [cell.value for cell in sheet[2]] == [12.5, datetime(2022, 9, 15), datetime(2022, 9, 15, 8, 30), 0.4567]  # noqa: DTZ001
    formats = ["General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "0.00%"]
    assert [cell.number_format for cell in sheet[2]] == formats


def test_the_heading_is_frozen_and_can_be_filtered() -> None:
    sheet = opened(written([Column("甲", width=40), Column("乙", Kind.DAY)], ["a", None], ["b", None]))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.column_dimensions["A"].width == 40
    assert sheet["A1"].font.bold


def test_what_does_not_fit_its_column_is_kept_as_text() -> None:
    columns = [Column("数", Kind.NUMBER), Column("日", Kind.DAY)]
    sheet = opened(written(columns, ["99+", "年底"], [Decimal("999999999999.9999"), None]))
    assert [cell.value for cell in sheet[2]] == ["99+", "年底"]
    assert sheet["A3"].value == "999999999999.9999", "a spreadsheet would round it"


def test_signs_that_no_cell_holds_are_taken_out() -> None:
    title = "任务/[清单]:?*的名称实在是太长了所以要被截短才行呀，不然打不开"
    sheet = opened(written([Column("甲")], ["a\x00b\x0bc\ufffe"], ["长" * 40_000], title=title))
    assert sheet["A2"].value == "abc"
    assert len(sheet["A3"].value) == 32_767
    assert len(sheet.title) <= 31


def test_more_than_26_columns_have_their_names() -> None:
    sheet = opened(written([Column(f"列{at}") for at in range(30)], [str(at) for at in range(30)]))
    assert sheet.auto_filter.ref == "A1:AD2"


def test_what_is_written_is_read_again() -> None:
    columns = [Column("任务"), Column("数", Kind.NUMBER), Column("日", Kind.DAY)]
    rows = [["=甲", 3, date(2022, 9, 15)], ["乙\n丙", Decimal("0.1"), None]]
    (sheet,) = sheets_of(written(columns, *rows), "表.xlsx")
    assert sheet["rows"] == [["任务", "数", "日"], ["=甲", "3", "2022-09-15"], ["乙\n丙", "0.1", ""]]


@pytest.mark.parametrize("text", ["_x0041_", "甲_x000D_乙", "__x0041__", "_X0041_", "_x005F_"])
def test_words_that_a_spreadsheet_reads_as_signs_stay_words(text: str) -> None:
    """In cells and in headings."""
    (sheet,) = sheets_of(written([Column(text)], [text]), "表.xlsx")
    assert sheet["rows"] == [[text], [text]]


@pytest.mark.parametrize(
    "text", ["一\r\n二", "a < b & c > d", '"甲"', "]]>", "1\ue0102", "👨\u200d👩\u200d👧 ✈️", "１，０００"]
)
def test_whatever_is_written_is_read_as_it_was(text: str) -> None:
    (sheet,) = sheets_of(written([Column("任务")], [text]), "表.xlsx")
    assert sheet["rows"][1] == [text]


def test_every_row_is_written_once_however_many_go_at_once() -> None:
    rows = [[f"第{at}行", at] for at in range(2 * workbook.AT_ONCE + 1)]
    (sheet,) = sheets_of(written([Column("任务"), Column("数", Kind.NUMBER)], *rows), "表.xlsx")
    assert sheet["rows"][1:] == [[title, str(at)] for title, at in rows]


def test_blanks_at_both_ends_stay() -> None:
    assert opened(written([Column("任务")], ["  甲 "]))["A2"].value == "  甲 "


def test_rows_that_break_off_leave_nothing_behind() -> None:
    def rows() -> Iterator[list[str]]:
        yield ["甲"]
        raise RuntimeError("the database is gone")

    with pytest.raises(RuntimeError, match="gone"):
        workbook.write(BytesIO(), "任务", [Column("任务")], rows())
    assert ALL_TEMP_FILES == []
