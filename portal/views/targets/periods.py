"""The periods of a target as its page shows them: a table, and the same values drawn as a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext

from portal.domain.targets import TIER_LABELS, Tier
from portal.domain.trajectory import in_words, plain
from portal.services.measurements import PeriodRow, TierStanding

WIDTH, HEIGHT, EDGE = 640, 160, 14


@dataclass(frozen=True)
class TierLine:
    """How one tier stands in one period."""

    tier: str
    planned: str
    light: str | None
    sentence: str


@dataclass(frozen=True)
class PeriodLine:
    """One line of the table of periods."""

    name: str
    declared: str
    declared_by: str
    verified: str
    verified_by: str
    note: str
    tiers: Sequence[TierLine]
    verify_url: str | None


@dataclass(frozen=True)
class Curve:
    """A line of the drawing: what it is, and its points as SVG has them."""

    label: str
    kind: str
    points: str


def present(rows: Iterable[PeriodRow]) -> list[PeriodLine]:
    return [_line(row) for row in rows]


def _line(row: PeriodRow) -> PeriodLine:
    found = row.measurement
    verified = found.verified_value if found else None
    address = f"/targets/{found.target_id}/measurements/{found.id}/verify" if found and verified is None else None
    return PeriodLine(
        name=row.period.name,
        declared=plain(found.declared_value) if found else "—",
        declared_by=row.declared_by,
        verified=plain(verified) if verified is not None else "—",
        verified_by=row.verified_by,
        note=found.note if found else "",
        tiers=[_tier(one, row.reached) for one in row.tiers],
        verify_url=address,
    )


def _tier(one: TierStanding, reached: Decimal | None) -> TierLine:
    text, values = in_words(one.standing, reached)
    return TierLine(
        tier=gettext(TIER_LABELS[one.tier]),
        planned=plain(one.standing.planned) if one.standing.planned is not None else "—",
        light=one.standing.light.value if one.standing.light else None,
        sentence=gettext(text, **values),
    )


def chart_of(rows: Sequence[PeriodRow], today: date) -> list[Curve]:
    """The planned value of each tier and the value reached; empty where there is nothing to compare."""
    planned = {tier: [_planned(row, tier) for row in rows] for tier in Tier}
    reached = [row.reached if row.period.first_on <= today else None for row in rows]
    series = [(gettext(TIER_LABELS[tier]), tier.value, values) for tier, values in planned.items()]
    series.append((gettext("Reached"), "reached", reached))
    shown = [one for one in series if sum(value is not None for value in one[2]) > 1]
    most = max((value for one in shown for value in one[2] if value is not None), default=Decimal(0))
    if len(rows) < 2 or most <= 0 or not any(kind == "reached" for _, kind, _ in shown):
        return []
    return [Curve(label, kind, _points(values, most)) for label, kind, values in shown]


def _planned(row: PeriodRow, tier: Tier) -> Decimal | None:
    return next((one.standing.planned for one in row.tiers if one.tier == tier), None)


def _points(values: Sequence[Decimal | None], most: Decimal) -> str:
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    height = HEIGHT - 2 * EDGE
    return " ".join(
        f"{EDGE + at * step:.1f},{HEIGHT - EDGE - float(value / most) * height:.1f}"
        for at, value in enumerate(values)
        if value is not None
    )
