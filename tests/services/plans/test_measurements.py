"""Values reached: declared by the lead department, verified by an inspector who is not concerned."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.database import db
from portal.domain.lights import Light
from portal.domain.targets import Tier
from portal.errors import Denied, Invalid, PortalError, Stale, WrongState
from portal.models import History, Measurement, Target
from portal.services import measurements, targets, tiers
from tests.cast import Cast
from tests.services.plans.conftest import target, tier, valued
from tests.services.tasks import drafts

NUMBER = Decimal("152.5")


def period_id(found: Target, month: int) -> int:
    return tiers.list_periods(found)[month - 1].id


def declared(cast: Cast, found: Target, role: str = "lead_head", month: int = 3) -> Measurement:
    return measurements.declare_value(found, period_id(found, month), NUMBER, acting_user=cast.actor(role))


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("lead_head", True), ("lead_deputy_head", True), ("lead_empowered", True), ("lead_staff", False),
        ("other_head", False), ("commander", False), ("office", False), ("inspector", False), ("observer", False),
    ],
)  # fmt: skip
def test_who_declares(cast: Cast, role: str, may: bool) -> None:
    found = valued(cast, "1000")
    if may:
        assert declared(cast, found, role).declared_by_id == cast.user(role).id
    else:
        with pytest.raises(Denied):
            declared(cast, found, role)


def test_a_plan_wide_target_is_declared_by_whoever_leads_its_tasks(cast: Cast) -> None:
    found = valued(cast, "8", campaign_id=None)
    with pytest.raises(Denied):
        declared(cast, found)
    drafts.issued(cast, target_id=found.id)
    assert declared(cast, found).declared_value == NUMBER


def test_a_plan_wide_target_is_declared_by_the_lead_of_the_campaign_that_names_it_again(cast: Cast) -> None:
    found = valued(cast, "8", campaign_id=None)
    target(cast, same_as_id=found.id)
    assert targets.may(cast.actor("lead_head"), "measurement.declare", found)
    assert not targets.may(cast.actor("other_head"), "measurement.declare", found)


def test_declared_again_it_is_corrected_until_it_is_verified(cast: Cast) -> None:
    found = valued(cast, "1000")
    first = declared(cast, found)
    again = measurements.declare_value(found, first.period_id, Decimal(160), acting_user=cast.actor("lead_head"))
    assert again is first
    row = db.session.scalars(
        select(History).where(History.event == "target.value_declared").order_by(-History.id)
    ).first()
    assert row is not None
    assert row.before == {"declared_value": "152.5"}
    measurements.verify_value(found, first, Decimal(158), acting_user=cast.actor("inspector"), version=first.version)
    with pytest.raises(WrongState):
        declared(cast, found)


@pytest.mark.parametrize(
    ("role", "error"),
    [("recused_inspector", Denied), ("lead_head", Denied), ("commander", Denied), ("office", Denied)],
)
def test_who_does_not_verify(cast: Cast, role: str, error: type[PortalError]) -> None:
    found = valued(cast, "1000")
    with pytest.raises(error):
        measurements.verify_value(found, declared(cast, found), NUMBER, acting_user=cast.actor(role))


def test_verifying_is_told_and_happens_once(cast: Cast) -> None:
    found = valued(cast, "1000")
    one = declared(cast, found)
    with pytest.raises(Stale):
        measurements.verify_value(found, one, NUMBER, acting_user=cast.actor("inspector"), version=one.version + 1)
    measurements.verify_value(found, one, NUMBER, acting_user=cast.actor("inspector"))
    row = db.session.scalars(select(History).where(History.event == "target.value_verified")).one()
    assert row.user_id == cast.user("inspector").id == one.verified_by_id
    with pytest.raises(WrongState):
        measurements.verify_value(found, one, NUMBER, acting_user=cast.actor("second_inspector"))


def test_nothing_is_declared_for_the_future_or_for_another_plan(cast: Cast) -> None:
    found = valued(cast, "1000")
    for period in (period_id(found, 12), 2**31 - 1):
        with pytest.raises(Invalid) as refused:
            measurements.declare_value(found, period, NUMBER, acting_user=cast.actor("lead_head"))
        assert refused.value.field == "period_id"


def test_rows_compare_with_the_timetable_and_closed_periods_keep_their_version(cast: Cast) -> None:
    found = valued(cast, "1000")
    points = {
        (Tier.GUARANTEED, period_id(found, 3)): Decimal(150),
        (Tier.GUARANTEED, period_id(found, 6)): Decimal(480),
    }
    tiers.plan_trajectory(found, points, acting_user=cast.actor("office"))
    declared(cast, found)
    measurements.declare_value(found, period_id(found, 6), Decimal(300), acting_user=cast.actor("lead_head"))
    tiers.set_tier(found, tier("2000", Tier.STRETCH, from_on=date(2022, 7, 1)), acting_user=cast.actor("office"))
    rows = measurements.list_rows(found, targets.plan_of(found))
    lights = [[(one.tier, one.standing.light) for one in row.tiers if one.standing.light] for row in rows]
    assert lights[2] == [(Tier.GUARANTEED, Light.GREEN)]
    assert lights[5] == [(Tier.GUARANTEED, Light.RED)]
    june = {one.tier: one.standing.planned for one in rows[5].tiers}
    assert june == {Tier.GUARANTEED: Decimal(480), Tier.STRETCH: None}
