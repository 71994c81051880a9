from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.written_numbers import Written, chinese_number, in_unit, narrow, parse_number, parse_weight
from portal.errors import Invalid


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1000", "1000", ""),
        ("１０００", "1000", ""),
        ("1,000亩", "1000", "亩"),
        ("1，000，000.5 元", "1000000.5", "元"),
        ("1.5万亩", "1.5", "万亩"),
        ("4.5亿美元", "4.5", "亿美元"),
        ("8.5%以上", "8.5", "%"),
        ("-3.2％", "-3.2", "%"),
        ("约1000亩左右", "1000", "亩"),
        ("≥10个", "10", "个"),
        ("不少于20家", "20", "家"),
        ("5㎡", "5", "㎡"),
        ("3km2", "3", "km2"),
        ("三十家", "30", "家"),
        ("两千亩", "2000", "亩"),
        ("0.1234", "0.1234", ""),
    ],
)
def test_a_number_however_it_is_written(text: str, value: str, unit: str) -> None:
    assert parse_number(f" {text} ") == Written(Decimal(value), unit)


@pytest.mark.parametrize("text", ["", "若干", "10-20家", "10至20家", "1,00", "1e5", "1.", "1.2.3", "十百", "3.5.1万"])
def test_what_is_no_number_is_refused_with_what_was_typed(text: str) -> None:
    with pytest.raises(Invalid, match="not understood as a number") as refused:
        parse_number(f" {text}", "quantity")
    assert (refused.value.field, refused.value.values) == ("quantity", {"typed": text})


@pytest.mark.parametrize("text", ["0.00001", "1000000000000", "-1000000000000"])
def test_more_digits_than_are_kept_are_refused_and_not_rounded(text: str) -> None:
    with pytest.raises(Invalid, match="too many digits"):
        parse_number(text)
    assert parse_number("999999999999").value == 999_999_999_999


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10), ("十二", 12), ("三十五", 35), ("一百", 100), ("一百二", 120), ("一百零二", 102), ("两千三", 2300),
        ("二百一十五", 215), ("二〇二二", 2022), ("七", 7), ("零", 0), ("十百", None), ("十十", None),
        ("百千", None), ("", None), ("三亩", None), ("三十亩", None),
    ],
)  # fmt: skip
def test_chinese_numbers(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


def test_the_same_quantity_in_another_scale() -> None:
    assert in_unit(parse_number("1.5万亩"), "亩") == 15000
    assert in_unit(parse_number("15000亩"), "万亩") == Decimal("1.5")
    assert in_unit(parse_number("700百万美元"), "亿美元") == 7
    assert in_unit(parse_number("3万"), "") == 30000
    assert in_unit(parse_number("3亩"), "公顷") is None


@pytest.mark.parametrize(
    ("text", "weight"), [("30", 30), ("３０％", 30), ("5分", 5), ("5.0", 5), ("1", 1), ("1000", 1000)]
)
def test_weights_are_whole_numbers(text: str, weight: int) -> None:
    assert parse_weight(text) == weight


@pytest.mark.parametrize("text", ["0", "-1", "0.3", "1001", "重", ""])
def test_other_weights_are_refused(text: str) -> None:
    with pytest.raises(Invalid, match="not a weight") as refused:
        parse_weight(text, "weight")
    assert refused.value.values == {"typed": text, "most": 1000}


def test_only_full_width_signs_become_narrow() -> None:
    assert narrow("　Ａ１（㎡）、；") == "A1(㎡)、;"


@given(st.decimals(-(10**11), 10**11, places=4), st.sampled_from(["亩", "万元", ""]))
def test_what_the_portal_writes_it_reads_again(value: Decimal, unit: str) -> None:
    assert parse_number(f"{value:,}{unit}") == (value, unit)


@given(st.text(alphabet="0123456789.,-+%万亿亩十百千零两一二约以上 ±²½Ⅷ٣", max_size=12))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    for parse in (parse_number, parse_weight):
        try:
            assert parse(text) is not None
        except Invalid as refused:
            assert refused.values["typed"] == text.strip()  # noqa: PT017 - refusing is one of two good answers
