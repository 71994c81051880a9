"""The lights follow the calendar while people go on working: nobody's percent is lost, and no day is an old one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest
from flask import Flask, current_app
from sqlalchemy import select

from portal import unit_of_work
from portal.database import db
from portal.jobs.running import run_due
from portal.models import Job, Task
from portal.services import calendar
from portal.services.tasks import differences, recomputing, settling
from portal.services.tasks.access import load_for_change
from tests.cast import Cast
from tests.services.tasks import drafts

pytestmark = pytest.mark.usefixtures("context")
TASKS, ROUNDS = 12, 6


def report_until(app: Flask, task_ids: list[int], stop: Event) -> int:
    """Move percents up and down, as reports do; answers the last percent."""
    percent = 0
    with app.app_context():
        while not stop.is_set():
            percent = (percent + 7) % 100
            for task_id in task_ids:
                unit_of_work.work_patiently(lambda task_id=task_id, percent=percent: move(task_id, percent))
    return percent


def move(task_id: int, percent: int) -> None:
    task = load_for_change(task_id)
    task.assignments[0].percent = percent
    settling.settle(task)


def close_day(people: Cast, day: int, is_workday: bool) -> None:
    with unit_of_work.work():
        on = date(2022, 9, day)
        calendar.edit_day(on, is_workday=is_workday, note="", acting_user=people.actor("office"))


def test_nothing_is_lost_on_either_side(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recomputing, "BATCH", 4)
    tasks = [drafts.in_progress(people, due_on=date(2022, 9, 16)).id for _ in range(TASKS)]
    campaign_id = people.campaign.id
    db.session.commit()
    app, stop = current_app._get_current_object(), Event()  # type: ignore[attr-defined]
    with ThreadPoolExecutor(2) as pool:
        halves = [pool.submit(report_until, app, tasks[at::2], stop) for at in range(2)]
        for at in range(ROUNDS):
            close_day(people, 16, is_workday=at % 2 == 1)
            run_due(app)
        stop.set()
        last = [half.result() for half in halves]
    db.session.expire_all()
    assert {job.attempts for job in db.session.scalars(select(Job))} == {1}
    stored = {task.id: task.percent_bp for task in db.session.scalars(select(Task).where(Task.id.in_(tasks)))}
    assert stored == {task_id: last[at % 2] * 100 for at, task_id in enumerate(tasks)}
    assert differences.find_differences() == []
    written: list[str] = []
    db.event.listen(db.engine, "before_cursor_execute", lambda *given: written.append(str(given[2])))
    recomputing.recompute_days(campaign_id, 0)
    assert not [statement for statement in written if statement.startswith("UPDATE task")]
