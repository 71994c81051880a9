"""The way of a finding: to closure, back and forth, and each step only by whose it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.finding_lifecycle import FindingState
from portal.errors import Denied, Invalid, Stale, WrongState
from portal.models import Finding, History
from portal.policy import Actor
from portal.services import findings
from tests.services.findings.stage import ENTRY, Stage, rows_of

Act = Callable[[Finding, Actor], None]
TEXT = "写下一句话"
ACTS: dict[str, Act] = {
    "co-sign": lambda finding, actor: findings.cosign(finding, acting_user=actor),
    "issue": lambda finding, actor: findings.issue(finding, acting_user=actor),
    "close-on-the-spot": lambda finding, actor: findings.close_on_the_spot(finding, text=TEXT, acting_user=actor),
    "answer": lambda finding, actor: findings.answer(finding, text=TEXT, acting_user=actor),
    "dispute": lambda finding, actor: findings.dispute(finding, text=TEXT, acting_user=actor),
    "uphold": lambda finding, actor: findings.uphold(finding, reason=TEXT, acting_user=actor),
    "drop": lambda finding, actor: findings.drop(finding, reason=TEXT, acting_user=actor),
    "rectify": lambda finding, actor: findings.rectify(finding, text=TEXT, acting_user=actor),
    "confirm": lambda finding, actor: findings.confirm(finding, text=TEXT, acting_user=actor),
    "send-back": lambda finding, actor: findings.send_back(finding, text=TEXT, days=5, acting_user=actor),
    "relapse": lambda finding, actor: findings.relapse(finding, text=TEXT, days=5, acting_user=actor),
    "withdraw": lambda finding, actor: findings.withdraw(finding, reason=TEXT, acting_user=actor),
}
# Per action: where it starts, where it leads, who may, and who may not although he stands near.
CASES: dict[str, tuple[str, str, list[str], list[str]]] = {
    "co-sign": ("recorded", "recorded", ["second_inspector", "supervision_lead"],
                ["inspector", "recused_inspector", "lead_head", "commander", "observer"]),
    "issue": ("cosigned", "issued", ["supervision_lead"],
              ["inspector", "second_inspector", "commander", "other_commander", "lead_head", "office"]),
    "answer": ("issued", "rectifying", ["lead_head", "lead_deputy_head"],
               ["lead_staff", "other_head", "inspector", "commander", "supervision_lead"]),
    "dispute": ("issued", "disputed", ["lead_head", "lead_deputy_head"],
                ["lead_staff", "other_head", "inspector", "commander"]),
    "uphold": ("disputed", "rectifying", ["commander"],
               ["deputy", "other_commander", "supervision_lead", "inspector", "lead_head", "office"]),
    "drop": ("disputed", "withdrawn", ["commander"], ["deputy", "other_commander", "supervision_lead", "lead_head"]),
    "rectify": ("rectifying", "rectified", ["lead_head", "lead_deputy_head"],
                ["lead_staff", "other_head", "inspector"]),
    "confirm": ("rectified", "closed", ["inspector", "second_inspector", "supervision_lead"],
                ["recused_inspector", "lead_head", "commander", "other_commander", "observer"]),
    "send-back": ("rectified", "rectifying", ["inspector", "second_inspector", "supervision_lead"],
                  ["recused_inspector", "lead_head", "commander"]),
    "relapse": ("closed", "rectifying", ["inspector", "supervision_lead"],
                ["recused_inspector", "lead_head", "commander"]),
    "withdraw": ("issued", "withdrawn", ["supervision_lead"],
                 ["inspector", "second_inspector", "lead_head", "commander", "other_commander"]),
}  # fmt: skip
STATES = ("recorded", "cosigned", "issued", "disputed", "rectifying", "rectified", "closed")


@pytest.mark.parametrize(("action", "role"), [(action, role) for action, case in CASES.items() for role in case[2]])
def test_it_works_and_records_who(stage: Stage, action: str, role: str) -> None:
    source, target, _, _ = CASES[action]
    finding = stage.at(source)
    ACTS[action](finding, stage.actor(role))
    assert finding.state == target
    last = rows_of(finding)[-1]
    assert (last.event, last.user_id) == (f"finding.{action}", stage.actor(role).user_id)


@pytest.mark.parametrize(("action", "role"), [(action, role) for action, case in CASES.items() for role in case[3]])
def test_it_refuses_who_may_not(stage: Stage, action: str, role: str) -> None:
    finding = stage.at(CASES[action][0])
    before = len(rows_of(finding))
    with pytest.raises((Denied, Invalid)):
        ACTS[action](finding, stage.actor(role))
    assert len(rows_of(finding)) == before


@pytest.mark.parametrize(
    ("action", "state"),
    [
        (action, state)
        for action, case in CASES.items()
        for state in STATES
        if state != case[0] and not (action == "withdraw" and state not in ("disputed", "closed"))
        and {action, state} not in ({"issue", "recorded"}, {"co-sign", "cosigned"})
    ],
)  # fmt: skip
def test_it_refuses_the_wrong_state(stage: Stage, action: str, state: str) -> None:
    finding = stage.at(state)
    with pytest.raises((WrongState, Invalid)):
        ACTS[action](finding, stage.actor(CASES[action][2][0]))


def test_it_refuses_to_issue_without_a_second_signature(stage: Stage) -> None:
    with pytest.raises(Invalid, match="co-sign"):
        findings.issue(stage.recorded(), acting_user=stage.actor("supervision_lead"))


def test_nobody_co_signs_twice(stage: Stage) -> None:
    with pytest.raises(Invalid):
        findings.cosign(stage.cosigned(), acting_user=stage.actor("supervision_lead"))


def test_a_stale_version_is_refused(stage: Stage) -> None:
    finding = stage.recorded()
    with pytest.raises(Stale):
        findings.cosign(finding, acting_user=stage.actor("second_inspector"), version=finding.version - 1)


def test_the_days_to_rectify_are_working_days_from_the_issue(stage: Stage) -> None:
    # From Thursday 15 September; the first week of October is off, 8 and 9 October are worked.
    assert stage.issued().rectify_due_on == date(2022, 9, 29)


def test_a_dispute_comes_within_five_working_days(stage: Stage) -> None:
    finding = stage.issued()
    with clock.fixed(date(2022, 9, 23)), pytest.raises(Invalid, match="5 working days"):
        findings.dispute(finding, text=TEXT, acting_user=stage.actor("lead_head"))
    with clock.fixed(date(2022, 9, 22)):
        findings.dispute(finding, text=TEXT, acting_user=stage.actor("lead_head"))
    assert finding.state == FindingState.DISPUTED


def test_upholding_begins_the_days_anew(stage: Stage) -> None:
    finding = stage.disputed()
    with clock.fixed(date(2022, 9, 20)):
        findings.uphold(finding, reason=TEXT, acting_user=stage.actor("commander"))
    assert finding.rectify_due_on == date(2022, 10, 9)


def test_a_failed_check_and_a_relapse_are_counted_with_new_days(stage: Stage) -> None:
    finding = stage.rectified()
    findings.send_back(finding, text=TEXT, days=3, acting_user=stage.actor("inspector"))
    assert (finding.failed_count, finding.rectify_due_on) == (1, date(2022, 9, 20))
    findings.rectify(finding, text=TEXT, acting_user=stage.actor("lead_head"))
    findings.confirm(finding, text=TEXT, acting_user=stage.actor("inspector"))
    findings.relapse(finding, text=TEXT, days=5, acting_user=stage.actor("second_inspector"))
    assert (finding.failed_count, finding.closed_at) == (2, None)


def test_what_is_put_right_on_the_spot_needs_one_signature(stage: Stage) -> None:
    finding = stage.recorded(replace(ENTRY, is_on_the_spot=True))
    findings.close_on_the_spot(finding, text=TEXT, acting_user=stage.actor("inspector"))
    assert finding.state == FindingState.CLOSED
    assert rows_of(finding)[-1].task_id == stage.task.id
    with pytest.raises(Invalid, match="record a new finding"):
        findings.relapse(finding, text=TEXT, days=5, acting_user=stage.actor("inspector"))


def test_other_findings_are_not_closed_on_the_spot(stage: Stage) -> None:
    with pytest.raises(Invalid, match="on the spot"):
        findings.close_on_the_spot(stage.recorded(), text=TEXT, acting_user=stage.actor("inspector"))


def test_the_recorder_cannot_withdraw(stage: Stage) -> None:
    finding = stage.recorded(by="supervision_lead")
    with pytest.raises(Invalid, match="second person"):
        findings.withdraw(finding, reason=TEXT, acting_user=stage.actor("supervision_lead"))
    findings.withdraw(finding, reason=TEXT, acting_user=stage.actor("other_commander"))
    assert finding.withdrawn_reason == TEXT


@pytest.mark.parametrize("action", ["answer", "dispute", "uphold", "confirm", "send-back", "withdraw"])
def test_a_reason_has_to_be_given(stage: Stage, action: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.services.findings.test_way.TEXT", "  ")
    source, _, roles, _ = CASES[action]
    with pytest.raises(Invalid):
        ACTS[action](stage.at(source), stage.actor(roles[0]))


def test_staff_prepare_the_answer(stage: Stage) -> None:
    finding = stage.issued()
    findings.draft_answer(finding, text="拟答复", acting_user=stage.actor("lead_staff"))
    assert finding.draft_answer == "拟答复"
    with pytest.raises(Denied):
        findings.draft_answer(finding, text="拟答复", acting_user=stage.actor("other_staff"))
    findings.answer(finding, text="答复", acting_user=stage.actor("lead_head"))
    assert (finding.measures, finding.draft_answer) == ("答复", "")
    with pytest.raises(WrongState):
        findings.draft_answer(finding, text="拟答复", acting_user=stage.actor("lead_staff"))


def test_the_whole_way_is_told_on_the_task(stage: Stage) -> None:
    stage.closed()
    rows = db.session.scalars(select(History).where(History.task_id == stage.task.id).order_by(History.id))
    steps = ("record", "co-sign", "issue", "answer", "rectify", "confirm")
    assert [row.event for row in rows] == [f"finding.{step}" for step in steps]


def test_percents_are_not_changed(stage: Stage) -> None:
    stage.closed()
    assert (stage.task.percent_bp, stage.lead_leg.percent) == (8000, 0)
