"""Notices under review in the zone: one in the middle of it, one that is settled, one beside the zone's plan."""

from portal.documents.uploads import Upload
from portal.domain.departments import DepartmentKind
from portal.domain.plan_draft import Decision, DecisionKind, Draft, Item, ItemKind, from_reading
from portal.domain.plan_text import read
from portal.models import PlanReading
from portal.services import plan_readings
from tests.access.sides import Place
from tests.cast import Cast
from tests.views.plan_import.paper import NOTICE

REVISED = NOTICE.replace("滨江开发区", "比对-密").replace("招商突破提升", "新招商")


def fill_readings(cast: Cast, file: Upload) -> tuple[dict[str, Place], dict[str, str]]:
    """The places of the zone, and the words its forms send."""
    reading, draft = _read(cast, NOTICE)
    reading.sha256 = file.sha256
    settled, _ = _read(cast, NOTICE)
    compared, _ = _read(cast, REVISED, compares=True)
    for one in (settled, compared):
        _settle_names(cast, one)
    found = plan_readings.comparison(compared, acting_user=cast.actor("office"))
    item = _first(draft, ItemKind.CAMPAIGN)
    task = next(one for one in draft.items if one.kind is ItemKind.TASK and one.place)
    assert task.place is not None
    question = {"reading_id": reading.id, "question": draft.questions[0].id}
    places: dict[str, Place] = {
        "reading": {"reading_id": reading.id},
        "settled": {"reading_id": settled.id},
        "compared": {"reading_id": compared.id},
        "read_question": question,
        "read_name": {"reading_id": reading.id, "name": "数字经济发展中心"},
        "read_item": {"reading_id": reading.id, "item": item.id},
        "read_task": {"reading_id": reading.id, "item": task.id},
        "read_target": {"reading_id": reading.id, "item": _first(draft, ItemKind.TARGET).id},
    }
    words = {
        "difference": next(one.key for one in found.new if one.what is ItemKind.CAMPAIGN),
        "read_campaign": item.id,
        "cut": str((task.place.start + task.place.end) // 2),
    }
    return places, words


def _read(cast: Cast, text: str, *, compares: bool = False) -> tuple[PlanReading, Draft]:
    """As the worker leaves it."""
    office = cast.actor("office")
    plan = cast.plan if compares else None
    reading = plan_readings.start_from_text(text, compares_with=plan, acting_user=office)
    draft = from_reading(read(text), text)
    plan_readings.fill(reading, text, draft, acting_user=office)
    return reading, draft


def _settle_names(cast: Cast, reading: PlanReading) -> None:
    for row in plan_readings.list_names(reading):
        decision = Decision(DecisionKind.NEW, department_kind=DepartmentKind.ECONOMIC, short_name=row.name[:20])
        plan_readings.decide_name(reading, row.name, decision, acting_user=cast.actor("office"))


def _first(draft: Draft, kind: ItemKind) -> Item:
    return next(one for one in draft.items if one.kind is kind)
