"""A table on its way in: sent, columns settled, rows looked at, written by a worker, sent again."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal import unit_of_work
from portal.database import db
from portal.models import Appointment, History, Job, Task, TaskSheet
from portal.services import bulk
from tests import sheets
from tests.views.tasks.conftest import Ground
from tests.working import run_due_jobs, run_waiting_jobs


def send(
    browser: FlaskClient, content: bytes, name: str = "任务.xlsx", address: str = "/tasks/import", **data: object
) -> TestResponse:
    return browser.post(address, data={"file": (BytesIO(content), name), **data}, content_type="multipart/form-data")


def settle(browser: FlaskClient, sent: TestResponse) -> str:
    """Take the columns as they were understood; answers the address of the rows."""
    assert sent.status_code == 303, sent.text
    assert browser.get(sent.location).status_code == 200
    settled = browser.post(sent.location, data={"version": "1"})
    assert settled.status_code == 303
    return str(settled.location)


def titles(ground: Ground) -> list[str]:
    with ground.app.app_context(), unit_of_work.work(read_only=True):
        return list(db.session.scalars(select(Task.title).order_by(Task.id)))


def test_the_whole_way_of_a_good_table(ground: Ground) -> None:
    browser = ground.enter("office")
    assert "/tasks/import" in browser.get("/tasks/import").text
    sent = send(browser, sheets.table(sheets.GOOD, sheets.BELOW), campaign=ground.cast.campaign.id)
    rows = settle(browser, sent)
    page = browser.get(rows)
    assert "清理低效用地" in page.text
    assert "1.1 北片腾退" in page.text
    asked = browser.post(f"{rows}/write", data={"version": "2"})
    assert asked.status_code == 303
    assert asked.location.startswith("/jobs/")
    assert titles(ground) == []
    assert run_waiting_jobs(ground.app) == 1
    assert browser.get(asked.location).location == rows
    assert titles(ground) == ["清理低效用地", "北片腾退"]
    done = browser.get(rows)
    assert "/tasks/drafts?campaign=" in done.text
    assert browser.post(f"{rows}/write", data={"version": "4"}).status_code == 409
    assert browser.get(f"{rows}/columns").status_code == 409


def begin(ground: Ground, *rows: tuple[str, ...], role: str = "office") -> tuple[FlaskClient, str]:
    """A table of these rows, settled; answers the browser and the address of the rows."""
    browser = ground.enter(role)
    return browser, settle(browser, send(browser, sheets.table(*rows), campaign=ground.cast.campaign.id))


def test_faults_are_told_row_by_row_and_the_others_can_be_written(ground: Ground) -> None:
    browser, rows = begin(ground, sheets.GOOD, sheets.BAD)
    page = browser.get(rows).text
    for sentence in ("没有的局", "很快", "-3", "很多"):
        assert f"“{sentence}”" in page
    assert f'action="{rows}/write"' not in page, "all of them cannot be written"
    assert browser.post(f"{rows}/write", data={"version": "2"}).status_code == 422
    assert browser.post(f"{rows}/write-good", data={"version": "2"}).status_code == 303
    run_waiting_jobs(ground.app)
    assert titles(ground) == ["清理低效用地"]
    done = browser.get(rows).text
    assert f"{rows}/left-out" in done


def test_what_is_left_out_comes_back_with_its_reasons(ground: Ground) -> None:
    browser = ground.enter("office")
    content = sheets.csv_of(sheets.GOOD, ("=1+1", *sheets.BAD[1:]))
    rows = settle(browser, send(browser, content, "任务.csv", campaign=ground.cast.campaign.id))
    answer = browser.get(f"{rows}/left-out")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.rows]
    assert cells[0][:2] == ["序号", "工作任务"]
    assert [row[1] for row in cells[1:]] == ["坏的一行"]
    assert "没有的局" in cells[1][-1]
    assert sheet["A2"].data_type == "s", "what came as a formula stays text"


def test_columns_can_be_put_right(ground: Ground) -> None:
    browser = ground.enter("office")
    content = sheets.xlsx([("干什么", "谁来干", "到几时"), ("道路贯通", "牵头局", "10月底")])
    sent = send(browser, content, campaign=ground.cast.campaign.id)
    assert browser.get(sent.location).status_code == 200
    refused = browser.post(sent.location, data={"version": "1"})
    assert refused.status_code == 422
    again = browser.post(sent.location, data={"version": "1", "line": "1"})
    assert again.location == sent.location, "the line of the headings has changed: the columns are shown anew"
    chosen = {"columns-0": "title", "columns-1": "lead", "columns-2": "due"}
    settled = browser.post(sent.location, data={"version": "2", "line": "1", **chosen})
    assert settled.status_code == 303
    page = browser.get(settled.location).text
    assert "道路贯通" in page
    assert "干什么" not in page


def test_another_sheet_can_be_chosen(ground: Ground) -> None:
    browser = ground.enter("office")
    content = sheets.xlsx([sheets.HEADINGS, sheets.GOOD], [("任务", "责任单位"), ("另一张表的", "牵头局")])
    sent = send(browser, content, campaign=ground.cast.campaign.id)
    other = browser.post(sent.location, data={"version": "1", "sheet": "1"})
    assert other.location == sent.location
    assert "另一张表的" in browser.get(sent.location).text
    settled = browser.post(sent.location, data={"version": "2", "sheet": "1"})
    assert "另一张表的" in browser.get(settled.location).text


@pytest.mark.parametrize(
    ("content", "name"), [(b"", "任务.xlsx"), (b"x", "任务.exe"), (b"not a workbook", "任务.xlsx"), (b"x", "")]
)
def test_what_is_no_table_is_told_at_its_field(ground: Ground, content: bytes, name: str) -> None:
    refused = send(ground.enter("office"), content, name, campaign=ground.cast.campaign.id)
    assert refused.status_code == 422
    assert 'id="file-error"' in refused.text
    with ground.app.app_context(), unit_of_work.work(read_only=True):
        assert db.session.scalars(select(TaskSheet.id)).all() == []


def test_a_table_is_its_senders_alone(ground: Ground) -> None:
    _, rows = begin(ground, sheets.GOOD)
    for role in ("commander", "other_commander"):
        browser = ground.enter(role)
        assert browser.get(rows).status_code == 404
        assert browser.get(f"{rows}/left-out").status_code == 404
        assert browser.post(f"{rows}/write", data={"version": "2"}).status_code == 404
        assert "任务.xlsx" not in browser.get("/tasks/import").text
    assert "任务.xlsx" in ground.enter("office").get("/tasks/import").text


def test_a_commander_brings_tasks_into_the_own_campaign_alone(ground: Ground) -> None:
    browser = ground.enter("commander")
    page = browser.get("/tasks/import").text
    assert ground.cast.campaign.name in page
    assert ground.cast.other_campaign.name not in page
    assert send(browser, sheets.table(sheets.GOOD), campaign=ground.cast.other_campaign.id).status_code in (403, 404)


def test_subtasks_come_in_below_their_task(ground: Ground) -> None:
    parent = ground.in_progress()
    address = f"/tasks/import?task={parent}"
    assert address.replace("&", "&amp;") in ground.enter("commander").get(f"/tasks/{parent}/subtasks").text
    for role, within in (("commander", {}), ("lead_head", {"within": str(ground.cast.lead.id)})):
        browser = ground.enter(role)
        assert browser.get(address).status_code == 200
        one = ("", f"{role}的子任务", "", "", "", "2022-9-30", "", "", "", "做完", "")
        rows = settle(browser, send(browser, sheets.table(one), address=address, **within))
        browser.post(f"{rows}/write", data={"version": "2"})
        run_waiting_jobs(ground.app)
    below = ground.children(parent)
    assert [(task.title, task.internal_department_id) for task in below] == [
        ("commander的子任务", None), ("lead_head的子任务", ground.cast.lead.id),
    ]  # fmt: skip


def test_a_stale_page_writes_nothing(ground: Ground) -> None:
    browser, rows = begin(ground, sheets.GOOD)
    assert browser.post(f"{rows}/write", data={"version": "1"}).status_code == 409
    assert browser.post(f"{rows}/columns", data={"version": "1"}).status_code == 409
    assert browser.post(f"{rows}/drop", data={"version": "1"}).status_code == 409


def test_twice_the_same_button_is_one_job(ground: Ground) -> None:
    browser, rows = begin(ground, sheets.GOOD)
    first = browser.post(f"{rows}/write", data={"version": "2", "once": "the-same-page"})
    again = browser.post(f"{rows}/write", data={"version": "2", "once": "the-same-page"})
    assert again.location == first.location
    assert browser.post(f"{rows}/write", data={"version": "3"}).status_code == 409, "a worker has it"
    assert browser.post(f"{rows}/drop", data={"version": "3"}).status_code == 409
    assert run_waiting_jobs(ground.app) == 1
    assert titles(ground) == ["清理低效用地"]


def test_a_table_can_be_forgotten(ground: Ground) -> None:
    browser, rows = begin(ground, sheets.GOOD)
    assert browser.post(f"{rows}/drop", data={"version": "2"}).status_code == 303
    assert browser.get(rows).status_code == 404


def test_a_worker_that_dies_half_way_leaves_nothing_half_done(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken when tasks and legs stand and history is to follow: none of it stays; the second attempt writes all."""
    browser, rows = begin(ground, sheets.GOOD, sheets.BELOW)
    asked = browser.post(f"{rows}/write", data={"version": "2"})
    write, written = bulk.write, []

    def die(ready: bulk.ReadyRows, **values: Any) -> None:
        if ready.table == "history":
            raise RuntimeError("the worker dies")
        written.append(ready.table)
        write(ready, **values)

    with monkeypatch.context() as patch:
        patch.setattr(bulk, "write", die)
        run_due_jobs(ground.app)
    assert written == ["task", "assignment", "sheet_task"]
    assert titles(ground) == []
    with ground.app.app_context(), unit_of_work.work():
        assert db.session.scalars(select(History.id).where(History.event == "task.draft")).all() == []
        job = db.session.get_one(Job, int(asked.location.rpartition("/")[2]))
        assert (job.ended_at, job.attempts) == (None, 1)
        job.due_at = job.asked_at.replace(year=2000)
    run_waiting_jobs(ground.app)
    assert titles(ground) == ["清理低效用地", "北片腾退"]


