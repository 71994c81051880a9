"""The stored days of open tasks anew, after something that all of them follow from has changed: the calendar."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, func, select, update

from portal.database import Base, db
from portal.models import Campaign, Task
from portal.services.tasks.line import read_rows
from portal.services.tasks.turning import marks_of, turned

BATCH = 200

_TASKS = Base.metadata.tables["task"]
_SET_DAYS = update(_TASKS).where(_TASKS.c.id == bindparam("of_task"))
_OPEN = Task.is_open


def list_campaigns() -> Sequence[int]:
    return db.session.scalars(select(Campaign.id).order_by(Campaign.id)).all()


def count_open() -> int:
    return db.session.scalar(select(func.count()).select_from(Task).where(_OPEN)) or 0


def recompute_days(campaign_id: int, after: int) -> tuple[int, int]:
    """The next tasks of a campaign behind this one: how many, and the last one's id. Nothing differs the second time.

    The campaign's row is locked as for every change of a percent, before anything is read.
    """
    db.session.execute(select(Campaign.id).where(Campaign.id == campaign_id).with_for_update(key_share=True))
    ids = db.session.scalars(
        select(Task.id).where(Task.campaign_id == campaign_id, Task.id > after, _OPEN).order_by(Task.id).limit(BATCH)
    ).all()
    if ids:
        _store(ids)
    return len(ids), max(ids, default=after)


def _store(ids: Sequence[int]) -> None:
    """Past the version counter, like everything that is derived: nobody's form becomes stale."""
    marks = marks_of(ids)
    moved: list[dict[str, Any]] = []
    for task in read_rows(ids):
        days = turned(task, task.percent_bp, marks, is_work=False)
        if any(getattr(task, column) != value for column, value in days.items()):
            moved.append({"of_task": task.id, **days})
    if moved:
        db.session.connection().execute(_SET_DAYS, moved)
