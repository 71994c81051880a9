"""At the site, on a phone: a finding with photos from any issued task."""

import io

import pytest

from portal.models import Attachment, Finding
from tests.views.findings.conftest import Site, photo


def address(site: Site) -> str:
    return f"/tasks/{site.task_id}/findings/new"


def test_it_records_with_photos_of_both_fields(site: Site) -> None:
    browser = site.enter("inspector")
    assert "80%" in browser.get(address(site)).text, "what the department claims stands beside its name"
    answer = browser.post(address(site), data=site.typed(files=[photo(), photo("全景.jpg")]))
    assert answer.status_code == 303, answer.text
    page = browser.get(answer.location).text
    assert page.count("/preview") == 2
    assert "基坑尚未开挖" in page
    assert "全景.jpg" in page
    assert site.events(1) == ["finding.record"]


def test_the_camera_is_offered(site: Site) -> None:
    page = site.enter("inspector").get(address(site)).text
    assert 'capture="environment"' in page
    assert 'accept="image/*"' in page


@pytest.mark.parametrize("role", ["lead_head", "commander", "office", "observer", "stranger", "audit_admin"])
def test_it_refuses_everybody_else(site: Site, role: str) -> None:
    browser = site.enter(role)
    assert browser.get(address(site)).status_code == 403
    assert browser.post(address(site), data=site.typed()).status_code == 403
    assert site.count(Finding) == 0


def test_a_recused_inspector_is_refused(site: Site) -> None:
    browser = site.enter("recused_inspector")
    assert "牵头局" not in form_of(browser.get(address(site)).text)
    answer = browser.post(address(site), data=site.typed())
    assert answer.status_code == 422
    assert site.count(Finding) == 0
    assert browser.post(address(site), data=site.typed("other")).status_code == 303


def form_of(page: str) -> str:
    """The page from its form on: the line above it names the task."""
    return page[page.index('<form class="form"') :]


@pytest.mark.parametrize(
    ("field", "value"),
    [("seen", ""), ("place", ""), ("place", "门" * 121), ("found_percent", "101"), ("days_to_rectify", "0"),
     ("days_to_rectify", "一"), ("seen_on", "2022-09-16"), ("seen_on", "2022-02-30"), ("severity", "grave"),
     ("kind", "x"), ("assignment", "999999")],
)  # fmt: skip
def test_what_cannot_be_is_said_at_the_field(site: Site, field: str, value: str) -> None:
    answer = site.enter("inspector").post(address(site), data=site.typed(**{field: value}))
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    if field != "seen":
        assert "基坑尚未开挖" in answer.text, "nothing typed is lost"
    assert site.count(Finding) == 0


def test_a_file_that_is_no_picture_is_refused_with_a_sentence(site: Site) -> None:
    answer = site.enter("inspector").post(address(site), data=site.typed(files=[(io.BytesIO(b""), "空.jpg")]))
    assert answer.status_code == 422
    assert (site.count(Finding), site.count(Attachment)) == (0, 0)


def test_the_same_form_sent_twice_records_once(site: Site) -> None:
    browser = site.enter("inspector")
    first = browser.post(address(site), data=site.typed(once="abc"))
    second = browser.post(address(site), data=site.typed(once="abc"))
    assert first.location == second.location
    assert site.count(Finding) == 1


def test_a_task_that_does_not_exist(site: Site) -> None:
    assert site.enter("inspector").get("/tasks/999999/findings/new").status_code == 404


def test_reading_the_form_changes_nothing(site: Site) -> None:
    site.enter("inspector").get(address(site))
    assert site.count(Finding) == 0
