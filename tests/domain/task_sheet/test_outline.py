"""What lies below what, by dotted numbers or by a column that says so."""

from time import perf_counter

import pytest

from portal.domain.paste import DraftRow
from portal.domain.task_sheet.outline import number_of, outline
from portal.domain.task_sheet.rows import SheetRow


def rows(*told: tuple[str, str, str]) -> list[SheetRow]:
    """(number, above, title) each."""
    return [
        SheetRow(at, at + 2, DraftRow(title=title), number, above) for at, (number, above, title) in enumerate(told)
    ]


def above(*told: tuple[str, str, str]) -> list[int | None]:
    return [one.row for one in outline(rows(*told))]


def test_dotted_numbers_make_levels() -> None:
    assert above(("1", "", "甲"), ("1.1", "", "乙"), ("1.1.1", "", "丙"), ("1.2.", "", "丁"), ("2", "", "戊")) == [
        None, 0, 1, 0, None,
    ]  # fmt: skip


def test_a_missing_level_is_skipped() -> None:
    assert above(("1", "", "甲"), ("1.3.2", "", "乙")) == [None, 0]


def test_where_numbers_begin_again_the_nearest_further_up_is_meant() -> None:
    assert above(("1", "", "甲"), ("1.1", "", "乙"), ("1", "", "丙"), ("1.1", "", "丁")) == [None, 0, None, 2]


@pytest.mark.parametrize("named", ["7", "甲"])
def test_a_column_names_the_row_above_by_number_or_title(named: str) -> None:
    assert above(("7", "", "甲"), ("9", named, "乙")) == [None, 0]


def test_the_row_above_may_stand_further_down() -> None:
    assert above(("9", "7", "乙"), ("7", "", "甲")) == [1, None]


def test_what_is_not_in_the_table_is_told_as_it_was_typed() -> None:
    (found,) = outline(rows(("1", "别处的任务", "甲")))
    assert (found.row, found.typed, found.is_circle) == (None, "别处的任务", False)


def test_a_circle_is_found_and_cut() -> None:
    found = outline(rows(("1", "2", "甲"), ("2", "3", "乙"), ("3", "1", "丙"), ("4", "1", "丁")))
    assert [one.is_circle for one in found] == [True, True, True, False]
    assert found[3].row == 0


def test_a_row_is_never_below_itself() -> None:
    assert above(("1", "甲", "甲")) == [None]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1", "1"), ("1.", "1"), ("（1）", "1"), ("1-2", "1.2"), ("1．2", "1.2"), ("一、", ""), ("", ""), ("1.a", "")],
)
def test_numbers_as_people_write_them(typed: str, number: str) -> None:
    assert number_of(typed) == number


@pytest.mark.parametrize("told", [("1", "", "同"), ("1", "1", "同"), ("1.1", "", "同")])
def test_many_alike_take_no_longer_each(told: tuple[str, str, str]) -> None:
    """20,000 rows that all look the same: in seconds where each was compared with all."""
    began = perf_counter()
    outline(rows(*[told] * 20_000))
    assert perf_counter() - began < 3
