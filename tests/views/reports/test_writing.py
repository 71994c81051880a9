"""Saying it in a minute: the form, its evidence, drafts, and who is let in."""

import re
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from tests.documents import made
from tests.views import way_zone
from tests.views.way_zone import WayZone, report_form


@pytest.fixture
def zone(app: Flask) -> WayZone:
    return way_zone.build(app, "in_progress")


def test_a_head_reports_with_a_photo(zone: WayZone) -> None:
    browser = zone.enter("lead_head")
    page = browser.get(zone.address("/reports/new"))
    assert page.status_code == 200
    assert "9月" in page.text
    assert "multipart/form-data" in page.text
    answer = browser.post(zone.address("/reports/new"), data=report_form(percent="40"))
    assert (answer.status_code, answer.location) == (303, zone.address())
    assert zone.one("SELECT percent_bp FROM task WHERE id = :task") == 4000
    assert zone.events()[-1] == ("report.submit", zone.user_ids["lead_head"])
    page = browser.get(zone.address()).text
    assert "现场（东侧）.jpg" in page
    assert "/preview" in page


def test_the_next_report_starts_from_what_is_known(zone: WayZone) -> None:
    browser = zone.enter("lead_head")
    browser.post(zone.address("/reports/new"), data=report_form(percent="40", next_step="签约西侧企业"))
    page = browser.get(zone.address("/reports/new")).text
    assert 'value="40"' in page
    assert "签约西侧企业" in page
    assert "checked" in page


def test_staff_keeps_a_draft_that_the_head_finds(zone: WayZone) -> None:
    staff = zone.enter("lead_staff")
    assert staff.post(zone.address("/reports/new"), data=report_form(percent="40")).status_code == 303
    assert zone.one("SELECT state FROM progress_report") == "draft"
    head = zone.enter("lead_head")
    answer = head.get(zone.address("/reports/new"))
    assert answer.status_code == 302
    page = head.get(answer.location).text
    assert "现场（东侧）.jpg" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    form = {"percent": "45", "done": "完成", "confidence": "high", "version": version[1]}
    assert head.post(answer.location, data=form).status_code == 303
    assert zone.one("SELECT state FROM progress_report") == "submitted"
    assert zone.one("SELECT percent_bp FROM task WHERE id = :task") == 4500


def test_a_head_may_keep_a_draft_and_submit_it_as_it_stands(zone: WayZone) -> None:
    head = zone.enter("lead_head")
    assert head.post(zone.address("/reports/new"), data=report_form(draft="y")).status_code == 303
    report = zone.one("SELECT id FROM progress_report")
    assert "/submit" in head.get(f"/reports/{report}").text
    assert zone.enter("lead_staff").post(f"/reports/{report}/submit", data={}).status_code == 403
    assert head.get(f"/reports/{report}/submit").status_code == 405
    assert head.post(f"/reports/{report}/submit", data={}).status_code == 303
    assert zone.one("SELECT state FROM progress_report") == "submitted"


def test_one_file_is_taken_off_a_draft_and_the_others_stay(zone: WayZone) -> None:
    files = [(made.picture(), "拍错了.jpg"), (made.picture(), "现场.jpg")]
    staff = zone.enter("lead_staff")
    staff.post(zone.address("/reports/new"), data=report_form(files=files))
    report, wrong = zone.one("SELECT id FROM progress_report"), zone.one("SELECT min(id) FROM attachment")
    page = staff.get(f"/reports/{report}/edit").text
    assert f'name="take_away" type="checkbox" value="{wrong}"' in page
    form = {"percent": "40", "done": "腾空两处", "confidence": "high", "take_away": [str(wrong)]}
    missing = staff.post(f"/reports/{report}/edit", data=form | {"percent": "400"})
    assert missing.status_code == 422
    assert re.search(r'<input checked[^>]*name="take_away"', missing.text), "the tick is kept"
    assert staff.post(f"/reports/{report}/edit", data=form).status_code == 303
    assert zone.one("SELECT name FROM attachment") == "现场.jpg"
    assert zone.events()[-2:] == [("attachment.removed", zone.user_ids["lead_staff"]),
                                  ("report.edit", zone.user_ids["lead_staff"])]  # fmt: skip


def test_no_file_is_taken_off_what_was_submitted_or_off_another_report(zone: WayZone) -> None:
    head = zone.enter("lead_head")
    head.post(zone.address("/reports/new"), data=report_form())
    submitted, kept = zone.one("SELECT id FROM progress_report"), zone.one("SELECT id FROM attachment")
    form = {"percent": "40", "done": "腾空两处", "confidence": "high", "take_away": [str(kept)]}
    assert head.post(f"/reports/{submitted}/edit", data=form).status_code == 409
    head.post(zone.address("/reports/new"), data=report_form(draft="y", files=[(made.picture(), "另一张.jpg")]))
    draft = zone.one("SELECT max(id) FROM progress_report")
    assert head.post(f"/reports/{draft}/edit", data=form).status_code == 422
    assert zone.one("SELECT count(*) FROM attachment") == 2


def test_a_stale_draft_keeps_what_was_typed(zone: WayZone) -> None:
    zone.enter("lead_staff").post(zone.address("/reports/new"), data=report_form())
    report = zone.one("SELECT id FROM progress_report")
    form = {"percent": "45", "done": "西侧全部腾空", "confidence": "high", "version": "99"}
    answer = zone.enter("lead_head").post(f"/reports/{report}/edit", data=form)
    assert answer.status_code == 409
    assert "西侧全部腾空" in answer.text
    assert zone.one("SELECT state FROM progress_report") == "draft"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("other_head", 422),
        ("street_head", 403),
        ("commander", 403),
        ("office", 403),
        ("inspector", 403),
        ("stranger", 403),
    ],
)
def test_nobody_else_reports(zone: WayZone, role: str, status: int) -> None:
    browser = zone.enter(role)
    assert browser.get(zone.address("/reports/new")).status_code == status
    assert browser.post(zone.address("/reports/new"), data=report_form()).status_code == status
    assert zone.one("SELECT count(*) FROM progress_report") == 0


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"percent": "150"}, "percent"),
        ({"percent": "四十"}, "percent"),
        ({"percent": ""}, "percent"),
        ({"done": ""}, "done"),
        ({"confidence": "certain"}, "confidence"),
        ({"confidence": "low"}, "confidence_reason"),
        ({"files": [(b"", "空.pdf")]}, "files"),
        ({"files": [(b"PK\x03\x04", "假.docx")]}, "files"),
        ({"files": [(b"x", f"{number}.txt") for number in range(11)]}, "files"),
        ({"done": "字" * 5000}, "done"),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_half_saved(
    zone: WayZone, values: dict[str, Any], sentence: str
) -> None:
    if "files" in values:
        values = {"files": [(BytesIO(content), name) for content, name in values["files"]]}
    answer = zone.enter("lead_head").post(zone.address("/reports/new"), data=report_form(**values))
    assert answer.status_code == 422
    assert f'href="#{sentence}' in answer.text
    assert zone.one("SELECT count(*) FROM progress_report") == 0
    assert zone.one("SELECT count(*) FROM attachment") == 0
    assert zone.events()[-1][0] != "report.submit"
