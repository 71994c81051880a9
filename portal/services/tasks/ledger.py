"""The one ledger of every change of a task's due day: what was issued never changes, and each line says why."""

from datetime import date

from sqlalchemy import func, select

from portal import clock
from portal.database import db
from portal.models import DateChange, DateChangeKind, Task
from portal.policy import Actor


def write_line(
    task: Task,
    kind: DateChangeKind,
    to_on: date,
    *,
    acting_user: Actor,
    reason: str = "",
    paper: str = "",
) -> DateChange:
    """Write from which day to which; the caller sets the task's day in the same act."""
    assert task.due_on is not None
    line = DateChange(
        task_id=task.id,
        kind=kind,
        from_on=task.due_on,
        to_on=to_on,
        nth=_count(task, kind) + 1,
        paper=paper,
        reason=reason,
        decided_by_id=acting_user.user_id,
        decided_at=clock.now(),
    )
    db.session.add(line)
    return line


def last_line_or_none(task: Task, kind: DateChangeKind) -> DateChange | None:
    """The last line of its kind."""
    return db.session.scalar(
        select(DateChange)
        .where(DateChange.task_id == task.id, DateChange.kind == kind)
        .order_by(DateChange.id.desc())
        .limit(1)
    )


def _count(task: Task, kind: DateChangeKind) -> int:
    return (
        db.session.scalar(
            select(func.count()).select_from(DateChange).where(DateChange.task_id == task.id, DateChange.kind == kind)
        )
        or 0
    )
