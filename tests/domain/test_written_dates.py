from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.written_dates import parse_date
from portal.errors import Invalid


@pytest.mark.parametrize(
    "text",
    [
        "2022-3-1", "2022/3/1", "2022.3.1", "2022-03-01", "２０２２．３．１", "20220301", "2022年3月1日",
        "2022年03月01号", "22年3月1日", "二〇二二年三月一日", "3月1日", "三月一日", "今年3月1日", "3.1", "3/1", "3-1",
        " 2022 年 3 月 1 日 ", "2022-03-01 00:00:00", "2022/3/1 0:00", "2022-03-01T00:00:00Z", "2022-3-1 (周二)",
        "3月1日（星期二）", "3月1日前", "3月1日之前完成", "3月1日为止", "44621", "44621.0",
    ],
)  # fmt: skip
def test_a_day_however_it_is_written(text: str) -> None:
    assert parse_date(text, 2022) == parse_date(text, 2022, opens=True) == date(2022, 3, 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3月", (3, 1), (3, 31)),
        ("2月份", (2, 1), (2, 28)),
        ("2022-2", (2, 1), (2, 28)),
        ("2022年11月", (11, 1), (11, 30)),
        ("十二月", (12, 1), (12, 31)),
        ("3月底", (3, 31), (3, 31)),
        ("3月末前", (3, 31), (3, 31)),
        ("6月初", (6, 1), (6, 10)),
        ("6月上旬", (6, 1), (6, 10)),
        ("6月中旬", (6, 11), (6, 20)),
        ("6月中", (6, 11), (6, 20)),
        ("6月下旬", (6, 21), (6, 30)),
        ("6月内", (6, 1), (6, 30)),
        ("二季度", (4, 1), (6, 30)),
        ("第2季度末", (6, 30), (6, 30)),
        ("2022Q3", (7, 1), (9, 30)),
        ("2022年q3", (7, 1), (9, 30)),
        ("四季度初", (10, 1), (10, 31)),
        ("上半年", (1, 1), (6, 30)),
        ("下半年底", (12, 31), (12, 31)),
        ("年底前完成", (12, 31), (12, 31)),
        ("今年底", (12, 31), (12, 31)),
        ("年中", (6, 1), (6, 30)),
        ("年初", (1, 1), (1, 31)),
        ("全年", (1, 1), (12, 31)),
        ("2022年度", (1, 1), (12, 31)),
        ("本年度", (1, 1), (12, 31)),
    ],
)
def test_a_span_is_due_on_its_last_day_and_opens_on_its_first(
    text: str, first: tuple[int, int], last: tuple[int, int]
) -> None:
    assert parse_date(text, 2022, opens=True) == date(2022, *first)
    assert parse_date(text, 2022) == date(2022, *last)


def test_the_year_that_is_written_stands_before_the_default() -> None:
    assert parse_date("2024年2月", 2022) == date(2024, 2, 29)
    assert parse_date("明年3月底", 2022) == date(2023, 3, 31)
    assert parse_date("次年1月5日", 2022) == date(2023, 1, 5)


@pytest.mark.parametrize(
    "text", ["", "底", "月底", "尽快", "32", "1/3/22", "2022-3/1", "3月1日底", "一季度上旬", "0年", "长期"]
)
def test_what_names_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Invalid, match="not understood as a day") as refused:
        parse_date(f" {text} ", 2022, field="due")
    assert (refused.value.field, refused.value.values) == ("due", {"typed": text})


@pytest.mark.parametrize("text", ["2月30日", "13月", "2022-13-01", "2022-0-1", "0000-01-01", "4月31日"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="not a day of the calendar"):
        parse_date(text, 2022)


@pytest.mark.parametrize("text", ["11111111", "99999", "10000", "1949-12-31", "2100-1-1"])
def test_a_year_out_of_reach_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="too far away"):
        parse_date(text, 2022)


def test_the_years_at_the_edge_are_taken() -> None:
    assert parse_date("1950-1-1", 2022).year == 1950
    assert parse_date("2099-12-31", 2022).year == 2099


@given(st.text(alphabet="0123456789-/.年月日季度旬上中下半初底末前今明本全Q周一二十〇 :()٣²", max_size=14))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        assert parse_date(text, 2022, opens=True) <= parse_date(text, 2022)
    except Invalid as refused:
        assert refused.values == {"typed": text.strip()}  # noqa: PT017 - refusing is one of two good answers


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_every_usual_form(day: date) -> None:
    forms = ("{0:%Y-%m-%d}", "{0:%Y%m%d}", "{0.year}年{0.month}月{0.day}日", "{0.year}/{0.month}/{0.day}")
    assert {parse_date(form.format(day), 2022) for form in forms} == {day}
