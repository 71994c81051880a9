"""Evidence on its way out: the right bytes under the right name, to the right people, never as a page."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask

from tests.documents import made
from tests.views import way_zone
from tests.views.way_zone import WayZone, report_form


@pytest.fixture
def zone(app: Flask) -> WayZone:
    zone = way_zone.build(app, "in_progress")
    form = report_form(percent="40", files=[(made.photo_with_place(), "整改 现场；一.jpg")])
    assert zone.enter("lead_head").post(zone.address("/reports/new"), data=form).status_code == 303
    return zone


def address(zone: WayZone, rest: str = "") -> str:
    return f"/files/{zone.one('SELECT id FROM attachment')}{rest}"


def kept(zone: WayZone, column: str = "sha256") -> Path:
    digest = zone.one(f"SELECT {column} FROM stored_file")
    return Path(str(zone.app.config["DATA"])) / "files" / digest[:2] / digest


def test_it_comes_back_as_it_went_in(zone: WayZone) -> None:
    answer = zone.enter("commander").get(address(zone))
    assert (answer.status_code, answer.data) == (200, made.photo_with_place().getvalue())
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=UTF-8''")
    assert unquote(disposition.partition("''")[2]) == "整改 现场；一.jpg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_preview_is_a_small_picture_without_the_place(zone: WayZone) -> None:
    answer = zone.enter("commander").get(address(zone, "/preview"))
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert b"Exif" not in answer.data
    assert answer.data != made.photo_with_place().getvalue()


@pytest.mark.parametrize(("role", "status"), [("other_head", 200), ("observer", 200), ("street_head", 404),
                                              ("other_commander", 404), ("stranger", 403)])  # fmt: skip
def test_it_is_opened_by_whoever_reads_inside(zone: WayZone, role: str, status: int) -> None:
    browser = zone.enter(role)
    assert browser.get(address(zone)).status_code == status
    assert browser.get(address(zone, "/preview")).status_code == status
    assert browser.get("/files/99999").status_code in (403, 404)


def test_a_changed_file_is_not_handed_out(zone: WayZone) -> None:
    kept(zone).write_bytes(b"something else")
    answer = zone.enter("commander").get(address(zone))
    assert answer.status_code == 404
    assert b"something else" not in answer.data


def test_the_check_tells_what_does_not_agree(zone: WayZone) -> None:
    runner = zone.app.test_cli_runner()
    assert runner.invoke(args=["files", "check"]).exit_code == 0
    kept(zone, "preview_sha256").unlink()
    told = runner.invoke(args=["files", "check"])
    assert told.exit_code == 1
    assert "missing" in told.output


def test_a_full_disk_saves_nothing_and_says_so(zone: WayZone, monkeypatch: pytest.MonkeyPatch) -> None:
    from portal.documents.storage import Storage

    def full(*args: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Storage, "keep", full)
    answer = zone.enter("lead_head").post(zone.address("/reports/new"), data=report_form(percent="50"))
    assert answer.status_code == 503
    assert zone.one("SELECT percent_bp FROM task WHERE id = :task") == 4000
