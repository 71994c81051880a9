"""A lamp that rests says why in its own word: it never says "not started" of what was cancelled."""

import re

import pytest
from flask import Flask

from portal.jobs.lists import LISTS
from portal.services.actors import find_actor_or_none
from tests.views import way_zone
from tests.views.way_zone import WayZone

WORDS = {"suspended": "已暂缓", "cancelled": "已撤销", "unmet": "未完成"}


@pytest.fixture
def zone(app: Flask, request: pytest.FixtureRequest) -> WayZone:
    return way_zone.build(app, request.param)


@pytest.mark.parametrize("zone", WORDS, indirect=True)
def test_page_list_and_tree_agree(zone: WayZone, request: pytest.FixtureRequest) -> None:
    state = request.node.callspec.params["zone"]
    commander = zone.enter("commander")
    campaign = zone.one("SELECT campaign_id FROM task WHERE id = :task", task=zone.task_id)
    for address in (zone.address(), f"/tasks?state={state}", f"/campaigns/{campaign}?closed=1"):
        page = commander.get(address).text
        said = re.findall(r'class="light is-(\w+)"><i[^>]*>○</i>([^<]+)</span>(<small)?', page)
        assert said == [(state, WORDS[state], "")], address
    assert f'<p class="lead">{WORDS[state]}</p>' in commander.get(zone.address()).text


@pytest.mark.parametrize("zone", ["draft"], indirect=True)
def test_a_draft_is_not_started(zone: WayZone) -> None:
    page = zone.enter("commander").get(zone.address()).text
    assert 'light is-grey"><i aria-hidden="true">○</i>未启动</span><small class="reason">' in page


@pytest.mark.parametrize("zone", ["cancelled"], indirect=True)
def test_it_is_written_so_into_a_spreadsheet(zone: WayZone) -> None:
    actor_id = zone.user_ids["commander"]
    with zone.app.test_request_context():
        actor = find_actor_or_none(actor_id)
        assert actor is not None
        (line,) = next(iter(LISTS["tasks"].pages({"state": "cancelled"}, actor)))
        (column,) = [one for one in LISTS["tasks"].columns if one.heading == "Light"]
        assert (column.words or {})[column.value(line)] == "Cancelled"
    filters = zone.enter("commander").get("/tasks").text.partition('name="light"')[2].partition("</select>")[0]
    assert "已撤销" not in filters, "one asks for a light, or for a state"
