"""Every act on a draft is kept at once, by the office alone, on the version it has seen."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from portal.database import db
from portal.domain.plan_draft import Decision, DecisionKind, ItemKind, ReadingState, people_of, title_of
from portal.errors import Denied, Invalid, Stale, WrongState
from portal.models import History, PlanReading
from portal.services import plan_readings
from tests import notices
from tests.services.plan_readings.conftest import Zone
from tests.services.plan_readings.readings import item, read

Act = Callable[..., Any]
# Each act on the draft of ITEMS, by what is passed to it.
ACTS: dict[str, Callable[[PlanReading], tuple[Any, ...]]] = {
    "set_field": lambda reading: (of(reading, "新建第二小学"), "title", "建好第二小学"),
    "add_item": lambda reading: (ItemKind.CAMPAIGN, "", "其他实事"),
    "split_item": lambda reading: (of(reading, "新建第二小学"), notices.ITEMS.index("8月底前投入")),
    "merge_items": lambda reading: (of(reading, "新建第二小学"), of(reading, "丰富文体活动")),
    "move_item": lambda reading: (of(reading, "新建第二小学"), of(reading, "改善居住出行"), ""),
    "drop_item": lambda reading: (of(reading, "新建第二小学"),),
    "take_back": lambda reading: (of(reading, "新建第二小学"),),
    "decide_name": lambda reading: ("财政局", Decision(DecisionKind.IGNORE)),
}


def of(reading: PlanReading, title: str) -> str:
    return item(plan_readings.draft_of(reading), title).id


def act(name: str, reading: PlanReading, zone: Zone, *, role: str = "office", version: int | None = None) -> Any:
    function: Act = getattr(plan_readings, name)
    return function(reading, *ACTS[name](reading), acting_user=zone.actor(role), version=version)


@pytest.mark.parametrize("name", sorted(set(ACTS) - {"take_back"}))
def test_what_was_done_is_there_tomorrow(zone: Zone, name: str) -> None:
    reading = read(zone, notices.ITEMS)
    before, version = dict(reading.draft or {}), reading.version
    act(name, reading, zone, version=version)
    db.session.commit()
    db.session.expire_all()
    again = plan_readings.access_reading(reading.id, acting_user=zone.actor("office"))
    assert again.draft != before
    assert again.version == version + 1


@pytest.mark.parametrize("name", sorted(ACTS))
def test_a_stale_form_changes_nothing(zone: Zone, name: str) -> None:
    reading = read(zone, notices.ITEMS)
    seen = reading.version
    plan_readings.drop_item(reading, of(reading, "丰富文体活动"), acting_user=zone.actor("office"))
    with pytest.raises(Stale):
        act(name, reading, zone, version=seen)


@pytest.mark.parametrize("name", sorted(ACTS))
@pytest.mark.parametrize("role", ["commander", "lead_head"])
def test_nobody_but_the_office_changes_a_draft(zone: Zone, name: str, role: str) -> None:
    reading = read(zone, notices.ITEMS, compares_with=zone.plan)
    with pytest.raises(Denied):
        act(name, reading, zone, role=role)


@pytest.mark.parametrize("name", sorted(ACTS))
def test_nothing_changes_after_the_end(zone: Zone, name: str) -> None:
    reading = read(zone, notices.ITEMS)
    plan_readings.drop_reading(reading, acting_user=zone.actor("office"))
    assert reading.state is ReadingState.DROPPED
    with pytest.raises(WrongState):
        act(name, reading, zone)
    with pytest.raises(WrongState):
        plan_readings.drop_reading(reading, acting_user=zone.actor("office"))


def test_an_answer_and_a_person_are_kept_and_told(zone: Zone) -> None:
    reading, office = read(zone, notices.CAMPAIGNS), zone.actor("office")
    question = plan_readings.draft_of(reading).questions[0]
    plan_readings.answer(reading, question.id, "No", acting_user=office, version=reading.version)
    key = people_of(plan_readings.draft_of(reading))[0].key
    plan_readings.decide_person(reading, key, "accepted", acting_user=office, version=reading.version)
    draft = plan_readings.draft_of(reading)
    assert (draft.questions[0].answer, dict(draft.people)) == ("No", {key: "accepted"})
    told = db.session.scalars(select(History.after).where(History.event == "plan_reading.answered")).all()
    assert told == [{"question": question.id, "answer": "No"}]


def test_what_is_refused_keeps_the_draft_as_it_was(zone: Zone) -> None:
    reading = read(zone, notices.ITEMS)
    before = reading.draft
    with pytest.raises(Invalid):
        plan_readings.set_field(
            reading, of(reading, "新建第二小学"), "due_on", "哪天", acting_user=zone.actor("office")
        )
    assert reading.draft == before


def test_an_added_item_can_be_named_by_its_id(zone: Zone) -> None:
    reading = read(zone, notices.ITEMS)
    new = act("add_item", reading, zone)
    assert "其他实事" in [title_of(one) for one in plan_readings.draft_of(reading).items if one.id == new]


@pytest.mark.parametrize(
    ("decision", "at"),
    [
        (Decision(DecisionKind.EXISTING, id=10**6), "id"),
        (Decision(DecisionKind.GROUP, id=10**6), "id"),
        (Decision(DecisionKind.NEW_GROUP, members=(10**6, 10**6 + 1)), "members"),
    ],
)
def test_a_decision_names_what_exists(zone: Zone, decision: Decision, at: str) -> None:
    reading = read(zone, notices.ITEMS)
    with pytest.raises(Invalid) as refused:
        plan_readings.decide_name(reading, "财政局", decision, acting_user=zone.actor("office"))
    assert refused.value.field == at
