"""Reading a long notice anew under an answer about its structure: read without a lock, then the draft is renewed."""

from dataclasses import dataclass

from portal import unit_of_work
from portal.domain.plan_draft import Rereading
from portal.jobs import Arguments, Progress
from portal.policy import Actor
from portal.services.plan_readings import rereading

STEPS = 2


@dataclass(frozen=True)
class Read:
    reading_id: int
    question_id: str
    given: str
    reread: Rereading | None  # None where the paper has been read so meanwhile


def prepare(arguments: Arguments, *, acting_user: Actor, progress: Progress) -> Read:
    reading_id, question_id, given = int(arguments["reading"]), str(arguments["question"]), str(arguments["answer"])
    with unit_of_work.work(read_only=True):
        wish = rereading.wish_or_none(reading_id, question_id, given, acting_user=acting_user)
    progress(0, STEPS)
    reread = wish.read() if wish else None
    progress(1, STEPS)
    return Read(reading_id, question_id, given, reread)


def carry_out(prepared: Read, *, acting_user: Actor, progress: Progress) -> dict[str, object]:
    if prepared.reread is not None:
        rereading.answer_by_worker(
            prepared.reading_id, prepared.question_id, prepared.given, prepared.reread, acting_user=acting_user
        )
    return {"leads_to": f"/plans/import/{prepared.reading_id}?view=questions&question={prepared.question_id}"}
