"""What one press on a difference knows, and what it is when something new is added."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.database import db
from portal.domain.plan_draft import Item, ItemKind, item_of, title_of
from portal.domain.plan_draft.pairing import paired
from portal.domain.plan_draft.standing import Paper
from portal.errors import Invalid, Missing
from portal.models import Campaign, Plan, PlanReading, Target, Task
from portal.policy import Actor
from portal.services.plan_readings.access import draft_of
from portal.services.plan_readings.comparing import Difference
from portal.services.plan_readings.creating import Maker
from portal.services.plan_readings.naming import names_of
from portal.services.plan_readings.parties import settle_names
from portal.services.plan_readings.standing import origin_of, standing_of
from portal.services.tasks.access import load_for_change
from portal.text import N_


class Act:
    """What one press knows."""

    def __init__(
        self, reading: PlanReading, difference: Difference, paper: str, from_on: date | None, acting_user: Actor
    ) -> None:
        self.reading, self.difference, self.acting_user = reading, difference, acting_user
        self.paper, self.from_on = paper.strip(), from_on
        self.draft = draft_of(reading)
        self.plan = plan_of(reading)

    @property
    def item(self) -> Item:
        return item_of(self.draft, self.difference.item)


def plan_of(reading: PlanReading) -> Plan:
    query = select(Plan).options(selectinload(Plan.campaigns)).where(Plan.id == reading.compares_with_id)
    plan = db.session.scalar(query)
    if plan is None:
        raise Missing
    return plan


def add_new(act: Act) -> Campaign | Task | Target:
    """A new campaign, target or draft task, in the campaign the paper has it in."""
    item = act.item
    found = _objects(act)
    names = {one.name for one in (*item.lead, *item.responsible)}
    maker = Maker(act.reading, act.draft, settle_names(act.draft, acting_user=act.acting_user, only=names),
                  act.acting_user)  # fmt: skip
    maker.made |= found
    if item.kind is ItemKind.CAMPAIGN:
        return maker.campaign(act.plan, item)
    if item.kind is ItemKind.TARGET:
        return maker.target(act.plan, item)
    return _new_task(act, maker, item)


def _new_task(act: Act, maker: Maker, item: Item) -> Task:
    above = item_of(act.draft, item.parent)
    if above.id not in maker.made:
        raise Invalid(N_("Add “%(title)s” first: this lies in it."), title=title_of(above))
    if above.kind is ItemKind.CAMPAIGN:
        campaign = db.session.get_one(Campaign, maker.made[above.id])
        return maker.task(campaign, None, item)
    parent = load_for_change(maker.made[above.id])
    return maker.task(db.session.get_one(Campaign, parent.campaign_id), parent, item)


def _objects(act: Act) -> dict[str, int]:
    """Id of the draft's item → id of the object it is in the plan."""
    plan_id = act.plan.id
    names, members = names_of(act.draft)
    items = tuple(item for item in act.draft.items if not item.is_dropped)
    standing = standing_of(plan_id, origin_of(plan_id, act.reading.id))
    return {
        item_id: one.id for item_id, one in paired(Paper(act.reading.text, items, names, members), standing).items()
    }
