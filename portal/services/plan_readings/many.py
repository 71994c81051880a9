"""Several corrections at once: the draft is taken apart and kept once, and each leaves its row of history."""

from collections.abc import Mapping

from portal.domain import plan_draft
from portal.domain.plan_draft import Decision, Draft
from portal.models import PlanReading
from portal.policy import Actor
from portal.services.plan_readings.editing import change_draft, tell_corrected, tell_decided
from portal.services.plan_readings.starting import tell


def set_fields(
    reading: PlanReading,
    item_id: str,
    values: Mapping[str, str],
    *,
    acting_user: Actor,
    version: int | None = None,
) -> None:
    """Fields of one item, "" for the plan's head. Raises Invalid at the first field that is wrong."""

    def change(draft: Draft) -> Draft:
        for field, value in values.items():
            draft = plan_draft.set_field(draft, item_id, field, value)
        return draft

    changed = change_draft(reading, change, acting_user, version)
    for field in values:
        tell_corrected(reading, changed, item_id, field, acting_user)


def decide_names(
    reading: PlanReading, decisions: Mapping[str, Decision], *, acting_user: Actor, version: int | None = None
) -> None:
    """What new names are; a decision that points to a department or a group is made one by one."""

    def change(draft: Draft) -> Draft:
        for name, decision in decisions.items():
            draft = plan_draft.decide_department(draft, name, decision)
        return draft

    changed = change_draft(reading, change, acting_user, version)
    for name in decisions:
        tell_decided(reading, changed, name, acting_user)


def answer_rest(reading: PlanReading, *, acting_user: Actor, version: int | None = None) -> int:
    """Every open question that hinders nothing is answered by what stands; answers how many."""
    answered: dict[str, str] = {}

    def change(draft: Draft) -> Draft:
        for one in plan_draft.open_questions(draft):
            if not one.is_blocking and one.answers:
                draft = plan_draft.answer(draft, one.id, one.answers[0])
                answered[one.id] = one.answers[0]
        return draft

    change_draft(reading, change, acting_user, version)
    for question, answer in answered.items():
        told = {"question": question, "answer": answer}
        tell(reading, "plan_reading.answered", acting_user, told, {"answer": None})
    return len(answered)
