from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.domain.targets import Comparator, TargetKind, Tier
from portal.models import Target
from portal.services import targets, tiers
from portal.services.targets import TargetEntry
from portal.services.tiers import TierEntry
from tests import cast as casting
from tests import factories
from tests.cast import Cast
from tests.engines import Database

START = date(2022, 1, 1)
ENTRY = TargetEntry("腾退低效用地", "亩", TargetKind.AMOUNT, Comparator.AT_LEAST, None, None, None, "", "")


@pytest.fixture
def cast(context: Database) -> Cast:
    found = casting.build()
    for month in range(1, 13):
        factories.period(found.plan, month)
    return found


def target(cast: Cast, role: str = "office", **values: object) -> Target:
    """A target of the lead bureau's campaign, with what the test says being different."""
    entry = replace(ENTRY, **({"campaign_id": cast.campaign.id} | values))
    return targets.enter_target(cast.plan, entry, acting_user=cast.actor(role))


def tier(value: str, which: Tier = Tier.GUARANTEED, from_on: date = START) -> TierEntry:
    return TierEntry(which, Decimal(value), from_on, "某发〔2022〕4号")


def valued(cast: Cast, value: str, which: Tier = Tier.GUARANTEED, **values: object) -> Target:
    """A target with one value."""
    found = target(cast, **values)
    tiers.set_tier(found, tier(value, which), acting_user=cast.actor("office"))
    return found
