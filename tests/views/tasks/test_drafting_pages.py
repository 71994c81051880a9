"""The pages on which one task is written: new, below another, again, deleted."""

import pytest

from portal.domain.task_lifecycle import TaskState
from tests.views.tasks.conftest import Ground

TYPED = {
    "title": "清理低效用地1000亩",
    "lead": "牵头局",
    "responsible": "配合局、某街道",
    "standard": "腾空并完成验收",
    "start_on": "2022-07-01",
    "due_on": "2022-11-30",
    "quantity": "1000",
    "unit": "亩",
    "weight": "2",
    "milestones-0-title": "过半",
    "milestones-0-due_on": "2022-10-31",
}


def test_a_commander_writes_a_task_and_comes_back_to_it(ground: Ground) -> None:
    browser = ground.enter("commander")
    assert "专项行动" in browser.get("/tasks/new").text
    address = f"/tasks/new?campaign={ground.cast.campaign.id}"
    assert "牵头局" in browser.get(address).text
    answer = browser.post(address, data=TYPED)
    assert answer.status_code == 303
    task_id = int(answer.location.rsplit("/", 1)[1])
    form = browser.get(f"/tasks/{task_id}/edit").text
    for text in ("清理低效用地1000亩", "配合局、某街道", "腾空并完成验收", "2022-10-31", "1000"):
        assert text in form
    found = ground.look(lambda task: (task.weight, len(task.assignments), len(task.milestones)), task_id)
    assert found == (2, 3, 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "长" * 201),
        ("lead", "没有的局"),
        ("due_on", "2022-13-41"),
        ("due_on", "2022-06-30"),
        ("weight", "-3"),
        ("weight", "很多"),
        ("quantity", "-1"),
        ("quantity", "NaN"),
        ("target_id", "4711"),
        ("deputy_seat", "9"),
        ("content", "字" * 5001),
        ("milestones-0-due_on", ""),
        ("milestones-0-due_on", "2023-02-01"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(ground: Ground, field: str, value: str) -> None:
    answer = ground.enter("office").post(f"/tasks/new?campaign={ground.cast.campaign.id}", data=TYPED | {field: value})
    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    chosen = {"target_id", "deputy_seat"}
    for name in (TYPED.keys() | {field}) - chosen:
        assert (TYPED | {field: value})[name] in answer.text


@pytest.mark.parametrize("role", ["deputy", "lead_head", "other_commander", "inspector", "observer", "stranger"])
def test_others_do_not_write_at_the_top(ground: Ground, role: str) -> None:
    address = f"/tasks/new?campaign={ground.cast.campaign.id}"
    assert ground.enter(role).get(address).status_code == 403
    assert ground.enter(role).post(address, data=TYPED).status_code == 403


def test_an_unknown_campaign_is_not_there(ground: Ground) -> None:
    assert ground.enter("office").get("/tasks/new?campaign=4711").status_code == 404


def test_a_subtask_starts_from_its_parent(ground: Ground) -> None:
    parent = ground.issued()
    browser = ground.enter("commander")
    form = browser.get(f"/tasks/{parent}/subtasks/new").text
    assert 'value="牵头局"' in form
    assert 'value="2022-11-30"' in form
    late = browser.post(f"/tasks/{parent}/subtasks/new", data=TYPED | {"due_on": "2022-12-01"})
    assert late.status_code == 422
    assert browser.post(f"/tasks/{parent}/subtasks/new", data=TYPED).status_code == 303
    (child,) = ground.children(parent)
    assert (child.title, child.state) == (TYPED["title"], TaskState.DRAFT)


def test_a_head_writes_within_the_department_only(ground: Ground) -> None:
    parent = ground.issued()
    browser = ground.enter("lead_staff")
    assert 'name="responsible"' not in browser.get(f"/tasks/{parent}/subtasks/new").text
    typed = {"title": "内部工作", "weight": "1", "section": "规划科", "person_responsible": "科长"}
    assert browser.post(f"/tasks/{parent}/subtasks/new", data=typed).status_code == 303
    (child,) = ground.children(parent)
    assert child.internal_department_id == ground.cast.lead.id
    assert ground.look(lambda task: [leg.section for leg in task.assignments], child.id) == ["规划科"]
    assert ground.enter("other_head").get(f"/tasks/{parent}/subtasks/new").status_code == 403
    assert ground.enter("other_head").get(f"/tasks/{child.id}/edit").status_code == 404


def test_a_stale_draft_shows_both_texts_and_can_then_be_saved(ground: Ground) -> None:
    task_id = ground.drafted()
    first, second = ground.enter("office"), ground.enter("commander")
    version = str(ground.look(lambda task: task.version, task_id))
    assert first.post(f"/tasks/{task_id}/edit", data=TYPED | {"title": "先到", "version": version}).status_code == 303
    answer = second.post(f"/tasks/{task_id}/edit", data=TYPED | {"title": "后到", "version": version})
    assert answer.status_code == 409
    assert "先到" in answer.text
    assert "后到" in answer.text
    now = str(ground.look(lambda task: task.version, task_id))
    assert f'name="version" value="{now}"' in answer.text
    assert second.post(f"/tasks/{task_id}/edit", data=TYPED | {"title": "后到", "version": now}).status_code == 303
    assert ground.look(lambda task: task.title, task_id) == "后到"


def test_a_draft_is_deleted_by_post_only(ground: Ground) -> None:
    task_id = ground.drafted()
    browser = ground.enter("commander")
    assert browser.get(f"/tasks/{task_id}/delete").status_code == 405
    assert ground.enter("other_commander").post(f"/tasks/{task_id}/delete").status_code == 404
    assert browser.post(f"/tasks/{task_id}/delete", data={"version": "99"}).status_code == 409
    assert browser.post(f"/tasks/{task_id}/delete").status_code == 303
    assert browser.get(f"/tasks/{task_id}/edit").status_code == 404


def test_an_issued_task_is_not_edited(ground: Ground) -> None:
    assert ground.enter("commander").get(f"/tasks/{ground.issued()}/edit").status_code == 409


def test_a_form_sent_twice_has_one_effect(ground: Ground) -> None:
    parent = ground.issued()
    browser = ground.enter("commander")
    sent = [browser.post(f"/tasks/{parent}/subtasks/new", data=TYPED | {"once": "一次"}) for _ in range(2)]
    assert {answer.status_code for answer in sent} == {303}
    assert len(ground.children(parent)) == 1
