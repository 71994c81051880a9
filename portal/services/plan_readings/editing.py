"""What people do to a draft; every act is kept at once. The changes themselves are pure (domain/plan_draft)."""

from collections.abc import Callable

from portal import clock
from portal.database import db
from portal.domain import plan_draft
from portal.domain.plan_draft import Decision, DecisionKind, Draft, ItemKind, ReadingState, to_plain
from portal.errors import Invalid, Stale, WrongState
from portal.models import Department, DepartmentGroup, PlanReading
from portal.policy import Actor
from portal.services.plan_readings.access import draft_of, require_office, require_review
from portal.services.plan_readings.starting import tell
from portal.text import N_

Change = Callable[[Draft], Draft]
MOST_TOLD = 200  # characters of what was typed in a history row


def change_draft(reading: PlanReading, change: Change, acting_user: Actor, version: int | None) -> Draft:
    require_office(acting_user)
    require_review(reading, version=version)
    draft = change(draft_of(reading))
    plain = to_plain(draft)
    if plain != reading.draft:
        reading.draft = plain
    db.session.flush()
    return draft


def set_field(
    reading: PlanReading, item_id: str, field: str, value: str, *, acting_user: Actor, version: int | None = None
) -> None:
    """Correct one field; "" as `item_id` is the plan's head. Raises Invalid at the field."""
    change_draft(reading, lambda draft: plan_draft.set_field(draft, item_id, field, value), acting_user, version)
    tell(reading, "plan_reading.corrected", acting_user, {"item": item_id, "field": field, "value": value[:MOST_TOLD]})


def add_item(
    reading: PlanReading, kind: ItemKind, parent: str, title: str, *, acting_user: Actor, version: int | None = None
) -> str:
    """A new campaign, task or target behind its siblings; answers its id."""
    new = _with_id(reading, lambda draft: plan_draft.add_item(draft, kind, parent, title), acting_user, version)
    tell(reading, "plan_reading.item_added", acting_user, {"item": new, "title": title[:MOST_TOLD]})
    return new


def split_item(reading: PlanReading, item_id: str, at: int, *, acting_user: Actor, version: int | None = None) -> str:
    """Cut a task at a position of the text; answers the id of the part behind."""
    text = reading.text
    new = _with_id(reading, lambda draft: plan_draft.split_item(draft, item_id, at, text), acting_user, version)
    tell(reading, "plan_reading.item_split", acting_user, {"item": item_id, "new": new})
    return new


def _with_id(
    reading: PlanReading, change: Callable[[Draft], tuple[Draft, str]], acting_user: Actor, version: int | None
) -> str:
    made: list[str] = []

    def keep(draft: Draft) -> Draft:
        changed, item_id = change(draft)
        made.append(item_id)
        return changed

    change_draft(reading, keep, acting_user, version)
    return made[0]


def merge_items(reading: PlanReading, into: str, other: str, *, acting_user: Actor, version: int | None = None) -> None:
    change_draft(reading, lambda draft: plan_draft.merge_items(draft, into, other), acting_user, version)
    tell(reading, "plan_reading.items_merged", acting_user, {"item": into, "other": other})


def move_item(
    reading: PlanReading, item_id: str, parent: str, before: str = "", *, acting_user: Actor, version: int | None = None
) -> None:
    change_draft(reading, lambda draft: plan_draft.move_item(draft, item_id, parent, before), acting_user, version)
    tell(reading, "plan_reading.item_moved", acting_user, {"item": item_id, "parent": parent})


def drop_item(reading: PlanReading, item_id: str, *, acting_user: Actor, version: int | None = None) -> None:
    change_draft(reading, lambda draft: plan_draft.drop_item(draft, item_id), acting_user, version)
    tell(reading, "plan_reading.item_dropped", acting_user, {"item": item_id})


def take_back(reading: PlanReading, item_id: str, *, acting_user: Actor, version: int | None = None) -> None:
    change_draft(reading, lambda draft: plan_draft.take_back(draft, item_id), acting_user, version)
    tell(reading, "plan_reading.item_taken_back", acting_user, {"item": item_id})


def answer(
    reading: PlanReading, question_id: str, given: str, *, acting_user: Actor, version: int | None = None
) -> None:
    """Answer a question of the reader, or answer it otherwise. Raises Invalid at "answer"."""
    draft = change_draft(reading, lambda old: plan_draft.answer(old, question_id, given), acting_user, version)
    question = next(one for one in draft.questions if one.id == question_id)
    tell(reading, "plan_reading.answered", acting_user, {"question": question_id, "answer": question.answer})


def decide_name(
    reading: PlanReading, name: str, decision: Decision | None, *, acting_user: Actor, version: int | None = None
) -> None:
    """What a printed name is, once for all places. Raises Invalid at the decision's field."""
    if decision is not None:
        _check_exists(decision)
    change_draft(reading, lambda draft: plan_draft.decide_department(draft, name, decision), acting_user, version)
    tell(
        reading,
        "plan_reading.decided",
        acting_user,
        {"name": name, "decision": decision.kind.value if decision else None},
    )


def _check_exists(decision: Decision) -> None:
    is_department = decision.kind in (DecisionKind.EXISTING, DecisionKind.ALIAS)
    if is_department and not (decision.id and db.session.get(Department, decision.id)):
        raise Invalid(N_("Choose a department."), "id")
    if decision.kind is DecisionKind.GROUP and not (decision.id and db.session.get(DepartmentGroup, decision.id)):
        raise Invalid(N_("Choose a group."), "id")
    if any(db.session.get(Department, one) is None for one in decision.members):
        raise Invalid(N_("Choose a department."), "members")


def decide_person(
    reading: PlanReading, key: str, decision: str, *, acting_user: Actor, version: int | None = None
) -> None:
    """Accept or ignore somebody as a suggestion for an appointment; it gives no right."""
    change_draft(reading, lambda draft: plan_draft.decide_person(draft, key, decision), acting_user, version)
    tell(reading, "plan_reading.person_decided", acting_user, {"person": key, "decision": decision})


def drop_reading(reading: PlanReading, *, acting_user: Actor, version: int | None = None) -> None:
    """Put a reading aside; it is kept. Raises WrongState where it has ended already."""
    require_office(acting_user)
    if version is not None and version != reading.version:
        raise Stale
    if reading.state not in (ReadingState.WAITING, ReadingState.FAILED, ReadingState.REVIEW):
        raise WrongState(N_("This notice is not open for review."))
    reading.is_dropped, reading.ended_at = True, clock.now()
    db.session.flush()
    tell(reading, "plan_reading.dropped", acting_user, {"name": reading.name})
