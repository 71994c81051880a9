"""Milestones of a running task."""

from datetime import date

import pytest

from portal.errors import Denied, Invalid, Missing, WrongState
from portal.models import Task
from portal.services.tasks import milestones, settling
from portal.services.tasks.entry import MilestoneEntry
from tests import cast as casting
from tests.cast import Cast
from tests.engines import Database
from tests.services.tasks.drafts import drafted, in_progress, issued, told

MISSED = MilestoneEntry("主体封顶", date(2022, 8, 31), "监理报告")


@pytest.fixture
def cast(context: Database) -> Cast:
    return casting.build()


def reach(cast: Cast, task: Task, role: str, day: date = date(2022, 9, 10)) -> None:
    milestones.reach_milestone(task, task.milestones[0], day, acting_user=cast.actor(role))


@pytest.mark.parametrize("role", ["office", "commander", "deputy", "lead_head"])
def test_a_milestone_is_added_later(cast: Cast, role: str) -> None:
    task = in_progress(cast, deputy_seat=1)
    added = milestones.add_milestone(task, MilestoneEntry("过半", date(2022, 10, 31)), acting_user=cast.actor(role))
    assert [one.title for one in task.milestones] == ["过半"]
    row = told("milestone.add")[0]
    assert (row.task_id, row.subject, row.user_id) == (task.id, f"milestone:{added.id}", cast.user(role).id)


@pytest.mark.parametrize("role", ["other_head", "lead_staff", "second_deputy", "observer"])
def test_others_add_none(cast: Cast, role: str) -> None:
    task = in_progress(cast, responsible="配合局", deputy_seat=1)
    with pytest.raises(Denied):
        milestones.add_milestone(task, MISSED, acting_user=cast.actor(role))


@pytest.mark.parametrize(
    ("field", "entry"),
    [
        ("due_on", MilestoneEntry("过半", date(2022, 12, 1))),
        ("due_on", MilestoneEntry("过半", date(2022, 6, 30))),
        ("title", MilestoneEntry(" ", date(2022, 10, 1))),
        ("title", MilestoneEntry("长" * 121, date(2022, 10, 1))),
    ],
)
def test_it_lies_within_the_task(cast: Cast, field: str, entry: MilestoneEntry) -> None:
    task = issued(cast)
    with pytest.raises(Invalid) as refused:
        milestones.add_milestone(task, entry, acting_user=cast.actor("commander"))
    assert refused.value.field == field


def test_a_draft_gets_its_milestones_in_its_form(cast: Cast) -> None:
    with pytest.raises(WrongState):
        milestones.add_milestone(drafted(cast), MISSED, acting_user=cast.actor("commander"))


@pytest.mark.parametrize("role", ["lead_head", "lead_deputy_head", "lead_empowered"])
def test_the_lead_department_reports_it_and_the_light_turns(cast: Cast, role: str) -> None:
    task = in_progress(cast, milestones=(MISSED,))
    task.assignments[0].percent = 50  # as planned: only the milestone is missing
    settling.settle(task)
    assert task.red_on == date(2022, 9, 8)
    reach(cast, task, role)
    assert (task.milestones[0].reached_on, task.milestones[0].reached_by_id) == (
        date(2022, 9, 10),
        cast.user(role).id,
    )
    assert task.red_on is None or task.red_on > date(2022, 9, 15)
    row = told("milestone.reach")[0]
    assert (row.task_id, row.user_id) == (task.id, cast.user(role).id)
    with pytest.raises(WrongState):
        reach(cast, task, role)


@pytest.mark.parametrize("role", ["other_head", "lead_staff", "commander", "office", "inspector"])
def test_nobody_else_reports_it(cast: Cast, role: str) -> None:
    task = in_progress(cast, responsible="配合局", milestones=(MISSED,))
    with pytest.raises(Denied):
        reach(cast, task, role)


@pytest.mark.parametrize("day", [date(2022, 9, 16), date(2022, 6, 30)])
def test_not_before_it_happened(cast: Cast, day: date) -> None:
    task = in_progress(cast, milestones=(MISSED,))
    with pytest.raises(Invalid) as refused:
        reach(cast, task, "lead_head", day)
    assert refused.value.field == "reached_on"


def test_another_tasks_milestone_is_not_found(cast: Cast) -> None:
    task, other = in_progress(cast), issued(cast, milestones=(MISSED,))
    with pytest.raises(Missing):
        milestones.find_milestone(task, other.milestones[0].id)
