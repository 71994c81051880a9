"""Rows out of files: workbooks old and new, comma-separated text, and what is no table at all."""

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from portal.documents import sheet_rows
from portal.documents.refusal import NotAcceptedError
from portal.documents.sheet_rows import sheets_of
from tests import sheets
from tests.documents import made


def test_cells_come_as_words() -> None:
    content = sheets.xlsx([["甲", 3, 3.5, datetime(2022, 9, 15), True, None, "  空  "]])  # noqa: DTZ001
    (sheet,) = sheets_of(content, "表.XLSX")
    assert sheet["rows"] == [["甲", "3", "3.5", "2022-09-15", "True", "", "空"]]


def test_merged_cells_say_the_same_everywhere() -> None:
    content = sheets.xlsx([["标题", None, None], ["甲", "乙", "丙"], [None, "丁", "戊"]], merged=["A1:C1", "A2:A3"])
    (sheet,) = sheets_of(content, "表.xlsx")
    assert sheet["rows"] == [["标题", "标题", "标题"], ["甲", "乙", "丙"], ["甲", "丁", "戊"]]


def test_lines_are_counted_as_people_see_them() -> None:
    content = sheets.xlsx([[], [], [None, "甲"], [], [None, "乙"]])
    (sheet,) = sheets_of(content, "表.xlsx")
    assert sheet["rows"] == [[""], [""], ["甲"], [""], ["乙"]]


def test_sheets_without_anything_are_left_out() -> None:
    found = sheets_of(sheets.xlsx([], [["甲"]], [[None, " "]], names=["空", "有", "白"]), "表.xlsx")
    assert [sheet["name"] for sheet in found] == ["有"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_with_commas_in_the_encodings_of_offices(encoding: str) -> None:
    (sheet,) = sheets_of(sheets.csv_of(sheets.GOOD, encoding=encoding), "表.csv")
    assert sheet["rows"][1][1] == "清理低效用地"


def test_a_cell_with_a_line_break_stays_one_cell() -> None:
    (sheet,) = sheets_of('任务,标准\r\n甲,"一\n二"\r\n'.encode(), "表.csv")
    assert sheet["rows"] == [["任务", "标准"], ["甲", "一\n二"]]


def test_unseen_signs_are_taken_out() -> None:
    (sheet,) = sheets_of("任务,标准\r\n甲\u202e乙\u200b,丙\x0b\u200d丁\r\n".encode(), "表.csv")
    assert sheet["rows"][1] == ["甲乙", "丙丁"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("表.docx", b"x"),
        ("表", b"x"),
        ("表.xlsx", b""),
        ("表.xlsx", b"not a workbook"),
        ("表.xlsx", made.archive(made.DOCUMENT).getvalue()),
        ("表.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        ("表.csv", b"\x00\x01\x02\x03" * 100),
        ("表.csv", b"  \r\n,,\r\n"),
        ("表.xlsx", sheets.xlsx([[None]])),
    ],
)
def test_what_is_no_table_gets_its_sentence(name: str, content: bytes) -> None:
    with pytest.raises(NotAcceptedError):
        sheets_of(content, name)


def test_a_table_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotAcceptedError, match="too long"):
        sheets_of("\r\n".join(["甲,乙"] * (sheet_rows.MOST_ROWS + 1)).encode(), "表.csv")


def test_a_merged_range_that_lies_costs_nothing() -> None:
    """The whole sheet merged, as no program writes it."""
    honest = sheets.xlsx([["甲", "乙"], ["丙", "丁"]], merged=["A1:B2"])
    with ZipFile(BytesIO(honest)) as archive:
        parts = {name: archive.read(name).replace(b"A1:B2", b"A1:XFD1048576") for name in archive.namelist()}
    (sheet,) = sheets_of(made.archive(parts).getvalue(), "表.xlsx")
    assert sheet["rows"] == [["甲"]]
