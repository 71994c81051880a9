"""Correcting a finding before its issue."""

from dataclasses import replace

import pytest

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
