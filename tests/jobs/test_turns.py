"""Many workers, slow ones and dead ones: every job is done once, by one of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import current_app
from sqlalchemy import select

from portal import clock, unit_of_work
from portal.database import db
from portal.domain.job_states import JobState
from portal.jobs import running
from portal.models import Department, Job
from portal.policy import Actor
from portal.services import job_turns
from portal.services.job_turns import BROKEN, SILENCE, Turn, TurnLostError
from tests.cast import Cast
from tests.jobs.conftest import Probe, asked
from tests.working import run_due_jobs, run_waiting_jobs

pytestmark = pytest.mark.usefixtures("context")
JOBS, WORKERS = 24, 4


def leaves_a_trace(prepared: dict[str, Any], actor: Actor, progress: Any) -> dict[str, Any]:
    db.session.add(Department(name=f"痕{prepared['n']}", short_name=f"痕{prepared['n']}", kind="economic", position=1))
    db.session.flush()
    return {}


def traces() -> list[str]:
    return sorted(db.session.scalars(select(Department.name).where(Department.name.startswith("痕"))))


def take() -> Turn:
    with unit_of_work.work():
        turn = job_turns.take_next_or_none()
    assert turn is not None
    return turn


def fall_silent(job: Job) -> None:
    """Its worker has told nothing for a while."""
    job.due_at = clock.wall() - timedelta(seconds=1)
    db.session.commit()


def test_four_workers_do_each_job_once(people: Cast, probe: Probe) -> None:
    probe.acts = leaves_a_trace
    jobs = [asked(people, n=n) for n in range(JOBS)]
    db.session.commit()
    app, ready = current_app._get_current_object(), Barrier(WORKERS)  # type: ignore[attr-defined]

    def work(_: int) -> int:
        ready.wait()
        return running.run_due(app)

    with ThreadPoolExecutor(WORKERS) as pool:
        counts = list(pool.map(work, range(WORKERS)))
    db.session.expire_all()
    assert sum(counts) == JOBS
    assert {(job.state, job.attempts) for job in jobs} == {(JobState.DONE, 1)}
    assert traces() == sorted(f"痕{n}" for n in range(JOBS))


def test_the_first_that_was_asked_for_is_the_first(people: Cast, probe: Probe) -> None:
    seen: list[int] = []
    probe.acts = lambda prepared, actor, progress: seen.append(prepared["n"]) or {}
    for n in range(5):
        asked(people, n=n)
    run_waiting_jobs()
    assert seen == [0, 1, 2, 3, 4]


def test_a_running_job_is_nobody_elses(people: Cast, probe: Probe) -> None:
    job = asked(people)
    db.session.commit()
    take()
    db.session.expire_all()
    assert (job.state, job.due_at > clock.wall() + SILENCE / 2) == (JobState.RUNNING, True)
    assert run_due_jobs() == 0


def test_a_silent_job_is_taken_again_and_the_first_worker_keeps_nothing(people: Cast, probe: Probe) -> None:
    probe.acts = leaves_a_trace
    job = asked(people, n=1)
    db.session.commit()
    slow = take()
    fall_silent(job)
    fast = take()
    running.run(slow)
    assert (traces(), db.session.get_one(Job, slow.job_id).state) == ([], JobState.RUNNING)
    with pytest.raises(TurnLostError), unit_of_work.work():
        job_turns.tell_progress(slow, 1, 2)
    running.run(fast)
    running.run(slow)
    db.session.expire_all()
    done = db.session.get_one(Job, slow.job_id)
    assert (traces(), done.state, done.attempts) == (["痕1"], JobState.DONE, 2)


def test_what_kills_its_worker_three_times_is_given_up(people: Cast, probe: Probe) -> None:
    probe.acts = leaves_a_trace
    job = asked(people, n=1)
    db.session.commit()
    for _ in range(job_turns.MOST_ATTEMPTS):
        take()
        fall_silent(job)
    assert run_due_jobs() == 1
    assert (job.state, job.problem, traces()) == (
        JobState.FAILED,
        {"text": BROKEN, "values": {"id": job.id}},
        [],
    )
    assert run_due_jobs() == 0
