"""Issuing, withdrawing and revising a task, and the pages of its legs and milestones."""

from datetime import date

import pytest

from portal.domain.task_lifecycle import TaskState
from portal.services.tasks.entry import MilestoneEntry
from tests.views.tasks.conftest import Ground

MISSED = MilestoneEntry("主体封顶", date(2022, 8, 31), "监理报告")


def legs_of(ground: Ground, task_id: int) -> list[tuple[int, str, str]]:
    return ground.look(lambda task: [(leg.id, str(leg.kind), str(leg.state)) for leg in task.assignments], task_id)


def version_of(ground: Ground, task_id: int) -> str:
    return str(ground.look(lambda task: task.version, task_id))


def test_issuing_says_first_what_it_changes_and_for_whom(ground: Ground) -> None:
    task_id = ground.drafted(responsible="配合局")
    browser = ground.enter("commander")
    page = browser.get(f"/tasks/{task_id}/issue").text
    for text in ("牵头局", "配合局", "2022-11-30", "2022-09-20"):
        assert text in page
    assert ground.look(lambda task: task.state, task_id) == TaskState.DRAFT
    answer = browser.post(f"/tasks/{task_id}/issue", data={"version": version_of(ground, task_id)})
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task_id}")
    assert ground.look(lambda task: task.state, task_id) == TaskState.ISSUED
    assert browser.get(f"/tasks/{task_id}/issue").status_code == 409


def test_what_stands_against_issuing_is_said_and_has_no_button(ground: Ground) -> None:
    task_id = ground.drafted(standard="")
    browser = ground.enter("commander")
    assert f'action="/tasks/{task_id}/issue"' not in browser.get(f"/tasks/{task_id}/issue").text
    assert browser.post(f"/tasks/{task_id}/issue").status_code == 422


def test_a_stale_issue_is_409(ground: Ground) -> None:
    task_id = ground.drafted()
    assert ground.enter("commander").post(f"/tasks/{task_id}/issue", data={"version": "99"}).status_code == 409
    assert ground.look(lambda task: task.state, task_id) == TaskState.DRAFT


@pytest.mark.parametrize(("role", "status"), [("office", 403), ("other_commander", 404), ("lead_head", 404)])
def test_others_do_not_issue(ground: Ground, role: str, status: int) -> None:
    task_id = ground.drafted()
    assert ground.enter(role).get(f"/tasks/{task_id}/issue").status_code == status
    assert ground.enter(role).post(f"/tasks/{task_id}/issue").status_code == status


def test_withdrawing(ground: Ground) -> None:
    task_id = ground.issued()
    browser = ground.enter("commander")
    assert browser.get(f"/tasks/{task_id}/withdraw").status_code == 405
    assert ground.enter("lead_head").post(f"/tasks/{task_id}/withdraw").status_code == 403
    assert browser.post(f"/tasks/{task_id}/withdraw", data={"version": "99"}).status_code == 409
    assert browser.post(f"/tasks/{task_id}/withdraw").status_code == 303
    assert ground.look(lambda task: task.state, task_id) == TaskState.DRAFT
    assert browser.post(f"/tasks/{ground.in_progress()}/withdraw").status_code == 409


def test_revising_from_a_paper(ground: Ground) -> None:
    task_id = ground.in_progress(responsible="配合局")
    browser = ground.enter("commander")
    assert 'value="2022-11-30"' in browser.get(f"/tasks/{task_id}/revise").text
    typed = {"content": "新的内容", "standard": "验收", "due_on": "2022-12-20", "weight": "3", "responsible": "某街道",
             "start_on": "2022-07-04"}  # fmt: skip
    without = browser.post(f"/tasks/{task_id}/revise", data=typed)
    assert without.status_code == 422
    assert "新的内容" in without.text
    stale = browser.post(f"/tasks/{task_id}/revise", data=typed | {"paper": "文号", "version": "99"})
    assert stale.status_code == 409
    assert "新的内容" in stale.text
    assert "2022-07-01" in stale.text, "what stands now is shown beside what was typed"
    version = version_of(ground, task_id)
    answer = browser.post(f"/tasks/{task_id}/revise", data=typed | {"paper": "文号", "version": version})
    assert answer.status_code == 303
    found = ground.look(lambda task: (task.content, task.start_on, task.due_on, task.weight), task_id)
    assert found == ("新的内容", date(2022, 7, 4), date(2022, 12, 20), 3)
    assert ground.look(lambda task: task.issued_due_on, task_id) == date(2022, 11, 30)
    assert [state for _, _, state in legs_of(ground, task_id)] == ["waiting", "released", "waiting"]
    told = "完成时限：2022-11-30 → 2022-12-20"
    assert told in browser.get(answer.location).text
    assert told not in ground.enter("other_commander").get(answer.location).text, "the day alone is for everybody"


