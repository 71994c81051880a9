"""Accepting and returning: who, never on himself, and the figures that fall back."""

import pytest

from portal.domain.posts import PostName
from portal.domain.report_lifecycle import ReportState
from portal.errors import Denied, Invalid, Missing, WrongState
from portal.services import reports
from portal.services.reports import Reported, ReportEntry
from tests import factories
from tests.services.tasks.way import Way


def submitted(way: Way, percent: int = 60, role: str = "lead_head") -> Reported:
    return Reported(way.say(percent, role), way.task, way.leg())


@pytest.mark.parametrize("role", ["commander", "deputy"])
def test_it_is_accepted_by_who_gave_the_task(way: Way, role: str) -> None:
    found = submitted(way)
    reports.accept(found, acting_user=way.actor(role))
    assert (found.report.state, found.report.decided_by_id) == (ReportState.ACCEPTED, way.cast.user(role).id)
    assert (way.last().event, way.last().acting_as) == ("report.accept", f"岗位 {role}")
    assert way.task.percent_bp == 6000


@pytest.mark.parametrize("role", ["second_deputy", "other_commander", "other_head", "office", "inspector", "observer"])
def test_nobody_else_decides(way: Way, role: str) -> None:
    found = submitted(way)
    for decide in (reports.accept, lambda found, **who: reports.return_report(found, reason="不清", **who)):
        with pytest.raises(Denied):
            decide(found, acting_user=way.actor(role))
    assert found.report.state == ReportState.SUBMITTED
    assert not reports.may_decide(found, acting_user=way.actor(role))


def test_the_leading_head_decides_on_others_and_not_on_his_own(way: Way) -> None:
    found = submitted(way)
    with pytest.raises(Invalid, match="No one decides on himself"):
        reports.accept(found, acting_user=way.actor("lead_deputy_head"))


def test_a_commander_does_not_accept_his_own_department(way: Way) -> None:
    factories.appointment(way.cast.user("deputy"), PostName.DEPUTY_HEAD, department_id=way.cast.lead.id)
    with pytest.raises(Invalid, match="No one decides on himself"):
        reports.accept(submitted(way), acting_user=way.actor("deputy"))


def test_a_returned_report_falls_back_to_the_one_before(way: Way) -> None:
    submitted(way, 40)
    found = submitted(way, 60)
    with pytest.raises(Invalid):
        reports.return_report(found, reason=" ", acting_user=way.actor("commander"))
    reports.return_report(found, reason="照片与数字不符", acting_user=way.actor("commander"))
    assert (found.report.state, found.report.return_reason) == (ReportState.RETURNED, "照片与数字不符")
    assert (way.leg().percent, way.task.percent_bp) == (40, 4000)


def test_the_first_one_returned_leaves_nothing(way: Way) -> None:
    reports.return_report(submitted(way), reason="不清", acting_user=way.actor("commander"))
    assert (way.leg().percent, way.leg().reported_at, way.task.percent_bp) == (0, None, 0)


def test_it_is_decided_once(way: Way) -> None:
    found = submitted(way)
    reports.accept(found, acting_user=way.actor("commander"))
    with pytest.raises(WrongState):
        reports.return_report(found, reason="不清", acting_user=way.actor("commander"))


def test_a_draft_is_seen_by_its_own_department_alone(way: Way) -> None:
    draft = reports.draft(way.task, way.leg(), ReportEntry(percent=30), acting_user=way.actor("lead_staff"))
    reports.access_report(draft.id, acting_user=way.actor("lead_head"), permission="report.draft")
    for role in ("commander", "inspector", "other_head", "stranger"):
        with pytest.raises(Missing):
            reports.access_report(draft.id, acting_user=way.actor(role), permission="task.read_inside")
        assert not reports.list_reports(way.task, acting_user=way.actor(role))


def test_what_is_submitted_is_read_by_whoever_reads_inside(way: Way) -> None:
    report = way.say(30)
    for role in ("commander", "other_head", "inspector", "observer", "office"):
        assert [row.id for row in reports.list_reports(way.task, acting_user=way.actor(role))] == [report.id]
    for role in ("street_head", "other_commander"):
        assert reports.list_reports(way.task, acting_user=way.actor(role)) == []
        with pytest.raises(Missing):
            reports.access_report(report.id, acting_user=way.actor(role), permission="task.read_inside")
