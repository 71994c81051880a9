"""Legs that are done, the request, closing out many, and that nobody decides on himself."""

import pytest

from portal.domain.assignment_lifecycle import AssignmentState
from portal.domain.posts import PostName
from portal.domain.task_lifecycle import TaskState
from portal.errors import Denied, Invalid
from portal.services.tasks import completion, signing, steps
from tests import factories
from tests.services.tasks.way import Way, below, beside


def finished(way: Way) -> None:
    way.to("in_progress")
    signing.sign(way.task, acting_user=way.actor("other_head"))
    completion.finish_leg(way.task, way.leg(way.cast.other), acting_user=way.actor("other_head"))


def test_a_department_finishes_its_own_part(way: Way) -> None:
    finished(way)
    leg = way.leg(way.cast.other)
    assert leg.state == AssignmentState.DONE
    assert leg.done_at is not None
    assert way.last().event == "assignment.finish"


@pytest.mark.parametrize("role", ["lead_head", "street_head", "commander", "other_staff"])
def test_nobody_finishes_the_part_of_another(way: Way, role: str) -> None:
    way.to("in_progress")
    signing.sign(way.task, acting_user=way.actor("other_head"))
    with pytest.raises(Denied):
        completion.finish_leg(way.task, way.leg(way.cast.other), acting_user=way.actor(role))


def test_the_lead_has_no_part_to_finish(way: Way) -> None:
    way.to("in_progress")
    with pytest.raises(Invalid, match="request completion instead"):
        completion.finish_leg(way.task, way.leg(), acting_user=way.actor("lead_head"))


def test_the_lead_sends_a_part_back_with_a_reason(way: Way) -> None:
    finished(way)
    leg = way.leg(way.cast.other)
    with pytest.raises(Invalid):
        completion.return_leg(way.task, leg, reason=" ", acting_user=way.actor("lead_head"))
    with pytest.raises(Denied):
        completion.return_leg(way.task, leg, reason="还差两户", acting_user=way.actor("other_head"))
    completion.return_leg(way.task, leg, reason="还差两户", acting_user=way.actor("lead_head"))
    assert (leg.state, leg.return_reason, leg.done_at) == (AssignmentState.SIGNED, "还差两户", None)


def test_silent_departments_are_explained_or_stand_in_the_way(way: Way) -> None:
    way.to("in_progress").say()
    with pytest.raises(Invalid) as caught:
        completion.request_completion(way.task, text="办结", acting_user=way.actor("lead_head"))
    assert caught.value.field == "silence"
    completion.request_completion(way.task, text="办结", silence="无工作量", acting_user=way.actor("lead_head"))
    assert way.task.state == TaskState.COMPLETION_REQUESTED


def test_a_request_needs_evidence(way: Way) -> None:
    way.to("in_progress")
    with pytest.raises(Invalid, match="evidence"):
        completion.request_completion(way.task, text="办结", silence="无", acting_user=way.actor("lead_head"))


def test_a_request_waits_for_the_subtasks(way: Way) -> None:
    way.to("in_progress").say()
    below(way)
    with pytest.raises(Invalid, match="Subtasks are still open"):
        completion.request_completion(way.task, text="办结", silence="无", acting_user=way.actor("lead_head"))


def test_what_must_be_verified_is_not_closed_before(way: Way) -> None:
    way.to("completion_requested")
    with pytest.raises(Invalid, match="verified by an inspector"):
        completion.close_out(way.task, acting_user=way.actor("commander"))


def test_what_need_not_be_verified_is_closed_with_a_mark(way: Way) -> None:
    way.to("completion_requested").task.must_be_verified = False
    completion.close_out(way.task, acting_user=way.actor("deputy"))
    assert (way.task.is_unverified, way.task.percent_bp) == (True, 10_000)
    assert (way.last().after or {})["is_unverified"] is True


def test_returns_are_counted_and_take_the_verification_back(way: Way) -> None:
    way.to("verified")
    completion.return_completion(way.task, reason="资料不全", acting_user=way.actor("commander"))
    task = way.task
    assert (task.return_count, task.return_reason, task.verified_at, task.grade) == (1, "资料不全", None, None)


def test_a_head_who_commands_cannot_close_what_his_department_asked_for(way: Way) -> None:
    factories.appointment(way.cast.user("deputy"), PostName.DEPUTY_HEAD, department_id=way.cast.lead.id)
    way.to("verified")
    with pytest.raises(Invalid, match="No one decides on himself"):
        completion.close_out(way.task, acting_user=way.actor("deputy"))
    completion.close_out(way.task, acting_user=way.actor("commander"))
    assert way.task.closed_by_id == way.cast.user("commander").id


def test_where_every_commander_is_concerned_one_of_another_campaign_decides(way: Way) -> None:
    way.to("verified")
    with pytest.raises(Denied):
        completion.close_out(way.task, acting_user=way.actor("other_commander"))
    factories.appointment(way.cast.user("commander"), PostName.DEPUTY_HEAD, department_id=way.cast.lead.id)
    completion.close_out(way.task, acting_user=way.actor("other_commander"))
    assert way.task.state == TaskState.CLOSED


def test_a_commander_of_another_campaign_never_verifies(way: Way) -> None:
    way.to("completion_requested")
    factories.appointment(way.cast.user("commander"), PostName.DEPUTY_HEAD, department_id=way.cast.lead.id)
    offered = [step.action for step, _ in steps.offers(way.task, acting_user=way.actor("other_commander"))]
    assert "verify" not in offered
    assert "return" in offered


def test_many_are_closed_at_once_and_the_refused_are_told(way: Way) -> None:
    way.to("verified")
    open_one = beside(way)
    outcome = completion.close_out_many([open_one.id, way.task.id], acting_user=way.actor("commander"))
    assert [task.id for task in outcome.done] == [way.task.id]
    assert [title for title, _ in outcome.refused] == [open_one.title]
    assert open_one.state == TaskState.ISSUED
