"""Targets, their tiers with every version, and their timetable."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.database import db
from portal.domain.targets import Comparator, TargetKind, Tier
from portal.errors import Denied, Invalid, Missing, Stale
from portal.models import ReportingPeriod
from portal.services import plans, targets, tiers
from portal.services.targets import TargetEntry
from tests import factories
from tests.cast import Cast
from tests.services.plans.conftest import ENTRY, target, tier, valued


def test_a_new_version_ends_the_one_before_and_keeps_it(cast: Cast) -> None:
    found = valued(cast, "1000")
    later = date(2022, 7, 1)
    tiers.set_tier(found, tier("1200", from_on=later), acting_user=cast.actor("commander"))
    assert tiers.current_value(found, Tier.GUARANTEED) == 1200
    assert [(one.value, one.ended_on) for one in tiers.list_versions(found)] == [
        (Decimal(1000), date(2022, 6, 30)), (Decimal(1200), None),
    ]  # fmt: skip
    before = tiers.tier_on(found, Tier.GUARANTEED, date(2022, 6, 30))
    assert before is not None
    assert before.value == 1000


def test_a_value_cannot_begin_before_the_one_it_replaces(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        tiers.set_tier(valued(cast, "1000"), tier("1200"), acting_user=cast.actor("office"))
    assert refused.value.field == "from_on"


@pytest.mark.parametrize(
    ("comparator", "stretch", "is_fine"),
    [(">=", "1100", True), (">=", "900", False), ("=", "1000", True), ("<=", "900", True), ("<=", "1100", False)],
)
def test_stretch_asks_for_more_than_guaranteed(cast: Cast, comparator: str, stretch: str, is_fine: bool) -> None:
    found = valued(cast, "1000", comparator=Comparator(comparator))
    if is_fine:
        tiers.set_tier(found, tier(stretch, Tier.STRETCH), acting_user=cast.actor("office"))
    else:
        with pytest.raises(Invalid, match="more than the guaranteed"):
            tiers.set_tier(found, tier(stretch, Tier.STRETCH), acting_user=cast.actor("office"))


def test_of_which_cannot_be_more_than_the_whole(cast: Cast) -> None:
    whole = valued(cast, "38", unit="幢")
    part = target(cast, metric="亿元楼宇", unit="幢", parent_id=whole.id)
    with pytest.raises(Invalid, match="Of which"):
        tiers.set_tier(part, tier("39"), acting_user=cast.actor("office"))
    tiers.set_tier(part, tier("10"), acting_user=cast.actor("office"))
    assert list(targets.list_parts(whole)) == [part]


def test_a_second_mention_shows_the_first_and_holds_no_values(cast: Cast) -> None:
    first = valued(cast, "7", metric="合同外资")
    again = target(cast, metric="合同外资", same_as_id=first.id)
    assert targets.measured(again) is first
    assert list(targets.list_mentions(first)) == [again]
    with pytest.raises(Invalid, match="second mention"):
        tiers.set_tier(again, tier("8"), acting_user=cast.actor("office"))
    with pytest.raises(Invalid, match="first mention itself"):
        target(cast, same_as_id=again.id)


def test_a_quality_has_no_number_and_what_is_to_be_set_gets_one(cast: Cast) -> None:
    with pytest.raises(Invalid, match="no number"):
        tiers.set_tier(target(cast, kind=TargetKind.QUALITY), tier("1"), acting_user=cast.actor("office"))
    waiting = target(cast, kind=TargetKind.TO_BE_SET)
    come = tier("3.2", from_on=date(2022, 5, 1))
    with pytest.raises(Invalid, match="what kind"):
        tiers.set_tier(waiting, come, acting_user=cast.actor("office"))
    known = replace(ENTRY, kind=TargetKind.GROWTH, campaign_id=cast.campaign.id)
    targets.edit_target(waiting, known, acting_user=cast.actor("office"), version=waiting.version)
    tiers.set_tier(waiting, come, acting_user=cast.actor("office"))
    assert tiers.current_value(waiting, Tier.GUARANTEED) == Decimal("3.2")


@pytest.mark.parametrize(
    ("role", "campaign", "may"),
    [
        ("office", "own", True), ("office", None, True), ("commander", "own", True), ("commander", "other", False),
        ("commander", None, False), ("deputy", "own", False), ("lead_head", "own", False), ("inspector", "own", False),
    ],
)  # fmt: skip
def test_who_enters_targets(cast: Cast, role: str, campaign: str | None, may: bool) -> None:
    ids = {"own": cast.campaign.id, "other": cast.other_campaign.id, None: None}
    if may:
        assert target(cast, role, campaign_id=ids[campaign]).id
    else:
        with pytest.raises(Denied):
            target(cast, role, campaign_id=ids[campaign])


def test_a_commander_cannot_move_a_target_into_anothers_campaign(cast: Cast) -> None:
    found = target(cast)
    entry = TargetEntry("移走", "亩", TargetKind.AMOUNT, Comparator.EQUAL, cast.other_campaign.id, None, None, "", "")
    with pytest.raises(Denied):
        targets.edit_target(found, entry, acting_user=cast.actor("commander"))
    with pytest.raises(Stale):
        targets.edit_target(found, entry, acting_user=cast.actor("office"), version=found.version + 1)


def test_another_plans_campaign_or_target_is_refused(cast: Cast) -> None:
    elsewhere = factories.plan()
    with pytest.raises(Invalid) as refused:
        target(cast, campaign_id=factories.campaign(elsewhere).id)
    assert refused.value.field == "campaign_id"
    with pytest.raises(Invalid, match="same plan"):
        target(cast, parent_id=2**31 - 1)


def test_targets_of_a_draft_plan_are_out_of_reach(cast: Cast) -> None:
    entry = plans.PlanEntry("草稿", "", "", None, None, date(2023, 1, 1), date(2023, 12, 31), "")
    plan = plans.enter_plan(entry, acting_user=cast.actor("office"))
    own = TargetEntry("某指标", "", TargetKind.COUNT, Comparator.EQUAL, None, None, None, "", "")
    found = targets.enter_target(plan, own, acting_user=cast.actor("office"))
    with pytest.raises(Missing):
        targets.access_target(found.id, acting_user=cast.actor("observer"), permission="target.read")
    assert found not in targets.list_targets(acting_user=cast.actor("observer"))
    assert found in targets.list_targets(acting_user=cast.actor("office"))


def test_a_timetable_is_planned_changed_and_taken_away(cast: Cast) -> None:
    found = valued(cast, "1000")
    ids = [one.id for one in tiers.list_periods(found)]
    key = (Tier.GUARANTEED, ids[2])
    tiers.plan_trajectory(found, {key: Decimal(150)}, acting_user=cast.actor("commander"), version=found.version)
    assert tiers.list_points(found) == {key: Decimal(150)}
    other = (Tier.GUARANTEED, ids[5])
    tiers.plan_trajectory(found, {other: Decimal(480)}, acting_user=cast.actor("commander"))
    assert tiers.list_points(found) == {key: Decimal(150), other: Decimal(480)}
    tiers.plan_trajectory(found, {key: None, other: None}, acting_user=cast.actor("commander"))
    assert tiers.list_points(found) == {}


def test_periods_of_another_plan_are_not_planned(cast: Cast) -> None:
    found = valued(cast, "1000")
    stranger = factories.period(factories.plan(), 3)
    tiers.plan_trajectory(found, {(Tier.GUARANTEED, stranger.id): Decimal(1)}, acting_user=cast.actor("office"))
    assert tiers.list_points(found) == {}
    assert db.session.get(ReportingPeriod, stranger.id) is stranger
