"""The page of a job in a real browser: it follows the work by itself, with JavaScript in place, without it as well."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import null

from portal import clock
from portal.database import db
from portal.models import Job
from portal.services import jobs
from tests import factories
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.test_every_page import grave_violations
from tests.browser.visitor import Visitor
from tests.faults.installation import Installation, install

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    data = tmp_path_factory.mktemp("jobs")
    return install("sqlite", data, f"sqlite:///{data}/portal.db", None)


@pytest.fixture(scope="module")
def address(installation: Installation) -> Iterator[str]:
    with installation.serving() as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture
def job_id(installation: Installation) -> int:
    """In the hands of a worker for as long as a test says."""
    with installation.working() as cast:
        job = jobs.ask_for("recompute_days", {}, acting_user=cast.actor("office"), back="/calendar")
        job.started_at, job.due_at = clock.now(), clock.wall() + timedelta(hours=1)
        job.done, job.total = 1200, 20000
        return job.id


def change(installation: Installation, job_id: int, **values: object) -> None:
    with installation.working():
        db.session.execute(db.update(Job).where(Job.id == job_id).values(**values))


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visitor]]:
    opened: list[Visitor] = []

    def enter(on: dict[str, int] = LAPTOP, **options: bool) -> Visitor:
        context = browser.new_context(viewport=on, base_url=address, **options)  # type: ignore[arg-type]
        visitor = Visitor(context, "office")
        opened.append(visitor)
        visitor.open("/sign-in")
        visitor.page.fill("[name=login]", "office")
        visitor.page.fill("[name=password]", factories.PASSWORD)
        visitor.press("登录")
        visitor.sees_heading("我的待办")
        return visitor

    yield enter
    for visitor in opened:
        visitor.context.close()
        assert visitor.complaints == []


def figures(page: Page, text: str) -> None:
    expect(page.locator("[data-refresh]")).to_contain_text(text)


def test_it_moves_in_place_and_leads_on(visit: Callable[..., Visitor], installation: Installation, job_id: int) -> None:
    visitor = visit()
    visitor.open(f"/jobs/{job_id}")
    figures(visitor.page, "1,200")
    visitor.page.evaluate("window.wasHere = true")
    change(installation, job_id, done=15000)
    figures(visitor.page, "15,000")
    assert visitor.page.evaluate("window.wasHere"), "the page itself was not loaded again"
    change(installation, job_id, ended_at=clock.now(), outcome={"leads_to": "/tasks?sort=due"})
    visitor.page.wait_for_url("**/tasks?sort=due")


def test_without_javascript_it_comes_back_by_itself(
    visit: Callable[..., Visitor], installation: Installation, job_id: int
) -> None:
    visitor = visit(java_script_enabled=False)
    visitor.open(f"/jobs/{job_id}")
    change(installation, job_id, done=15000)
    figures(visitor.page, "15,000")
    change(installation, job_id, ended_at=clock.now(), outcome={"leads_to": "/tasks"})
    visitor.page.wait_for_url("**/tasks")


@pytest.mark.parametrize("on", [LAPTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_state_is_readable(
    visit: Callable[..., Visitor], installation: Installation, job_id: int, on: dict[str, int], language: str
) -> None:
    visitor = visit(on=on)
    visitor.reads(language)
    ended_at = clock.now()
    problem = {"text": "The account that asked for this is no longer in use.", "values": {}}
    try:
        for result in ({}, {"ended_at": ended_at, "problem": problem}, {"problem": null(), "outcome": {}}):
            visitor.page.goto("about:blank")  # a page that follows the work by itself would go on meanwhile
            change(installation, job_id, **{"done": 5000, **result})
            visitor.open(f"/jobs/{job_id}")
            visitor.fits()
            assert grave_violations(visitor) == []
    finally:
        visitor.open("/account")
        visitor.reads("zh-Hans")
