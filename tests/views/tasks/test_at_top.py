"""At the top of a campaign: where a new task belongs, many at once, and the drafts that wait to be issued."""

import re

import pytest
from sqlalchemy import select

from portal import unit_of_work
from portal.database import db
from portal.domain.plan_lifecycle import PlanState
from portal.models import Plan, Task
from tests.views.tasks.conftest import Ground

HEADER = "任务\t牵头部门\t责任部门\t开始\t截止日期\t权重\t完成标准\t数量\n"
ROWS = (
    f"{HEADER}低效用地清理\t牵头局\t配合局、某街道\t2022年7月1日\t10月底\t2\t验收\t1000亩\n"
    "土地供应\t*配合局\t\t\t年底\t\t验收\t"
)


def top_tasks(ground: Ground) -> list[tuple[str, str, str]]:
    with ground.app.app_context(), unit_of_work.work(read_only=True):
        rows = db.session.execute(
            select(Task.title, Task.due_on, Task.state).where(Task.parent_id.is_(None)).order_by(Task.position)
        )
        return [(row.title, str(row.due_on), str(row.state)) for row in rows]


def test_the_only_campaign_is_taken_and_of_several_one_is_chosen(ground: Ground) -> None:
    own = ground.enter("commander").get("/tasks/new").text
    assert f'action="/tasks/new?campaign={ground.cast.campaign.id}"' in own
    choice = ground.enter("office").get("/tasks/new").text
    for campaign in (ground.cast.campaign, ground.cast.other_campaign):
        assert f'href="/tasks/new?campaign={campaign.id}"' in choice
        assert f'href="/tasks/new/table?campaign={campaign.id}"' in choice
        assert f'href="/tasks/drafts?campaign={campaign.id}"' in choice


def test_a_head_is_told_where_his_campaigns_would_stand(ground: Ground) -> None:
    assert "没有" in ground.enter("lead_head").get("/tasks/new").text


def test_pasted_rows_become_drafts_at_the_top_and_are_issued_together(ground: Ground) -> None:
    browser, campaign = ground.enter("commander"), ground.cast.campaign.id
    answer = browser.post(f"/tasks/new/table?campaign={campaign}", data={"paste": ROWS})
    assert (answer.status_code, answer.location) == (303, f"/tasks/drafts?campaign={campaign}")
    assert top_tasks(ground) == [("低效用地清理", "2022-10-31", "draft"), ("土地供应", "2022-12-31", "draft")]
    page = browser.get(answer.location).text
    ticked = re.findall(r'name="task" value="([^"]+)"', page)
    assert len(ticked) == 2
    done = browser.post("/tasks/issue", data={"task": ticked, "campaign": str(campaign)})
    assert done.location == answer.location
    assert [state for _, _, state in top_tasks(ground)] == ["issued", "issued"]
    assert "还没有草稿" in browser.get(answer.location).text


def test_a_wrong_row_saves_nothing_and_keeps_everything(ground: Ground) -> None:
    browser = ground.enter("office")
    answer = browser.post(
        f"/tasks/new/table?campaign={ground.cast.campaign.id}", data={"paste": ROWS + "\n坏的\t没有的局"}
    )
    assert answer.status_code == 422
    assert "没有的局" in answer.text
    assert 'value="低效用地清理"' in answer.text
    assert top_tasks(ground) == []


def test_the_office_reads_drafts_and_issues_none(ground: Ground) -> None:
    ground.drafted(title="待交办工作")
    page = ground.enter("office").get(f"/tasks/drafts?campaign={ground.cast.campaign.id}").text
    assert "待交办工作" in page
    assert 'name="task"' not in page


@pytest.mark.parametrize("role", ["deputy", "lead_head", "other_commander", "inspector", "observer", "stranger"])
@pytest.mark.parametrize("page", ["new/table", "drafts"])
def test_others_are_refused(ground: Ground, role: str, page: str) -> None:
    address = f"/tasks/{page}?campaign={ground.cast.campaign.id}"
    browser = ground.enter(role)
    assert browser.get(address).status_code == 403
    assert browser.post("/tasks/new/table?campaign=1", data={"paste": ROWS}).status_code == 403
    assert top_tasks(ground) == []


def test_nothing_is_added_to_a_concluded_plan(ground: Ground) -> None:
    with ground.app.app_context(), unit_of_work.work():
        db.session.get_one(Plan, ground.cast.plan.id).state = PlanState.CONCLUDED
    answer = ground.enter("office").post(f"/tasks/new/table?campaign={ground.cast.campaign.id}", data={"paste": ROWS})
    assert answer.status_code == 409
    assert top_tasks(ground) == []
