"""How far a job is: seen by others while it runs, whichever database has only one writer."""

from pathlib import Path
from typing import Any

import pytest
from flask import current_app

from portal import unit_of_work
from portal.database import db, reading
from portal.jobs import progress as progresses
from portal.jobs.progress import Interrupted, Told, find_figures
from portal.models import Job
from portal.policy import Actor
from portal.services import job_turns
from tests.cast import Cast
from tests.engines import Database
from tests.jobs.conftest import Probe, asked
from tests.working import run_waiting_jobs

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture(autouse=True)
def without_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progresses, "EVERY", 0.0)


def seen_by_others(job_id: int) -> tuple[int, int]:
    """What the job's page shows at this moment."""
    token = reading.set(True)
    with db.engine.connect() as connection:
        row = connection.execute(db.select(Job.done, Job.total).where(Job.id == job_id)).one()
    reading.reset(token)
    figures = {"done": row.done, "total": row.total} | find_figures(job_id)
    return figures["done"], figures["total"]


def test_it_is_seen_while_it_prepares_and_while_it_writes(people: Cast, probe: Probe, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def prepare(arguments: Any, *, acting_user: Actor, progress: Any) -> None:
        progress(1, 10)
        seen.append(seen_by_others(job_id))
        with unit_of_work.work(read_only=True):
            db.session.scalar(db.select(Job.id))
            progress(2, 10)
            seen.append(seen_by_others(job_id))

    def act(prepared: Any, actor: Actor, progress: Any) -> dict[str, Any]:
        db.session.execute(db.update(Job).where(Job.id == -1).values(done=0))  # the write lock is held
        progress(7, 10)
        seen.append(seen_by_others(job_id))
        return {}

    probe.prepare, probe.acts = prepare, act
    job_id = asked(people).id
    run_waiting_jobs(data=tmp_path)
    assert seen == [(1, 10), (2, 10), (7, 10)]
    assert list(tmp_path.rglob("*.*")) == []
    assert find_figures(job_id) == {}, "nothing is left of it"


def test_the_figures_of_a_writer_on_sqlite_stand_beside_it(people: Cast, context: Database, tmp_path: Path) -> None:
    current_app.config["DATA"] = tmp_path
    job = asked(people)
    turn = job_turns.Turn(job.id, "probe", {}, job.asked_by_id, 0)
    if context.name == "sqlite":
        Told(turn, lambda: False)(3, 4)
        assert find_figures(job.id) == {"done": 3, "total": 4}
    else:
        db.session.commit()
        Told(turn, lambda: False)(3, 4)
        assert (find_figures(job.id), seen_by_others(job.id)) == ({}, (3, 4))


def test_a_folder_that_is_gone_harms_no_job(people: Cast, tmp_path: Path) -> None:
    current_app.config["DATA"] = tmp_path / "gone"
    progresses.keep_figures(1, 2, 3)
    progresses.forget_figures(1)
    assert find_figures(1) == {}


def test_it_is_written_at_most_twice_a_second(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progresses, "EVERY", 0.5)
    written: list[int] = []
    monkeypatch.setattr(job_turns, "tell_progress", lambda turn, done, total: written.append(done))
    told = Told(job_turns.Turn(1, "probe", {}, 1, 1), lambda: False)
    db.session.commit()
    for done in range(1000):
        told(done, 1000)
    assert written == [0]


def test_a_worker_that_shall_stop_goes_no_further(people: Cast) -> None:
    with pytest.raises(Interrupted):
        Told(job_turns.Turn(1, "probe", {}, 1, 1), lambda: True)(1, 2)
    assert not issubclass(Interrupted, Exception), "no job takes it for a failure of its own"
