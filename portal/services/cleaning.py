"""What nobody needs any more, forgotten after its time: exported files, the rows of sheets, notices put aside.

One thing a transaction, each with its history row; what was asked for and what came of it remains. Evidence is never
touched, nor the file of a notice that is read or became a plan: a content is given up only where no row names it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import Select, delete, exists, or_, select

from portal import clock
from portal.database import Base, db
from portal.models import Attachment, Job, PlanReading, StoredFile, TaskSheet
from portal.services import history
from portal.services.task_sheets.packing import pack

MOST = 1000  # of one kind at a time; the rest comes with the next cleaning
Thing = TypeVar("Thing", bound=Base)
IsBusy = Callable[[str], bool]


class Forgotten(NamedTuple):
    """Whether it was still due, and the hash of a content that no row names any more."""

    is_done: bool
    digest: str | None = None


NOTHING = Forgotten(False)


def _exports(before: datetime) -> Select[int]:
    of_export = (Job.kind == "export", Job.outcome.is_not(None), Job.file_removed_at.is_(None))
    return select(Job.id).where(*of_export, Job.ended_at < before).order_by(Job.id)


def _sheets(before: datetime) -> Select[int]:
    """Written ones, and those that nobody went on with."""
    is_being_written = exists().where(Job.id == TaskSheet.job_id, Job.ended_at.is_(None))
    untouched = (TaskSheet.removed_at.is_(None), TaskSheet.changed_at < before, ~is_being_written)
    return select(TaskSheet.id).where(*untouched).order_by(TaskSheet.id)


def _notices(before: datetime) -> Select[int]:
    dropped = (PlanReading.is_dropped, PlanReading.sha256.is_not(None), PlanReading.ended_at < before)
    return select(PlanReading.id).where(*dropped).order_by(PlanReading.id)


def _forget_export(thing_id: int, before: datetime, is_busy: IsBusy) -> Forgotten:
    job = _locked_or_none(Job, _exports(before), thing_id)
    outcome = job.outcome if job else None
    if job is None or outcome is None or "file" not in outcome or is_busy(outcome["file"]):
        return NOTHING
    job.file_removed_at = clock.now()
    _tell("job.file_removed", f"job:{job.id}", outcome["name"])
    return Forgotten(True, _released_or_none(outcome["file"]))


def _forget_sheet(thing_id: int, before: datetime, is_busy: IsBusy) -> Forgotten:
    """It lies in the database; what came from it, and which rows it had, stands in its tasks and in its history."""
    sheet = _locked_or_none(TaskSheet, _sheets(before), thing_id)
    if sheet is None:
        return NOTHING
    sheet.cells, sheet.checked, sheet.counts, sheet.removed_at = pack([]), None, None, clock.now()
    _tell("task_sheet.removed", f"task_sheet:{sheet.id}", sheet.name)
    return Forgotten(True)


def _forget_notice(thing_id: int, before: datetime, is_busy: IsBusy) -> Forgotten:
    reading = _locked_or_none(PlanReading, _notices(before), thing_id)
    if reading is None or reading.sha256 is None or is_busy(reading.sha256):
        return NOTHING
    digest, reading.sha256, reading.file_removed_at = reading.sha256, None, clock.now()
    _tell("plan_reading.file_removed", f"plan_reading:{reading.id}", reading.name)
    return Forgotten(True, _released_or_none(digest))


Forget = Callable[[int, datetime, IsBusy], Forgotten]
KINDS: Mapping[str, tuple[Callable[[datetime], Select[int]], Forget]] = {
    "exports": (_exports, _forget_export),
    "sheets": (_sheets, _forget_sheet),
    "notices": (_notices, _forget_notice),
}


def list_due(kind: str, before: datetime) -> Sequence[int]:
    """Ids of what ended before this moment and is still kept."""
    return db.session.scalars(KINDS[kind][0](before).limit(MOST)).all()


def forget(kind: str, thing_id: int, before: datetime, is_busy: IsBusy) -> Forgotten:
    """Forget one thing where it still is due.

    `is_busy` tells of a content that somebody may be bringing at this moment: it waits for another day.
    """
    return KINDS[kind][1](thing_id, before, is_busy)


def _locked_or_none(model: type[Thing], due: Select[int], thing_id: int) -> Thing | None:
    """For one worker alone: the other finds it locked, or done."""
    is_due = due.where(model.__table__.c.id == thing_id).order_by(None)
    query = select(model).where(model.__table__.c.id.in_(is_due)).with_for_update(skip_locked=True, of=model)
    return db.session.scalar(query.execution_options(populate_existing=True))


def _released_or_none(digest: str) -> str | None:
    db.session.flush()
    named = or_(
        exists().where(Attachment.sha256 == digest),
        exists().where(PlanReading.sha256 == digest),
        exists().where(Job.kind == "export", Job.file_removed_at.is_(None), Job.outcome["file"].as_string() == digest),
        StoredFile.preview_sha256.is_not(None),
    )
    gone = db.session.execute(delete(StoredFile).where(StoredFile.sha256 == digest, ~named))
    return digest if gone.rowcount else None  # type: ignore[attr-defined]


def _tell(event: str, subject: str, name: str) -> None:
    """The portal itself does it: nobody acts."""
    history.record(event, acting_user=None, subject=subject, before={"name": name})
