"""Revising from a paper: what is told, who signs again, what never changes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.database import db
from portal.domain.assignment_lifecycle import AssignmentState
from portal.domain.task_lifecycle import TaskState
from portal.errors import Denied, Invalid, Stale, WrongState
from portal.models import DateChange, DateChangeKind, Task
from portal.services.tasks import differences, issuing, revising, settling, signing
from portal.services.tasks.entry import MilestoneEntry
from portal.services.tasks.revising import Revision
from tests import cast as casting
from tests.cast import Cast
from tests.engines import Database
from tests.services.plans.conftest import valued
from tests.services.tasks.drafts import DUE, below, drafted, group, in_progress, issued, legs, told

PAPER = "专班〔2022〕9号"
LATER = date(2022, 12, 20)


@pytest.fixture
def cast(context: Database) -> Cast:
    return casting.build()


def revision(task: Task, **values: object) -> Revision:
    return replace(revising.present(task, PAPER), **values)  # type: ignore[arg-type]


def revise(cast: Cast, task: Task, role: str = "commander", **values: object) -> None:
    revising.revise(task, revision(task, **values), acting_user=cast.actor(role), version=task.version)


def test_a_new_day_writes_the_ledger_and_keeps_the_issued_one(cast: Cast) -> None:
    task = in_progress(cast, responsible="配合局")
    revise(cast, task, due_on=LATER)
    revise(cast, task, due_on=date(2022, 12, 25))
    assert (task.state, task.due_on, task.issued_due_on) == (TaskState.IN_PROGRESS, date(2022, 12, 25), DUE)
    lines = db.session.scalars(select(DateChange).order_by(DateChange.id)).all()
    assert [(one.kind, one.from_on, one.to_on, one.nth, one.paper) for one in lines] == [
        (DateChangeKind.REVISION, DUE, LATER, 1, PAPER),
        (DateChangeKind.REVISION, LATER, date(2022, 12, 25), 2, PAPER),
    ]
    assert {leg.due_on for leg in task.assignments} == {date(2022, 12, 25)}


def test_touched_legs_sign_again_and_the_fields_are_told(cast: Cast) -> None:
    task = in_progress(cast, responsible="配合局")
    signing.sign(task, acting_user=cast.actor("other_head"))
    revise(cast, task, standard="验收并移交", quantity=Decimal(900))
    assert [(leg.state, leg.signed_at, leg.signed_by_id) for leg in task.assignments] == [
        (AssignmentState.WAITING, None, None)
    ] * 2
    row = told("task.revise")[0]
    assert (row.task_id, row.user_id) == (task.id, cast.user("commander").id)
    assert row.after is not None
    assert row.after["changes"] == {"standard": ["完成并通过验收", "验收并移交"], "quantity": [None, "900"]}
    assert len(told("assignment.ask-again")) == 2
    signing.sign(task, acting_user=cast.actor("lead_head"))
    assert task.state == TaskState.IN_PROGRESS


def test_departments_come_and_go_without_touching_the_others(cast: Cast) -> None:
    group(cast)
    task = in_progress(cast, responsible="配合局")
    revise(cast, task, responsible="各街道")
    assert legs(task) == [
        (cast.lead.id, "lead", "signed"),
        (cast.other.id, "responsible", "released"),
        (cast.street.id, "responsible", "waiting"),
        (cast.supervision.id, "responsible", "waiting"),
    ]
    row = told("task.revise")[0]
    assert row.after is not None
    assert (row.after["added"], row.after["released"]) == (["某街道", "督查组"], ["配合局"])
    assert {leg.department_id: leg.is_open for leg in task.assignments}[cast.other.id] is False


def test_a_weight_touches_nobody_and_only_the_commander_sets_it(cast: Cast) -> None:
    task = in_progress(cast, deputy_seat=1)
    with pytest.raises(Denied):
        revise(cast, task, "deputy", weight=5)
    revise(cast, task, weight=5)
    assert (task.weight, legs(task)) == (5, [(cast.lead.id, "lead", "signed")])


@pytest.mark.parametrize("role", ["office", "lead_head", "second_deputy", "other_commander", "stranger"])
def test_others_do_not_revise(cast: Cast, role: str) -> None:
    task = issued(cast, deputy_seat=1)
    with pytest.raises(Denied):
        revise(cast, task, role, content="别的")
    assert task.content == ""


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("paper", {"paper": " "}),
        ("standard", {"standard": ""}),
        ("due_on", {"due_on": None}),
        ("due_on", {"due_on": date(2022, 6, 1)}),
        ("responsible", {"responsible": "没有的局"}),
        ("responsible", {"responsible": "*配合局"}),
        (None, {}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(cast: Cast, field: str | None, values: dict[str, object]) -> None:
    task = issued(cast)
    with pytest.raises(Invalid) as refused:
        revise(cast, task, **values)
    assert refused.value.field == field


def test_nothing_below_is_left_outside(cast: Cast) -> None:
    parent = issued(cast, milestones=(MilestoneEntry("主体封顶", date(2022, 11, 20)),))
    below(cast, parent, title="东片")
    below(cast, parent, title="西片", due_on=date(2022, 10, 1))
    with pytest.raises(Invalid) as refused:
        revise(cast, parent, due_on=date(2022, 11, 1))
    assert refused.value.values == {"titles": "东片、主体封顶"}
    child = below(cast, parent)
    issuing.issue(child, acting_user=cast.actor("commander"))
    with pytest.raises(Invalid) as late:
        revise(cast, child, due_on=LATER)
    assert late.value.field == "due_on"


def test_a_finished_part_stays(cast: Cast) -> None:
    task = in_progress(cast, responsible="配合局")
    signing.sign(task, acting_user=cast.actor("other_head"))
    leg = task.assignments[1]
    leg.state, leg.done_at = AssignmentState.DONE, leg.signed_at
    db.session.flush()
    with pytest.raises(Invalid) as refused:
        revise(cast, task, responsible="")
    assert refused.value.values == {"names": "配合局"}
    revise(cast, task, content="别的")
    assert (leg.state, leg.done_at) == (AssignmentState.WAITING, None)


def test_a_stale_or_misplaced_revision_is_refused(cast: Cast) -> None:
    task = issued(cast)
    with pytest.raises(Stale):
        revising.revise(
            task, revision(task, content="别的"), acting_user=cast.actor("commander"), version=task.version + 1
        )
    draft = drafted(cast)
    with pytest.raises(WrongState):
        revise(cast, draft, content="别的")


def test_percents_hold_after_a_revision(cast: Cast) -> None:
    parent = issued(cast)
    children = [below(cast, parent, weight=weight) for weight in (1, 2)]
    for child in children:
        issuing.issue(child, acting_user=cast.actor("commander"))
    children[0].assignments[0].percent = 60
    settling.settle(children[0])
    revise(cast, children[0], weight=4)
    assert parent.percent_bp == 4000
    assert differences.find_differences() == []


def test_start_day_and_target_are_revised_too(cast: Cast) -> None:
    """A guaranteed target makes an inspector's look compulsory, and a new day is signed for again."""
    parent = in_progress(cast)
    task = below(cast, parent)
    issuing.issue(task, acting_user=cast.actor("commander"))
    signing.sign(task, acting_user=cast.actor("lead_head"))
    target = valued(cast, "1000")
    revise(cast, task, target_id=target.id)
    assert (task.target_id, task.must_be_verified, legs(task)) == (target.id, True, [(cast.lead.id, "lead", "signed")])
    revise(cast, task, start_on=date(2022, 7, 20))
    assert (task.start_on, legs(task)) == (date(2022, 7, 20), [(cast.lead.id, "lead", "waiting")])
    assert [(row.after or {})["changes"] for row in told("task.revise")] == [
        {"target": [None, target.metric]},
        {"start_on": ["2022-07-01", "2022-07-20"]},
    ]


def test_a_start_has_its_bounds(cast: Cast) -> None:
    parent = issued(cast, milestones=(MilestoneEntry("开工", date(2022, 7, 10)),))
    child = below(cast, parent, title="东片")
    for field, day, values in [
        ("start_on", date(2022, 7, 15), {"titles": "东片、开工"}),
        ("due_on", date(2022, 12, 1), {}),
    ]:
        with pytest.raises(Invalid) as refused:
            revise(cast, parent, start_on=day)
        assert (refused.value.field, refused.value.values) == (field, values)
    issuing.issue(child, acting_user=cast.actor("commander"))
    with pytest.raises(Invalid) as early:
        revise(cast, child, start_on=date(2022, 6, 1))
    assert early.value.field == "start_on"


def test_a_target_of_elsewhere_is_refused(cast: Cast) -> None:
    task = issued(cast)
    elsewhere = valued(cast, "5")
    elsewhere.campaign_id = cast.other_campaign.id
    db.session.flush()
    with pytest.raises(Invalid) as refused:
        revise(cast, task, target_id=elsewhere.id)
    assert refused.value.field == "target_id"