def test_who_lost_the_post_meanwhile_writes_nothing(ground: Ground) -> None:
    browser, rows = begin(ground, sheets.GOOD, role="commander")
    browser.post(f"{rows}/write", data={"version": "2"})
    with ground.app.app_context(), unit_of_work.work():
        held = select(Appointment).where(Appointment.user_id == ground.cast.user("commander").id)
        db.session.delete(db.session.scalars(held).one())
    run_waiting_jobs(ground.app)
    assert titles(ground) == []


def test_a_long_table_is_shown_page_by_page(ground: Ground) -> None:
    many = [("", f"第{at}项", "牵头局", "", "", "10月底", "", "", "", "做完", "") for at in range(60)]
    browser, rows = begin(ground, *many)
    first = browser.get(rows).text
    assert "第49项" in first
    assert "第50项" not in first
    assert "第50项" in browser.get(f"{rows}?show=all&row=50").text
    assert browser.get(f"{rows}?show=all&row=99999").status_code == 200
    assert browser.get(f"{rows}?show=nonsense&row=x").status_code == 200


def test_lines_that_hold_no_task_are_listed(ground: Ground) -> None:
    browser, rows = begin(ground, sheets.GOOD, ("合计", "", "", "", "", "", "", "25", "", "", ""))
    assert "合计 25" in browser.get(f"{rows}?show=passed").text


def test_the_ways_to_it(ground: Ground) -> None:
    campaign = ground.cast.campaign.id
    address = f"/tasks/import?campaign={campaign}"
    assert address in ground.enter("commander").get(f"/campaigns/{campaign}").text
    assert address in ground.enter("office").get("/tasks/new").text
    assert address not in ground.enter("observer").get(f"/campaigns/{campaign}").text
