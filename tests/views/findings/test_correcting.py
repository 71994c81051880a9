"""/findings/<id>/edit: the recorder puts right what he wrote, before it is issued."""

import re

import pytest

from portal.models import Attachment
from tests.views.findings.conftest import Site, photo


def address(finding_id: int) -> str:
    return f"/findings/{finding_id}/edit"


def corrected(site: Site, finding_id: int, **values: object) -> dict[str, object]:
    typed = {name: value for name, value in site.typed().items() if name != "assignment"}
    return typed | {"place": "工地北门", "version": str(site.look(finding_id).version)} | values


def test_the_recorder_finds_it_filled_corrects_it_and_adds_a_photo(site: Site) -> None:
    finding_id = site.at("cosigned")
    browser = site.enter("inspector")
    assert f'href="{address(finding_id)}"' in browser.get(f"/findings/{finding_id}").text
    page = browser.get(address(finding_id)).text
    assert "工地南门" in page
    assert "要重新会签" in page
    answer = browser.post(address(finding_id), data=corrected(site, finding_id, files=[photo("补拍.jpg")]))
    assert answer.status_code == 303, answer.text
    shown = browser.get(answer.location).text
    assert "工地北门" in shown
    assert "补拍.jpg" in shown
    assert "问题记录已更正，须重新会签" in shown
    assert "地点：工地南门 → 工地北门" in shown
    assert site.look(finding_id).cosigned_at is None
    assert site.count(Attachment) == 1


@pytest.mark.parametrize("role", ["second_inspector", "supervision_lead"])
def test_others_read_it_without_the_button_and_may_not(site: Site, role: str) -> None:
    finding_id = site.at("recorded")
    browser = site.enter(role)
    assert address(finding_id) not in browser.get(f"/findings/{finding_id}").text
    assert browser.get(address(finding_id)).status_code == 403
    assert browser.post(address(finding_id), data=corrected(site, finding_id)).status_code == 403
    assert site.look(finding_id).place == "工地南门"


def test_what_is_issued_stands(site: Site) -> None:
    finding_id = site.at("issued")
    browser = site.enter("inspector")
    assert browser.get(address(finding_id)).status_code == 409
    assert browser.post(address(finding_id), data=corrected(site, finding_id)).status_code == 409
    assert site.look(finding_id).place == "工地南门"


def test_a_stale_form_comes_back_filled(site: Site) -> None:
    finding_id = site.at("recorded")
    typed = corrected(site, finding_id)
    assert site.enter("second_inspector").post(f"/findings/{finding_id}/co-sign").status_code == 303
    answer = site.enter("inspector").post(address(finding_id), data=typed)
    assert answer.status_code == 409
    assert "工地北门" in answer.text, "nothing typed is lost"
    assert site.look(finding_id).cosigned_at is not None


def test_a_wrong_field_is_named_and_nothing_is_lost(site: Site) -> None:
    finding_id = site.at("recorded")
    answer = site.enter("inspector").post(address(finding_id), data=corrected(site, finding_id, days_to_rectify="0"))
    assert answer.status_code == 422
    assert 'id="days_to_rectify-error"' in answer.text
    assert "工地北门" in answer.text


def test_the_department_is_chosen_anew_among_those_of_the_task(site: Site) -> None:
    finding_id = site.at("cosigned")
    browser = site.enter("inspector")
    page = browser.get(address(finding_id)).text
    chosen = re.findall(r'<option selected value="(\d+)"', page.partition("</select>")[0])
    assert chosen == [str(site.legs["lead"])]
    assert f'value="{site.legs["supervision"]}"' not in page, "guests look at that one"
    typed = corrected(site, finding_id, assignment=str(site.legs["other"]))
    answer = browser.post(address(finding_id), data=typed)
    assert answer.status_code == 303, answer.text
    found = site.look(finding_id)
    assert (found.assignment_id, found.cosigned_at) == (site.legs["other"], None)
    shown = browser.get(answer.location).text
    assert re.search(r"部门：\S+ → \S+", shown)


@pytest.mark.parametrize("assignment", ["supervision", "99999", "x"])
def test_another_leg_than_those_is_refused(site: Site, assignment: str) -> None:
    finding_id = site.at("recorded")
    typed = corrected(site, finding_id, assignment=str(site.legs.get(assignment, assignment)))
    answer = site.enter("inspector").post(address(finding_id), data=typed)
    assert answer.status_code == 422
    assert 'id="assignment-error"' in answer.text
    assert site.look(finding_id).place == "工地南门"
