"""Targets as lists show them: values in words, translated once for all rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext

from portal.domain.targets import COMPARATOR_LABELS, KIND_LABELS, TIER_LABELS, Comparator, Tier
from portal.domain.trajectory import plain
from portal.services import tiers
from portal.services.targets import Target


@dataclass(frozen=True)
class TargetRow:
    """One line of a list of targets; `level` sets an "of which" below its whole."""

    url: str
    metric: str
    detail: str
    unit: str
    kind: str
    guaranteed: str | None
    stretch: str | None


def present(targets: Iterable[Target]) -> list[TargetRow]:
    kinds = {kind: gettext(label) for kind, label in KIND_LABELS.items()}
    signs = {Comparator.AT_LEAST: "≥ ", Comparator.AT_MOST: "≤ ", Comparator.EQUAL: ""}
    of_which, again = gettext("of which"), gettext("second mention")
    return [
        TargetRow(
            url=f"/targets/{target.id}",
            metric=target.metric,
            detail=of_which if target.parent_id else again if target.same_as_id else "",
            unit=target.unit,
            kind=kinds[target.kind],
            guaranteed=_value(target, Tier.GUARANTEED, signs),
            stretch=_value(target, Tier.STRETCH, signs),
        )
        for target in targets
    ]


def _value(target: Target, tier: Tier, signs: dict[Comparator, str]) -> str | None:
    value = tiers.current_value(target, tier)
    return None if value is None else f"{signs[target.comparator]}{plain(value)}"


@dataclass(frozen=True)
class Version:
    """One version of a value: from which day to which, and the paper."""

    tier: str
    value: str
    days: str
    paper: str


def present_versions(versions: Iterable[tiers.TargetTier]) -> list[Version]:
    return [
        Version(
            gettext(TIER_LABELS[one.tier]),
            plain(one.value) if one.value is not None else "—",
            f"{one.from_on.isoformat()} – {one.ended_on.isoformat() if one.ended_on else ''}",
            one.paper,
        )
        for one in versions
    ]


def in_words(target: Target, tier: Tier) -> str | None:
    """A value as a sentence has it: "at least 1000 mu"; a bare number needs no word."""
    value = tiers.current_value(target, tier)
    if value is None:
        return None
    word = "" if target.comparator == Comparator.EQUAL else gettext(COMPARATOR_LABELS[target.comparator])
    return f"{word} {plain(value)} {target.unit}".strip()
