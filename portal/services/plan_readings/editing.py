"""What people do to a draft; every act is kept at once. The changes themselves are pure (domain/plan_draft)."""

from collections.abc import Callable
from typing import NamedTuple

from portal import clock
from portal.database import db
from portal.domain import plan_draft
from portal.domain.plan_draft import Decision, DecisionKind, Draft, Item, ItemKind, ReadingState, to_plain
from portal.errors import Invalid, Stale, WrongState
from portal.models import Department, DepartmentGroup, PlanReading
from portal.policy import Actor
from portal.services.plan_readings.access import draft_of, require_office, require_review
from portal.services.plan_readings.starting import tell
from portal.text import N_

Change = Callable[[Draft], Draft]
MOST_TOLD = 200  # characters of what was typed in a history row


class Changed(NamedTuple):
    before: Draft
    after: Draft

    def title(self, item_id: str) -> str:
        """What an item was called when this was done to it; the plan itself has none."""
        item = plan_draft.find_or_none(self.before, item_id) or plan_draft.find_or_none(self.after, item_id)
        return plan_draft.title_of(item)[:MOST_TOLD] if item else ""


def change_draft(reading: PlanReading, change: Change, acting_user: Actor, version: int | None) -> Changed:
    require_office(acting_user)
    require_review(reading, version=version)
    before = draft_of(reading)
    draft = change(before)
    plain = to_plain(draft)
    if plain != reading.draft:
        reading.draft = plain
    db.session.flush()
    return Changed(before, draft)


def tell_corrected(reading: PlanReading, changed: Changed, item_id: str, field: str, acting_user: Actor) -> None:
    old, new = (plan_draft.field_text(draft, item_id, field)[:MOST_TOLD] for draft in changed)
    told = {"item": item_id, "title": changed.title(item_id), "field": field, "value": new}
    tell(reading, "plan_reading.corrected", acting_user, told, {"value": old})


def set_field(
    reading: PlanReading, item_id: str, field: str, value: str, *, acting_user: Actor, version: int | None = None
) -> None:
    """Correct one field; "" as `item_id` is the plan's head. Raises Invalid at the field."""
    changed = change_draft(
        reading, lambda draft: plan_draft.set_field(draft, item_id, field, value), acting_user, version
    )
    tell_corrected(reading, changed, item_id, field, acting_user)


def add_item(
    reading: PlanReading, kind: ItemKind, parent: str, title: str, *, acting_user: Actor, version: int | None = None
) -> str:
    """A new campaign, task or target behind its siblings; answers its id."""
    new, changed = _with_id(
        reading, lambda draft: plan_draft.add_item(draft, kind, parent, title), acting_user, version
    )
    told = {"item": new, "title": title[:MOST_TOLD], "below": changed.title(parent)}
    tell(reading, "plan_reading.item_added", acting_user, told)
    return new


def split_item(reading: PlanReading, item_id: str, at: int, *, acting_user: Actor, version: int | None = None) -> str:
    """Cut a task or a target at a position of the text; answers the id of the part behind."""
    text = reading.text
    new, changed = _with_id(
        reading, lambda draft: plan_draft.split_item(draft, item_id, at, text), acting_user, version
    )
    told = {"item": item_id, "title": changed.title(item_id), "new": new, "new_title": changed.title(new)}
    tell(reading, "plan_reading.item_split", acting_user, told)
    return new


def _with_id(
    reading: PlanReading, change: Callable[[Draft], tuple[Draft, str]], acting_user: Actor, version: int | None
) -> tuple[str, Changed]:
    made: list[str] = []

    def keep(draft: Draft) -> Draft:
        changed, item_id = change(draft)
        made.append(item_id)
        return changed

    changed = change_draft(reading, keep, acting_user, version)
    return made[0], changed


def merge_items(reading: PlanReading, into: str, other: str, *, acting_user: Actor, version: int | None = None) -> None:
    changed = change_draft(reading, lambda draft: plan_draft.merge_items(draft, into, other), acting_user, version)
    told = {"item": into, "title": changed.title(into), "other": other, "other_title": changed.title(other)}
    tell(reading, "plan_reading.items_merged", acting_user, told)


def move_item(
    reading: PlanReading, item_id: str, parent: str, before: str = "", *, acting_user: Actor, version: int | None = None
) -> None:
    changed = change_draft(
        reading, lambda draft: plan_draft.move_item(draft, item_id, parent, before), acting_user, version
    )
    was, now = (plan_draft.find_or_none(draft, item_id) for draft in changed)
    told = {"item": item_id, "title": changed.title(item_id), "parent": parent, "below": _below(changed, now)}
    tell(reading, "plan_reading.item_moved", acting_user, told, {"below": _below(changed, was)})


def _below(changed: Changed, item: Item | None) -> str:
    """Where an item lies: below which other one."""
    return changed.title(item.parent) if item is not None else ""


def drop_item(reading: PlanReading, item_id: str, *, acting_user: Actor, version: int | None = None) -> None:
    changed = change_draft(reading, lambda draft: plan_draft.drop_item(draft, item_id), acting_user, version)
    told = {"item": item_id, "title": changed.title(item_id)}
    tell(reading, "plan_reading.item_dropped", acting_user, told)


def take_back(reading: PlanReading, item_id: str, *, acting_user: Actor, version: int | None = None) -> None:
    changed = change_draft(reading, lambda draft: plan_draft.take_back(draft, item_id), acting_user, version)
    told = {"item": item_id, "title": changed.title(item_id)}
    tell(reading, "plan_reading.item_taken_back", acting_user, told)


def answer(
    reading: PlanReading, question_id: str, given: str, *, acting_user: Actor, version: int | None = None
) -> None:
    """Answer a question of the reader, or answer it otherwise; one about the structure goes to `rereading`.

    Raises Invalid at "answer".
    """
    changed = change_draft(reading, lambda old: plan_draft.answer(old, question_id, given), acting_user, version)
    old, new = (answer_in(draft, question_id) for draft in changed)
    tell(reading, "plan_reading.answered", acting_user, {"question": question_id, "answer": new}, {"answer": old})


def answer_in(draft: Draft, question_id: str) -> str | None:
    return next((one.answer for one in draft.questions if one.id == question_id), None)


def decide_name(
    reading: PlanReading, name: str, decision: Decision | None, *, acting_user: Actor, version: int | None = None
) -> None:
    """What a printed name is, once for all places. Raises Invalid at the decision's field."""
    if decision is not None:
        _check_exists(decision)
    changed = change_draft(
        reading, lambda draft: plan_draft.decide_department(draft, name, decision), acting_user, version
    )
    tell_decided(reading, changed, name, acting_user)


def tell_decided(reading: PlanReading, changed: Changed, name: str, acting_user: Actor) -> None:
    old, new = (draft.decisions.get(name) for draft in changed)
    told = {"name": name, "decision": new.kind.value if new else None, "id": new.id if new else None}
    before = {"decision": old.kind.value if old else None, "id": old.id if old else None}
    tell(reading, "plan_reading.decided", acting_user, told, before)


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
    changed = change_draft(reading, lambda draft: plan_draft.decide_person(draft, key, decision), acting_user, version)
    told = {"person": key, "decision": decision}
    tell(reading, "plan_reading.person_decided", acting_user, told, {"decision": changed.before.people.get(key, "")})


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
