"""Campaigns as lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.services import campaigns


@dataclass(frozen=True)
class CampaignRow:
    """One line of the list of campaigns; a count of 100 stands for more than 99."""

    id: int
    url: str
    name: str
    plan: str
    percent_bp: int
    open: str
    late: str
    requested: str
    late_url: str


def campaign_rows(found: Iterable[Any]) -> list[CampaignRow]:
    return [
        CampaignRow(
            campaign.id,
            f"/campaigns/{campaign.id}",
            campaign.name,
            campaign.plan.title,
            campaign.percent_bp,
            capped(opened),
            capped(late),
            capped(requested),
            f"/tasks?campaign={campaign.id}&light=red",
        )
        for campaign, opened, late, requested in found
    ]


def capped(count: int) -> str:
    return str(count) if count < campaigns.MOST else "99+"
