"""The list, the story of one finding, and what the first page shows of them."""

import pytest
from flask_babel import force_locale, gettext

from portal.domain.finding_lifecycle import FindingFacts, is_cosigned
from tests.views.findings.conftest import Site, photo


@pytest.mark.parametrize(
    ("state", "role", "status"),
    [
        ("recorded", "second_inspector", 200), ("recorded", "recused_inspector", 404), ("recorded", "lead_head", 404),
        ("recorded", "observer", 404), ("issued", "lead_head", 200), ("issued", "lead_staff", 200),
        ("issued", "other_head", 404), ("issued", "commander", 200), ("issued", "other_commander", 404),
        ("issued", "observer", 200), ("issued", "stranger", 403), ("issued", "security_admin", 403),
    ],
)  # fmt: skip
def test_who_reads_it(site: Site, state: str, role: str, status: int) -> None:
    finding_id, browser = site.at(state), site.enter(role)
    answer = browser.get(f"/findings/{finding_id}")
    assert answer.status_code == status
    assert ("现场无人施工" in answer.text) == (status == 200)
    listed = browser.get("/findings?state=all").text
    assert ("现场无人施工" in listed) == (status == 200)


def test_it_shows_what_was_claimed_beside_what_was_found(site: Site) -> None:
    page = site.enter("lead_head").get(f"/findings/{site.at('issued')}").text
    assert page.index("80%") < page.index("20%")
    assert "2022-09-29" in page
    assert "岗位 supervision_lead" in page


def test_the_whole_story_stands_on_one_page(site: Site) -> None:
    page = site.enter("observer").get(f"/findings/{site.at('closed')}").text
    for text in ("增派两个班组", "基坑已开挖", "现场已复工"):
        assert text in page


@pytest.mark.parametrize(
    ("state", "role", "step"),
    [
        ("recorded", "second_inspector", "co-sign"), ("cosigned", "supervision_lead", "issue"),
        ("issued", "lead_head", "answer"), ("disputed", "commander", "uphold"), ("rectifying", "lead_head", "rectify"),
        ("rectified", "inspector", "confirm"),
    ],
)  # fmt: skip
def test_the_next_step_is_offered_and_due(site: Site, state: str, role: str, step: str) -> None:
    finding_id, browser = site.at(state), site.enter(role)
    page = browser.get(f"/findings/{finding_id}").text
    assert f"/findings/{finding_id}/{step}" in page
    assert f"/findings/{finding_id}" in browser.get("/").text


def test_who_may_do_nothing_is_offered_nothing(site: Site) -> None:
    page = site.enter("observer").get(f"/findings/{site.at('issued')}").text
    assert "/answer" not in page
    assert "/withdraw" not in page


def test_what_stands_against_a_step_is_said(site: Site) -> None:
    page = site.enter("supervision_lead").get(f"/findings/{site.at('recorded')}").text
    with site.app.test_request_context(), force_locale("zh_Hans"):
        sentence = gettext(is_cosigned(FindingFacts(is_cosigned=False)) or "")
    assert sentence in page


@pytest.mark.parametrize("query", ["state=gone", "severity=x", "todo=x", "department=一", "after=x"])
def test_an_unknown_choice_is_refused_with_a_sentence(site: Site, query: str) -> None:
    assert site.enter("observer").get(f"/findings?{query}").status_code == 400


def test_filters_stand_in_the_address(site: Site) -> None:
    site.at("issued")
    browser = site.enter("observer")
    assert "现场无人施工" in browser.get("/findings?severity=serious&state=issued").text
    assert "现场无人施工" not in browser.get("/findings?severity=minor").text
    assert "现场无人施工" in browser.get(f"/findings?department={site.cast.lead.id}").text
    assert "现场无人施工" not in browser.get(f"/findings?department={site.cast.other.id}").text


def test_the_task_tells_it_to_those_who_see_it(site: Site) -> None:
    finding_id = site.at("recorded")
    assert f"/findings/{finding_id}" in site.enter("inspector").get(f"/tasks/{site.task_id}").text
    assert f"/findings/{finding_id}" not in site.enter("lead_head").get(f"/tasks/{site.task_id}").text


def test_photos_of_a_recorded_finding_are_kept_from_the_department(site: Site) -> None:
    inspector = site.enter("inspector")
    data = site.typed(files=[photo()])
    assert inspector.post(f"/tasks/{site.task_id}/findings/new", data=data).status_code == 303
    with inspector.get("/files/1") as answer:
        assert answer.status_code == 200
    assert site.enter("lead_head").get("/files/1").status_code == 404
