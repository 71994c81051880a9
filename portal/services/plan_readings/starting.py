"""A notice comes in: its file or its words are kept, a worker reads it, and the draft is there for review."""

from collections.abc import Mapping

from portal import clock
from portal.database import db
from portal.documents.notice_text import MOST_CHARACTERS
from portal.documents.uploads import Upload
from portal.domain.plan_draft import Draft, ReadingState, to_plain
from portal.errors import Invalid, Missing, WrongState
from portal.models import Plan, PlanReading
from portal.policy import Actor
from portal.services import evidence, history, jobs, plans
from portal.services.plan_readings.access import require_office
from portal.text import N_

KIND = "read_notice"
MOST_ITEMS = 5000  # tasks and targets together: far beyond any plan


def start_from_file(upload: Upload, *, acting_user: Actor, compares_with: Plan | None = None) -> PlanReading:
    """A file that is kept already (documents/notice_files.py). A worker reads it."""
    require_office(acting_user)
    evidence.ensure_stored(upload)
    return _start(upload.name, "", upload.sha256, compares_with, acting_user)


def start_from_text(text: str, *, acting_user: Actor, name: str = "", compares_with: Plan | None = None) -> PlanReading:
    """Pasted words. Raises Invalid at "text" where there are none, or far too many."""
    require_office(acting_user)
    if not text.strip():
        raise Invalid(N_("Paste the words of the notice."), "text")
    if len(text) > MOST_CHARACTERS:
        raise Invalid(N_("This is far longer than a notice: send the plan alone."), "text")
    title = name.strip() or next(line.strip() for line in text.splitlines() if line.strip())
    return _start(title[:200], storable(text), None, compares_with, acting_user)


def _start(name: str, text: str, sha256: str | None, compared: Plan | None, acting_user: Actor) -> PlanReading:
    if compared is not None:
        plans.require_open(compared)
    reading = PlanReading(
        name=name,
        text=text,
        draft=None,
        problem=None,
        sha256=sha256,
        compares_with_id=compared.id if compared else None,
        started_by_id=acting_user.user_id,
        started_at=clock.now(),
        is_dropped=False,
    )
    db.session.add(reading)
    db.session.flush()
    job = jobs.ask_for(KIND, {"reading": reading.id}, acting_user=acting_user, back="/plans/import")
    reading.job_id = job.id
    db.session.flush()
    told = {"name": name} | ({"compares_with": compared.title} if compared else {})
    tell(reading, "plan_reading.started", acting_user, told)
    return reading


def storable(text: str) -> str:
    """Without the two kinds of characters no database keeps; every place stays the same place."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def find_waiting(reading_id: int) -> PlanReading:
    """A reading that waits for its worker. Raises Missing, or WrongState where it was read or dropped meanwhile."""
    reading = db.session.get(PlanReading, reading_id)
    if reading is None:
        raise Missing
    if reading.state is not ReadingState.WAITING:
        raise WrongState(N_("This notice has been read already."))
    return reading


def check_size(tasks: int, targets: int) -> None:
    """Raises Invalid where a paper holds more than any plan."""
    if tasks + targets > MOST_ITEMS:
        raise Invalid(N_("This paper holds more than %(most)s items: send the plan alone."), most=MOST_ITEMS)


def fill(reading: PlanReading, text: str, draft: Draft, *, acting_user: Actor) -> None:
    """The worker has read it."""
    reading.text, reading.draft, reading.read_at = storable(text), to_plain(draft), clock.now()
    db.session.flush()
    told = {"items": len(draft.items), "questions": len(draft.questions)}
    tell(reading, "plan_reading.read", acting_user, told)


def fail(reading: PlanReading, text: str, values: Mapping[str, object], *, acting_user: Actor) -> None:
    """The worker could not read it, and why."""
    reading.problem = {"text": text, "values": dict(values)}
    db.session.flush()
    tell(reading, "plan_reading.failed", acting_user, {"text": text})


def tell(
    reading: PlanReading,
    event: str,
    acting_user: Actor,
    after: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> None:
    """The history row of what happened to a reading. `before` is what stood there, where a person changed it."""
    history.record(
        event, acting_user=acting_user, subject=f"plan_reading:{reading.id}", before=before, after=dict(after)
    )
