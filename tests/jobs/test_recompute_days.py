"""A changed calendar moves the days on which lights turn, for all open tasks, by a job."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from portal import unit_of_work
from portal.database import db
from portal.domain.lights import Light
from portal.models import Job, Task
from portal.services import calendar
from portal.services.tasks import ending, lights, recomputing, settling
from tests.cast import Cast
from tests.services.tasks import drafts
from tests.working import run_waiting_jobs

pytestmark = pytest.mark.usefixtures("context")
FRIDAY, SATURDAY, MONDAY = date(2022, 9, 16), date(2022, 9, 17), date(2022, 9, 19)


def edit(people: Cast, day: date, is_workday: bool, note: str = "") -> bool:
    with unit_of_work.work():
        return calendar.edit_day(day, is_workday=is_workday, note=note, acting_user=people.actor("office"))


def nearly_done(people: Cast, due_on: date) -> Task:
    """Only its due day makes it late."""
    task = drafts.in_progress(people, due_on=due_on)
    task.assignments[0].percent = 95
    settling.settle(task)
    return task


def days_of(task: Task) -> dict[str, Any]:
    db.session.expire_all()
    return {name: getattr(task, name) for name in ("yellow_on", "yellow_why", "red_on", "red_why", "outdated_on")}


def count_jobs() -> int:
    return db.session.scalar(select(func.count()).select_from(Job)) or 0


def test_a_due_day_that_becomes_a_day_off_turns_red_later(people: Cast) -> None:
    task = nearly_done(people, FRIDAY)
    before, version = days_of(task), task.version
    assert before["red_on"] == SATURDAY
    edit(people, FRIDAY, is_workday=False)
    assert days_of(task) == before, "not before the job"
    assert run_waiting_jobs() == 1
    assert days_of(task)["red_on"] == date(2022, 9, 20)
    assert task.version == version, "nobody's form becomes stale"
    edit(people, FRIDAY, is_workday=True)
    run_waiting_jobs()
    assert days_of(task) == before


def test_every_open_task_of_every_campaign_is_reached(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recomputing, "BATCH", 3)
    tasks = [nearly_done(people, FRIDAY) for _ in range(6)]
    far = nearly_done(people, FRIDAY)
    db.session.execute(db.update(Task).where(Task.id == far.id).values(campaign_id=people.other_campaign.id))
    draft = drafts.drafted(people, due_on=FRIDAY)
    edit(people, FRIDAY, is_workday=False)
    run_waiting_jobs()
    assert {days_of(task)["red_on"] for task in (*tasks, far)} == {date(2022, 9, 20)}
    assert days_of(draft)["red_on"] is None
    job = db.session.scalars(select(Job)).one()
    assert job.outcome is not None
    assert job.outcome["values"] == {"count": 7}


def test_quick_edits_make_one_job_and_a_later_one_another(people: Cast) -> None:
    for day in (FRIDAY, MONDAY):
        edit(people, day, is_workday=False)
    assert count_jobs() == 1
    run_waiting_jobs()
    edit(people, MONDAY, is_workday=True)
    assert count_jobs() == 2


def test_a_note_alone_changes_no_light(people: Cast) -> None:
    edit(people, FRIDAY, is_workday=False)
    run_waiting_jobs()
    assert edit(people, FRIDAY, is_workday=False, note="台风") is False
    assert count_jobs() == 1


def test_a_year_entered_or_read_again_asks_as_well(people: Cast) -> None:
    with unit_of_work.work():
        calendar.enter_year(2031, is_by_hand=True, acting_user=people.actor("office"))
    run_waiting_jobs()
    with unit_of_work.work():
        calendar.seed_year(2022, acting_user=people.actor("office"))
    assert count_jobs() == 2


def test_the_calendars_mistake_is_not_work_that_was_caught_up(people: Cast) -> None:
    """What was red only because the calendar was wrong is green again, and not yellow as after a red."""
    task = nearly_done(people, date(2022, 9, 14))
    assert lights.light_now(task) == Light.RED
    for day in (date(2022, 9, 14), date(2022, 9, 15), FRIDAY):
        edit(people, day, is_workday=False)
    run_waiting_jobs()
    days = days_of(task)
    assert (days["red_on"], task.caught_up_until) == (date(2022, 9, 20), None)
    assert days["yellow_why"] != "caught_up"


def test_what_is_over_stays_as_it_was(people: Cast) -> None:
    over = nearly_done(people, FRIDAY)
    ending.cancel(over, reason="依据会议纪要", acting_user=people.actor("commander"))
    before = days_of(over)
    edit(people, FRIDAY, is_workday=False)
    run_waiting_jobs()
    assert days_of(over) == before


def test_the_second_time_nothing_is_written(people: Cast) -> None:
    task = nearly_done(people, FRIDAY)
    edit(people, FRIDAY, is_workday=False)
    run_waiting_jobs()
    written: list[str] = []
    db.event.listen(db.engine, "before_cursor_execute", lambda *given: written.append(str(given[2])))
    recomputing.recompute_days(task.campaign_id, 0)
    assert not [statement for statement in written if statement.startswith("UPDATE task")]
