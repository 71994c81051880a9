"""Tables of tasks as tests send them in."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook

HEADINGS = (
    "序号",
    "工作任务",
    "牵头单位",
    "责任单位",
    "开始时间",
    "完成时限",
    "权重",
    "数量",
    "计量单位",
    "完成标准",
    "备注",
)
GOOD = (
    "1",
    "清理低效用地",
    "牵头局",
    "配合局、某街道",
    "2022-7-1",
    "10月底",
    "2",
    "25亩",
    "",
    "完成并通过验收",
    "已踏勘",
)
BELOW = ("1.1", "北片腾退", "", "", "2022-8-1", "2022-9-30", "1", "10", "亩", "清空并移交", "")
BAD = ("2", "坏的一行", "没有的局", "", "", "很快", "-3", "很多", "", "", "")


def xlsx(*sheets: Sequence[Sequence[Any]], merged: Sequence[str] = (), names: Sequence[str] = ()) -> bytes:
    """A workbook of these sheets; `merged` ranges lie on the first."""
    book = Workbook()
    book.remove(book.active)
    for at, rows in enumerate(sheets):
        sheet = book.create_sheet(names[at] if names else f"表{at + 1}")
        for row in rows:
            sheet.append(list(row))
        for cells in merged if at == 0 else ():
            sheet.merge_cells(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def table(*rows: Sequence[Any]) -> bytes:
    return xlsx([HEADINGS, *rows])


def csv_of(*rows: Sequence[str], encoding: str = "utf-8") -> bytes:
    out = StringIO()
    csv.writer(out).writerows([HEADINGS, *rows])
    return out.getvalue().encode(encoding)
