"""Correcting a finding before its issue."""

from dataclasses import replace

import pytest

from portal import clock
from portal.domain.assignment_lifecycle import AssignmentState
from portal.domain.finding_lifecycle import Severity
from portal.errors import Denied, Invalid, Stale, WrongState
from portal.services import findings
from tests.services.findings.stage import ENTRY, Stage, rows_of

BETTER = replace(ENTRY, place="工地北门", severity=Severity.ORDINARY)


def test_the_recorder_corrects_and_history_keeps_what_stood_there(stage: Stage) -> None:
    finding = stage.recorded()
    findings.correct(finding, BETTER, acting_user=stage.actor("inspector"), version=finding.version)
    assert (finding.place, finding.severity) == ("工地北门", Severity.ORDINARY)
    row = rows_of(finding)[-1]
    assert (row.event, row.user_id, row.task_id) == ("finding.edit", stage.actor("inspector").user_id, stage.task.id)
    assert row.before == {"place": "工地南门", "severity": "serious"}
    assert row.after is not None
    assert row.after["place"] == "工地北门"
    assert row.after["is_unsigned"] is False


def test_a_cosignature_stood_for_other_words_and_falls_away(stage: Stage) -> None:
    finding = stage.cosigned()
    findings.correct(finding, BETTER, acting_user=stage.actor("inspector"))
    assert finding.cosigned_at is None
    assert (rows_of(finding)[-1].after or {})["is_unsigned"] is True
    with pytest.raises(Invalid, match="co-sign"):
        findings.issue(finding, acting_user=stage.actor("supervision_lead"))
    findings.cosign(finding, acting_user=stage.actor("second_inspector"))
    findings.issue(finding, acting_user=stage.actor("supervision_lead"))
    assert finding.place == "工地北门"


@pytest.mark.parametrize("role", ["second_inspector", "supervision_lead", "recused_inspector", "lead_head", "observer"])
def test_nobody_else_corrects_it(stage: Stage, role: str) -> None:
    finding = stage.recorded()
    assert not findings.may_correct(finding, acting_user=stage.actor(role))
    with pytest.raises(Denied):
        findings.correct(finding, BETTER, acting_user=stage.actor(role))
    assert finding.place == "工地南门"


@pytest.mark.parametrize("state", ["issued", "rectifying", "closed"])
def test_what_is_issued_keeps_its_facts(stage: Stage, state: str) -> None:
    finding = stage.at(state)
    assert not findings.may_correct(finding, acting_user=stage.actor("inspector"))
    with pytest.raises(WrongState):
        findings.correct(finding, BETTER, acting_user=stage.actor("inspector"))


def test_a_stale_form_corrects_nothing(stage: Stage) -> None:
    finding = stage.recorded()
    seen = finding.version
    findings.cosign(finding, acting_user=stage.actor("second_inspector"))
    with pytest.raises(Stale):
        findings.correct(finding, BETTER, acting_user=stage.actor("inspector"), version=seen)


def test_no_change_is_said_to_be_none(stage: Stage) -> None:
    finding = stage.cosigned()
    with pytest.raises(Invalid, match="Nothing is different"):
        findings.correct(finding, ENTRY, acting_user=stage.actor("inspector"))


def test_what_cannot_be_is_refused(stage: Stage) -> None:
    finding = stage.recorded()
    with pytest.raises(Invalid) as refused:
        findings.correct(finding, replace(ENTRY, place=" "), acting_user=stage.actor("inspector"))
    assert refused.value.field == "place"


def test_it_turns_out_to_be_about_another_department(stage: Stage) -> None:
    finding, other = stage.cosigned(), stage.leg(stage.cast.other)
    findings.correct(finding, ENTRY, leg=other, acting_user=stage.actor("inspector"), version=finding.version)
    assert (finding.assignment_id, finding.department_id) == (other.id, stage.cast.other.id)
    assert finding.cosigned_at is None, "the second signature stood for another department"
    row = rows_of(finding)[-1]
    old, new = stage.cast.lead.short_name, stage.cast.other.short_name
    assert (row.before, row.event) == ({"department": old, "claimed_percent": 80}, "finding.edit")
    assert row.after is not None
    assert (row.after["department"], row.after["department_id"]) == (new, stage.cast.other.id)
    findings.cosign(finding, acting_user=stage.actor("second_inspector"))
    findings.issue(finding, acting_user=stage.actor("supervision_lead"))
    findings.answer(finding, text="增派两个班组", acting_user=stage.actor("other_head"))


def test_what_the_other_department_claims_stands_beside_it(stage: Stage) -> None:
    finding, other = stage.recorded(), stage.leg(stage.cast.other)
    other.state, other.signed_at, other.done_at = AssignmentState.DONE, clock.now(), clock.now()
    findings.correct(finding, ENTRY, leg=other, acting_user=stage.actor("inspector"))
    assert finding.claimed_percent == 100


def test_only_where_one_might_have_recorded_it(stage: Stage) -> None:
    """The supervision group's own leg is for guests; a leg that was released is no part of the task."""
    finding = stage.recorded()
    theirs, other = stage.leg(stage.cast.supervision), stage.leg(stage.cast.other)
    other.state, other.ended_reason = AssignmentState.RELEASED, "调整分工"
    assert findings.legs_to_correct(finding, acting_user=stage.actor("inspector")) == [stage.lead_leg]
    for leg in (theirs, other):
        with pytest.raises(Denied):
            findings.correct(finding, ENTRY, leg=leg, acting_user=stage.actor("inspector"))
    assert finding.department_id == stage.cast.lead.id


def test_the_same_department_again_is_no_change(stage: Stage) -> None:
    finding = stage.cosigned()
    with pytest.raises(Invalid, match="Nothing is different"):
        findings.correct(finding, ENTRY, leg=stage.lead_leg, acting_user=stage.actor("inspector"))
