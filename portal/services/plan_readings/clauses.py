"""The words of the notice behind a campaign, a task or a target (依据)."""

from dataclasses import dataclass

from sqlalchemy import Integer, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from portal.database import db
from portal.domain.plan_draft import Item
from portal.domain.plan_text.reading import Place
from portal.models import Campaign, Clause, PlanReading, Target, Task
from portal.prepared import Prepared

MOST = 4000  # characters of one clause; the whole notice stands in the reading
SHOWN = 20


@dataclass(frozen=True)
class ClauseRow:
    """`name` is the file or the first words of the notice; `start` and `end` are places in its text."""

    text: str
    reading_id: int
    start: int
    end: int
    name: str
    item: str


def keep_clause(reading: PlanReading, item: Item, thing: Campaign | Task | Target) -> None:
    """Tie an object to its words, once; what a person added has none."""
    place = _place(item)
    if place is None:
        return
    column = {Campaign: "campaign_id", Task: "task_id", Target: "target_id"}[type(thing)]
    words = reading.text[place.start : place.end].strip()[:MOST]
    db.session.add(
        Clause(
            reading_id=reading.id,
            item=item.id,
            text=words,
            start_at=place.start,
            end_at=place.end,
            **{column: thing.id},
        )
    )


def _place(item: Item) -> Place | None:
    return item.place or next((one.place for one in item.fields.values() if one.place), None)


def clauses_of(
    *, campaign_id: int | None = None, task_id: int | None = None, target_id: int | None = None
) -> list[ClauseRow]:
    """The clauses of one object its reader may see; of a revised plan the newest notice comes first.

    Of a target also what the paper says of it elsewhere, so that two values stand beside each other.
    """
    wanted = {"campaign_id": campaign_id, "task_id": task_id, "target_id": target_id}
    (column, thing_id) = next((name, value) for name, value in wanted.items() if value is not None)
    return [ClauseRow(*row) for row in _CLAUSES[column].all(thing=thing_id)]


_THING = bindparam("thing", type_=Integer)
_MENTION = aliased(Target)
_FIRST = select(func.coalesce(Target.same_as_id, Target.id)).where(Target.id == _THING).scalar_subquery()
_MENTIONS = select(_MENTION.id).where(or_(_MENTION.id == _FIRST, _MENTION.same_as_id == _FIRST))
_OF = {
    "campaign_id": Clause.campaign_id == _THING,
    "task_id": Clause.task_id == _THING,
    "target_id": Clause.target_id.in_(_MENTIONS),
}
# Built once each: asked with every page of such an object.
_CLAUSES = {
    column: Prepared(
        select(Clause.text, Clause.reading_id, Clause.start_at, Clause.end_at, PlanReading.name, Clause.item)
        .join(PlanReading, PlanReading.id == Clause.reading_id)
        .where(condition)
        .order_by(Clause.reading_id.desc(), Clause.start_at, Clause.id)
        .limit(SHOWN)
    )
    for column, condition in _OF.items()
}
