"""One department's part: who does it inside, handing it on, releasing it."""

from datetime import date

import pytest

from portal.domain.assignment_lifecycle import AssignmentState
from portal.domain.task_lifecycle import TaskState
from portal.errors import Denied, Invalid, Missing, Stale, WrongState
from portal.models import Task
from portal.services.tasks import differences, issuing, legs, signing
from portal.services.tasks.entry import Inside
from tests import cast as casting
from tests import factories
from tests.cast import Cast
from tests.engines import Database
from tests.services.tasks import drafts
from tests.services.tasks.drafts import below, drafted, group, in_progress, issued, told


@pytest.fixture
def cast(context: Database) -> Cast:
    return casting.build()


def transfer(cast: Cast, task: Task, at: int, to: str, role: str = "commander") -> None:
    leg = task.assignments[at]
    legs.transfer(task, leg, to, "机构调整", acting_user=cast.actor(role), version=leg.version)


@pytest.mark.parametrize("role", ["other_head", "other_staff", "commander", "office"])
def test_the_department_and_the_commander_say_who_does_it(cast: Cast, role: str) -> None:
    task = issued(cast, responsible="配合局")
    found = legs.access_leg(task.id, task.assignments[1].id, acting_user=cast.actor(role), permission="assignment.edit")
    legs.edit_leg(found, Inside("规划科", "分管领导", "科长"), acting_user=cast.actor(role), version=found.version)
    assert (found.section, found.deputy_in_charge, found.person_responsible) == ("规划科", "分管领导", "科长")
    row = told("assignment.edit")[0]
    assert (row.task_id, row.user_id) == (task.id, cast.user(role).id)
    assert row.after is not None
    assert row.after["section"] == "规划科"


@pytest.mark.parametrize("role", ["lead_head", "street_head", "other_commander", "observer", "inspector"])
def test_other_departments_do_not(cast: Cast, role: str) -> None:
    task = issued(cast, responsible="配合局")
    with pytest.raises(Denied):
        legs.edit_leg(task.assignments[1], Inside("规划科"), acting_user=cast.actor(role))


def test_a_stale_edit_and_a_foreign_leg_are_refused(cast: Cast) -> None:
    task, another = issued(cast), issued(cast)
    with pytest.raises(Stale):
        legs.edit_leg(task.assignments[0], Inside("科"), acting_user=cast.actor("commander"), version=99)
    with pytest.raises(Missing):
        legs.access_leg(
            task.id, another.assignments[0].id, acting_user=cast.actor("commander"), permission="assignment.edit"
        )


def test_a_drafts_leg_is_told_where_it_can_stay(cast: Cast) -> None:
    task = drafted(cast)
    legs.edit_leg(task.assignments[0], Inside("规划科"), acting_user=cast.actor("commander"))
    row = told("assignment.edit")[0]
    assert (row.task_id, row.campaign_id) == (None, cast.campaign.id)


def test_handing_on_keeps_the_old_leg_under_its_name(cast: Cast) -> None:
    task = in_progress(cast, responsible="配合局")
    old = task.assignments[0]
    old.percent = 40
    transfer(cast, task, 0, "某街道")
    assert drafts.legs(task) == [
        (cast.lead.id, "lead", "transferred"),
        (cast.street.id, "lead", "waiting"),
        (cast.other.id, "responsible", "waiting"),
    ]
    new = next(leg for leg in task.assignments if leg.department_id == cast.street.id)
    assert (new.transferred_from_id, new.percent, new.deemed_on is not None, new.is_open) == (old.id, 0, True, True)
    assert (old.percent, old.ended_reason, old.is_open) == (40, "机构调整", False)
    assert (task.lead_department_id, task.state) == (cast.street.id, TaskState.IN_PROGRESS)
    row = told("assignment.transfer")[0]
    assert row.after is not None
    assert (row.after["department_id"], row.after["to"]) == (cast.lead.id, "某街道")
    assert differences.find_differences() == []
    signing.sign(task, acting_user=cast.actor("street_head"))
    assert new.state == AssignmentState.SIGNED


def test_a_new_lead_takes_over_which_subtasks_count(cast: Cast) -> None:
    task = in_progress(cast)
    own = below(cast, task, "lead_head", inside=cast.lead.id, lead="", responsible="")
    issuing.issue(own, acting_user=cast.actor("lead_head"))
    assert task.children_count == 1
    transfer(cast, task, 0, "配合局")
    assert task.children_count == 0
    assert differences.find_differences() == []


@pytest.mark.parametrize("to", ["没有的局", "各街道", "配合局", "牵头局", "旧局", "空缺局", "配合局、某街道", " "])
def test_whom_it_cannot_go_to_is_said(cast: Cast, to: str) -> None:
    group(cast)
    factories.department("旧局", last_on=date(2022, 1, 1))
    factories.department("空缺局")
    task = issued(cast, responsible="配合局")
    with pytest.raises(Invalid) as refused:
        transfer(cast, task, 0, to)
    assert refused.value.field == "department"
    assert task.lead_department_id == cast.lead.id


@pytest.mark.parametrize("role", ["office", "lead_head", "second_deputy", "other_commander"])
def test_only_who_issues_hands_on_and_releases(cast: Cast, role: str) -> None:
    task = issued(cast, responsible="配合局", deputy_seat=1)
    with pytest.raises(Denied):
        transfer(cast, task, 1, "某街道", role)
    with pytest.raises(Denied):
        legs.release(task, task.assignments[1], "不涉及", acting_user=cast.actor(role))


def test_releasing_ends_a_part_but_never_the_lead(cast: Cast) -> None:
    task = issued(cast, responsible="配合局", deputy_seat=1)
    with pytest.raises(Invalid):
        legs.release(task, task.assignments[0], "不涉及", acting_user=cast.actor("deputy"))
    with pytest.raises(Invalid) as refused:
        legs.release(task, task.assignments[1], "  ", acting_user=cast.actor("deputy"))
    assert refused.value.field == "reason"
    legs.release(task, task.assignments[1], "不涉及", acting_user=cast.actor("deputy"))
    assert task.assignments[1].state == AssignmentState.RELEASED
    assert told("assignment.release")[0].user_id == cast.user("deputy").id
    with pytest.raises(WrongState):
        legs.release(task, task.assignments[1], "不涉及", acting_user=cast.actor("deputy"))
    with pytest.raises(WrongState):
        legs.edit_leg(task.assignments[1], Inside("科"), acting_user=cast.actor("office"))


def test_drafts_hand_nothing_on(cast: Cast) -> None:
    task = drafted(cast)
    with pytest.raises(WrongState):
        transfer(cast, task, 0, "配合局")
