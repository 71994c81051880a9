"""Drafts: who writes them where, what is refused in words, what they leave behind."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.database import db
from portal.domain.task_lifecycle import TaskState
from portal.errors import Denied, Invalid, Stale, WrongState
from portal.models import Assignment, Milestone, Task
from portal.services.tasks import drafting, issuing, placing
from portal.services.tasks.entry import Draft, Inside, MilestoneEntry, OwnLeg, TaskEntry
from tests import cast as casting
from tests import factories
from tests.cast import Cast
from tests.engines import Database
from tests.services.tasks.drafts import DUE, below, drafted, group, issued, legs, told, written


@pytest.fixture
def cast(context: Database) -> Cast:
    return casting.build()


@pytest.mark.parametrize("role", ["office", "commander"])
def test_office_and_commander_write_at_the_top(cast: Cast, role: str) -> None:
    task = drafted(cast, role, responsible="配合局、某街道", deputy_seat=1)
    assert (task.state, task.path, task.depth, task.position) == (TaskState.DRAFT, f"/{task.id}/", 0, 1)
    assert legs(task) == [
        (cast.lead.id, "lead", "waiting"),
        (cast.other.id, "responsible", "waiting"),
        (cast.street.id, "responsible", "waiting"),
    ]
    row = told("task.draft")[0]
    assert (row.user_id, row.subject, row.campaign_id) == (cast.user(role).id, f"task:{task.id}", cast.campaign.id)
    assert row.after is not None
    assert row.after["legs"] == ["*牵头局", "配合局", "某街道"]


@pytest.mark.parametrize("role", ["deputy", "lead_head", "other_commander", "inspector", "observer", "stranger"])
def test_nobody_else_writes_at_the_top(cast: Cast, role: str) -> None:
    with pytest.raises(Denied):
        drafted(cast, role, deputy_seat=1)


def test_a_deputy_breaks_down_what_is_given_to_the_seat(cast: Cast) -> None:
    parent = issued(cast, deputy_seat=1)
    assert below(cast, parent, "deputy").deputy_seat == 1
    for role, seat in (("second_deputy", None), ("second_deputy", 2), ("deputy", 2)):
        with pytest.raises(Denied):
            below(cast, parent, role, deputy_seat=seat)


def test_children_stand_behind_each_other_under_their_path(cast: Cast) -> None:
    parent = drafted(cast)
    first, second = below(cast, parent), below(cast, parent)
    grandchild = below(cast, first)
    assert (first.position, second.position) == (1, 2)
    assert (grandchild.path, grandchild.depth) == (f"/{parent.id}/{first.id}/{grandchild.id}/", 2)


def test_a_department_breaks_its_own_part_down_within_itself(cast: Cast) -> None:
    parent = issued(cast, responsible="配合局")
    inside = Inside("规划科", "分管领导", "科长")
    draft = Draft(TaskEntry("内部工作", due_on=DUE), own=OwnLeg(cast.other.id, inside))
    task = drafting.draft_subtask(
        parent, draft, acting_user=cast.actor("other_staff"), internal_department_id=cast.other.id
    )
    assert (task.internal_department_id, legs(task)) == (cast.other.id, [(cast.other.id, "lead", "waiting")])
    assert task.assignments[0].section == "规划科"
    strangers = [("other_staff", None), ("other_staff", cast.lead.id), ("street_head", cast.street.id)]
    for role, where in (*strangers, ("commander", cast.street.id)):
        with pytest.raises(Denied):
            below(cast, parent, role, inside=where)


def test_an_internal_subtask_names_no_other_department(cast: Cast) -> None:
    parent = issued(cast)
    with pytest.raises(Invalid) as refused:
        below(cast, parent, "lead_head", inside=cast.lead.id, lead="牵头局", responsible="配合局")
    assert refused.value.field == "lead"


def test_somebody_with_two_posts_may_choose(cast: Cast) -> None:
    factories.appointment(cast.user("lead_head"), casting.P.DEPUTY_COMMANDER, campaign_id=cast.campaign.id, seat=3)
    parent = issued(cast, deputy_seat=3)
    places = placing.places_below(parent, acting_user=cast.actor("lead_head"))
    assert [place.internal_department_id for place in places] == [None, cast.lead.id]
    assert placing.places_below(parent, acting_user=cast.actor("observer")) == []


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("title", {"title": "  "}),
        ("title", {"title": "长" * 201}),
        ("due_on", {"due_on": date(2022, 6, 30)}),
        ("start_on", {"start_on": date(22, 7, 1)}),
        ("due_on", {"due_on": date(9999, 12, 31)}),
        ("milestones", {"start_on": None, "milestones": (MilestoneEntry("主体封顶", date(1, 1, 1)),)}),
        ("weight", {"weight": 0}),
        ("weight", {"weight": -3}),
        ("quantity", {"quantity": -1}),
        ("lead", {"lead": "没有的局"}),
        ("lead", {"lead": "牵头局、配合局"}),
        ("lead", {"responsible": "*配合局"}),
        ("lead", {"lead": "各街道"}),
        ("lead", {"lead": "旧局"}),
        ("responsible", {"responsible": "配合局、没有的局"}),
        ("target_id", {"target_id": 4711}),
        ("milestones", {"milestones": (MilestoneEntry("主体封顶", date(2023, 1, 1)),)}),
        ("milestones", {"milestones": (MilestoneEntry("", date(2022, 8, 1)),)}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(cast: Cast, field: str, values: dict[str, object]) -> None:
    group(cast)
    factories.department("旧局", last_on=date(2022, 1, 1))
    with pytest.raises(Invalid) as refused:
        drafted(cast, **values)
    assert refused.value.field == field
    assert db.session.scalar(select(Task.id)) is None


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("due_on", {"due_on": date(2022, 12, 1)}),
        ("start_on", {"start_on": date(2022, 6, 30)}),
        ("start_on", {"start_on": date(2022, 12, 1), "due_on": None}),
        ("due_on", {"start_on": None, "due_on": date(2022, 6, 30)}),
    ],
)
def test_a_subtask_stays_within_its_parents_days(cast: Cast, field: str, values: dict[str, object]) -> None:
    parent = drafted(cast)
    with pytest.raises(Invalid) as refused:
        below(cast, parent, **values)
    assert refused.value.field == field


def test_names_are_found_by_short_name_alias_and_group_each_once(cast: Cast) -> None:
    streets = group(cast)
    cast.other.short_name = "配合"
    task = drafted(cast, lead="牵头局", responsible="配合，牵头局；配合局\n各街道")
    assert [(leg.department_id, leg.group_id) for leg in task.assignments] == [
        (cast.lead.id, None),
        (cast.other.id, None),
        (None, streets.id),
    ]


def test_editing_keeps_the_legs_that_stay_and_tells_old_and_new(cast: Cast) -> None:
    task = drafted(cast, responsible="配合局、某街道", milestones=(MilestoneEntry("过半", date(2022, 9, 30)),))
    kept = task.assignments[1].id
    drafting.edit_draft(
        task,
        written(lead="配合局", responsible="牵头局", title="新题目"),
        acting_user=cast.actor("office"),
        version=task.version,
    )
    assert legs(task) == [(cast.other.id, "lead", "waiting"), (cast.lead.id, "responsible", "waiting")]
    assert kept in {leg.id for leg in task.assignments}
    assert task.lead_department_id == cast.other.id
    assert db.session.scalars(select(Milestone)).all() == []
    row = told("task.edit")[0]
    assert row.before == {
        "title": "清理低效用地",
        "legs": ["*牵头局", "配合局", "某街道"],
        "milestones": ["2022-09-30 过半"],
    }
    assert row.after == {"title": "新题目", "legs": ["*配合局", "牵头局"], "milestones": []}


def test_the_lead_may_change_to_and_fro(cast: Cast) -> None:
    task = drafted(cast, responsible="配合局")
    for lead, other in (("配合局", "牵头局"), ("牵头局", "配合局")):
        drafting.edit_draft(task, written(lead=lead, responsible=other), acting_user=cast.actor("office"))
    assert task.lead_department_id == cast.lead.id


def test_a_stale_edit_changes_nothing(cast: Cast) -> None:
    task = drafted(cast)
    seen = task.version
    drafting.edit_draft(task, written(responsible="配合局"), acting_user=cast.actor("office"), version=seen)
    db.session.flush()
    with pytest.raises(Stale):
        drafting.edit_draft(task, written(title="另一个"), acting_user=cast.actor("commander"), version=seen)
    assert task.title == "清理低效用地"


@pytest.mark.parametrize("role", ["other_commander", "deputy", "lead_head", "stranger"])
def test_others_do_not_edit_or_delete_a_draft(cast: Cast, role: str) -> None:
    task = drafted(cast, deputy_seat=2)
    with pytest.raises(Denied):
        drafting.edit_draft(task, written(), acting_user=cast.actor(role))
    with pytest.raises(Denied):
        drafting.delete_draft(task, acting_user=cast.actor(role))


def test_an_issued_task_is_not_edited_or_deleted(cast: Cast) -> None:
    task = issued(cast)
    with pytest.raises(WrongState):
        drafting.edit_draft(task, written(), acting_user=cast.actor("commander"))
    with pytest.raises(WrongState):
        drafting.delete_draft(task, acting_user=cast.actor("commander"))


def test_deleting_leaves_a_row_on_the_page_above(cast: Cast) -> None:
    parent = issued(cast)
    task = below(cast, parent, responsible="配合局", milestones=(MilestoneEntry("过半", date(2022, 9, 30)),))
    drafting.delete_draft(task, acting_user=cast.actor("office"), version=task.version)
    assert db.session.scalar(select(Task).where(Task.parent_id == parent.id)) is None
    assert {leg.task_id for leg in db.session.scalars(select(Assignment))} == {parent.id}
    row = told("task.delete")[0]
    assert (row.task_id, row.user_id) == (parent.id, cast.user("office").id)
    assert row.before == {"title": "清理低效用地", "legs": ["*牵头局", "配合局"]}


def test_a_draft_with_subtasks_or_with_a_history_stays(cast: Cast) -> None:
    parent = drafted(cast)
    below(cast, parent)
    with pytest.raises(Invalid):
        drafting.delete_draft(parent, acting_user=cast.actor("commander"))
    withdrawn = issued(cast)
    issuing.withdraw(withdrawn, acting_user=cast.actor("commander"))
    with pytest.raises(Invalid):
        drafting.delete_draft(withdrawn, acting_user=cast.actor("commander"))


def test_a_draft_may_lack_lead_and_days(cast: Cast) -> None:
    task = drafted(cast, lead="", start_on=None, due_on=None, standard="")
    assert (task.assignments, task.lead_department_id, task.due_on) == ([], None, None)


def test_the_tree_has_ten_levels(cast: Cast) -> None:
    task = drafted(cast)
    for _level in range(placing.DEEPEST):
        task = below(cast, task)
    with pytest.raises(Invalid):
        below(cast, task)
