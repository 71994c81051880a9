"""Accepting and returning through the door."""

import pytest
from flask import Flask

from tests.views import way_zone
from tests.views.way_zone import WayZone, report_form


@pytest.fixture
def zone(app: Flask) -> WayZone:
    made = way_zone.build(app, "in_progress")
    assert made.enter("lead_head").post(made.address("/reports/new"), data=report_form(percent="40")).status_code == 303
    return made


def address(zone: WayZone, rest: str = "") -> str:
    return f"/reports/{zone.one('SELECT id FROM progress_report')}{rest}"


def test_the_commander_reads_and_accepts(zone: WayZone) -> None:
    browser = zone.enter("commander")
    page = browser.get(address(zone)).text
    assert "全部完成" in page
    assert address(zone, "/accept") in page
    assert browser.post(address(zone, "/accept"), data={"version": "1"}).status_code == 409
    version = zone.one("SELECT version FROM progress_report")
    assert browser.post(address(zone, "/accept"), data={"version": version}).status_code == 303
    assert zone.events()[-1] == ("report.accept", zone.user_ids["commander"])
    assert browser.post(address(zone, "/accept"), data={}).status_code == 409


def test_the_deputy_returns_with_a_reason_and_the_figure_falls_back(zone: WayZone) -> None:
    browser = zone.enter("deputy")
    assert browser.get(address(zone, "/return")).status_code == 200
    assert browser.post(address(zone, "/return"), data={"reason": ""}).status_code == 422
    assert browser.post(address(zone, "/return"), data={"reason": "照片与数字不符"}).status_code == 303
    assert zone.one("SELECT percent_bp FROM task WHERE id = :task") == 0
    assert "照片与数字不符" in zone.enter("lead_head").get(address(zone)).text


@pytest.mark.parametrize(
    ("role", "status"),
    [("lead_head", 422), ("other_head", 403), ("second_deputy", 403), ("inspector", 403), ("office", 403),
     ("stranger", 403)],
)  # fmt: skip
def test_nobody_else_decides(zone: WayZone, role: str, status: int) -> None:
    browser = zone.enter(role)
    assert browser.post(address(zone, "/accept"), data={}).status_code == status
    assert browser.post(address(zone, "/return"), data={"reason": "不清"}).status_code == status
    assert browser.get(address(zone, "/accept")).status_code == 405
    assert zone.one("SELECT state FROM progress_report") == "submitted"


@pytest.mark.parametrize(("role", "status"), [("other_head", 200), ("observer", 200), ("street_head", 404),
                                              ("other_commander", 404), ("stranger", 403)])  # fmt: skip
def test_it_is_read_by_whoever_reads_inside(zone: WayZone, role: str, status: int) -> None:
    answer = zone.enter(role).get(address(zone))
    assert answer.status_code == status
    assert ("全部完成" in answer.text) == (status == 200)
