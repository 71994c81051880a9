"""A sheet from the upload to the job that writes it: kept on the server, its columns corrected, or dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import defer, selectinload

from portal import clock, policy
from portal.database import db
from portal.domain.task_sheet import layout as layouts
from portal.domain.task_sheet.grid import Sheet
from portal.domain.task_sheet.layout import Layout
from portal.errors import Denied, Invalid, Missing, Stale, WrongState
from portal.models import Campaign, Job, Plan, Task
from portal.models import TaskSheet as TaskSheet
from portal.policy import Actor
from portal.services import jobs, plans
from portal.services.task_sheets.packing import pack, unpack
from portal.services.task_sheets.reviewing import Review
from portal.services.tasks import placing
from portal.services.tasks.placing import Place
from portal.text import N_

MOST_OPEN = 20
JOB = "import_tasks"
UNSETTLED = N_("Settle the columns first.")
REMOVED = N_("The rows of this table were removed after their time. Send the file in again.")


@dataclass(frozen=True)
class Came:
    """A file that was read: its name, its sheets, and how its columns are understood."""

    name: str
    sheets: tuple[Sheet, ...]
    layout: Layout


@dataclass(frozen=True)
class OpenSheet:
    """A line of the list of what was begun."""

    id: int
    name: str
    campaign: str
    changed_at: Any
    is_done: bool


def understand(name: str, found: Sequence[Mapping[str, Any]]) -> Came:
    """What a file holds, as `documents.sheet_rows` gives it."""
    sheets = tuple(Sheet.from_json(one) for one in found)
    return Came(name, sheets, layouts.recognise(sheets))


def start(place: Place, seat: int | None, came: Came, *, acting_user: Actor) -> TaskSheet:
    """Keep a table for a place in the tree. Raises Denied or WrongState where this person may not draft there."""
    placing.require_place(place, _seat_at(place, seat), acting_user=acting_user)
    _require_open(place)
    now = clock.now()
    sheet = TaskSheet(
        campaign_id=place.campaign_id,
        parent_id=place.parent.id if place.parent else None,
        internal_department_id=place.internal_department_id,
        deputy_seat=seat,
        name=came.name,
        cells=pack([one.as_json() for one in came.sheets]),
        layout=came.layout.as_json(),
        created_by_id=acting_user.user_id,
        created_at=now,
        changed_at=now,
    )
    db.session.add(sheet)
    db.session.flush()
    return sheet


def access_sheet(sheet_id: int, *, acting_user: Actor) -> TaskSheet:
    """A sheet of one's own. Raises Missing, and Denied where one may draft nothing any more."""
    sheet = db.session.get(TaskSheet, sheet_id)
    if sheet is None or sheet.created_by_id != acting_user.user_id:
        raise Missing
    if not policy.holds_anywhere(acting_user, "task.draft"):
        raise Denied
    return sheet


def list_open(*, acting_user: Actor) -> list[OpenSheet]:
    """What this person has begun, the newest first, the done ones too."""
    query = (
        select(TaskSheet, Campaign.name.label("campaign"))
        .join(Campaign, Campaign.id == TaskSheet.campaign_id)
        .options(defer(TaskSheet.cells), defer(TaskSheet.checked))
        .where(TaskSheet.created_by_id == acting_user.user_id, TaskSheet.removed_at.is_(None))
        .order_by(TaskSheet.id.desc())
        .limit(MOST_OPEN)
    )
    return [
        OpenSheet(row.TaskSheet.id, row.TaskSheet.name, row.campaign, row.TaskSheet.changed_at,
                  row.TaskSheet.done_at is not None)
        for row in db.session.execute(query)
    ]  # fmt: skip


def sheets_of(sheet: TaskSheet) -> tuple[Sheet, ...]:
    """Raises WrongState where its rows were removed after their time."""
    if sheet.removed_at is not None:
        raise WrongState(REMOVED)
    return tuple(Sheet.from_json(one) for one in unpack(sheet.cells))


def layout_of(sheet: TaskSheet) -> Layout:
    return Layout.from_json(sheet.layout)


def place_of(sheet: TaskSheet, *, acting_user: Actor) -> Place:
    """Where its tasks go. Raises Denied or WrongState where this person may not draft there any more."""
    if sheet.parent_id is None:
        campaign = db.session.get_one(Campaign, sheet.campaign_id)
        place = placing.at_top(campaign)
    else:
        query = select(Task).options(selectinload(Task.assignments)).where(Task.id == sheet.parent_id)
        place = placing.below(db.session.execute(query).scalar_one(), sheet.internal_department_id)
    placing.require_place(place, _seat_at(place, sheet.deputy_seat), acting_user=acting_user)
    _require_open(place)
    return place


def _seat_at(place: Place, seat: int | None) -> int | None:
    return place.parent.deputy_seat if place.parent and seat is None else seat


def _require_open(place: Place) -> None:
    plans.require_open(db.session.get_one(Plan, place.plan_id))


def set_columns(
    sheet: TaskSheet, layout: Layout, review: Review | None, *, acting_user: Actor, version: int | None = None
) -> None:
    """How the columns are read, with what was then found in the rows. Raises Stale, WrongState or Invalid."""
    require_unwritten(sheet)
    if version is not None and version != sheet.version:
        raise Stale
    if review is not None and not layout.has_title:
        raise Invalid(N_("Say which column holds the task."))
    sheet.layout = layout.as_json()
    sheet.checked = pack(review.as_json()) if review else None
    sheet.counts = dict(review.counts) if review else None
    sheet.changed_at = clock.now()


def review_of(sheet: TaskSheet) -> Review:
    """What was found in its rows. Raises WrongState where its columns are not settled yet."""
    if sheet.checked is None:
        raise WrongState(UNSETTLED)
    return Review.from_json(unpack(sheet.checked))


def ask_to_write(sheet: TaskSheet, *, only_good: bool, acting_user: Actor, version: int | None = None) -> Job:
    """Have a worker write the rows: all of them, or the sound ones. Raises Stale, WrongState or Invalid."""
    require_unwritten(sheet)
    if version is not None and version != sheet.version:
        raise Stale
    counts = sheet.counts
    if counts is None:
        raise WrongState(UNSETTLED)
    if counts["new"] == 0:
        raise Invalid(N_("No row is left to be written."))
    if counts["faulty"] and not only_good:
        raise Invalid(N_("Rows that are not sound stand in the way: put them right, or write the others only."))
    job = jobs.ask_for(
        JOB, {"sheet": sheet.id, "only_good": only_good}, acting_user=acting_user, back=f"/tasks/import/{sheet.id}"
    )
    sheet.job_id = job.id
    sheet.changed_at = clock.now()
    return job


def drop(sheet: TaskSheet, *, acting_user: Actor, version: int | None = None) -> None:
    """Forget a table that nothing was written from. Raises Stale or WrongState."""
    require_unwritten(sheet)
    if version is not None and version != sheet.version:
        raise Stale
    db.session.delete(sheet)
    db.session.flush()


def require_unwritten(sheet: TaskSheet) -> None:
    """Raises WrongState where a worker has it, or has written it, or its rows are gone."""
    if sheet.removed_at is not None:
        raise WrongState(REMOVED)
    if sheet.done_at is not None:
        raise WrongState(N_("The tasks of this table are written already."))
    if running_job_or_none(sheet):
        raise WrongState(N_("This table is being written at this moment."))


def running_job_or_none(sheet: TaskSheet) -> int | None:
    job = db.session.get(Job, sheet.job_id) if sheet.job_id else None
    return job.id if job is not None and job.ended_at is None else None
