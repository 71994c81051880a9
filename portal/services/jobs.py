"""Jobs as people meet them: asked for in the transaction of their reason, looked at by whoever asked."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.errors import Missing
from portal.models import Job as Job
from portal.policy import Actor

ASKED = "jobs_asked"
PAGE = 50


def ask_for(kind: str, arguments: Mapping[str, object], *, acting_user: Actor, key: str = "", back: str = "/") -> Job:
    """Write down what a worker shall do; it is called once this transaction is kept, and never otherwise.

    With a `key`, the same wish that still waits is not written twice. `arguments` are plain JSON.
    """
    if key and (waiting := _find_waiting_or_none(kind, key)):
        return waiting
    job = Job(
        kind=kind,
        key=key,
        arguments=dict(arguments),
        back=back,
        asked_by_id=acting_user.user_id,
        asked_at=clock.now(),
        due_at=clock.wall(),
    )
    db.session.add(job)
    db.session.flush()
    db.session().info[ASKED] = True
    return job


def _find_waiting_or_none(kind: str, key: str) -> Job | None:
    """Locked, so that no worker begins it before this change is kept; one that a worker has locked already is too late.

    That worker may have read what stood before this change.
    """
    return db.session.scalar(
        select(Job)
        .where(Job.kind == kind, Job.key == key, Job.ended_at.is_(None), Job.started_at.is_(None))
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def access_job(job_id: int, *, acting_user: Actor) -> Job:
    """A job of one's own. Raises Missing."""
    job = db.session.get(Job, job_id)
    if job is None or job.asked_by_id != acting_user.user_id:
        raise Missing
    return job


def list_own(*, acting_user: Actor, after: int | None = None) -> Sequence[Job]:
    """What this person has asked for, the newest first, one more than a page; paged by id."""
    query = select(Job).where(Job.asked_by_id == acting_user.user_id).order_by(Job.id.desc()).limit(PAGE + 1)
    return db.session.scalars(query.where(Job.id < after) if after else query).all()


def forget_asked() -> bool:
    """Whether this transaction has asked for jobs; asked once."""
    return bool(db.session().info.pop(ASKED, False))
