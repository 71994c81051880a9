"""The page of a job: what the asker sees while it waits, runs, ends, fails, or leads on; nobody else sees anything."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal import clock, unit_of_work
from portal.database import db
from portal.documents.storage import Storage
from portal.jobs import progress
from portal.models import User
from portal.services import actors, jobs
from tests.documents import made
from tests.views import way_zone
from tests.views.way_zone import WayZone

REFUSED = "您无权进行此操作。"


@pytest.fixture
def zone(app: Flask) -> WayZone:
    return way_zone.build(app, "in_progress")


def asked(zone: WayZone, **values: Any) -> str:
    """The address of a job that the commander has asked for; `values` say how it stands."""
    with zone.app.app_context(), unit_of_work.work():
        user = db.session.scalars(db.select(User).where(User.login == "commander")).one()
        actor = actors.find_actor_or_none(user.id)
        assert actor is not None
        job = jobs.ask_for("recompute_days", {}, acting_user=actor, back="/calendar/2022")
        for name, value in values.items():
            setattr(job, name, value)
        return f"/jobs/{job.id}"


def exported(zone: WayZone, **values: Any) -> str:
    """The address of an export that is done."""
    outcome = {
        "file": "0" * 64,
        "name": "任务 2022-09-15.xlsx",
        "text": "Rows written: %(count)s.",
        "values": {"count": 7},
    }
    asked_for = {"kind": "export", "arguments": {"list": "tasks", "query": {"light": "red", "q": "道路"}}}
    return ended(zone, outcome=outcome, **asked_for | values)


def ended(zone: WayZone, **values: Any) -> str:
    return asked(zone, started_at=clock.now(), ended_at=clock.now(), **values)


def test_it_waits_and_the_page_comes_back_without_javascript(zone: WayZone) -> None:
    page = zone.enter("commander").get(asked(zone)).text
    assert '<noscript><meta http-equiv="refresh" content="1"></noscript>' in page
    assert "data-refresh" in page
    assert re.search(r"<progress[^>]*aria-label=\"[^\"]+\"[^>]*max=\"1\"></progress>", page), "no figures yet"
    assert "岗位 commander" in page


def test_it_runs_and_shows_its_figures(zone: WayZone) -> None:
    address = asked(zone, started_at=clock.now(), done=1500, total=20000)
    page = zone.enter("commander").get(address).text
    assert 'max="20000" value="1500"' in page
    assert "1,500" in page
    assert "20,000" in page


def test_figures_that_the_row_does_not_have_yet_are_shown(zone: WayZone) -> None:
    address = asked(zone, started_at=clock.now(), done=1, total=20)
    with zone.app.app_context():
        progress.keep_figures(int(address.rpartition("/")[2]), 12, 20)
    assert 'max="20" value="12"' in zone.enter("commander").get(address).text


def test_done_it_leads_on(zone: WayZone) -> None:
    answer = zone.enter("commander").get(ended(zone, outcome={"leads_to": "/tasks?sort=due"}))
    assert (answer.status_code, answer.location) == (303, "/tasks?sort=due")


@pytest.mark.parametrize("outside", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"])
def test_it_never_leads_to_another_site(zone: WayZone, outside: str) -> None:
    assert zone.enter("commander").get(ended(zone, outcome={"leads_to": outside})).location == "/"


def test_done_it_says_what_was_done(zone: WayZone) -> None:
    outcome = {"text": "Tasks signed: %(count)s.", "values": {"count": 7}}
    page = zone.enter("commander").get(ended(zone, outcome=outcome)).text
    assert "7" in page
    assert "data-refresh" not in page
    assert "http-equiv" not in page


def test_failed_it_says_why_and_what_to_do(zone: WayZone) -> None:
    problem = {"text": "You may not do this.", "values": {}}
    page = zone.enter("commander").get(ended(zone, problem=problem)).text
    assert REFUSED in page
    assert 'href="/calendar/2022"' in page
    assert "data-refresh" not in page


def test_a_sentence_inside_a_sentence_is_translated_too(zone: WayZone) -> None:
    inner = {"text": "You may not do this.", "values": {}}
    problem = {"text": "Tasks signed: %(count)s.", "values": {"count": inner}}
    page = zone.enter("commander").get(ended(zone, problem=problem)).text
    assert REFUSED in page
    assert "You may not" not in page


def test_its_file_is_taken_away_by_the_asker_alone(zone: WayZone) -> None:
    digest = Storage(Path(str(zone.app.config["DATA"])) / "files").keep(made.picture())
    address = ended(zone, outcome={"file": digest, "name": "任务 清单.xlsx"})
    commander = zone.enter("commander")
    assert f'href="{address}/file"' in commander.get(address).text
    answer = commander.get(f"{address}/file")
    assert (answer.status_code, answer.data) == (200, made.picture().getvalue())
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E4%BB%BB")
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert zone.enter("deputy").get(f"{address}/file").status_code == 404


def test_without_a_file_there_is_none(zone: WayZone) -> None:
    commander = zone.enter("commander")
    assert commander.get(f"{asked(zone)}/file").status_code == 404
    assert commander.get(f"{ended(zone, outcome={})}/file").status_code == 404


@pytest.mark.parametrize("role", ["office", "deputy", "system_admin", "stranger"])
def test_it_is_nobody_elses(zone: WayZone, role: str) -> None:
    browser = zone.enter(role)
    assert browser.get(asked(zone)).status_code == 404
    assert browser.get("/jobs/99999").status_code == 404


def test_a_visitor_is_asked_to_sign_in(zone: WayZone) -> None:
    assert "/sign-in" in zone.app.test_client().get(asked(zone)).location


def test_the_list_shows_what_one_has_asked_for_the_newest_first(zone: WayZone) -> None:
    addresses = [
        asked(zone),
        ended(zone, problem={"text": "You may not do this.", "values": {}}),
        exported(zone),
        asked(zone, started_at=clock.now()),
    ]
    page = zone.enter("commander").get("/jobs").text
    assert re.findall(r'<th scope="row"[^>]*><a href="(/jobs/\d+)"', page) == addresses[::-1]
    for words in ("排队等候", "正在办理", "未能完成", REFUSED, "任务 2022-09-15.xlsx", f'href="{addresses[2]}/file"'):
        assert words in page
    assert 'href="/jobs"' in page.split("</header>")[0], "the account menu leads to it"


def test_the_list_is_nobody_elses(zone: WayZone) -> None:
    address = asked(zone)
    for role in ("deputy", "office", "system_admin", "stranger"):
        page = zone.enter(role).get("/jobs")
        assert page.status_code == 200
        assert f'"{address}"' not in page.text
        assert "empty-line" in page.text
    assert "/sign-in" in zone.app.test_client().get("/jobs").location


def test_the_list_is_paged_by_key(zone: WayZone) -> None:
    addresses = [asked(zone) for _ in range(jobs.PAGE + 1)]
    commander = zone.enter("commander")
    first = commander.get("/jobs").text
    (next_url,) = re.findall(r'href="(/jobs\?after=\d+)"', first)
    second = commander.get(next_url).text
    found = [re.findall(r'<th scope="row"[^>]*><a href="(/jobs/\d+)"', page) for page in (first, second)]
    assert [*found[0], *found[1]] == addresses[::-1]
    assert (len(found[1]), 'rel="next"' in second) == (1, False)


def test_a_removed_file_is_told_and_can_be_written_again(zone: WayZone) -> None:
    address = exported(zone, file_removed_at=clock.now())
    commander = zone.enter("commander")
    for page in (commander.get(address).text, commander.get("/jobs").text):
        assert "2022-09-15 已删除" in page
        (again,) = re.findall(r'action="(/tasks/export[^"]*)"', page)
        assert f"{address}/file" not in page
    answer = commander.get(f"{address}/file")
    assert (answer.status_code, answer.location) == (303, address)
    written = commander.post(again.replace("&amp;", "&"))
    assert re.fullmatch(r"/jobs/\d+", written.location)
    query = zone.one("SELECT arguments FROM job ORDER BY id DESC LIMIT 1")
    assert (json.loads(query) if isinstance(query, str) else query)["query"] == {"light": "red", "q": "道路"}


def test_who_may_read_the_list_no_more_is_not_offered_it(zone: WayZone) -> None:
    address = exported(zone, file_removed_at=clock.now(), arguments={"list": "users", "query": {}})
    page = zone.enter("commander").get(address).text
    assert "已删除" in page
    assert "/users/export" not in page
