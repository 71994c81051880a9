"""The table of many subtasks, the list they are issued from, and sharing out a quantity."""

import re

import pytest

from portal.domain.task_lifecycle import TaskState
from tests.views.tasks.conftest import Ground

HEADER = "任务\t牵头部门\t责任部门\t开始\t截止日期\t权重\t完成标准\t数量\n"
GOOD = "{}号片\t牵头局\t配合局、某街道\t2022-7-1\t10月底\t2\t验收\t25亩"
BAD = "坏{}\t没有的局{}\t\t\t2023-3-1\t-{}\t\t很多"


def table(parent: int) -> str:
    return f"/tasks/{parent}/subtasks/table"


def cells_of(html: str) -> dict[str, str]:
    """What the rows of the table would send again."""
    inputs = re.findall(r"<input[^>]*>", html)
    named = [(re.search(r'name="(rows-[^"]*)"', one), re.search(r'value="([^"]*)"', one)) for one in inputs]
    return {
        name[1]: value[1] if value else "" for name, value in named if name and 'type="checkbox"' not in name.string
    }


def test_forty_pasted_rows_with_errors_lose_nothing(ground: Ground) -> None:
    parent = ground.issued()
    browser = ground.enter("commander")
    lines = [GOOD.format(at) for at in range(32)] + [BAD.format(at, at, at + 1) for at in range(8)]
    pasted = {"paste": HEADER + "\n".join(lines)}
    refused = browser.post(table(parent), data=pasted)
    assert refused.status_code == 422
    assert ground.children(parent) == []
    typed = cells_of(refused.text)
    for at in range(32):
        assert typed[f"rows-{at}-title"] == f"{at}号片"
        assert typed[f"rows-{at}-responsible"] == "配合局、某街道"
    for at in range(8):
        row = 32 + at
        assert [typed[f"rows-{row}-{name}"] for name in ("lead", "due", "weight", "quantity")] == [
            f"没有的局{at}", "2023-3-1", f"-{at + 1}", "很多"
        ]  # fmt: skip
        assert f'id="rows-{row}-error"' in refused.text
        assert f"没有的局{at}”" in refused.text
    assert 'id="rows-31-error"' not in refused.text
    for at in range(8):
        typed |= {f"rows-{32 + at}-{name}": "" for name in ("lead", "due", "weight", "quantity")}
    assert browser.post(table(parent), data=typed).status_code == 303
    children = ground.children(parent)
    assert [child.title for child in children] == [f"{at}号片" for at in range(32)] + [f"坏{at}" for at in range(8)]
    assert {child.state for child in children} == {TaskState.DRAFT}


def test_rows_come_and_go_without_a_script(ground: Ground) -> None:
    parent = ground.issued()
    browser = ground.enter("commander")
    typed = {"rows-0-title": "东片", "rows-1-title": "西片", "rows-1-lead": "没有的局"}
    more = browser.post(table(parent), data=typed | {"add": "1"})
    assert (more.status_code, len(re.findall(r'name="rows-\d+-title"', more.text))) == (200, 7)
    read = browser.post(table(parent), data=typed | {"paste": "北片\t某街道", "read": "1"})
    assert [cells_of(read.text)[f"rows-{at}-title"] for at in range(3)] == ["东片", "西片", "北片"]
    assert "没有的局" in read.text
    assert 'id="rows-1-error"' in read.text
    fewer = browser.post(table(parent), data=typed | {"rows-1-remove": "y", "remove_marked": "1"})
    assert [value for name, value in cells_of(fewer.text).items() if name.endswith("title")] == ["东片"]
    assert ground.children(parent) == []


def test_a_cell_that_fits_no_column_is_kept(ground: Ground) -> None:
    parent = ground.issued()
    read = ground.enter("commander").post(
        table(parent), data={"paste": "任务\t完成标准\t备注\n东片\t验收\t先易后难", "read": "1"}
    )
    assert cells_of(read.text)["rows-0-standard"] == "验收〔先易后难〕"


def test_an_empty_table_is_refused_and_ten_megabytes_answered(ground: Ground) -> None:
    parent = ground.issued()
    browser = ground.enter("commander")
    assert browser.post(table(parent), data={}).status_code == 422
    sent, kind = b"paste=" + b"%E5%AD%97" * 4_000_000, "application/x-www-form-urlencoded"
    assert browser.post(table(parent), data=sent, content_type=kind).status_code == 413
    assert browser.post(table(parent), data={"paste": "东片\n" * 300}).status_code == 422
    assert ground.children(parent) == []


