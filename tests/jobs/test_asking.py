"""Asking for a job: in the transaction of its reason, once for the same wish; a worker is called when it is kept."""

from collections.abc import Iterator
from threading import Event, Thread

import pytest
from flask import current_app
from sqlalchemy import select

from portal import unit_of_work
from portal.database import db
from portal.domain.job_states import JobState
from portal.errors import Invalid, Missing
from portal.models import Job
from portal.services import job_turns, jobs
from tests.cast import Cast
from tests.engines import Database
from tests.jobs.conftest import Probe, asked
from tests.working import run_waiting_jobs


@pytest.fixture
def calls() -> Iterator[list[int]]:
    """How often a worker was called in this process."""
    before, found = unit_of_work._call_worker, list[int]()
    unit_of_work.call_worker_with(lambda: found.append(count_jobs()))
    yield found
    unit_of_work._call_worker = before


def count_jobs() -> int:
    """As somebody else sees them."""
    with db.engine.connect() as connection:
        return len(connection.execute(select(Job.id)).all())


def test_a_worker_is_called_once_it_is_kept(people: Cast, calls: list[int]) -> None:
    with unit_of_work.work():
        asked(people)
        asked(people)
        assert calls == []
    assert calls == [2], "called once, when others see the jobs"
    with unit_of_work.work():
        people.user("office").name = "另一个岗位"
    assert calls == [2]


def ask_in_vain(people: Cast) -> None:
    with unit_of_work.work():
        asked(people)
        raise Invalid("no")


def test_what_is_taken_back_calls_nobody(people: Cast, calls: list[int]) -> None:
    db.session.commit()
    with pytest.raises(Invalid):
        ask_in_vain(people)
    with unit_of_work.work():
        people.user("office").name = "另一个岗位"
    assert (calls, count_jobs()) == ([], 0)


def test_the_same_wish_is_written_once_while_it_waits(people: Cast, probe: Probe) -> None:
    office = people.actor("office")
    first = jobs.ask_for("probe", {}, acting_user=office, key="calendar")
    assert jobs.ask_for("probe", {}, acting_user=people.actor("commander"), key="calendar") is first
    assert jobs.ask_for("probe", {}, acting_user=office, key="other") is not first
    assert jobs.ask_for("probe", {}, acting_user=office) is not first
    with unit_of_work.work():
        job_turns.take_next_or_none()
    again = jobs.ask_for("probe", {}, acting_user=office, key="calendar")
    assert again is not first, "one that has begun may have read what stood before"


def test_a_job_that_is_being_taken_at_this_moment_is_too_late(people: Cast, probe: Probe, context: Database) -> None:
    """On PostgreSQL: the worker has read the row and not yet committed. On SQLite the two wait for each other."""
    if context.name == "sqlite":
        return
    first = jobs.ask_for("probe", {}, acting_user=people.actor("office"), key="calendar")
    office, first_id = people.actor("office"), first.id
    db.session.commit()
    app, taken, asked_again = current_app._get_current_object(), Event(), Event()  # type: ignore[attr-defined]

    def take() -> None:
        with app.app_context(), unit_of_work.work():
            job_turns.take_next_or_none()
            db.session.flush()
            taken.set()
            asked_again.wait(10)

    worker = Thread(target=take)
    worker.start()
    assert taken.wait(10)
    again = jobs.ask_for("probe", {}, acting_user=office, key="calendar")
    asked_again.set()
    worker.join()
    assert again.id != first_id


def test_it_is_seen_by_whoever_asked(people: Cast, probe: Probe) -> None:
    job = asked(people, "commander")
    assert jobs.access_job(job.id, acting_user=people.actor("commander")) is job
    for stranger in ("office", "deputy", "system_admin"):
        with pytest.raises(Missing):
            jobs.access_job(job.id, acting_user=people.actor(stranger))
    with pytest.raises(Missing):
        jobs.access_job(job.id + 1, acting_user=people.actor("commander"))


def test_its_state_is_what_its_dates_say(people: Cast, probe: Probe) -> None:
    job = asked(people)
    states = [job.state]
    with unit_of_work.work():
        turn = job_turns.take_next_or_none()
    assert turn is not None
    states.append(job.state)
    with unit_of_work.work():
        job_turns.finish(turn, {})
    db.session.expire_all()
    states.append(job.state)
    assert states == [JobState.WAITING, JobState.RUNNING, JobState.DONE]
    assert run_waiting_jobs() == 0
