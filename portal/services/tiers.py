"""The values of a target: tiers 确保 and 力争 with every version, and the timetable planned for each (序时计划)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import flag_modified

from portal.database import db
from portal.domain.targets import Comparator, TargetKind, Tier
from portal.domain.trajectory import plain
from portal.errors import Invalid, Stale
from portal.models import ReportingPeriod, Target, TrajectoryPoint
from portal.models import TargetTier as TargetTier
from portal.policy import Actor
from portal.services import entries, plans, targets
from portal.text import N_


@dataclass(frozen=True)
class TierEntry:
    """A version of a tier as a paper gives it."""

    tier: Tier
    value: Decimal
    from_on: date
    paper: str


def current_tier(target: Target, tier: Tier) -> TargetTier | None:
    """The version that counts; closed ones are kept beside it."""
    return next((one for one in target.tiers if one.tier == tier and one.ended_on is None), None)


def current_value(target: Target, tier: Tier) -> Decimal | None:
    found = current_tier(target, tier)
    return found.value if found else None


def list_versions(target: Target) -> list[TargetTier]:
    """Every version, the closed ones too, by tier and day."""
    return sorted(target.tiers, key=lambda one: (one.tier.value, one.from_on))


def tier_on(target: Target, tier: Tier, day: date) -> TargetTier | None:
    """The version in force at the end of a day: closed periods keep theirs."""
    past = [one for one in target.tiers if one.tier == tier and one.from_on <= day]
    return max(past, key=lambda one: (one.from_on, one.id or 0), default=None)


def set_tier(target: Target, entry: TierEntry, *, acting_user: Actor, version: int | None = None) -> TargetTier:
    """A first or a new version. The one before ends on the day before and stays."""
    targets.require(acting_user, "target.edit", target)
    plans.require_open(targets.plan_of(target))
    if version is not None and version != target.version:
        raise Stale
    earlier = current_tier(target, entry.tier)
    _check(target, entry, earlier)
    if earlier is not None:
        earlier.ended_on = entry.from_on - timedelta(days=1)
        db.session.flush()
    new = TargetTier(tier=entry.tier, value=entry.value, from_on=entry.from_on, paper=entry.paper)
    target.tiers.append(new)
    flag_modified(target, "metric")  # the target's version moves with its values
    db.session.flush()
    before = {"value": entries.plain(earlier.value), "from_on": entries.plain(earlier.from_on)} if earlier else {}
    targets.tell(target, "tier_set", acting_user, before, entries.told(entry))
    return new


def _check(target: Target, entry: TierEntry, earlier: TargetTier | None) -> None:
    if target.same_as_id is not None:
        raise Invalid(N_("This is a second mention; set the value where it stands first."), "value")
    if target.kind == TargetKind.QUALITY:
        raise Invalid(N_("A quality has no number."), "value")
    if target.kind == TargetKind.TO_BE_SET:
        raise Invalid(N_("Say first what kind of number has come: correct the target."), "value")
    if earlier is not None and entry.from_on <= earlier.from_on:
        raise Invalid(N_("A new value counts from a later day than the one before (%(day)s)."), "from_on",
                      day=earlier.from_on.isoformat())  # fmt: skip
    other = Tier.STRETCH if entry.tier == Tier.GUARANTEED else Tier.GUARANTEED
    beside = current_value(target, other)
    if beside is not None:
        low, high = (entry.value, beside) if entry.tier == Tier.GUARANTEED else (beside, entry.value)
        lower_is_better = target.comparator == Comparator.AT_MOST or target.kind == TargetKind.RANK
        if (high > low) if lower_is_better else (high < low):
            raise Invalid(N_("The stretch value has to ask for more than the guaranteed one (%(value)s)."), "value",
                          value=plain(beside))  # fmt: skip
    whole = targets.find_linked_or_none(target.parent_id)
    most = current_value(whole, entry.tier) if whole and whole.unit == target.unit else None
    if most is not None and entry.value > most:
        raise Invalid(N_("“Of which” cannot be more than the whole (%(value)s)."), "value", value=plain(most))


def list_periods(target: Target) -> Sequence[ReportingPeriod]:
    """The reporting periods of the target's plan."""
    return db.session.scalars(
        select(ReportingPeriod).where(ReportingPeriod.plan_id == target.plan_id).order_by(ReportingPeriod.first_on)
    ).all()


def list_points(target: Target) -> Mapping[tuple[Tier, int], Decimal]:
    """What was planned: (tier, period) → value."""
    points = db.session.scalars(select(TrajectoryPoint).where(TrajectoryPoint.target_id == target.id))
    return {(point.tier, point.period_id): point.value for point in points}


def plan_trajectory(
    target: Target,
    points: Mapping[tuple[Tier, int], Decimal | None],
    *,
    acting_user: Actor,
    version: int | None = None,
) -> None:
    """Set the planned values named in `points`; None takes one away. Where nothing is left the line is straight."""
    targets.require(acting_user, "target.edit", target)
    plans.require_open(targets.plan_of(target))
    if version is not None and version != target.version:
        raise Stale
    if target.same_as_id is not None:
        raise Invalid(N_("This is a second mention; plan the timetable where it stands first."))
    periods = {period.id: period.name for period in list_periods(target)}
    standing = list_points(target)
    old = {key: value for key, value in standing.items() if key in points}
    kept = {key: value for key, value in standing.items() if key not in points}
    new = {key: value for key, value in points.items() if value is not None and key[1] in periods}
    db.session.execute(delete(TrajectoryPoint).where(TrajectoryPoint.target_id == target.id))
    for (tier, period_id), value in (kept | new).items():
        db.session.add(TrajectoryPoint(target_id=target.id, tier=tier, period_id=period_id, value=value))
    flag_modified(target, "metric")
    targets.tell(target, "trajectory_planned", acting_user, _told(old, periods), _told(new, periods))


def _told(points: Mapping[tuple[Tier, int], Decimal], periods: Mapping[int, str]) -> dict[str, entries.Plain]:
    return {f"{tier.value} {periods[period_id]}": plain(value) for (tier, period_id), value in points.items()}
