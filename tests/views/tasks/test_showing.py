"""/tasks/<id>: the one next step for each reader, what may be read of a task, and what the page costs."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import clock, unit_of_work
from portal.database import db
from portal.models import Campaign, Department, History, Task, User
from portal.services.tasks.access import load_for_change
from tests import factories
from tests.views import way_zone
from tests.views.way_zone import WayZone, report_form

MOST_QUERIES = 16


@pytest.fixture
def zone(app: Flask, request: pytest.FixtureRequest) -> WayZone:
    return way_zone.build(app, request.param)


def main_step(zone: WayZone, role: str) -> str:
    """Where the primary button of the heading leads: a link, or a form that posts."""
    heading = zone.enter(role).get(zone.address()).text.split('<header class="heading">')[1].split("</header>")[0]
    before, _, after = heading.partition("is-primary")
    if not after:
        return ""
    link = re.match(r'" href="([^"]+)"', after)
    address = link[1] if link else re.findall(r'action="([^"]+)"', before)[-1]
    return str(address).removeprefix(zone.address("/"))


@pytest.mark.parametrize(
    ("zone", "role", "step"),
    [
        ("issued", "lead_head", "sign"),
        ("issued", "other_head", "sign"),
        ("issued", "lead_staff", ""),
        ("in_progress", "lead_head", "reports/new"),
        ("in_progress", "lead_staff", "reports/new"),
        ("in_progress", "observer", ""),
        ("completion_requested", "supervision_lead", "name-verifier"),
        ("completion_requested", "commander", ""),
        ("verified", "commander", "close-out"),
        ("suspended", "commander", "resume"),
        ("closed", "commander", ""),
    ],
    indirect=["zone"],
)
def test_each_reader_has_one_next_step(zone: WayZone, role: str, step: str) -> None:
    assert main_step(zone, role) == step


@pytest.mark.parametrize("zone", ["completion_requested"], indirect=True)
def test_what_is_not_possible_yet_stands_with_its_sentence(zone: WayZone) -> None:
    page = zone.enter("commander").get(zone.address()).text
    assert 'id="hindered"' in page
    assert f'{zone.address("/close-out")}"' not in page


@pytest.mark.parametrize("zone", ["verified"], indirect=True)
def test_what_lies_inside_is_read_by_those_who_may(zone: WayZone) -> None:
    inside = ("看了现场", "现场.jpg", 'id="reports"', 'id="files"')
    for role in ("commander", "lead_staff", "other_head", "inspector", "observer", "office"):
        page = zone.enter(role).get(zone.address()).text
        assert all(text in page for text in inside), role
    for role in ("street_head", "other_commander"):
        page = zone.enter(role).get(zone.address()).text
        assert not any(text in page for text in inside), role
        assert "牵头局" in page


@pytest.mark.parametrize("zone", ["draft"], indirect=True)
def test_a_draft_is_seen_by_who_works_on_it(zone: WayZone) -> None:
    assert zone.enter("office").get(zone.address()).status_code == 200
    for role in ("lead_head", "observer", "inspector", "other_commander"):
        assert zone.enter(role).get(zone.address()).status_code == 404
    assert zone.enter("stranger").get(zone.address()).status_code == 403
    assert zone.enter("office").get("/tasks/99999").status_code == 404


@pytest.mark.parametrize("zone", ["in_progress"], indirect=True)
def test_the_history_tells_the_way_in_sentences(zone: WayZone) -> None:
    head = zone.enter("lead_head")
    assert head.post(zone.address("/reports/new"), data=report_form()).status_code == 303
    asked = {"text": "全部完成", "silence": "无工作量"}
    assert head.post(zone.address("/request-completion"), data=asked).status_code == 303
    lead = zone.enter("supervision_lead")
    assert lead.post(zone.address("/verify"), data={"grade": "good", "looked_at": "现场"}).status_code == 303
    commander = zone.enter("commander")
    assert commander.post(zone.address("/close-out"), data={}).status_code == 303
    history = commander.get(zone.address()).text.split('class="history"')[1].split("</ol>")[0]
    told = re.findall(r"<p>(.*?)<span class=\"who\">(.*?)</span>", history)
    by = ("commander", "supervision_lead", "lead_head", "lead_head", "lead_head", "commander", "office")
    assert [who for _, who in told] == [f"岗位 {role}" for role in by]
    assert "100%" in told[3][0]
    assert "%(" not in history


def fill(zone: WayZone, make: Callable[[Task], object], count: int) -> None:
    """More of something on the task's page."""
    with zone.app.app_context(), unit_of_work.work():
        task = load_for_change(zone.task_id)
        for _ in range(count):
            make(task)


def edited(task: Task) -> None:
    db.session.add(
        History(at=clock.now(), event="assignment.edit", subject="assignment:1", task_id=task.id,
                after={"department_id": task.lead_department_id})
    )  # fmt: skip


def subtask(task: Task) -> None:
    campaign, creator = db.session.get_one(Campaign, task.campaign_id), db.session.get_one(User, task.created_by_id)
    lead = db.session.get_one(Department, task.lead_department_id)
    factories.draft(campaign, creator=creator, lead=lead, parent=task)


@pytest.mark.parametrize("zone", ["issued"], indirect=True)
def test_the_history_is_paged(zone: WayZone) -> None:
    fill(zone, edited, 40)
    browser = zone.enter("commander")
    before = re.search(r"before=(\d+)", browser.get(zone.address()).text)
    assert before
    assert browser.get(zone.address(f"?before={before[1]}")).text.count("<time>") == 42 - 30


@pytest.mark.parametrize("zone", ["verified"], indirect=True)
def test_thirty_of_everything_cost_no_more_queries_than_one(zone: WayZone) -> None:
    browser = zone.enter("commander")
    fill(zone, subtask, 1)
    one = queries(zone, browser)
    fill(zone, subtask, 29)
    fill(zone, edited, 20)
    assert queries(zone, browser) == one
    assert len(one) <= MOST_QUERIES, "\n".join(one)


def queries(zone: WayZone, browser: FlaskClient) -> list[str]:
    browser.get(zone.address())  # what a process keeps in memory is read with the first page
    with zone.statements() as seen:
        assert browser.get(zone.address()).status_code == 200
    return [statement.split("WHERE")[0] for statement in seen]


@pytest.mark.parametrize("zone", ["in_progress"], indirect=True)
def test_who_was_just_asked_is_not_called_silent(zone: WayZone) -> None:
    """The other department has its three working days; after them it is."""
    browser = zone.enter("commander")
    assert "未回应" not in browser.get(zone.address()).text
    with clock.fixed(date(2022, 9, 21)):
        assert "未回应" in browser.get(zone.address()).text
