"""What was removed after its time says so on its page, and can no longer be acted on; tasks and plans stay."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import clock, unit_of_work
from portal.database import db
from portal.jobs.cleaning import clean
from portal.models import PlanReading, Task, TaskSheet
from tests import sheets
from tests.views.tasks import conftest as grounds
from tests.views.tasks.conftest import Ground
from tests.views.tasks.test_importing import send, settle
from tests.working import run_waiting_jobs

ground = grounds.ground
LATER = timedelta(days=31)


def remove_all(app: Flask) -> None:
    """As if it were a month later."""
    with app.app_context(), unit_of_work.work():
        db.session.execute(db.update(TaskSheet).values(changed_at=clock.now() - LATER))
        db.session.execute(db.update(PlanReading).values(ended_at=clock.now() - LATER))
    assert clean(app) == 1


def written(ground: Ground, browser: FlaskClient) -> str:
    rows = settle(browser, send(browser, sheets.table(sheets.GOOD), campaign=ground.cast.campaign.id))
    browser.post(f"{rows}/write", data={"version": "2"})
    run_waiting_jobs(ground.app)
    return rows


def test_a_written_sheet_says_so_and_keeps_its_tasks(ground: Ground) -> None:
    browser = ground.enter("office")
    rows = written(ground, browser)
    remove_all(ground.app)
    page = browser.get(rows)
    assert page.status_code == 200
    assert "2022-09-15 删除" in page.text
    assert f"/tasks/import?campaign={ground.cast.campaign.id}" in page.text
    assert rows not in browser.get("/tasks/import").text
    with ground.app.app_context():
        assert db.session.query(Task).count() == 1


@pytest.mark.parametrize("rest", ["/write", "/write-good", "/drop", "/columns"])
def test_a_removed_sheet_is_not_acted_on(ground: Ground, rest: str) -> None:
    browser = ground.enter("office")
    rows = settle(browser, send(browser, sheets.table(sheets.GOOD), campaign=ground.cast.campaign.id))
    remove_all(ground.app)
    answer = browser.post(f"{rows}{rest}", data={"version": "3"})
    assert answer.status_code == 409
    assert "请重新上传文件" in answer.text
    for address in (f"{rows}/columns", f"{rows}/left-out"):
        assert browser.get(address).status_code == 409


def test_the_same_table_again_is_not_doubled_afterwards(ground: Ground) -> None:
    browser = ground.enter("office")
    written(ground, browser)
    remove_all(ground.app)
    rows = settle(browser, send(browser, sheets.table(sheets.GOOD), campaign=ground.cast.campaign.id))
    assert browser.post(f"{rows}/write", data={"version": "2"}).status_code == 422
