"""/campaigns/<id>: the tree opens in place and by address, the worst first, the same cost for many tasks."""

import pytest

from tests import factories
from tests.cast import Cast
from tests.queries import count_queries
from tests.services.tasks import drafts
from tests.views.plans.conftest import Doors


def grow(cast: Cast) -> tuple[int, int, int]:
    """A top task, its subtask, and a subtask of that."""
    top = drafts.in_progress(cast, title="上层任务")
    middle = drafts.below(cast, top, title="中层任务")
    lowest = drafts.below(cast, middle, title="下层任务")
    return top.id, middle.id, lowest.id


def test_branches_open_by_address(doors: Doors) -> None:
    top, middle, _ = doors.do(grow)
    browser, base = doors.enter("commander"), f"/campaigns/{doors.campaign_id}"
    closed = browser.get(base).text
    assert "上层任务" in closed
    assert "中层任务" not in closed
    assert f'href="{base}?open={top}"' in closed
    opened = browser.get(f"{base}?open={top},{middle}").text
    assert opened.index("上层任务") < opened.index("中层任务") < opened.index("下层任务")
    assert f'href="{base}?open={middle}"' in opened


def test_a_branch_opens_in_place_as_rows_alone(doors: Doors) -> None:
    top, _, _ = doors.do(grow)
    answer = doors.enter("commander").get(f"/campaigns/{doors.campaign_id}?branch={top}&level=1")
    assert answer.status_code == 200
    assert answer.text.strip().startswith('<tr class="level-1"')
    assert "中层任务" in answer.text
    assert "<html" not in answer.text


def test_drafts_do_not_show_to_others(doors: Doors) -> None:
    top, middle, _ = doors.do(grow)
    address = f"/campaigns/{doors.campaign_id}?open={top},{middle}"
    assert "中层任务" not in doors.enter("observer").get(address).text
    assert doors.enter("observer").get(f"/campaigns/{doors.campaign_id}?under={middle}").status_code == 404


def test_a_long_branch_is_paged(doors: Doors) -> None:
    def many(cast: Cast) -> int:
        top = factories.draft(cast.campaign, creator=cast.user("office"), lead=cast.lead, title="很长的")
        for at in range(55):
            factories.draft(cast.campaign, creator=cast.user("office"), lead=cast.lead, parent=top, title=f"第{at}项")
        return top.id

    top, browser = doors.do(many), doors.enter("office")
    opened = browser.get(f"/campaigns/{doors.campaign_id}?open={top}").text
    assert "第49项" in opened
    assert "第50项" not in opened
    more = opened[opened.index(f"/campaigns/{doors.campaign_id}?under={top}&amp;after=") :].partition('"')[0]
    assert "第54项" in browser.get(more.replace("&amp;", "&")).text


def test_worst_first_shows_every_level(doors: Doors) -> None:
    doors.do(grow)
    text = doors.enter("commander").get(f"/campaigns/{doors.campaign_id}?sort=worst").text
    assert "上层任务" in text


@pytest.mark.parametrize("query", ["open=x,,9999", "branch=abc", "level=x", "sort=unknown", "under=x"])
def test_an_address_with_nonsense_is_still_a_page(doors: Doors, query: str) -> None:
    doors.do(grow)
    assert doors.enter("commander").get(f"/campaigns/{doors.campaign_id}?{query}").status_code == 200


@pytest.mark.parametrize("query", ["after=x", "sort=worst&after=x", "under=99999", "branch=99999"])
def test_what_is_no_place_is_missing(doors: Doors, query: str) -> None:
    assert doors.enter("commander").get(f"/campaigns/{doors.campaign_id}?{query}").status_code == 404


@pytest.mark.parametrize(("role", "may"), [("commander", True), ("office", True), ("other_commander", False)])
def test_only_who_may_draft_is_offered_a_new_task(doors: Doors, role: str, may: bool) -> None:
    text = doors.enter(role).get(f"/campaigns/{doors.campaign_id}").text
    assert (f"/tasks/new?campaign={doors.campaign_id}" in text) == may


@pytest.mark.parametrize("page", ["", "/targets", "/departments"])
def test_a_page_costs_the_same_with_one_task_and_with_thirty(doors: Doors, page: str) -> None:
    address, browser = f"/campaigns/{doors.campaign_id}{page}", doors.enter("commander")
    doors.do(grow)
    browser.get(address)
    with doors.app.app_context(), count_queries() as few:
        browser.get(address)
    doors.do(lambda cast: [drafts.issued(cast, title=f"任务{at}").id for at in range(30)])
    with doors.app.app_context(), count_queries() as many:
        browser.get(address)
    assert len(many) == len(few)


def test_administrators_read_no_campaign(doors: Doors) -> None:
    for role in ("system_admin", "security_admin", "audit_admin"):
        assert doors.enter(role).get(f"/campaigns/{doors.campaign_id}").status_code == 403
        assert doors.enter(role).get("/campaigns").status_code == 403
