"""Steps through the door: each by whose it is, with a POST, once; everybody else is refused and nothing changes."""

import pytest
from flask import Flask

from tests.views import way_zone
from tests.views.way_zone import WayZone

TEXT = "写下一句话"
# Action: where it starts, where it leads, who does it, what its form says, who comes near and may not.
CASES: dict[str, tuple[str, str, str, dict[str, str], tuple[str, ...]]] = {
    "sign": ("issued", "in_progress", "lead_head", {}, ("lead_staff", "street_head", "commander", "stranger")),
    "verify": ("completion_requested", "verified", "supervision_lead", {"grade": "good", "looked_at": TEXT},
               ("inspector", "lead_head", "commander", "office")),
    "close-out": ("verified", "closed", "commander", {}, ("lead_head", "other_commander", "second_deputy", "office")),
    "return": ("verified", "in_progress", "commander", {"reason": TEXT}, ("lead_head", "inspector", "observer")),
    "suspend": ("in_progress", "suspended", "commander", {"reason": TEXT, "until": "2022-09-30"},
                ("deputy", "lead_head", "office")),
    "resume": ("suspended", "in_progress", "commander", {}, ("deputy", "lead_head")),
    "cancel": ("in_progress", "cancelled", "commander", {"reason": TEXT}, ("deputy", "office", "lead_head")),
}  # fmt: skip


@pytest.fixture
def zone(app: Flask, request: pytest.FixtureRequest) -> WayZone:
    return way_zone.build(app, request.param)


def cases() -> list[object]:
    return [pytest.param(source, action, id=action) for action, (source, *_) in CASES.items()]


@pytest.mark.parametrize(("zone", "action"), cases(), indirect=["zone"])
def test_it_works_and_history_names_who_did_it(zone: WayZone, action: str) -> None:
    _, target, role, asked, _ = CASES[action]
    browser = zone.enter(role)
    assert browser.get(zone.address(f"/{action}")).status_code == 200
    answer = browser.post(zone.address(f"/{action}"), data={"version": zone.version, **asked})
    assert (answer.status_code, answer.location) == (303, zone.address())
    assert zone.state == target
    assert (f"task.{action}", zone.user_ids[role]) in zone.events()
    assert browser.get(zone.address()).status_code == 200


@pytest.mark.parametrize(("zone", "action"), cases(), indirect=["zone"])
def test_it_refuses_those_who_come_near(zone: WayZone, action: str) -> None:
    source, _, _, asked, near = CASES[action]
    before = zone.events()
    for role in near:
        browser = zone.enter(role)
        assert browser.post(zone.address(f"/{action}"), data=asked).status_code == 403, role
        assert browser.get(zone.address(f"/{action}")).status_code == 403, role
    assert (zone.state, zone.events()) == (source, before)


@pytest.mark.parametrize(("zone", "action"), cases(), indirect=["zone"])
def test_a_stale_page_changes_nothing_and_keeps_what_was_typed(zone: WayZone, action: str) -> None:
    source, _, role, asked, _ = CASES[action]
    answer = zone.enter(role).post(zone.address(f"/{action}"), data={"version": zone.version - 1, **asked})
    assert answer.status_code == 409
    for typed in asked.values():
        assert typed in answer.text
    assert zone.state == source


@pytest.mark.parametrize(("zone", "action"), [("issued", "verify"), ("issued", "resume")], indirect=["zone"])
def test_a_step_that_does_not_start_here_is_told(zone: WayZone, action: str) -> None:
    _, _, role, asked, _ = CASES[action]
    browser = zone.enter(role)
    assert browser.get(zone.address(f"/{action}")).status_code == 409
    assert browser.post(zone.address(f"/{action}"), data=asked).status_code == 409


@pytest.mark.parametrize("zone", ["in_progress"], indirect=True)
def test_a_missing_reason_is_said_at_the_field(zone: WayZone) -> None:
    answer = zone.enter("commander").post(zone.address("/cancel"), data={"version": zone.version, "reason": ""})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize("zone", ["issued"], indirect=True)
def test_the_same_form_sent_twice_has_one_effect(zone: WayZone) -> None:
    browser, form = zone.enter("lead_head"), {"version": zone.version, "once": "a-form-of-the-head"}
    first, second = (browser.post(zone.address("/sign"), data=form) for _ in range(2))
    assert (first.status_code, second.status_code, second.location) == (303, 303, zone.address())
    assert [event for event, _ in zone.events()].count("assignment.sign") == 1


@pytest.mark.parametrize("zone", ["issued"], indirect=True)
def test_nothing_is_signed_by_looking(zone: WayZone) -> None:
    assert zone.enter("lead_head").get(zone.address("/sign")).status_code == 200
    assert zone.state == "issued"
    assert zone.enter("lead_head").get("/tasks/sign").status_code == 405


@pytest.mark.parametrize("zone", ["issued"], indirect=True)
def test_many_are_signed_at_once_and_refusals_are_told(zone: WayZone) -> None:
    browser = zone.enter("lead_head")
    answer = browser.post("/tasks/sign", data={"ids": [str(zone.task_id), "9999", "no number"]})
    assert (answer.status_code, zone.state) == (303, "in_progress")
    page = browser.get(zone.address()).text
    assert "#9999" in page
    assert zone.enter("observer").post("/tasks/sign", data={"ids": [str(zone.task_id)]}).status_code == 403


@pytest.mark.parametrize("zone", ["verified"], indirect=True)
def test_many_are_closed_at_once(zone: WayZone) -> None:
    answer = zone.enter("commander").post("/tasks/close-out", data={"ids": str(zone.task_id)})
    assert (answer.status_code, zone.state) == (303, "closed")


@pytest.mark.parametrize("zone", ["completion_requested"], indirect=True)
def test_the_supervision_lead_names_an_inspector_who_is_not_recused(zone: WayZone) -> None:
    browser = zone.enter("supervision_lead")
    page = browser.get(zone.address("/name-verifier")).text
    assert "岗位 inspector" in page
    assert "岗位 recused_inspector" not in page
    form = {"version": zone.version, "verifier": zone.user_ids["inspector"]}
    assert browser.post(zone.address("/name-verifier"), data=form).status_code == 303
    asked = {"version": zone.version, "grade": "excellent", "looked_at": TEXT}
    assert zone.enter("inspector").post(zone.address("/verify"), data=asked).status_code == 303
    assert zone.state == "verified"


@pytest.mark.parametrize("zone", ["in_progress"], indirect=True)
def test_a_leg_is_finished_by_its_head_and_sent_back_by_the_lead(zone: WayZone) -> None:
    other, leg = zone.enter("other_head"), f"/legs/{zone.other_leg_id}"
    assert other.post(zone.address("/sign"), data={}).status_code == 303
    assert zone.enter("lead_head").post(zone.address(f"{leg}/finish"), data={}).status_code == 403
    assert other.get(zone.address(f"{leg}/finish")).status_code == 405
    assert other.post(zone.address(f"{leg}/finish"), data={}).status_code == 303
    assert other.get(zone.address(f"{leg}/return")).status_code == 403
    lead = zone.enter("lead_head")
    assert lead.get(zone.address(f"{leg}/return")).status_code == 200
    assert lead.post(zone.address(f"{leg}/return"), data={"reason": TEXT}).status_code == 303
    assert [event for event, _ in zone.events()][-2:] == ["assignment.finish", "assignment.return"]
    assert other.post(zone.address("/legs/9999/finish"), data={}).status_code == 404
