"""An answer about the structure of a notice: the paper is read anew under it and the draft renewed.

The reading is slow and needs no lock: it is done before the change begins. A paper of more than LONGEST_AT_ONCE
characters is read by a worker.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain import plan_draft
from portal.domain.plan_draft import Draft, Rereading, from_plain
from portal.errors import Invalid
from portal.models import Job as Job
from portal.models import PlanReading
from portal.policy import Actor
from portal.services import jobs
from portal.services.plan_readings.access import access_reading, draft_of, require_office, require_review
from portal.services.plan_readings.editing import answer_in, change_draft
from portal.services.plan_readings.starting import tell
from portal.text import N_

KIND = "reread_notice"
LONGEST_AT_ONCE = 30_000  # a real notice has ten thousand; so many are read twice in about half a second


@dataclass(frozen=True)
class Wish:
    """An answer that wants the paper read anew, and what is needed to read it, without the database."""

    text: str
    draft: Draft
    question_id: str
    given: str

    @property
    def is_long(self) -> bool:
        return len(self.text) > LONGEST_AT_ONCE

    def read(self) -> Rereading:
        """Takes as long as reading the paper twice."""
        return plan_draft.read_anew(self.text, self.draft, self.question_id, self.given)


def wish_or_none(reading_id: int, question_id: str, given: str, *, acting_user: Actor) -> Wish | None:
    """What has to be read before this answer is given; None where nothing has."""
    reading = access_reading(reading_id, acting_user=acting_user)
    if reading.draft is None:
        return None
    draft = from_plain(reading.draft)
    is_wanted = plan_draft.wants_reading(draft, question_id, given)
    return Wish(reading.text, draft, question_id, given) if is_wanted else None


def ask_worker(
    reading: PlanReading, question_id: str, given: str, *, acting_user: Actor, version: int | None = None
) -> Job:
    """A worker gives the answer once it has read the paper under it."""
    require_office(acting_user)
    require_review(reading, version=version)
    back = f"/plans/import/{reading.id}?view=questions"
    arguments = {"reading": reading.id, "question": question_id, "answer": given}
    return jobs.ask_for(KIND, arguments, acting_user=acting_user, key=f"{reading.id}:{question_id}", back=back)


def answer_anew(
    reading: PlanReading,
    question_id: str,
    given: str,
    prepared: Rereading | None,
    *,
    acting_user: Actor,
    version: int | None = None,
) -> None:
    """Give an answer about the structure. What was prepared for other answers is read again. Raises Invalid."""
    require_review(reading, version=version)
    standing = draft_of(reading)
    if prepared is None or prepared.told_before != plan_draft.told_of(standing):
        prepared = Wish(reading.text, standing, question_id, given).read()
    fresh = prepared
    before, after = change_draft(
        reading, lambda draft: plan_draft.renewed(draft, fresh, question_id, given), acting_user, version
    )
    told = {"question": question_id, "answer": given, **_told(before, after, question_id)}
    tell(reading, "plan_reading.reread", acting_user, told, {"answer": answer_in(before, question_id)})


def _told(before: Draft, after: Draft, question_id: str) -> Mapping[str, object]:
    """How much of the tree is another one now, and which corrections found no place."""
    old, new = ({item.id for item in draft.items} for draft in (before, after))
    question = next(one for one in after.questions if one.id == question_id)
    left = [f"{one.title}: {one.value}"[:200] for one in plan_draft.left_behind(after, question)]
    return {"new": len(new - old), "gone": len(old - new), "left": left[:20]}


def answer_by_worker(
    reading_id: int, question_id: str, given: str, prepared: Rereading, *, acting_user: Actor
) -> PlanReading:
    """The worker has read. Raises Invalid where somebody answered otherwise meanwhile."""
    reading = access_reading(reading_id, acting_user=acting_user)
    if prepared.told_before != plan_draft.told_of(draft_of(reading)):
        raise Invalid(N_("Somebody has answered another question of this kind meanwhile: answer once more."))
    answer_anew(reading, question_id, given, prepared, acting_user=acting_user)
    return reading
