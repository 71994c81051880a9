"""Issuing one or many, what it fixes for good, and withdrawing while nobody has signed."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.database import db
from portal.domain.task_lifecycle import TaskState
from portal.errors import Denied, Invalid, Stale, WrongState
from portal.models import History, Target, TargetKind, TargetTier, Task, Tier
from portal.services.tasks import differences, issuing, signing
from tests import cast as casting
from tests import factories
from tests.cast import Cast
from tests.engines import Database
from tests.services.tasks.drafts import DUE, below, drafted, group, in_progress, issued, legs, told

LAST_DAY_TO_SIGN = date(2022, 9, 20)  # three working days after Thursday 2022-09-15


@pytest.fixture
def cast(context: Database) -> Cast:
    return casting.build()


def test_issuing_fixes_the_day_and_opens_the_legs(cast: Cast) -> None:
    task = drafted(cast, responsible="配合局")
    issuing.issue(task, acting_user=cast.actor("commander"), version=task.version)
    assert (task.state, task.is_open, task.issued_due_on) == (TaskState.ISSUED, True, DUE)
    assert (task.issued_by_id, task.lead_department_id) == (cast.user("commander").id, cast.lead.id)
    assert [(leg.is_open, leg.due_on, leg.deemed_on) for leg in task.assignments] == [(True, DUE, LAST_DAY_TO_SIGN)] * 2
    row = told("task.issue")[0]
    assert (row.task_id, row.user_id, row.before) == (task.id, cast.user("commander").id, {"state": "draft"})


def test_groups_expand_without_naming_anybody_twice(cast: Cast) -> None:
    group(cast)
    task = issued(cast, lead="某街道", responsible="各街道、配合局")
    assert sorted(legs(task)) == [
        (cast.other.id, "responsible", "waiting"),
        (cast.street.id, "lead", "waiting"),
        (cast.supervision.id, "responsible", "waiting"),
    ]
    assert all(leg.group_id is None for leg in task.assignments)


@pytest.mark.parametrize("role", ["office", "other_commander", "deputy", "lead_head", "stranger"])
def test_others_do_not_issue(cast: Cast, role: str) -> None:
    task = drafted(cast, deputy_seat=2)
    with pytest.raises(Denied):
        issuing.issue(task, acting_user=cast.actor(role))
    assert task.state == TaskState.DRAFT


def test_the_deputy_of_the_seat_issues(cast: Cast) -> None:
    task = drafted(cast, deputy_seat=1)
    issuing.issue(task, acting_user=cast.actor("deputy"))
    assert task.issued_by_id == cast.user("deputy").id


@pytest.mark.parametrize("values", [{"lead": ""}, {"due_on": None}, {"standard": " "}, {"lead": "督查组二"}])
def test_what_is_missing_is_said_first(cast: Cast, values: dict[str, object]) -> None:
    factories.department("督查组二")  # nobody holds its head's post
    task = drafted(cast, **values)
    with pytest.raises(Invalid):
        issuing.issue(task, acting_user=cast.actor("commander"))
    assert issuing.announce(task, acting_user=cast.actor("commander")).obstacle


def test_a_child_waits_for_its_parent(cast: Cast) -> None:
    parent = drafted(cast)
    child = below(cast, parent)
    with pytest.raises(Invalid):
        issuing.issue(child, acting_user=cast.actor("commander"))
    issuing.issue(parent, acting_user=cast.actor("commander"))
    assert parent.children_count == 0, "a draft makes no parent of a leaf"
    issuing.issue(child, acting_user=cast.actor("commander"))
    assert parent.children_count == 1


def test_a_stale_or_second_issue_is_refused(cast: Cast) -> None:
    task = drafted(cast)
    with pytest.raises(Stale):
        issuing.issue(task, acting_user=cast.actor("commander"), version=task.version + 1)
    issuing.issue(task, acting_user=cast.actor("commander"))
    with pytest.raises(WrongState):
        issuing.issue(task, acting_user=cast.actor("commander"))


def test_many_are_issued_parents_first_and_each_as_a_whole(cast: Cast) -> None:
    parent, broken = drafted(cast), drafted(cast, standard="", title="缺标准")
    child = below(cast, parent)
    chosen = {child.id: child.version, broken.id: broken.version, parent.id: parent.version}
    outcome = issuing.issue_many(chosen, acting_user=cast.actor("commander"))
    assert [task.id for task in outcome.done] == [parent.id, child.id]
    assert [title for title, _ in outcome.refused] == ["缺标准"]
    assert db.session.get_one(Task, broken.id).state == TaskState.DRAFT
    assert [row.subject for row in db.session.scalars(select(History).where(History.event == "refused"))] == [
        f"/tasks/{broken.id}"
    ]


def test_many_refuses_the_one_that_was_changed(cast: Cast) -> None:
    task = drafted(cast)
    outcome = issuing.issue_many({task.id: task.version + 1}, acting_user=cast.actor("commander"))
    assert isinstance(outcome.refused[0][1], Stale)


def test_an_internal_subtask_is_issued_by_its_own_head_only(cast: Cast) -> None:
    task = below(cast, issued(cast), "lead_staff", inside=cast.lead.id, lead="", responsible="")
    for role in ("lead_staff", "other_head"):
        with pytest.raises(Denied):
            issuing.issue(task, acting_user=cast.actor(role))
    issuing.issue(task, acting_user=cast.actor("lead_head"))
    assert not task.must_be_verified


def test_verification_is_compulsory_at_the_top_and_under_a_guarantee(cast: Cast) -> None:
    target = Target(plan_id=cast.plan.id, metric="供地", unit="亩", kind=TargetKind.AMOUNT)
    target.tiers = [TargetTier(tier=Tier.GUARANTEED, value=Decimal(2080), from_on=date(2022, 1, 1))]
    db.session.add(target)
    db.session.flush()
    parent = issued(cast)
    plain, under = below(cast, parent), below(cast, parent, target_id=target.id)
    for task in (plain, under):
        issuing.issue(task, acting_user=cast.actor("commander"))
    assert (parent.must_be_verified, plain.must_be_verified, under.must_be_verified) == (True, False, True)


def test_an_empty_seat_is_told_and_stops_nothing(cast: Cast) -> None:
    empty = factories.department("空缺局")
    task = drafted(cast, responsible="配合局、空缺局")
    announcement = issuing.announce(task, acting_user=cast.actor("commander"))
    assert (announcement.lead, announcement.responsible) == ("牵头局", ("配合局", "空缺局"))
    assert (announcement.unheaded, announcement.obstacle) == ((empty.name,), None)
    assert announcement.sign_until == LAST_DAY_TO_SIGN


def test_withdrawing_makes_it_a_draft_again(cast: Cast) -> None:
    parent = issued(cast)
    child = below(cast, parent)
    issuing.issue(child, acting_user=cast.actor("commander"))
    issuing.withdraw(child, acting_user=cast.actor("commander"), version=child.version)
    assert (child.state, child.is_open, child.issued_due_on, child.issued_at) == (TaskState.DRAFT, False, None, None)
    assert not any(leg.is_open or leg.deemed_on for leg in child.assignments)
    assert parent.children_count == 0
    assert told("task.withdraw")[0].user_id == cast.user("commander").id
    issuing.issue(child, acting_user=cast.actor("commander"))
    assert child.issued_due_on == DUE


def test_a_signature_ends_withdrawing(cast: Cast) -> None:
    task = issued(cast, responsible="配合局")
    signing.sign(task, acting_user=cast.actor("other_head"))
    with pytest.raises(Invalid):
        issuing.withdraw(task, acting_user=cast.actor("commander"))
    with pytest.raises(WrongState):
        issuing.withdraw(in_progress(cast), acting_user=cast.actor("commander"))
    with pytest.raises(Denied):
        issuing.withdraw(issued(cast), acting_user=cast.actor("other_commander"))


def test_issued_subtasks_are_withdrawn_first(cast: Cast) -> None:
    parent = issued(cast)
    issuing.issue(below(cast, parent), acting_user=cast.actor("commander"))
    with pytest.raises(Invalid):
        issuing.withdraw(parent, acting_user=cast.actor("commander"))


def test_a_co_departments_internal_subtask_leaves_the_parent_a_leaf(cast: Cast) -> None:
    parent = issued(cast, responsible="配合局")
    task = below(cast, parent, "other_head", inside=cast.other.id, lead="", responsible="")
    issuing.issue(task, acting_user=cast.actor("other_head"))
    assert parent.children_count == 0, "the lead still reports on the task itself"
    own = below(cast, parent, "lead_head", inside=cast.lead.id, lead="", responsible="")
    issuing.issue(own, acting_user=cast.actor("lead_head"))
    assert parent.children_count == 1
    assert differences.find_differences() == []


def test_the_list_below_says_who_may_issue_and_what_the_quantities_make(cast: Cast) -> None:
    parent = issued(cast)
    below(cast, parent, quantity=Decimal(400), title="东片")
    issuing.issue(below(cast, parent, quantity=Decimal("300.5"), title="西片"), acting_user=cast.actor("commander"))
    rows = issuing.list_below(parent, acting_user=cast.actor("commander"))
    assert [(row.task.title, row.lead, row.may_issue) for row in rows] == [
        ("东片", "牵头局", True),
        ("西片", "牵头局", False),
    ]
    assert issuing.sum_below(rows) == Decimal("700.5")
    assert [row.task.title for row in issuing.list_below(parent, acting_user=cast.actor("observer"))] == ["西片"]
