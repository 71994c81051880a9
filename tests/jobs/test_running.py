"""One job from its turn to its end: what is kept, what is taken back, what the asker reads."""

from typing import Any

import pytest
from sqlalchemy import select

from portal import unit_of_work
from portal.database import db
from portal.documents.refusal import NotAcceptedError
from portal.domain.job_states import JobState
from portal.errors import Collision, Denied, Invalid, NotSaved
from portal.models import Department, Job
from portal.policy import Actor
from portal.services.job_turns import BROKEN
from tests import factories
from tests.cast import Cast
from tests.jobs.conftest import Probe, asked
from tests.working import run_due_jobs, run_waiting_jobs

pytestmark = pytest.mark.usefixtures("context")


def writes(name: str) -> Department:
    return factories.keep(Department(name=name, short_name=name, kind="economic", position=1))


def is_there(name: str) -> bool:
    return db.session.scalar(select(Department.id).where(Department.name == name)) is not None


def make_due(job: Job) -> None:
    """The rest after a failure is over."""
    db.session.execute(db.update(Job).where(Job.id == job.id).values(due_at=job.asked_at))


def test_it_is_done_with_the_rights_and_arguments_of_the_asker(people: Cast, probe: Probe) -> None:
    seen = []

    def act(prepared: dict[str, Any], actor: Actor, progress: Any) -> dict[str, Any]:
        seen.append((prepared, actor))
        return {"leads_to": "/tasks"}

    probe.acts = act
    job = asked(people, "commander", name="甲", rows=[1, 2])
    assert (run_waiting_jobs(), job.state, job.outcome) == (1, JobState.DONE, {"leads_to": "/tasks"})
    assert seen == [({"name": "甲", "rows": [1, 2]}, people.actor("commander"))]
    assert job.ended_at is not None
    assert run_waiting_jobs() == 0, "it is done once"


def test_what_is_prepared_is_handed_over(people: Cast, probe: Probe) -> None:
    probe.prepare = lambda arguments, *, acting_user, progress: arguments["a"] * 2
    probe.acts = lambda prepared, actor, progress: {"prepared": prepared}
    job = asked(people, a=21)
    run_waiting_jobs()
    assert job.outcome == {"prepared": 42}


@pytest.mark.parametrize(
    ("refusal", "problem"),
    [
        (Invalid("%(n)s rows", n=3), {"text": "%(n)s rows", "values": {"n": 3}}),
        (Denied(), {"text": "You may not do this.", "values": {}}),
        (
            NotAcceptedError("%(file)s: %(why)s", file="a.xlsx", why=NotAcceptedError("empty")),
            {"text": "%(file)s: %(why)s", "values": {"file": "a.xlsx", "why": {"text": "empty", "values": {}}}},
        ),
    ],
)
def test_a_refusal_ends_it_with_its_sentence_and_keeps_nothing(
    people: Cast, probe: Probe, refusal: Exception, problem: dict[str, Any]
) -> None:
    def act(*given: Any) -> dict[str, Any]:
        writes("半途局")
        raise refusal

    probe.acts = act
    job = asked(people)
    run_waiting_jobs()
    assert (job.state, job.problem, job.outcome) == (JobState.FAILED, problem, None)
    assert not is_there("半途局")


@pytest.mark.parametrize("trouble", [RuntimeError("a bug"), NotSaved()])
def test_what_is_unexpected_is_tried_three_times(people: Cast, probe: Probe, trouble: Exception) -> None:
    tried = []

    def act(*given: Any) -> dict[str, Any]:
        writes(f"半途局{len(tried)}")
        tried.append(1)
        raise trouble

    probe.acts = act
    job = asked(people)
    for expected in (JobState.WAITING, JobState.WAITING, JobState.FAILED):
        assert run_due_jobs() == 1
        assert job.state == expected
        assert run_due_jobs() == 0, "it rests before it is tried again"
        make_due(job)
    assert (len(tried), job.problem) == (3, {"text": BROKEN, "values": {"id": job.id}})
    assert not is_there("半途局0")


def test_who_collides_begins_again_at_once(people: Cast, probe: Probe) -> None:
    tried = []

    def act(*given: Any) -> dict[str, Any]:
        writes(f"撞车局{len(tried)}")
        tried.append(1)
        if len(tried) < unit_of_work.TRIES:
            raise Collision
        return {}

    probe.acts = act
    job = asked(people)
    assert (run_waiting_jobs(), job.state, job.attempts) == (1, JobState.DONE, 1)
    assert [is_there(f"撞车局{n}") for n in range(unit_of_work.TRIES)] == [False, False, False, False, True]


def test_a_second_attempt_can_end_it(people: Cast, probe: Probe) -> None:
    tried = []

    def act(*given: Any) -> dict[str, Any]:
        tried.append(1)
        if len(tried) == 1:
            raise RuntimeError
        return {}

    probe.acts = act
    job = asked(people)
    run_due_jobs()
    make_due(job)
    assert (run_waiting_jobs(), job.state, job.attempts) == (1, JobState.DONE, 2)


def test_a_worker_that_stops_gives_it_back_uncounted(people: Cast, probe: Probe) -> None:
    stopped: list[bool] = []

    def act(prepared: Any, actor: Actor, progress: Any) -> dict[str, Any]:
        writes("半途局")
        stopped.append(True)
        progress(1, 2)
        raise AssertionError("it goes on")

    probe.acts = act
    job, other = asked(people), asked(people)
    assert run_due_jobs(is_stopped=lambda: bool(stopped)) == 1
    assert (job.state, job.attempts, other.attempts) == (JobState.WAITING, 0, 0)
    assert not is_there("半途局")


def test_who_asked_must_still_be_there(people: Cast, probe: Probe) -> None:
    job = asked(people, "observer")
    people.user("observer").is_stopped = True
    run_waiting_jobs()
    assert job.problem == {"text": "The account that asked for this is no longer in use.", "values": {}}


def test_a_consequence_needs_nobody(people: Cast, probe: Probe) -> None:
    probe.IS_CONSEQUENCE = True
    job = asked(people, "observer")
    people.user("observer").is_stopped = True
    run_waiting_jobs()
    assert job.state == JobState.DONE


def test_an_unknown_kind_breaks_and_harms_nobody(people: Cast, probe: Probe) -> None:
    job = asked(people)
    other = asked(people)
    job.kind = "unheard_of"
    run_due_jobs()
    assert (job.state, other.state) == (JobState.WAITING, JobState.DONE)
