"""A plan as a comparison sees it: every campaign, task and target in the words a draft has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from portal.database import db
from portal.domain.assignment_lifecycle import ACTIVE, AssignmentKind
from portal.domain.plan_draft import Item, ItemKind, from_plain
from portal.domain.plan_draft.standing import Paper, Standing
from portal.domain.targets import Tier
from portal.domain.task_lifecycle import ENDED
from portal.domain.trajectory import plain
from portal.models import Assignment, Campaign, CampaignRole, Clause, PlanReading, Target, Task
from portal.services import tiers
from portal.services.plan_readings.naming import names_of
from portal.services.tasks import draft_legs

PartyNames = Mapping[tuple[int | None, int | None], str]


@dataclass(frozen=True)
class Origin:
    """What the plan was made of: the words and the printed item of each object, by kind and id."""

    paper: Paper | None
    printed: Mapping[tuple[ItemKind, int], tuple[str, Item]]

    def words(self, kind: ItemKind, object_id: int) -> str:
        found = self.printed.get((kind, object_id))
        return found[0] if found else ""

    def item(self, kind: ItemKind, object_id: int) -> Item | None:
        found = self.printed.get((kind, object_id))
        return found[1] if found else None

    def is_compared(self, kind: ItemKind, object_id: int) -> bool:
        return not self.printed or (kind, object_id) in self.printed


def origin_of(plan_id: int, but: int) -> Origin:
    """The newest notice that became the plan, or was compared with it to the end; the reading `but` left out."""
    query = (
        select(PlanReading)
        .where(
            or_(PlanReading.plan_id == plan_id, PlanReading.compares_with_id == plan_id),
            PlanReading.ended_at.is_not(None),
            PlanReading.is_dropped.is_(False),
            PlanReading.id != but,
        )
        .order_by(PlanReading.id.desc())
        .limit(1)
    )
    reading = db.session.scalar(query)
    if reading is None or reading.draft is None:
        return Origin(None, {})
    draft = from_plain(reading.draft)
    items = {item.id: item for item in draft.items}
    found: dict[tuple[ItemKind, int], tuple[str, Item]] = {}
    for clause in db.session.scalars(select(Clause).where(Clause.reading_id == reading.id)):
        item = items.get(clause.item)
        object_id = clause.campaign_id or clause.task_id or clause.target_id
        if item is not None and object_id is not None:
            found[item.kind, object_id] = (clause.text, item)
    names, members = names_of(draft)
    return Origin(Paper(reading.text, draft.items, names, members, draft.head), found)


def standing_of(plan_id: int, origin: Origin) -> list[Standing]:
    """All objects of a plan, campaigns first."""
    return [*_campaigns(plan_id, origin), *_tasks(plan_id, origin), *_targets(plan_id, origin)]


def _campaigns(plan_id: int, origin: Origin) -> list[Standing]:
    campaigns = db.session.scalars(
        select(Campaign)
        .options(selectinload(Campaign.roles))
        .where(Campaign.plan_id == plan_id)
        .order_by(Campaign.position)
    ).all()
    names = draft_legs.party_names([role for campaign in campaigns for role in campaign.roles])
    return [
        _standing(ItemKind.CAMPAIGN, one.id, one.name, one.id, {"name": one.name, **_named(one.roles, names)}, origin)
        for one in campaigns
    ]


def _tasks(plan_id: int, origin: Origin) -> list[Standing]:
    tasks = db.session.scalars(
        select(Task)
        .options(selectinload(Task.assignments))
        .where(Task.plan_id == plan_id, Task.internal_department_id.is_(None))
        .order_by(Task.depth, Task.position, Task.id)
    ).all()
    legs = {task.id: [leg for leg in task.assignments if leg.state in ACTIVE] for task in tasks}
    names = draft_legs.party_names([leg for own in legs.values() for leg in own])
    found = []
    for task in tasks:
        values = {
            "title": task.title,
            "content": task.content,
            "due_on": task.due_on.isoformat() if task.due_on else "",
            **_named(legs[task.id], names),
        }
        is_compared = task.state not in ENDED and (bool(origin.printed) or task.depth == 0)
        found.append(
            _standing(ItemKind.TASK, task.id, task.title, task.campaign_id, values, origin, is_compared=is_compared)
        )
    return found


def _targets(plan_id: int, origin: Origin) -> list[Standing]:
    targets = db.session.scalars(
        select(Target).options(selectinload(Target.tiers)).where(Target.plan_id == plan_id).order_by(Target.id)
    ).all()
    found = []
    for target in targets:
        values = {
            "metric": target.metric,
            "unit": target.unit,
            "comparator": target.comparator.value,
            "guaranteed": _value(target, Tier.GUARANTEED),
            "stretch": _value(target, Tier.STRETCH),
        }
        twin = target.same_as_id is not None
        found.append(
            _standing(ItemKind.TARGET, target.id, target.metric, target.campaign_id, values, origin, is_second=twin)
        )
    return found


def _value(target: Target, tier: Tier) -> str:
    value = tiers.current_value(target, tier)
    return plain(value) if value is not None else ""


def _standing(
    kind: ItemKind, object_id: int, title: str, campaign_id: int | None, values: Mapping[str, str], origin: Origin, *,
    is_compared: bool = True, is_second: bool = False,
) -> Standing:  # fmt: skip
    return Standing(
        object_id, kind, title, campaign_id, values,
        words=origin.words(kind, object_id),
        printed=origin.item(kind, object_id),
        is_second_mention=is_second,
        is_compared=is_compared and origin.is_compared(kind, object_id),
    )  # fmt: skip


def _named(legs: Sequence[Assignment | CampaignRole], names: PartyNames) -> dict[str, str]:
    """Lead and responsible, in their order."""
    found: dict[str, list[str]] = {"lead": [], "responsible": []}
    for leg in sorted(legs, key=lambda one: one.position):
        role = "lead" if leg.kind == AssignmentKind.LEAD else "responsible"
        found[role].append(names[leg.department_id, leg.group_id])
    return {role: "、".join(one) for role, one in found.items()}
