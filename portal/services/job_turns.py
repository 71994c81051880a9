"""Jobs as workers meet them: taken by one at a time, given back when he dies, ended once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Update, bindparam, select, update

from portal import clock
from portal.database import Instant, db
from portal.models import Job
from portal.text import N_

SILENCE = timedelta(minutes=1)
MOST_ATTEMPTS = 3
BROKEN = N_("This did not work. Whoever runs the portal finds the reason in its log, under job %(id)s.")

_NEXT = (
    select(Job)
    .where(Job.ended_at.is_(None), Job.due_at <= bindparam("now", type_=Instant))
    .order_by(Job.due_at, Job.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)


class TurnLostError(Exception):
    """The job was silent for too long and somebody else has it: whatever was done for it must not be kept."""


@dataclass(frozen=True)
class Turn:
    """A job in the hands of one worker; `attempt` tells him from whoever had it before or has it after him."""

    job_id: int
    kind: str
    arguments: Mapping[str, Any]
    asked_by_id: int
    attempt: int


def take_next_or_none() -> Turn | None:
    """The job that waits longest, or one whose worker has been silent. On PostgreSQL workers pass each other by."""
    job = db.session.scalar(_NEXT, {"now": clock.wall()})
    if job is None:
        return None
    job.attempts += 1
    job.started_at = job.started_at or clock.now()
    job.due_at = clock.wall() + SILENCE
    return Turn(job.id, job.kind, job.arguments, job.asked_by_id, job.attempts)


def free_all() -> None:
    """For whoever knows that no worker lives: what the dead had in their hands is due at once."""
    db.session.execute(
        update(Job).where(Job.ended_at.is_(None), Job.started_at.is_not(None)).values(due_at=clock.wall())
    )


def is_spent(turn: Turn) -> bool:
    """Whether it has killed its workers, or broken in their hands, as often as it may."""
    return turn.attempt > MOST_ATTEMPTS


def tell_progress(turn: Turn, done: int, total: int) -> None:
    """A sign of life. Raises TurnLostError."""
    _change(turn, done=done, total=total, due_at=clock.wall() + SILENCE)


def finish(turn: Turn, outcome: Mapping[str, object]) -> None:
    """In the transaction of what was done: it is kept only where the job is still this worker's."""
    _change(turn, ended_at=clock.now(), outcome=dict(outcome))


def fail(turn: Turn, text: str, values: Mapping[str, object]) -> None:
    _change(turn, ended_at=clock.now(), problem={"text": text, "values": dict(values)})


def break_off(turn: Turn, *, after: timedelta) -> None:
    """Something unexpected: again after a while, or the end where it was the last attempt."""
    if turn.attempt >= MOST_ATTEMPTS:
        fail(turn, BROKEN, {"id": turn.job_id})
    else:
        _change(turn, started_at=None, due_at=clock.wall() + after)


def give_back(turn: Turn) -> None:
    """The worker stops and the job had no chance: the attempt does not count."""
    _change(turn, started_at=None, due_at=clock.wall(), attempts=turn.attempt - 1)


def _change(turn: Turn, **values: object) -> None:
    if db.session.execute(_of(turn).values(**values)).rowcount != 1:  # type: ignore[attr-defined]
        raise TurnLostError


def _of(turn: Turn) -> Update:
    return (
        update(Job)
        .where(Job.id == turn.job_id, Job.attempts == turn.attempt, Job.ended_at.is_(None))
        .execution_options(synchronize_session=False)
    )
