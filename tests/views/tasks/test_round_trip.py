"""Out and in again without loss: what was written into a spreadsheet comes back as the same tasks."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import unit_of_work
from portal.database import db
from portal.domain.assignment_lifecycle import ACTIVE
from portal.models import Assignment, Department, DepartmentGroup, Task
from tests.cast import Cast
from tests.services.tasks import drafts
from tests.views.tasks.conftest import Ground
from tests.views.tasks.test_importing import send, settle
from tests.working import run_waiting_jobs

WORDS = ("title", "content", "standard", "clause", "start_on", "due_on", "weight", "quantity", "unit", "deputy_seat")


def fill(cast: Cast) -> Task:
    """Drafts and an issued task, with all that a task can say, and words that look like something else."""
    drafts.group(cast)
    top = drafts.issued(
        cast,
        title="=1+1",
        responsible="配合局、某街道",
        content="第一行\n第二行",
        clause="〔2022〕4号 三",
        quantity=Decimal("1234.5678"),
        unit="万元",
        weight=7,
    )
    days = {"start_on": date(2022, 7, 2), "due_on": date(2022, 10, 9)}
    below = drafts.below(cast, top, title="+北片", lead="配合局", **days)
    drafts.below(cast, below, title="@最下层", lead="某街道", standard="一、二；三，四", **days)
    drafts.drafted(cast, title="-9", responsible="各街道", start_on=date(2022, 3, 1), standard="1,000 亩")
    last = drafts.drafted(cast, title="2022-09-15", responsible="配合局", quantity=Decimal(60), unit="亩")
    legs = sorted(last.assignments, key=lambda one: one.position)
    legs[0].quantity, legs[1].quantity = Decimal(20), Decimal(40)
    legs[0].section, legs[0].person_responsible = "土地科", "某科长"
    drafts.drafted(
        cast,
        title="👨\u200d👩\u200d👧 _x0041_ <b>&amp;",
        content="长" * 4_990 + "\n\n尾",
        standard="1\ue0102",
        clause='=HYPERLINK("http://x")\n-5%',
        quantity=Decimal("0.0001"),
    )
    return top


def three_levels(cast: Cast) -> Task:
    top = drafts.drafted(cast, title="1甲")
    below = drafts.below(cast, top, title="2乙", due_on=date(2022, 10, 31))
    drafts.below(cast, below, title="3丙", lead="配合局", due_on=date(2022, 9, 30))
    drafts.below(cast, top, title="4丁", responsible="某街道", weight=3)
    return drafts.drafted(cast, title="5戊")


def told(ground: Ground, campaign_id: int) -> list[dict[str, Any]]:
    """All that the tasks of a campaign say, told without numbers, in one order."""
    with ground.app.app_context(), unit_of_work.work(read_only=True):
        tasks = db.session.scalars(select(Task).where(Task.campaign_id == campaign_id)).all()
        titles = {task.id: task.title for task in tasks}
        found = [
            {name: getattr(task, name) for name in WORDS}
            | {"above": titles.get(task.parent_id or 0), "depth": task.depth, "legs": _legs(task.id)}
            for task in tasks
        ]
        return sorted(found, key=lambda one: one["title"])


def _legs(task_id: int) -> list[tuple[Any, ...]]:
    query = (
        select(Department.name, DepartmentGroup.name, Assignment.kind, Assignment.quantity, Assignment.section,
               Assignment.person_responsible)
        .select_from(Assignment)
        .join(Department, Department.id == Assignment.department_id, isouter=True)
        .join(DepartmentGroup, DepartmentGroup.id == Assignment.group_id, isouter=True)
        .where(Assignment.task_id == task_id, Assignment.state.in_(ACTIVE))
        .order_by(Assignment.position)
    )  # fmt: skip
    return [tuple(row) for row in db.session.execute(query)]


def written_out(ground: Ground, browser: FlaskClient, state: str) -> bytes:
    asked = browser.post(f"/tasks/export?campaign={ground.cast.campaign.id}&state={state}")
    run_waiting_jobs(ground.app)
    return bytes(browser.get(f"{asked.location}/file").data)


def brought_in(ground: Ground, browser: FlaskClient, content: bytes, campaign_id: int) -> str:
    return settle(browser, send(browser, content, campaign=campaign_id))


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_nothing_is_lost_on_the_way_out_and_in(ground: Ground, language: str) -> None:
    ground.make(fill)
    browser = ground.enter("office")
    browser.post("/account/language", data={"language": language, "next": "/"})
    other = ground.cast.other_campaign.id
    for state in ("all", "draft"):
        rows = brought_in(ground, browser, written_out(ground, browser, state), other)
        page = browser.get(rows)
        assert f'action="{rows}/write"' in page.text, page.text
        assert browser.post(f"{rows}/write", data={"version": "2"}).status_code == 303
        run_waiting_jobs(ground.app)
    before, after = told(ground, ground.cast.campaign.id), told(ground, other)
    assert len(before) == 6
    levels = {"above", "depth"}  # drafts below an issued task come in another file: they stand at the top
    words = [[{name: one[name] for name in one if name not in levels} for one in side] for side in (before, after)]
    assert words[0] == words[1]


def test_levels_come_back_with_the_rows(ground: Ground) -> None:
    """All of one state, so that all are in one file."""
    ground.make(three_levels)
    browser = ground.enter("office")
    other = ground.cast.other_campaign.id
    rows = brought_in(ground, browser, written_out(ground, browser, "draft"), other)
    browser.post(f"{rows}/write", data={"version": "2"})
    run_waiting_jobs(ground.app)
    assert told(ground, other) == told(ground, ground.cast.campaign.id)
    assert [one["depth"] for one in told(ground, other)] == [0, 1, 2, 1, 0]


def test_what_comes_back_to_where_it_was_is_there_already(ground: Ground) -> None:
    ground.make(fill)
    browser = ground.enter("office")
    for state in ("all", "draft"):
        content = written_out(ground, browser, state)
        page = browser.get(brought_in(ground, browser, content, ground.cast.campaign.id)).text
        assert "/write" not in page, state
