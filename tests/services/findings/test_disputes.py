"""Who decides a dispute when the commander is himself concerned."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.database import db
from portal.domain.finding_filter import FindingFilter, FindingTodo
from portal.domain.finding_lifecycle import FindingState
from portal.domain.posts import PostName
from portal.errors import Denied, Invalid, Missing
from portal.models import Appointment
from portal.services import findings
from tests import factories
from tests.services.findings.stage import Stage

TEXT = "写下一句话"


@pytest.fixture
def stage(stage: Stage) -> Stage:
    """The commander of campaign 1 is deputy head of its lead department as well."""
    factories.appointment(stage.cast.user("commander"), PostName.DEPUTY_HEAD, department_id=stage.cast.lead.id)
    return stage


def test_a_concerned_commander_is_refused(stage: Stage) -> None:
    finding = stage.disputed()
    with pytest.raises(Invalid, match="No one decides on himself"):
        findings.uphold(finding, reason=TEXT, acting_user=stage.actor("commander"))


def test_a_commander_of_another_campaign_sees_and_decides_it(stage: Stage) -> None:
    stranger = stage.actor("other_commander")
    finding = stage.issued()
    with pytest.raises(Missing):
        findings.access_finding(finding.id, acting_user=stranger, permission="finding.read")
    findings.dispute(finding, text=TEXT, acting_user=stage.actor("lead_head"))
    found = findings.access_finding(finding.id, acting_user=stranger, permission="finding.read")
    findings.drop(found, reason=TEXT, acting_user=stranger)
    assert (found.state, found.dispute_decided_by_id) == (FindingState.WITHDRAWN, stranger.user_id)
    assert findings.access_finding(finding.id, acting_user=stranger, permission="finding.read") is finding


def test_the_deputy_never_decides_it(stage: Stage) -> None:
    with pytest.raises(Denied):
        findings.uphold(stage.disputed(), reason=TEXT, acting_user=stage.actor("deputy"))


def test_who_issued_does_not_decide_the_dispute(stage: Stage) -> None:
    finding = stage.recorded(by="supervision_lead")
    findings.cosign(finding, acting_user=stage.actor("inspector"))
    findings.issue(finding, acting_user=stage.actor("other_commander"))
    findings.dispute(finding, text=TEXT, acting_user=stage.actor("lead_head"))
    with pytest.raises(Invalid, match="No one decides on himself"):
        findings.uphold(finding, reason=TEXT, acting_user=stage.actor("other_commander"))


def test_an_inspector_who_became_commander_does_not_decide_on_his_own_finding(stage: Stage) -> None:
    finding = stage.disputed()
    seats = select(Appointment).where(Appointment.post == PostName.COMMANDER)
    seat = db.session.scalars(seats.where(Appointment.campaign_id == stage.cast.campaign.id)).one()
    seat.last_on = date(2022, 9, 14)
    db.session.flush()
    factories.appointment(stage.cast.user("inspector"), PostName.COMMANDER, campaign_id=stage.cast.campaign.id)
    due = FindingFilter(todo=FindingTodo.DECIDE)
    own, other = stage.actor("inspector"), stage.actor("other_commander")
    assert findings.list_findings(due, acting_user=own).rows == []
    assert [row.id for row in findings.list_findings(due, acting_user=other).rows] == [finding.id]
    with pytest.raises(Invalid, match="No one decides on himself"):
        findings.uphold(finding, reason=TEXT, acting_user=own)
    findings.uphold(finding, reason=TEXT, acting_user=other)
    assert finding.state == FindingState.RECTIFYING
