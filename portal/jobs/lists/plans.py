"""Plans, campaigns and targets as tables."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from portal.documents.cells import Kind
from portal.domain.plan_lifecycle import STATE_LABELS
from portal.domain.targets import COMPARATOR_LABELS, KIND_LABELS, Tier
from portal.jobs.lists.columns import Column, ListOf, Query, by_key
from portal.policy import Actor
from portal.services import campaigns, plans, targets, tiers
from portal.text import N_
from portal.views.addresses import number_or_none


def _plans(query: Query, actor: Actor) -> Iterator[Sequence[Any]]:
    return by_key(lambda after: plans.list_plans(acting_user=actor, after=after), plans.PAGE, lambda row: row.id)


PLANS = ListOf(
    N_("Plans"),
    "plan.read",
    (
        Column(N_("Plan"), lambda row: row.title, width=40),
        Column(N_("Document number"), lambda row: row.document_number, width=24),
        Column(N_("Issuer"), lambda row: row.issuer),
        Column(N_("Dated"), lambda row: row.issued_on, Kind.DAY),
        Column(N_("Starts on"), lambda row: row.starts_on, Kind.DAY),
        Column(N_("Ends on"), lambda row: row.ends_on, Kind.DAY),
        Column(N_("State"), lambda row: row.state, words=STATE_LABELS),
    ),
    _plans,
)


def _campaigns(query: Query, actor: Actor) -> Iterator[Sequence[Any]]:
    plan_id = number_or_none(query.get("plan"))
    return by_key(
        lambda after: campaigns.list_campaigns(acting_user=actor, plan_id=plan_id, after=after),
        campaigns.PAGE,
        lambda row: row.Campaign.id,
    )


def _counted(count: int) -> int | str:
    return count if count < campaigns.MOST else "99+"


CAMPAIGNS = ListOf(
    N_("Campaigns"),
    "campaign.read",
    (
        Column(N_("Campaign"), lambda row: row.Campaign.name, width=30),
        Column(N_("Plan"), lambda row: row.Campaign.plan.title, width=40),
        Column(N_("Progress"), lambda row: row.Campaign.percent_bp / 10_000, Kind.PERCENT),
        Column(N_("Open tasks"), lambda row: _counted(row[1]), Kind.NUMBER),
        Column(N_("Overdue"), lambda row: _counted(row[2]), Kind.NUMBER),
        Column(N_("Awaiting verification"), lambda row: _counted(row[3]), Kind.NUMBER),
        Column(N_("Aim"), lambda row: row.Campaign.aim, width=50),
    ),
    _campaigns,
)


class TargetLine(NamedTuple):
    target: Any
    campaign: str


def _targets(query: Query, actor: Actor) -> Iterator[Sequence[Any]]:
    plan_id, campaign_id = number_or_none(query.get("plan")), number_or_none(query.get("campaign"))
    names: dict[int, str] = {}
    for page in _campaigns({}, actor):
        names |= {row.Campaign.id: row.Campaign.name for row in page}
    found = by_key(
        lambda after: targets.list_targets(acting_user=actor, plan_id=plan_id, campaign_id=campaign_id, after=after),
        targets.PAGE,
        lambda row: row.id,
    )
    return ([TargetLine(one, names.get(one.campaign_id or 0, "")) for one in page] for page in found)


TARGETS = ListOf(
    N_("Targets"),
    "target.read",
    (
        Column(N_("Metric"), lambda row: row.target.metric, width=40),
        Column(N_("Campaign"), lambda row: row.campaign, width=24),
        Column(N_("Kind"), lambda row: row.target.kind, words=KIND_LABELS),
        Column(N_("Comparison"), lambda row: row.target.comparator, words=COMPARATOR_LABELS),
        Column(N_("Guaranteed"), lambda row: tiers.current_value(row.target, Tier.GUARANTEED), Kind.NUMBER),
        Column(N_("Stretch"), lambda row: tiers.current_value(row.target, Tier.STRETCH), Kind.NUMBER),
        Column(N_("Unit"), lambda row: row.target.unit),
        Column(N_("Note"), lambda row: row.target.note, width=40),
    ),
    _targets,
)
