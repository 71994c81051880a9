"""One difference of a revised notice, carried into the plan; and the end of the comparison.

Issued days, closed tiers and history stay: an issued task is revised from the paper, a value gets a new version.
"""

from datetime import date

from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.plan_draft import Item, ItemKind
from portal.domain.plan_draft.pairing import paired
from portal.domain.plan_draft.standing import HEAD, Change, Paper
from portal.errors import Denied, Invalid
from portal.models import Campaign, Clause, PlanReading, Target, Task
from portal.policy import Actor
from portal.services.plan_readings.access import draft_of, require_office, require_review
from portal.services.plan_readings.acts import Act, add_new
from portal.services.plan_readings.changing import CHANGES
from portal.services.plan_readings.changing_head import change_head
from portal.services.plan_readings.clauses import keep_clause
from portal.services.plan_readings.comparing import FROM_ON, PAPER, comparison
from portal.services.plan_readings.naming import names_of
from portal.services.plan_readings.standing import origin_of, standing_of
from portal.services.plan_readings.starting import tell
from portal.text import N_


def apply_difference(
    reading: PlanReading, key: str, *, acting_user: Actor, paper: str = "", from_on: date | None = None,
    version: int | None = None,
) -> None:  # fmt: skip
    """Carry one difference into the plan. Raises Invalid, or what the service behind it refuses: it asks who may."""
    require_review(reading, version=version)
    difference = next((one for one in comparison(reading, acting_user=acting_user).all if one.key == key), None)
    if difference is None:
        raise Invalid(N_("This is no difference any more."))
    if difference.act == "advise":
        raise Invalid(difference.advice)
    if not difference.may:
        raise Denied
    if PAPER in difference.needs and not paper.strip():
        raise Invalid(N_("Name the paper this rests on, in at most 120 characters."), "paper")
    if FROM_ON in difference.needs and from_on is None:
        raise Invalid(N_("Say from which day the new value counts."), "from_on")
    act = Act(reading, difference, paper, from_on, acting_user)
    if difference.what == HEAD:
        change_head(act)
    else:
        thing = (add_new if difference.kind is Change.NEW else CHANGES[ItemKind(difference.what)])(act)
        _keep(reading, act.item, thing)
    tell(reading, "plan_reading.applied", acting_user, {
        "difference": difference.kind.value, "title": difference.title, "field": difference.field,
        "old": difference.old, "new": difference.new,
    })  # fmt: skip


def _keep(reading: PlanReading, item: Item, thing: Campaign | Task | Target) -> None:
    """The new words stand beside the old ones on the object's page."""
    column = {Campaign: Clause.campaign_id, Task: Clause.task_id, Target: Clause.target_id}[type(thing)]
    query = select(Clause.id).where(Clause.reading_id == reading.id, column == thing.id)
    if db.session.scalar(query.limit(1)) is None:
        keep_clause(reading, item, thing)


def _thing(kind: ItemKind, object_id: int) -> Campaign | Task | Target:
    match kind:
        case ItemKind.CAMPAIGN:
            return db.session.get_one(Campaign, object_id)
        case ItemKind.TASK:
            return db.session.get_one(Task, object_id)
        case ItemKind.TARGET:
            return db.session.get_one(Target, object_id)


def finish_comparison(reading: PlanReading, *, acting_user: Actor, version: int | None = None) -> None:
    """The paper has been worked through: it is put away, and the next one is compared with what this one said."""
    require_office(acting_user)
    require_review(reading, version=version)
    if reading.compares_with_id is None:
        raise Invalid(N_("This notice is compared with no plan."))
    draft = draft_of(reading)
    items = {item.id: item for item in draft.items}
    standing = standing_of(reading.compares_with_id, origin_of(reading.compares_with_id, reading.id))
    names, members = names_of(draft)
    kept = tuple(item for item in draft.items if not item.is_dropped)
    for item_id, one in paired(Paper(reading.text, kept, names, members), standing).items():
        _keep(reading, items[item_id], _thing(one.kind, one.id))
    reading.ended_at = clock.now()
    db.session.flush()
    tell(reading, "plan_reading.finished", acting_user, {"name": reading.name})
