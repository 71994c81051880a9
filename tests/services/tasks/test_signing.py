"""Signing: one's own legs, many at once, and what nobody signed in time."""

from datetime import date

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.assignment_lifecycle import AssignmentState
from portal.domain.task_lifecycle import TaskState
from portal.errors import Invalid
from portal.models import History
from portal.services.tasks import signing
from tests.services.tasks.way import Way, below

AFTER_THREE_WORKING_DAYS = date(2022, 9, 21)


def test_only_the_lead_starts_the_work(way: Way) -> None:
    way.to("issued")
    signing.sign(way.task, acting_user=way.actor("other_head"))
    assert (way.task.state, way.leg(way.cast.other).state) == (TaskState.ISSUED, AssignmentState.SIGNED)
    signing.sign(way.task, acting_user=way.actor("lead_deputy_head"))
    assert (way.task.state, way.leg().signed_by_id) == (TaskState.IN_PROGRESS, way.cast.user("lead_deputy_head").id)


def test_a_leg_is_signed_once(way: Way) -> None:
    way.to("in_progress")
    with pytest.raises(Invalid, match="nothing left"):
        signing.sign(way.task, acting_user=way.actor("lead_head"))


def test_many_at_once_leave_out_what_is_refused_and_tell_it(way: Way) -> None:
    way.to("issued")
    second = below(way)
    outcome = signing.sign_many([way.task.id, second.id, 9999, way.task.id], acting_user=way.actor("lead_head"))
    assert [task.id for task in outcome.done] == [way.task.id, second.id]
    assert [title for title, _ in outcome.refused] == ["#9999"]
    refusals = db.session.scalars(select(History).where(History.event == "refused")).all()
    assert [row.subject for row in refusals] == ["/tasks/9999"], "each refusal leaves its row"


def test_silence_counts_as_receipt_after_the_last_day_and_not_on_it(way: Way) -> None:
    way.to("issued")
    with clock.fixed(date(2022, 9, 20)):
        assert signing.deem_overdue() == 0
    with clock.fixed(AFTER_THREE_WORKING_DAYS):
        assert signing.deem_overdue() == 2
    leg = way.leg()
    assert (leg.state, leg.is_deemed, leg.signed_by_id) == (AssignmentState.SIGNED, True, None)
    assert way.task.state == TaskState.IN_PROGRESS
    row = way.last()
    assert (row.event, row.user_id) == ("assignment.deem", None), "the clock of the portal did it, nobody else"


def test_who_reports_without_having_signed_has_received_it(way: Way) -> None:
    way.to("issued")
    with clock.fixed(AFTER_THREE_WORKING_DAYS):
        way.say(30)
    assert way.leg().is_deemed
    assert way.events()[-3:] == ["task.sign", "assignment.deem", "report.submit"]


def test_nobody_reports_on_what_waits_for_his_signature(way: Way) -> None:
    way.to("issued")
    with pytest.raises(Invalid, match="Sign for the task first"):
        way.say(30)