def test_a_department_fills_the_table_within_itself(ground: Ground) -> None:
    parent = ground.issued()
    answer = ground.enter("lead_head").post(table(parent), data={"rows-0-title": "内部工作"})
    assert answer.status_code == 303
    assert [child.internal_department_id for child in ground.children(parent)] == [ground.cast.lead.id]
    places = (f"/tasks/{parent}/subtasks", "/tasks?todo=issue", f"/campaigns/{ground.cast.campaign.id}?open={parent}")
    for place in places:
        shown = ground.enter("lead_head").get(place).text
        assert "内部工作" in shown
        assert "部门内部" in shown, f"{place} says that it stays within the department"
    assert ground.enter("lead_head").get(f"/tasks/{parent}/subtasks/split").status_code == 403
    assert "/split" not in ground.enter("lead_head").get(f"/tasks/{parent}/subtasks").text


@pytest.mark.parametrize("role", ["other_commander", "other_head", "inspector", "stranger"])
@pytest.mark.parametrize("page", ["table", "split", "new"])
def test_others_are_refused(ground: Ground, role: str, page: str) -> None:
    parent = ground.issued()
    browser = ground.enter(role)
    assert browser.get(f"/tasks/{parent}/subtasks/{page}").status_code == 403
    assert browser.post(f"/tasks/{parent}/subtasks/{page}", data={"rows-0-title": "东片"}).status_code == 403
    assert ground.children(parent) == []


def test_the_list_issues_what_is_ticked(ground: Ground) -> None:
    parent = ground.issued(quantity=100, unit="亩")
    browser = ground.enter("commander")
    browser.post(table(parent), data={"paste": HEADER + "\n".join([GOOD.format("东"), "西号片\t牵头局"])})
    page = browser.get(f"/tasks/{parent}/subtasks").text
    ticked = re.findall(r'name="task" value="([^"]+)"', page)
    assert len(ticked) == 2
    assert "25 亩" in page
    answer = browser.post("/tasks/issue", data={"task": [*ticked, "x:y", "4711:1"], "parent": str(parent)})
    assert (answer.status_code, answer.location) == (303, f"/tasks/{parent}/subtasks")
    assert [child.state for child in ground.children(parent)] == [TaskState.ISSUED, TaskState.DRAFT]
    page = browser.get(answer.location).text
    assert "西号片" in page
    assert len(re.findall(r'name="task"', page)) == 1


def test_issuing_many_needs_a_right_and_a_tick(ground: Ground) -> None:
    task_id = ground.drafted()
    chosen = {"task": [f"{task_id}:1"]}
    assert ground.enter("office").post("/tasks/issue", data=chosen).status_code == 403
    assert ground.enter("other_commander").post("/tasks/issue", data=chosen).location == "/tasks"
    assert ground.enter("commander").post("/tasks/issue", data={}).status_code == 303
    assert ground.look(lambda task: task.state, task_id) == TaskState.DRAFT


def test_a_quantity_is_shared_out_looked_at_and_saved(ground: Ground) -> None:
    parent = ground.issued(quantity=1000, unit="亩")
    browser = ground.enter("commander")
    address = f"/tasks/{parent}/subtasks/split"
    assert 'value="1000"' in browser.get(address).text
    typed = {"departments": "牵头局、配合局、某街道", "total": "1000", "unit": "亩", "standard": "验收"}
    shown = browser.post(address, data=typed | {"share_out": "1"})
    rows = cells_of(shown.text)
    assert [rows[f"rows-{at}-quantity"] for at in range(3)] == ["334", "333", "333"]
    weighted = browser.post(address, data=typed | rows | {"rows-0-weight": "2", "share_out": "1"})
    assert [cells_of(weighted.text)[f"rows-{at}-quantity"] for at in range(3)] == ["500", "250", "250"]
    differs = browser.post(address, data=typed | rows | {"rows-0-quantity": "300", "how": "subtasks"})
    assert differs.status_code == 422
    assert "966" in differs.text
    assert browser.post(address, data=typed | rows | {"how": "subtasks"}).status_code == 303
    assert [str(child.quantity) for child in ground.children(parent)] == ["334", "333", "333"]


def test_unknown_departments_and_no_total_are_said(ground: Ground) -> None:
    parent = ground.issued()
    browser = ground.enter("commander")
    address = f"/tasks/{parent}/subtasks/split"
    for typed in ({"departments": "没有的局", "total": "10"}, {"departments": "配合局", "total": ""}, {"total": "10"}):
        answer = browser.post(address, data=typed | {"share_out": "1"})
        assert answer.status_code == 422
        assert 'class="error"' in answer.text


def test_shares_go_onto_the_legs_of_a_draft(ground: Ground) -> None:
    task_id = ground.drafted(quantity=1000, unit="亩", responsible="配合局")
    rows = {
        "rows-0-department": "牵头局",
        "rows-0-quantity": "600",
        "rows-1-department": "配合局",
        "rows-1-quantity": "400",
    }
    browser = ground.enter("office")
    answer = browser.post(f"/tasks/{task_id}/subtasks/split", data=rows | {"how": "legs", "unit": "亩"})
    assert answer.status_code == 303
    assert ground.look(lambda task: [str(leg.quantity) for leg in task.assignments], task_id) == ["600", "400"]
