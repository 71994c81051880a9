"""Workbooks as the text that a notice is read from: lines with bars, merged cells where they stand."""

from collections.abc import Sequence
from typing import Any

import pytest

from portal.documents.notice_text import text_of
from portal.documents.table_lines import MERGED, line_of
from tests import sheets

TABLE = (("任务", "牵头单位"), ("甲", "牵头局"), ("乙", None), ("丙", "配合局"))


def lines(*rows: Sequence[Any], merged: Sequence[str]) -> list[str]:
    return [line for line in text_of(sheets.xlsx(rows, merged=merged), "表.xlsx").split("\n") if line]


@pytest.mark.parametrize("above", [0, 1, 3])
@pytest.mark.parametrize("left", [0, 2])
def test_merged_cells_stay_where_they_are(above: int, left: int) -> None:
    """Whatever is left free above the table and beside it."""
    rows = [*[[None]] * above, *([*[None] * left, *row] for row in TABLE)]
    column = "ABCD"[left + 1]
    found = lines(*rows, merged=[f"{column}{above + 2}:{column}{above + 3}"])
    assert found == [line_of(["任务", "牵头单位"]), line_of(["甲", "牵头局"]), line_of(["乙", MERGED]),
                     line_of(["丙", "配合局"])]  # fmt: skip
