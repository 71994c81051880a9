"""Any list into a spreadsheet: with its filters, in the reader's language, for those who see it."""

from io import BytesIO
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from portal import unit_of_work
from portal.database import db
from portal.jobs.lists import LISTS
from portal.models import Appointment, Job
from tests.views.tasks.conftest import Ground
from tests.working import run_waiting_jobs

READERS = {"users": "system_admin", "appointments": "security_admin", "audit": "audit_admin"}
Cells = list[tuple[object, ...]]


def export(ground: Ground, browser: FlaskClient, address: str) -> tuple[str, Cells]:
    """Asked for, written and fetched: the file's name and its cells."""
    asked = browser.post(address)
    assert asked.status_code == 303
    assert run_waiting_jobs(ground.app) == 1
    page = browser.get(asked.location)
    assert page.status_code == 200
    file = browser.get(f"{asked.location}/file")
    assert file.status_code == 200
    assert file.headers["Content-Disposition"].startswith("attachment")
    name = unquote(file.headers["Content-Disposition"].partition("''")[2])
    sheet = load_workbook(BytesIO(file.data)).worksheets[0]
    assert sheet.freeze_panes == "A2"
    return name, [tuple(cell.value for cell in row) for row in sheet.rows]


def test_tasks_come_out_as_the_list_shows_them(ground: Ground) -> None:
    ground.issued(title="先到的", quantity=None)
    ground.issued(title="=1+1", responsible="配合局、某街道")
    ground.drafted(title="还没交办的")
    browser = ground.enter("commander")
    name, cells = export(ground, browser, f"/tasks/export?campaign={ground.cast.campaign.id}")
    assert name == "任务 2022-09-15.xlsx"
    assert cells[0][3] == "任务"
    assert [row[3] for row in cells[1:]] == ["先到的", "=1+1"]
    _, found = export(ground, browser, f"/tasks/export?campaign={ground.cast.other_campaign.id}")
    assert len(found) == 1


@pytest.mark.parametrize("noun", LISTS)
def test_every_list_can_be_written_and_says_what_its_columns_are(ground: Ground, noun: str) -> None:
    ground.issued()
    browser = ground.enter(READERS.get(noun, "office"))
    page = browser.get(f"/{noun}")
    assert f'action="/{noun}/export"' in page.text, "the list offers it"
    _, cells = export(ground, browser, f"/{noun}/export")
    assert all(cells[0]), "every column has its heading"
    assert len(set(cells[0])) == len(cells[0])
    if noun not in ("findings", "targets", "groups", "periods"):
        assert len(cells) > 1
        assert any(isinstance(cell, str) for cell in cells[1])


def test_it_speaks_the_language_of_whoever_asked(ground: Ground) -> None:
    ground.issued()
    browser = ground.enter("office")
    browser.post("/account/language", data={"language": "en", "next": "/"})
    name, cells = export(ground, browser, "/tasks/export")
    assert name == "Tasks 2022-09-15.xlsx"
    assert cells[0][:3] == ("Row number", "Number above", "Task above")
    assert "Issued, unsigned" in cells[1]


def test_cells_are_typed_and_text_is_never_a_formula(ground: Ground) -> None:
    ground.issued(title="=HYPERLINK(1)", quantity=25, unit="+亩")
    browser = ground.enter("office")
    asked = browser.post("/tasks/export?state=all")
    run_waiting_jobs(ground.app)
    sheet = load_workbook(BytesIO(browser.get(f"{asked.location}/file").data)).worksheets[0]
    cells = {heading.value: cell for heading, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["任务"].data_type, cells["任务"].value) == ("s", "=HYPERLINK(1)")
    assert cells["计量单位"].data_type == "s"
    assert (cells["完成时限"].is_date, cells["完成时限"].number_format) == (True, "yyyy-mm-dd")
    assert (cells["进度"].data_type, cells["进度"].number_format) == ("n", "0.00%")
    assert (cells["数量"].data_type, cells["数量"].value) == ("n", 25)


def test_drafts_come_out_for_those_who_see_them_alone(ground: Ground) -> None:
    ground.drafted(title="还没交办的")
    for role, count in (("commander", 1), ("office", 1), ("deputy", 0), ("second_deputy", 0), ("observer", 0)):
        _, cells = export(ground, ground.enter(role), "/tasks/export?state=draft")
        assert len(cells) - 1 == count, role


def test_rights_are_those_of_the_moment_of_writing(ground: Ground) -> None:
    """Asked for while in office, written after: the appointment decides, not the wish."""
    browser = ground.enter("audit_admin")
    asked = browser.post("/audit/export")
    with ground.app.app_context(), unit_of_work.work():
        held = db.session.query(Appointment).filter_by(user_id=ground.cast.user("audit_admin").id).one()
        db.session.delete(held)
    run_waiting_jobs(ground.app)
    with ground.app.app_context(), unit_of_work.work(read_only=True):
        job = db.session.get_one(Job, int(asked.location.rpartition("/")[2]))
        assert job.outcome is None
        assert job.problem is not None


def test_the_file_is_its_askers_alone(ground: Ground) -> None:
    asked = ground.enter("office").post("/tasks/export")
    run_waiting_jobs(ground.app)
    for role in ("commander", "system_admin"):
        assert ground.enter(role).get(asked.location).status_code == 404
        assert ground.enter(role).get(f"{asked.location}/file").status_code == 404


def test_the_way_back_is_the_list_as_it_was_seen(ground: Ground) -> None:
    browser = ground.enter("office")
    listed = browser.get("/tasks?state=all&sort=changed&q=%E4%BB%BB%E5%8A%A1")
    assert 'action="/tasks/export?state=all&amp;sort=changed&amp;q=%E4%BB%BB%E5%8A%A1"' in listed.text
    asked = browser.post("/tasks/export?state=all&sort=changed")
    run_waiting_jobs(ground.app)
    assert "/tasks?state=all&amp;sort=changed" in browser.get(asked.location).text


def test_a_filter_that_is_none_ends_with_its_sentence(ground: Ground) -> None:
    browser = ground.enter("office")
    asked = browser.post("/tasks/export?state=unheard-of")
    run_waiting_jobs(ground.app)
    assert "unheard-of" in browser.get(asked.location).text


def test_more_rows_than_a_batch_come_out_once_each(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    from portal.jobs.lists import tasks

    monkeypatch.setattr(tasks, "BATCH", 2)
    for number in range(5):
        ground.issued(title=f"第{number}项")
    _, cells = export(ground, ground.enter("office"), "/tasks/export")
    assert sorted(str(row[3]) for row in cells[1:]) == [f"第{number}项" for number in range(5)]
