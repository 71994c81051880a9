"""A leg of the supervision group goes through two guests and a commander of another campaign."""

from datetime import date

import pytest

from portal.domain.finding_lifecycle import FindingState
from portal.domain.posts import PostName
from portal.domain.task_lifecycle import TaskState
from portal.errors import Denied, Invalid, Missing
from portal.models import Finding
from portal.policy import Actor
from portal.services import findings, offers
from portal.services.tasks import verification
from tests import factories
from tests.services.findings import stage as staging
from tests.services.findings.stage import ENTRY, Stage, with_guests

TEXT = "写下一句话"


@pytest.fixture
def guests(stage: Stage) -> list[Actor]:
    return with_guests(stage)


@pytest.fixture
def finding(stage: Stage, guests: list[Actor]) -> Finding:
    return findings.record(stage.task, stage.leg(stage.cast.supervision), ENTRY, acting_user=guests[0])


def test_a_commander_of_another_campaign_names_them(stage: Stage) -> None:
    far = factories.user("岗位 无关局负责人")
    factories.appointment(far, PostName.STAFF, department_id=factories.department("无关局").id)
    pair = (stage.cast.user("street_head").id, far.id)
    for role in ("commander", "supervision_lead", "office"):
        with pytest.raises(Denied):
            verification.name_guests(stage.task, user_ids=pair, acting_user=stage.actor(role))
    verification.name_guests(stage.task, user_ids=pair, acting_user=stage.actor("other_commander"))
    finding = findings.record(
        stage.task, stage.leg(stage.cast.supervision), ENTRY, acting_user=stage.actor("street_head")
    )
    assert finding.state == FindingState.RECORDED


def test_the_whole_way(stage: Stage, guests: list[Actor], finding: Finding) -> None:
    first, second = guests
    findings.cosign(finding, acting_user=second)
    findings.issue(finding, acting_user=stage.actor("other_commander"))
    findings.answer(finding, text=TEXT, acting_user=stage.actor("supervision_head"))
    findings.rectify(finding, text=TEXT, acting_user=stage.actor("supervision_head"))
    findings.send_back(finding, text=TEXT, days=3, acting_user=first)
    findings.rectify(finding, text=TEXT, acting_user=stage.actor("supervision_head"))
    findings.confirm(finding, text=TEXT, acting_user=second)
    assert (finding.state, finding.failed_count) == (FindingState.CLOSED, 1)


def test_the_same_commander_may_look_again(stage: Stage, guests: list[Actor], finding: Finding) -> None:
    findings.cosign(finding, acting_user=guests[1])
    findings.issue(finding, acting_user=stage.actor("other_commander"))
    findings.answer(finding, text=TEXT, acting_user=stage.actor("supervision_head"))
    findings.rectify(finding, text=TEXT, acting_user=stage.actor("supervision_head"))
    with pytest.raises(Denied):
        findings.confirm(finding, text=TEXT, acting_user=stage.actor("commander"))
    findings.confirm(finding, text=TEXT, acting_user=stage.actor("other_commander"))
    assert finding.state == FindingState.CLOSED


@pytest.mark.parametrize("role", ["inspector", "supervision_lead", "street_head", "other_commander"])
def test_only_the_other_guest_co_signs(stage: Stage, finding: Finding, role: str) -> None:
    with pytest.raises((Denied, Invalid)):
        findings.cosign(finding, acting_user=stage.actor(role))


@pytest.mark.parametrize("role", ["supervision_lead", "inspector", "commander", "far_head", "office"])
def test_only_a_commander_of_another_campaign_issues(
    stage: Stage, guests: list[Actor], finding: Finding, role: str
) -> None:
    findings.cosign(finding, acting_user=guests[1])
    with pytest.raises((Denied, Invalid)):
        findings.issue(finding, acting_user=stage.actor(role))


def test_a_guest_who_is_a_head_does_not_answer_for_others(stage: Stage, guests: list[Actor], finding: Finding) -> None:
    findings.cosign(finding, acting_user=guests[1])
    findings.issue(finding, acting_user=stage.actor("other_commander"))
    with pytest.raises(Denied):
        findings.answer(finding, text=TEXT, acting_user=guests[0])


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("street_head", True),
        ("far_head", True),
        ("other_commander", True),
        ("inspector", False),
        ("supervision_lead", False),
        ("supervision_head", False),
        ("commander", False),
    ],
)
def test_nobody_of_the_group_sees_it_before_its_issue(stage: Stage, finding: Finding, role: str, sees: bool) -> None:
    def look() -> Finding:
        return findings.access_finding(finding.id, acting_user=stage.actor(role), permission="finding.read")

    if sees:
        assert look() is finding
    else:
        with pytest.raises(Missing):
            look()


def test_guests_do_not_co_sign_for_inspectors(stage: Stage, guests: list[Actor]) -> None:
    with pytest.raises(Denied):
        findings.cosign(stage.recorded(), acting_user=guests[0])


def test_other_commanders_do_not_issue_what_the_lead_can(stage: Stage) -> None:
    with pytest.raises(Denied):
        findings.issue(stage.cosigned(), acting_user=stage.actor("other_commander"))


def other_commander_offers(stage: Stage) -> dict[str, bool]:
    found = offers.offers_of(stage.task, acting_user=stage.actor("other_commander"))
    return {one.action: one.is_main for one in found}


def test_guests_are_named_for_a_task_that_is_over_too(closed_stage: Stage) -> None:
    """A finding about the supervision group's part may turn up after the task was closed."""
    stage = closed_stage
    assert other_commander_offers(stage)["name-guests"] is False, "it is not the next step of a closed task"
    far = factories.user("岗位 无关局负责人")
    factories.appointment(far, PostName.STAFF, department_id=factories.department("无关局").id)
    pair = (stage.cast.user("street_head").id, far.id)
    verification.name_guests(stage.task, user_ids=pair, acting_user=stage.actor("other_commander"))
    leg = stage.leg(stage.cast.supervision)
    assert findings.record(stage.task, leg, ENTRY, acting_user=stage.actor("street_head")).id


@pytest.fixture
def closed_stage(context: object) -> Stage:
    return staging.build(TaskState.UNMET, is_open=False, ended_reason="未完成")


def test_who_left_the_supervision_group_lately_is_no_guest_for_it(stage: Stage) -> None:
    far = factories.user("岗位 无关局负责人")
    factories.appointment(far, PostName.STAFF, department_id=factories.department("无关局").id)
    factories.appointment(far, PostName.STAFF, department_id=stage.cast.supervision.id, last_on=date(2022, 3, 1))
    pair = (stage.cast.user("street_head").id, far.id)
    with pytest.raises(Invalid) as refused:
        verification.name_guests(stage.task, user_ids=pair, acting_user=stage.actor("other_commander"))
    assert refused.value.field == "second"
