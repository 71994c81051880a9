"""A draft at the top of a campaign has no page above it: what was written anew stands on its own, also once issued."""

import pytest

from tests.views.tasks.conftest import Ground
from tests.views.tasks.test_drafting_pages import TYPED

CHANGE = "清理低效用地1000亩 → 清理低效用地1200亩"


def drafted(ground: Ground) -> str:
    """The address of a task that a commander has drafted and written anew."""
    browser = ground.enter("commander")
    address = str(browser.post(f"/tasks/new?campaign={ground.cast.campaign.id}", data=TYPED).location)
    assert address.startswith("/tasks/")
    answer = browser.post(f"{address}/edit", data=TYPED | {"title": "清理低效用地1200亩"})
    assert answer.status_code == 303, answer.text
    return address


def history(page: str) -> str:
    return page.partition('id="history"')[2]


def test_its_page_tells_it(ground: Ground) -> None:
    page = history(ground.enter("office").get(drafted(ground)).text)
    assert CHANGE in page
    assert page.count("岗位 commander") >= 2, "who did it, and who drafted it"


def test_it_stays_there_once_issued_for_whoever_drafts_there(ground: Ground) -> None:
    address = drafted(ground)
    assert ground.enter("commander").post(f"{address}/issue").status_code == 303
    assert CHANGE in history(ground.enter("commander").get(address).text)
    for role in ("observer", "inspector", "street_head"):
        assert CHANGE not in history(ground.enter(role).get(address).text)


@pytest.mark.parametrize("role", ["commander", "office"])
def test_a_draft_below_it_tells_its_own(ground: Ground, role: str) -> None:
    address = drafted(ground)
    browser = ground.enter("commander")
    assert browser.post(f"{address}/subtasks/new", data=TYPED | {"title": "北片"}).status_code == 303
    below = f"/tasks/{ground.children(int(address.rsplit('/', 1)[1]))[0].id}"
    assert browser.post(f"{below}/edit", data=TYPED | {"title": "北片腾退"}).status_code == 303
    assert "北片 → 北片腾退" in history(ground.enter(role).get(below).text)
    assert "北片 → 北片腾退" not in history(ground.enter(role).get(address).text)
