"""Recording at the site: what is kept, who may, and what stands beside it."""

from dataclasses import replace
from datetime import date

import pytest

from portal.database import db
from portal.domain.assignment_lifecycle import AssignmentState
from portal.domain.finding_lifecycle import FindingState
from portal.domain.posts import PostName
from portal.domain.task_lifecycle import TaskState
from portal.errors import Denied, Invalid, WrongState
from portal.services import findings, offers
from portal.services.recusal import needs_guests
from portal.services.tasks.access import load_for_change
from tests import factories
from tests.engines import Database
from tests.services.findings import stage as staging
from tests.services.findings.stage import ENTRY, Stage, rows_of, with_guests


def test_it_keeps_what_was_seen_beside_what_was_claimed(stage: Stage) -> None:
    finding = stage.recorded()
    assert finding.state == FindingState.RECORDED
    assert (finding.claimed_percent, finding.found_percent) == (80, 20)
    assert finding.department_id == stage.cast.lead.id
    assert finding.recorded_by_id == stage.actor("inspector").user_id


def test_it_records_who(stage: Stage) -> None:
    (row,) = rows_of(stage.recorded())
    assert (row.event, row.user_id, row.task_id) == ("finding.record", stage.actor("inspector").user_id, stage.task.id)
    assert row.after is not None
    assert row.after["place"] == "工地南门"


def test_a_leg_with_a_quantity_claims_its_own_percent(stage: Stage) -> None:
    leg = stage.leg(stage.cast.other)
    leg.quantity, leg.percent = 40, 55  # type: ignore[assignment]
    finding = findings.record(stage.task, leg, ENTRY, acting_user=stage.actor("inspector"))
    assert finding.claimed_percent == 55


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seen_on", date(2022, 9, 16)),
        ("place", "  "),
        ("place", "门" * 121),
        ("seen", ""),
        ("seen", "长" * 5001),
        ("days_to_rectify", 0),
        ("days_to_rectify", 366),
        ("found_percent", 101),
        ("found_percent", -1),
    ],
)
def test_it_refuses_what_cannot_be(stage: Stage, field: str, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        stage.recorded(replace(ENTRY, **{field: value}))
    assert refused.value.field == field


@pytest.mark.parametrize(
    "role", ["lead_head", "lead_staff", "other_head", "commander", "office", "observer", "stranger", "street_head"]
)
def test_it_refuses_everybody_but_inspectors(stage: Stage, role: str) -> None:
    with pytest.raises(Denied):
        stage.recorded(by=role)


def test_it_refuses_the_recused(stage: Stage) -> None:
    with pytest.raises(Denied, match="recused"):
        stage.recorded(by="recused_inspector")


def test_recusal_covers_only_the_own_leg(stage: Stage) -> None:
    leg = stage.leg(stage.cast.other)
    finding = findings.record(stage.task, leg, ENTRY, acting_user=stage.actor("recused_inspector"))
    assert finding.department_id == stage.cast.other.id


def test_who_left_a_department_within_two_years_is_recused(stage: Stage) -> None:
    holder, lead = stage.cast.user("inspector"), stage.cast.lead.id
    post = factories.appointment(
        holder, PostName.STAFF, department_id=lead, first_on=date(2019, 1, 1), last_on=date(2020, 9, 20)
    )
    with pytest.raises(Denied, match="recused"):
        stage.recorded()
    post.last_on = date(2020, 9, 10)
    db.session.flush()
    assert stage.recorded().id


def test_a_draft_cannot_be_checked(context: Database) -> None:
    with pytest.raises(WrongState):
        staging.build(TaskState.DRAFT).recorded()


def test_a_department_that_left_the_task_cannot_be_checked(stage: Stage) -> None:
    leg = stage.leg(stage.cast.other)
    db.session.execute(
        leg.__table__.update().where(leg.__table__.c.id == leg.id),  # type: ignore[attr-defined]
        {"state": AssignmentState.RELEASED, "ended_reason": "不再参与"},
    )
    db.session.refresh(leg)
    with pytest.raises(WrongState):
        findings.record(stage.task, leg, ENTRY, acting_user=stage.actor("inspector"))


def test_it_offers_the_legs_on_which_one_is_not_recused(stage: Stage) -> None:
    def departments(role: str) -> list[int | None]:
        return [leg.department_id for leg in findings.legs_to_check(stage.task, acting_user=stage.actor(role))]

    assert departments("inspector") == [stage.cast.lead.id, stage.cast.other.id]
    assert departments("recused_inspector") == [stage.cast.other.id]
    assert departments("lead_head") == []


@pytest.mark.parametrize("role", ["inspector", "supervision_lead"])
def test_the_supervision_group_keeps_away_from_its_own_leg(stage: Stage, role: str) -> None:
    leg = stage.leg(stage.cast.supervision)
    with pytest.raises(Denied):
        findings.record(stage.task, leg, ENTRY, acting_user=stage.actor(role))


def test_guests_keep_to_what_the_group_keeps_away_from(stage: Stage) -> None:
    first, _ = with_guests(stage)
    assert findings.record(stage.task, stage.leg(stage.cast.supervision), ENTRY, acting_user=first).id
    with pytest.raises(Denied, match="Guest"):
        findings.record(stage.task, stage.lead_leg, ENTRY, acting_user=first)


@pytest.mark.parametrize(
    ("recused", "needs"),
    [
        ((), False),
        (("second_inspector",), False),
        (("inspector", "second_inspector"), True),  # no pair is left
        (("supervision_lead",), True),  # nobody could issue it
    ],
)
def test_where_the_group_keeps_away_guests_are_needed(stage: Stage, recused: tuple[str, ...], needs: bool) -> None:
    for role in recused:
        factories.appointment(
            stage.cast.user(role), PostName.STAFF, department_id=stage.cast.lead.id,
            first_on=date(2021, 1, 1), last_on=date(2021, 6, 1),
        )  # fmt: skip
    assert needs_guests(stage.cast.lead.id) == needs
    assert needs_guests(stage.cast.other.id) is False
    assert needs_guests(stage.cast.supervision.id) is True
    if recused == ("supervision_lead",):
        with pytest.raises(Denied, match="guest"):
            stage.recorded()


def test_the_button_is_there_only_where_one_may_look(stage: Stage) -> None:
    """Recused for the only department that takes part: the page of the task offers nothing that would be refused."""
    task = load_for_change(
        factories.draft(
            stage.cast.campaign, creator=stage.cast.user("office"), lead=stage.cast.lead, state=TaskState.UNMET,
            is_open=False, ended_reason="未完成", issued_at=stage.task.issued_at, issued_due_on=stage.task.due_on,
        ).id
    )  # fmt: skip
    offered = {
        role: "finding" in {one.action for one in offers.offers_of(task, acting_user=stage.actor(role))}
        for role in ("inspector", "recused_inspector", "lead_head")
    }
    assert offered == {"inspector": True, "recused_inspector": False, "lead_head": False}