def test_a_deputy_revises_without_the_weight(ground: Ground) -> None:
    task_id = ground.issued(deputy_seat=1, weight=2)
    browser = ground.enter("deputy")
    assert 'name="weight"' not in browser.get(f"/tasks/{task_id}/revise").text
    typed = {"paper": "文号", "standard": "验收", "due_on": "2022-11-30", "responsible": "", "weight": "9"}
    assert browser.post(f"/tasks/{task_id}/revise", data=typed).status_code == 303
    assert ground.look(lambda task: (task.standard, task.weight), task_id) == ("验收", 2)
    assert ground.enter("second_deputy").get(f"/tasks/{task_id}/revise").status_code == 403


def test_a_department_says_who_does_it_inside(ground: Ground) -> None:
    task_id = ground.issued(responsible="配合局")
    lead, other = (leg[0] for leg in legs_of(ground, task_id))
    address = f"/tasks/{task_id}/legs/{other}/edit"
    browser = ground.enter("other_staff")
    assert "配合局" in browser.get(address).text
    assert browser.post(address, data={"section": "长" * 41}).status_code == 422
    assert browser.post(address, data={"section": "规划科", "person_responsible": "科长"}).status_code == 303
    assert ground.look(lambda task: task.assignments[1].section, task_id) == "规划科"
    assert browser.get(f"/tasks/{task_id}/legs/{lead}/edit").status_code == 403
    assert browser.get(f"/tasks/{task_id}/legs/4711/edit").status_code == 404


def test_a_leg_is_handed_on_and_released(ground: Ground) -> None:
    task_id = ground.in_progress(responsible="配合局")
    lead, other = (leg[0] for leg in legs_of(ground, task_id))
    browser = ground.enter("commander")
    assert browser.get(f"/tasks/{task_id}/legs/{lead}/transfer").status_code == 200
    refused = browser.post(f"/tasks/{task_id}/legs/{lead}/transfer", data={"department": "配合局", "reason": "调整"})
    assert refused.status_code == 422
    assert browser.get(f"/tasks/{task_id}/legs/{other}/release").status_code == 200
    assert browser.post(f"/tasks/{task_id}/legs/{other}/release", data={"reason": "不涉及"}).status_code == 303
    answer = browser.post(f"/tasks/{task_id}/legs/{lead}/transfer", data={"department": "配合局", "reason": "调整"})
    assert answer.status_code == 303
    assert sorted((kind, state) for _, kind, state in legs_of(ground, task_id)) == [
        ("lead", "transferred"),
        ("lead", "waiting"),
        ("responsible", "released"),
    ]
    assert ground.look(lambda task: task.lead_department_id, task_id) == ground.cast.other.id
    assert ground.enter("lead_head").get(f"/tasks/{task_id}/legs/{lead}/transfer").status_code == 403


def test_milestones_are_added_and_reported(ground: Ground) -> None:
    task_id = ground.in_progress(milestones=(MISSED,))
    commander, head = ground.enter("commander"), ground.enter("lead_head")
    assert commander.get(f"/tasks/{task_id}/milestones/new").status_code == 200
    assert commander.post(f"/tasks/{task_id}/milestones/new", data={"title": "收尾"}).status_code == 422
    late = commander.post(f"/tasks/{task_id}/milestones/new", data={"title": "收尾", "due_on": "2023-01-01"})
    assert late.status_code == 422
    assert "收尾" in late.text
    added = commander.post(f"/tasks/{task_id}/milestones/new", data={"title": "收尾", "due_on": "2022-11-20"})
    assert added.status_code == 303
    milestone = ground.look(lambda task: task.milestones[0].id, task_id)
    address = f"/tasks/{task_id}/milestones/{milestone}/reach"
    assert "监理报告" in head.get(address).text
    assert head.post(address, data={"reached_on": "2022-12-01"}).status_code == 422
    assert head.post(address, data={"reached_on": "2022-09-10"}).status_code == 303
    assert head.get(address).status_code == 409
    open_one = ground.look(lambda task: task.milestones[1].id, task_id)
    assert ground.enter("other_head").get(f"/tasks/{task_id}/milestones/{open_one}/reach").status_code == 403
