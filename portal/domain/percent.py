"""Percent in basis points (10000 is done), and quantities shared out so that the sum stays exact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

WHOLE = 10_000
MOST_PLACES = 4


@dataclass(frozen=True)
class Quantity:
    """One leg's share of a leaf: what it was given, and what it has done."""

    done: Decimal
    planned: Decimal


def leaf_bp(lead_bp: int, quantities: Iterable[Quantity] = ()) -> int:
    """The lead's percent; where legs carry quantities, done over planned, each leg capped at its own share."""
    carried = [one for one in quantities if one.planned > 0]
    if not carried:
        return min(max(lead_bp, 0), WHOLE)
    nothing = Decimal(0)
    done = sum((min(max(one.done, nothing), one.planned) for one in carried), nothing)
    planned = sum((one.planned for one in carried), nothing)
    return int((done * WHOLE / planned).quantize(Decimal(1), ROUND_HALF_UP))


def parent_bp(children: Iterable[tuple[int, int]], own_bp: int = 0) -> int:
    """The mean of the uncancelled children as (weight, percent), half rounded up; `own_bp` where there is none."""
    weights = total = 0
    for weight, bp in children:
        weights += weight
        total += weight * bp
    return mean_bp(total, weights, own_bp)


def mean_bp(total: int, weights: int, own_bp: int = 0) -> int:
    """The same mean from the sum of weight × percent and the sum of weights."""
    return (2 * total + weights) // (2 * weights) if weights > 0 else own_bp


def split_quantity(total: Decimal, shares: Sequence[int | Decimal], places: int | None = None) -> tuple[Decimal, ...]:
    """`total` by weight, in steps of its own last place (20 firms stay whole firms) unless `places` asks for finer.

    What is left after rounding down goes one step each to the largest remainders, the first of equals before the next.
    """
    scale = _places_of(total) if places is None else max(places, _places_of(total))
    steps = int(total.scaleb(scale))
    exact = _proportions(steps, [Fraction(share) for share in shares])
    given = [part.numerator // part.denominator for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: given[at] - exact[at])
    for at in by_remainder[: steps - sum(given)]:
        given[at] += 1
    return tuple(Decimal(part).scaleb(-scale) for part in given)


def _proportions(steps: int, shares: Sequence[Fraction]) -> list[Fraction]:
    if not shares or min(shares) < 0:
        raise ValueError("a quantity is split over at least one department, and no share is negative")
    whole = sum(shares)
    return [steps * share / whole if whole else Fraction(steps, len(shares)) for share in shares]


def _places_of(total: Decimal) -> int:
    """Decimal places without trailing zeros, so that 1000.0000 from the database is a whole number."""
    exponent = total.normalize().as_tuple().exponent
    places = max(-exponent, 0) if isinstance(exponent, int) else MOST_PLACES + 1
    if places > MOST_PLACES:
        raise ValueError("a quantity has at most four decimal places")
    return places
