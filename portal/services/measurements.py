"""Values reached (完成值): declared by the lead department, verified by an inspector."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.targets import Tier
from portal.domain.trajectory import UNMEASURED, Course, Point, Standing, standing
from portal.errors import Denied, Invalid, Missing, Stale, WrongState
from portal.models import Measurement, Plan, ReportingPeriod, Target, User
from portal.policy import Actor
from portal.services import entries, plans, targets, tiers
from portal.text import N_


@dataclass(frozen=True)
class TierStanding:
    """How one tier stands at the end of one period."""

    tier: Tier
    standing: Standing


@dataclass(frozen=True)
class PeriodRow:
    """One period of a target: what was planned for each tier, what was declared, what an inspector found."""

    period: ReportingPeriod
    measurement: Measurement | None
    declared_by: str
    verified_by: str
    tiers: tuple[TierStanding, ...]

    @property
    def reached(self) -> Decimal | None:
        """The verified value where there is one, else the declared one."""
        if self.measurement is None:
            return None
        verified = self.measurement.verified_value
        return verified if verified is not None else self.measurement.declared_value


def list_measurements(target: Target) -> Sequence[Measurement]:
    return db.session.scalars(select(Measurement).where(Measurement.target_id == target.id)).all()


def access_measurement(target: Target, measurement_id: int) -> Measurement:
    """A measurement of a target that was authorised already. Raises Missing where it belongs to another."""
    found = db.session.scalar(
        select(Measurement).where(Measurement.id == measurement_id, Measurement.target_id == target.id)
    )
    if found is None:
        raise Missing
    return found


@dataclass(frozen=True)
class Declared:
    """What an inspector sees of a declared value before he verifies it."""

    period: str
    declared_by: str
    note: str


def present_measurement(measurement: Measurement) -> Declared:
    """Of a measurement that was authorised already."""
    period, name = db.session.execute(
        select(ReportingPeriod.name, User.name)
        .join(User, User.id == measurement.declared_by_id)
        .where(ReportingPeriod.id == measurement.period_id)
    ).one()
    return Declared(period, name, measurement.note)


def list_open_periods(target: Target) -> list[ReportingPeriod]:
    """The periods that have begun and whose value nobody has verified yet."""
    verified = {one.period_id for one in list_measurements(target) if one.verified_value is not None}
    begun = (period for period in tiers.list_periods(target) if period.first_on <= clock.today())
    return [period for period in begun if period.id not in verified]


def declare_value(target: Target, period_id: int, value: Decimal, *, note: str = "", acting_user: Actor) -> Measurement:
    """The value reached at the end of a period; said again it is corrected, until somebody has verified it."""
    targets.require(acting_user, "measurement.declare", target)
    plans.require_open(targets.plan_of(target))
    _check(target, period_id)
    found = db.session.scalar(
        select(Measurement).where(Measurement.target_id == target.id, Measurement.period_id == period_id)
    )
    if found is not None and found.verified_value is not None:
        raise WrongState(N_("This value has been verified; it no longer changes."))
    before = {"declared_value": entries.plain(found.declared_value)} if found else {}
    measurement = found or Measurement(target_id=target.id, period_id=period_id)
    measurement.declared_value, measurement.note = value, note
    measurement.declared_by_id, measurement.declared_at = acting_user.user_id, clock.now()
    db.session.add(measurement)
    db.session.flush()
    after = {"declared_value": entries.plain(value), "period_id": period_id, "note": note}
    targets.tell(target, "value_declared", acting_user, before, after)
    return measurement


def _check(target: Target, period_id: int) -> None:
    if target.same_as_id is not None:
        raise Invalid(N_("This is a second mention; declare the value where it stands first."), "value")
    if target.kind.value in UNMEASURED:
        raise Invalid(N_("Nothing is measured here: the target has no number."), "value")
    period = next((one for one in tiers.list_periods(target) if one.id == period_id), None)
    if period is None:
        raise Invalid(N_("Choose a reporting period of this plan."), "period_id")
    if period.first_on > clock.today():
        raise Invalid(N_("This period has not begun yet."), "period_id")


def require_verifier(target: Target, measurement: Measurement, *, acting_user: Actor) -> None:
    """Raises Denied with the reason for whoever may not verify this value."""
    targets.require(acting_user, "measurement.verify", target)
    if measurement.declared_by_id == acting_user.user_id:
        raise Denied(N_("You declared this value yourself: another has to verify it."))
    leads = {ground.lead_department_id for ground in targets.grounds_of(target)}
    if leads & acting_user.recused:
        raise Denied(N_("You are recused: the department concerned is, or recently was, your own."))


def verify_value(
    target: Target,
    measurement: Measurement,
    value: Decimal,
    *,
    acting_user: Actor,
    version: int | None = None,
) -> None:
    """What an inspector found instead, or confirms. Not by whoever declared it, nor on his own department."""
    require_verifier(target, measurement, acting_user=acting_user)
    if version is not None and version != measurement.version:
        raise Stale
    if measurement.verified_value is not None:
        raise WrongState(N_("This value has been verified already."))
    measurement.verified_value = value
    measurement.verified_by_id, measurement.verified_at = acting_user.user_id, clock.now()
    db.session.flush()
    before = {"declared_value": entries.plain(measurement.declared_value)}
    after = {"verified_value": entries.plain(value), "period_id": measurement.period_id}
    targets.tell(target, "value_verified", acting_user, before, after)


def courses_of(target: Target, plan: Plan, periods: Sequence[ReportingPeriod]) -> Mapping[Tier, Course]:
    """What was planned, for each tier that has a value."""
    ends = {period.id: period.last_on for period in periods}
    planned = tiers.list_points(target)
    return {
        tier: Course(
            kind=target.kind.value,
            comparator=target.comparator.value,
            value=value,
            start_on=plan.starts_on,
            end_on=plan.ends_on,
            points=[Point(ends[at], point) for (which, at), point in planned.items() if which == tier and at in ends],
        )
        for tier in Tier
        if (value := tiers.current_value(target, tier)) is not None
    }


def list_rows(target: Target, plan: Plan) -> list[PeriodRow]:
    """Planned and reached for every period of the plan, in their order."""
    periods = tiers.list_periods(target)
    courses = courses_of(target, plan, periods)
    found = {one.period_id: one for one in list_measurements(target)}
    people = _names({person for one in found.values() for person in (one.declared_by_id, one.verified_by_id) if person})
    rows, previous = [], None
    for period in periods:
        in_force = {tier: replace(course, value=_value_on(target, tier, period)) for tier, course in courses.items()}
        rows.append(_row(period, found.get(period.id), in_force, previous, people))
        previous = period.last_on
    return rows


def _value_on(target: Target, tier: Tier, period: ReportingPeriod) -> Decimal | None:
    """A closed period keeps the version of its own time."""
    found = tiers.tier_on(target, tier, period.last_on)
    return found.value if found else None


def _row(
    period: ReportingPeriod,
    measurement: Measurement | None,
    courses: Mapping[Tier, Course],
    previous: date | None,
    people: Mapping[int | None, str],
) -> PeriodRow:
    row = PeriodRow(
        period,
        measurement,
        people.get(measurement.declared_by_id, "") if measurement else "",
        people.get(measurement.verified_by_id, "") if measurement else "",
        (),
    )
    stands = tuple(
        TierStanding(tier, standing(course, row.reached, period.last_on, previous)) for tier, course in courses.items()
    )
    return PeriodRow(row.period, row.measurement, row.declared_by, row.verified_by, stands)


def _names(ids: set[int]) -> Mapping[int | None, str]:
    if not ids:
        return {}
    return {row.id: row.name for row in db.session.execute(select(User.id, User.name).where(User.id.in_(ids)))}
