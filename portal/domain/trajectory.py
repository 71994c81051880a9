"""The trajectory light: the value reached against the value planned for a period, for each tier.

Kinds and comparators are the values of `TargetKind` and `Comparator`. Amounts and counts add up from the start of the
plan; the other kinds are levels that are held or not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from portal.domain.lights import Light
from portal.text import N_

CUMULATIVE = frozenset({"amount", "count"})
UNMEASURED = frozenset({"quality", "to_be_set"})
ZERO = Decimal(0)
# Where the plan does not rise in a period (a growth rate to hold), a tenth of the planned value stands for the step.
FLAT_STEP = Decimal("0.1")
_PLACES = Decimal("0.0001")


class Point(NamedTuple):
    """A value planned for the end of a period."""

    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Course:
    """One tier of a target: from where to where, and what was planned in between.

    `value` is the tier's value, None while it is still to be set; `base` is the value at the start, above zero where
    something is to come down. `points` may stand in any order.
    """

    kind: str
    comparator: str
    value: Decimal | None
    start_on: date
    end_on: date
    points: Sequence[Point] = ()
    base: Decimal = ZERO


class Standing(NamedTuple):
    """Where a tier stands at the end of a period; no light where nothing was planned, measured or reported."""

    light: Light | None
    planned: Decimal | None = None
    short: Decimal = ZERO
    step: Decimal = ZERO


def is_lower_better(course: Course) -> bool:
    """A place in a ranking, "at most", and "exactly" where it is reached from above (or is nothing at all).

    "Exactly" is what a notice says without another word ("complete 100"): beyond it nobody is short.
    """
    if course.kind == "rank" or course.comparator == "<=":
        return True
    return course.comparator == "=" and course.value is not None and (course.value < course.base or not course.value)


def planned_value(course: Course, on: date) -> Decimal | None:
    """The value planned for the end of a day; None where there is none.

    Points, where any were planned, count alone: between two the earlier stands, before the first there is none.
    Otherwise amounts and counts follow the straight line, and a level is to be held throughout.
    """
    if course.value is None or course.kind in UNMEASURED:
        return None
    past = [point for point in course.points if point.on <= on]
    latest = max(past, key=lambda point: point.on, default=None)
    if on >= course.end_on and (latest is None or latest.on < course.end_on):
        return course.value
    if course.points:
        return latest.value if latest else None
    return _on_the_line(course, course.value, on) if course.kind in CUMULATIVE else course.value


def standing(course: Course, reached: Decimal | None, on: date, previous_on: date | None) -> Standing:
    """Where the tier stands at `on`; `previous_on` is the end of the period before, None for the first."""
    planned = planned_value(course, on)
    if planned is None or reached is None:
        return Standing(None, planned)
    step = _step(course, planned, previous_on)
    short = max(reached - planned if is_lower_better(course) else planned - reached, ZERO)
    return Standing(_light(short, step), planned, short, step)


def in_words(found: Standing, reached: Decimal | None) -> tuple[str, Mapping[str, object]]:
    if found.planned is None:
        return N_("Nothing is planned for this period"), {}
    if found.light is None or reached is None:
        return N_("No value reported; planned are %(planned)s"), {"planned": plain(found.planned)}
    if not found.short:
        return N_("%(reached)s reached, %(planned)s planned"), {
            "reached": plain(reached),
            "planned": plain(found.planned),
        }
    return N_("%(reached)s reached, %(planned)s planned: off by %(short)s"), {
        "reached": plain(reached),
        "planned": plain(found.planned),
        "short": plain(found.short),
    }


def plain(value: Decimal) -> str:
    """A number without the zeros that the database adds, and never in powers of ten."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _light(short: Decimal, step: Decimal) -> Light:
    if short == 0:
        return Light.GREEN
    return Light.YELLOW if short * 2 <= step else Light.RED


def _step(course: Course, planned: Decimal, previous_on: date | None) -> Decimal:
    """What the plan asks for in this period alone."""
    before = planned_value(course, previous_on) if previous_on else None
    if before is None:
        before = course.base if course.kind in CUMULATIVE else planned
    return abs(planned - before) or abs(planned) * FLAT_STEP


def _on_the_line(course: Course, value: Decimal, on: date) -> Decimal:
    passed, span = max((on - course.start_on).days, 0), (course.end_on - course.start_on).days
    return (course.base + (value - course.base) * passed / span).quantize(_PLACES, ROUND_HALF_UP)
