from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.percent import Quantity, leaf_bp, parent_bp, split_quantity

WEIGHTS = st.lists(st.integers(0, 50), min_size=1, max_size=12)


def quantity(done: str, planned: str) -> Quantity:
    return Quantity(Decimal(done), Decimal(planned))


def test_a_leaf_without_quantities_has_its_leads_percent() -> None:
    assert leaf_bp(4_250) == 4_250
    assert leaf_bp(4_250, [quantity("3", "0")]) == 4_250


def test_a_percent_outside_the_scale_is_brought_back() -> None:
    assert (leaf_bp(-5), leaf_bp(12_000)) == (0, 10_000)


def test_one_street_does_not_do_the_work_of_another() -> None:
    assert leaf_bp(9_000, [quantity("900", "500"), quantity("0", "500")]) == 5_000


def test_a_correction_below_zero_takes_nothing_from_the_others() -> None:
    assert leaf_bp(0, [quantity("-100", "500"), quantity("250", "500")]) == 2_500


def test_a_third_is_rounded_and_a_half_goes_up() -> None:
    assert leaf_bp(0, [quantity("1", "3")]) == 3_333
    assert leaf_bp(0, [quantity("0.00005", "1")]) == 1


def test_a_parent_is_the_weighted_mean_of_its_children() -> None:
    assert parent_bp([(3, 10_000), (1, 0)]) == 7_500


def test_half_a_basis_point_goes_up() -> None:
    assert parent_bp([(1, 1), (1, 2)]) == 2
    assert parent_bp([(1, 0), (1, 0), (1, 1)]) == 0


def test_a_parent_without_weighing_children_keeps_its_own() -> None:
    assert parent_bp([], own_bp=1_200) == 1_200
    assert parent_bp([(0, 10_000)], own_bp=1_200) == 1_200
    assert parent_bp([]) == 0


def test_whole_things_stay_whole() -> None:
    assert split_quantity(Decimal(20), [1, 1, 1]) == (Decimal(7), Decimal(7), Decimal(6))
    assert split_quantity(Decimal("1000.0000"), [1, 1, 1]) == (Decimal(334), Decimal(333), Decimal(333))


def test_finer_steps_may_be_asked_for_and_the_totals_own_places_are_kept() -> None:
    assert split_quantity(Decimal(10), [1, 1, 1], places=1) == (Decimal("3.4"), Decimal("3.3"), Decimal("3.3"))
    assert split_quantity(Decimal("4.5"), [2, 1]) == (Decimal("3.0"), Decimal("1.5"))
    assert split_quantity(Decimal("0.0001"), [1, 9], places=0) == (Decimal(0), Decimal("0.0001"))


def test_the_largest_remainder_is_served_first() -> None:
    assert split_quantity(Decimal(10), [30, 33, 37]) == (Decimal(3), Decimal(3), Decimal(4))


def test_shares_without_weight_are_equal() -> None:
    assert split_quantity(Decimal(4), [0, 0]) == (Decimal(2), Decimal(2))


@pytest.mark.parametrize("shares", [[], [2, -1]])
def test_it_refuses_what_cannot_be_shared(shares: list[int]) -> None:
    with pytest.raises(ValueError, match="at least one department"):
        split_quantity(Decimal(4), shares)


def test_it_refuses_more_than_four_places() -> None:
    with pytest.raises(ValueError, match="four decimal places"):
        split_quantity(Decimal("0.00001"), [1])


@given(st.decimals(0, 10**9, places=4), WEIGHTS, st.integers(0, 4))
def test_the_parts_always_sum_to_the_whole_and_lie_within_a_step_of_their_share(
    total: Decimal, shares: list[int], places: int
) -> None:
    parts = split_quantity(total, shares, places)
    assert sum(parts) == total
    weights = shares if sum(shares) else [1] * len(shares)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < 1


@given(st.lists(st.tuples(st.integers(1, 100), st.integers(0, 10_000)), min_size=1))
def test_a_parent_lies_between_its_children(children: list[tuple[int, int]]) -> None:
    percents = [bp for _, bp in children]
    assert min(percents) <= parent_bp(children) <= max(percents)
