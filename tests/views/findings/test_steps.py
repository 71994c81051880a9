"""One route for each step: it works for whose it is, refuses all others, and loses nothing that was typed."""

import pytest
from sqlalchemy import event

from portal.database import db
from portal.domain.finding_lifecycle import FINDING
from tests.views.findings.conftest import Site, photo

# Per action: where it starts and leads, who may, who may not, what is typed.
TEXT, REASON, AGAIN = {"text": "写下一句话"}, {"reason": "写下理由"}, {"text": "仍未开挖", "days": "5"}
STEPS: dict[str, tuple[str, str, str, tuple[str, ...], dict[str, str]]] = {
    "co-sign": ("recorded", "recorded", "second_inspector", ("inspector", "recused_inspector", "lead_head"), {}),
    "issue": ("cosigned", "issued", "supervision_lead", ("inspector", "commander", "other_commander", "lead_head"), {}),
    "answer": ("issued", "rectifying", "lead_head", ("other_head", "lead_staff", "inspector", "commander"), TEXT),
    "dispute": ("issued", "disputed", "lead_head", ("other_head", "lead_staff", "inspector"), TEXT),
    "uphold": ("disputed", "rectifying", "commander", ("deputy", "other_commander", "lead_head", "office"), REASON),
    "drop": ("disputed", "withdrawn", "commander", ("other_commander", "supervision_lead", "lead_head"), REASON),
    "rectify": ("rectifying", "rectified", "lead_deputy_head", ("lead_staff", "other_head", "inspector"), TEXT),
    "confirm": ("rectified", "closed", "inspector", ("recused_inspector", "lead_head", "observer"), TEXT),
    "send-back": ("rectified", "rectifying", "second_inspector", ("recused_inspector", "lead_head"), AGAIN),
    "relapse": ("closed", "rectifying", "supervision_lead", ("lead_head", "commander"), AGAIN),
    "withdraw": ("issued", "withdrawn", "supervision_lead", ("inspector", "lead_head", "other_commander"), REASON),
}
ASKING = [action for action, case in STEPS.items() if action != "co-sign"]


def test_every_step_of_the_table_is_tested() -> None:
    assert set(STEPS) | {"close-on-the-spot"} == set(FINDING.actions)


@pytest.mark.parametrize("action", list(STEPS))
def test_it_works_and_is_told(site: Site, action: str) -> None:
    source, target, role, _, typed = STEPS[action]
    finding_id, browser = site.at(source), site.enter(role)
    if action in ASKING:
        assert browser.get(f"/findings/{finding_id}/{action}").status_code == 200
        assert site.look(finding_id).state == ("recorded" if source == "cosigned" else source)
    answer = browser.post(f"/findings/{finding_id}/{action}", data=typed)
    assert (answer.status_code, answer.location) == (303, f"/findings/{finding_id}")
    assert site.look(finding_id).state == target
    assert site.events(finding_id)[-1] == f"finding.{action}"
    assert browser.get(answer.location).status_code == 200


@pytest.mark.parametrize(("action", "role"), [(action, role) for action, case in STEPS.items() for role in case[3]])
def test_it_refuses_all_others(site: Site, action: str, role: str) -> None:
    source, _, _, _, typed = STEPS[action]
    finding_id = site.at(source)
    before = site.look(finding_id)
    answer = site.enter(role).post(f"/findings/{finding_id}/{action}", data=typed)
    assert answer.status_code in (403, 404, 422)
    assert (site.look(finding_id).state, site.look(finding_id).version) == (before.state, before.version)


def test_co_signing_by_address_alone_is_not_possible(site: Site) -> None:
    assert site.enter("second_inspector").get(f"/findings/{site.at('recorded')}/co-sign").status_code == 405


@pytest.mark.parametrize("action", ASKING)
def test_the_wrong_state_is_told(site: Site, action: str) -> None:
    wrong = "rectifying" if action in ("issue", "answer", "dispute", "uphold", "drop") else "disputed"
    finding_id, browser = site.at(wrong), site.enter(STEPS[action][2])
    assert browser.get(f"/findings/{finding_id}/{action}").status_code == 409
    answer = browser.post(f"/findings/{finding_id}/{action}", data=STEPS[action][4])
    assert answer.status_code == 409
    assert site.look(finding_id).state == wrong


@pytest.mark.parametrize("action", [action for action in ASKING if STEPS[action][4]])
def test_a_text_has_to_be_given(site: Site, action: str) -> None:
    source, _, role, _, typed = STEPS[action]
    finding_id = site.at(source)
    answer = site.enter(role).post(f"/findings/{finding_id}/{action}", data=dict.fromkeys(typed, ""))
    assert answer.status_code == 422
    assert site.look(finding_id).state == source


def test_a_stale_form_comes_back_with_what_was_typed(site: Site) -> None:
    finding_id = site.at("issued")
    answer = site.enter("lead_head").post(f"/findings/{finding_id}/answer", data={"text": "增派班组", "version": "1"})
    assert answer.status_code == 409
    assert "增派班组" in answer.text


def test_evidence_stands_with_its_step(site: Site) -> None:
    finding_id, browser = site.at("rectifying"), site.enter("lead_head")
    typed = {"text": "基坑已开挖", "files": [photo("整改后.jpg")]}
    answer = browser.post(f"/findings/{finding_id}/rectify", data=typed)
    page = browser.get(answer.location).text
    assert page.index("基坑已开挖") < page.index("整改后.jpg")


def test_what_is_put_right_on_the_spot(site: Site) -> None:
    browser = site.enter("inspector")
    location = browser.post(f"/tasks/{site.task_id}/findings/new", data=site.typed(is_on_the_spot="y")).location
    assert browser.get(f"{location}/close-on-the-spot").status_code == 200
    assert browser.post(f"{location}/close-on-the-spot", data=TEXT).status_code == 303
    assert "写下一句话" in site.enter("lead_head").get(location).text


def test_staff_prepare_what_the_head_answers(site: Site) -> None:
    finding_id = site.at("issued")
    staff, head = site.enter("lead_staff"), site.enter("lead_head")
    assert staff.post(f"/findings/{finding_id}/draft-answer", data={"text": "拟增派班组"}).status_code == 303
    assert "拟增派班组" in head.get(f"/findings/{finding_id}/answer").text
    assert "拟增派班组" not in site.enter("inspector").get(f"/findings/{finding_id}").text
    assert site.enter("other_staff").get(f"/findings/{finding_id}/draft-answer").status_code == 404
    assert site.enter("inspector").get(f"/findings/{finding_id}/draft-answer").status_code == 403


def test_a_step_without_a_photo_goes_straight_to_its_change(site: Site) -> None:
    """One transaction, in which the door asks; with a file the door asks before the file is looked into as well."""
    begun: list[int] = []
    for files, count in (([], 1), ([photo()], 2)):
        finding_id, browser = site.at("issued"), site.enter("lead_head")
        browser.get(f"/findings/{finding_id}")
        with site.app.app_context():
            engine = db.engine
        event.listen(engine, "begin", note := lambda connection: begun.append(1))
        answer = browser.post(f"/findings/{finding_id}/answer", data={"text": "增派两个班组", "files": files})
        event.remove(engine, "begin", note)
        assert (answer.status_code, len(begun)) == (303, count)
        begun.clear()
