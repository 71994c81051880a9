"""The same row is the same, whichever way it came in."""

from datetime import date
from decimal import Decimal

import pytest

from portal.domain.task_sheet.fingerprint import Facts, fingerprint, likeness
from portal.domain.task_sheet.shares import read_shares, write_shares
from portal.errors import Invalid

FACTS = Facts("道路贯通", 7, date(2022, 3, 1), date(2022, 10, 31), Decimal(4), "公里", 1, "通车")


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "道路 贯通"}, {"title": "道路贯通\n"}, {"standard": " 通车 "}, {"unit": "公 里"},
        {"quantity": Decimal("4.0000")}, {"quantity": Decimal("0.4E1")},
    ],
)  # fmt: skip
def test_blanks_and_zeros_make_no_other_row(changed: dict[str, object]) -> None:
    assert fingerprint("top", FACTS._replace(**changed)) == fingerprint("top", FACTS)


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "道路拓宽"}, {"lead": 8}, {"lead": None}, {"start_on": None}, {"due_on": date(2022, 11, 30)},
        {"quantity": Decimal(40)}, {"quantity": None}, {"unit": "千米"}, {"weight": 2}, {"standard": "验收"},
    ],
)  # fmt: skip
def test_whatever_counts_makes_another_row(changed: dict[str, object]) -> None:
    assert fingerprint("top", FACTS._replace(**changed)) != fingerprint("top", FACTS)


def test_what_was_kept_years_ago_is_still_known() -> None:
    """Databases hold these: another way of making them would let every table come in twice."""
    assert fingerprint("top", FACTS) == "0e37edd65baf9d81ccc98240d40ea453"


def test_the_same_words_elsewhere_are_another_row() -> None:
    assert fingerprint("task:1", FACTS) != fingerprint("task:2", FACTS)


def test_one_fact_never_runs_into_the_next() -> None:
    assert fingerprint("top", FACTS._replace(title="甲", unit="乙丙")) != fingerprint(
        "top", FACTS._replace(title="甲乙", unit="丙")
    )


def test_rows_are_alike_by_place_title_and_lead() -> None:
    other = FACTS._replace(due_on=None, quantity=None, standard="", weight=9)
    assert likeness("top", other) == likeness("top", FACTS)
    assert likeness("top", FACTS._replace(lead=8)) != likeness("top", FACTS)


def test_shares_are_read_as_they_are_written() -> None:
    shares = {"组织部（区人才办）": Decimal("12.5"), "街道": Decimal(30)}
    assert write_shares(shares) == "组织部（区人才办）=12.5；街道=30"
    assert read_shares(write_shares(shares)) == shares


@pytest.mark.parametrize("text", ["建设局", "=5", "建设局=很多", "建设局=5；街道"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_shares(text)
