"""Every state × action of every lifecycle against the tables below, and each guard with the fact that wakes it."""

from dataclasses import fields, replace
from typing import Any

import pytest

from portal.domain import assignment_lifecycle, finding_lifecycle, plan_lifecycle, report_lifecycle, task_lifecycle
from portal.domain.assignment_lifecycle import ASSIGNMENT, AssignmentFacts
from portal.domain.finding_lifecycle import FINDING, FindingFacts
from portal.domain.lifecycle import Lifecycle, check, refusal
from portal.domain.permissions import PERMISSIONS
from portal.domain.plan_lifecycle import PLAN, PlanFacts
from portal.domain.report_lifecycle import REPORT, ReportFacts
from portal.domain.task_lifecycle import TASK, TaskFacts
from portal.errors import Invalid, WrongState

# action: source → target, …
TASK_WAY = {
    "issue": "draft → issued",
    "withdraw": "issued → draft",
    "sign": "issued → in_progress",
    "request-completion": "in_progress → completion_requested",
    "verify": "completion_requested → verified",
    "close-out": "completion_requested → closed, verified → closed",
    "return": "completion_requested → in_progress, verified → in_progress",
    "suspend": "in_progress → suspended",
    "resume": "suspended → in_progress",
    "revise": "issued → issued, in_progress → in_progress",
    "cancel": "issued → cancelled, in_progress → cancelled, completion_requested → cancelled, verified → cancelled, "
    "suspended → cancelled",
    "conclude": "issued → unmet, in_progress → unmet, completion_requested → unmet, verified → unmet, "
    "suspended → unmet",
    "reopen": "closed → in_progress",
}
ASSIGNMENT_WAY = {
    "sign": "waiting → signed",
    "deem": "waiting → signed",
    "finish": "signed → done",
    "return": "done → signed",
    "transfer": "waiting → transferred, signed → transferred",
    "release": "waiting → released, signed → released",
    "ask-again": "waiting → waiting, signed → waiting, done → waiting",
}
REPORT_WAY = {"submit": "draft → submitted", "accept": "submitted → accepted", "return": "submitted → returned"}
PLAN_WAY = {"publish": "draft → published", "conclude": "published → concluded"}
FINDING_WAY = {
    "co-sign": "recorded → recorded",
    "issue": "recorded → issued",
    "close-on-the-spot": "recorded → closed",
    "answer": "issued → rectifying",
    "dispute": "issued → disputed",
    "uphold": "disputed → rectifying",
    "drop": "disputed → withdrawn",
    "rectify": "rectifying → rectified",
    "confirm": "rectified → closed",
    "send-back": "rectified → rectifying",
    "relapse": "closed → rectifying",
    "withdraw": "recorded → withdrawn, issued → withdrawn, rectifying → withdrawn, rectified → withdrawn",
}
WAYS: list[tuple[Lifecycle[Any], dict[str, str], Any]] = [
    (TASK, TASK_WAY, task_lifecycle.TaskState),
    (ASSIGNMENT, ASSIGNMENT_WAY, assignment_lifecycle.AssignmentState),
    (REPORT, REPORT_WAY, report_lifecycle.ReportState),
    (PLAN, PLAN_WAY, plan_lifecycle.PlanState),
    (FINDING, FINDING_WAY, finding_lifecycle.FindingState),
]
NOUNS = [way[0].noun for way in WAYS]
AUTOMATIC = {"assignment.deem"}  # nobody's permission: the third working day takes this step


@pytest.mark.parametrize(("lifecycle", "way", "states"), WAYS, ids=NOUNS)
def test_every_state_and_action_is_as_the_table_says(
    lifecycle: Lifecycle[Any], way: dict[str, str], states: Any
) -> None:
    wanted = {(action, *pair.strip().split(" → ")) for action, pairs in way.items() for pair in pairs.split(",")}
    found = set()
    for action in way:
        for state in states:
            try:
                found.add((action, str(state), str(lifecycle.step_for(action, state).target)))
            except WrongState:
                continue
    assert found == wanted
    assert set(lifecycle.actions) == set(way)


@pytest.mark.parametrize(("lifecycle", "way", "states"), WAYS, ids=NOUNS)
def test_every_step_asks_for_a_permission_that_exists(lifecycle: Lifecycle[Any], way: Any, states: Any) -> None:
    assert {step.permission for step in lifecycle.steps} <= set(PERMISSIONS) | AUTOMATIC


@pytest.mark.parametrize(("lifecycle", "way", "states"), WAYS, ids=NOUNS)
def test_every_state_has_its_word(lifecycle: Lifecycle[Any], way: Any, states: Any) -> None:
    module = {"task": task_lifecycle, "assignment": assignment_lifecycle, "report": report_lifecycle,
              "plan": plan_lifecycle, "finding": finding_lifecycle}[lifecycle.noun]  # fmt: skip
    assert set(module.STATE_LABELS) == set(states)


# fact that stands in the way → the steps it stops, by action and source
TASK_HINDRANCES: dict[str, tuple[object, set[tuple[str, str]]]] = {
    "leads": (0, {("issue", "draft")}),
    "has_due_day": (False, {("issue", "draft")}),
    "has_standard": (False, {("issue", "draft")}),
    "is_parent_open": (False, {("issue", "draft")}),
    "can_lead_be_signed": (False, {("issue", "draft")}),
    "signed_legs": (1, {("withdraw", "issued")}),
    "open_children": (1, {("request-completion", "in_progress"), ("close-out", "verified"),
                          ("close-out", "completion_requested"), *(("conclude", source) for source in (
                              "issued", "in_progress", "completion_requested", "verified", "suspended"))}),
    "silent_legs": (1, {("request-completion", "in_progress")}),
    "open_serious_findings": (1, {("request-completion", "in_progress"), ("close-out", "verified"),
                                  ("close-out", "completion_requested")}),
    "evidence": (0, {("request-completion", "in_progress")}),
    "must_be_verified": (True, {("close-out", "completion_requested")}),
    "has_relapse": (False, {("reopen", "closed")}),
    "is_actor_concerned": (True, {("verify", "completion_requested"), ("close-out", "completion_requested"),
                                  ("close-out", "verified"), ("return", "completion_requested"),
                                  ("return", "verified")}),
    "is_actor_recused": (True, {("verify", "completion_requested")}),
}  # fmt: skip
CLEAR = TaskFacts(is_past_due=True)


@pytest.mark.parametrize("fact", [field.name for field in fields(TaskFacts) if field.name != "is_past_due"])
def test_each_fact_of_a_task_stops_its_steps_and_no_others(fact: str) -> None:
    value, wanted = TASK_HINDRANCES[fact]
    facts = replace(CLEAR, **{fact: value})
    stopped = {(step.action, str(step.source)) for step in TASK.steps if refusal(step, facts)}
    assert stopped == wanted


def test_a_task_is_concluded_as_unmet_only_after_its_day() -> None:
    stopped = {step.action for step in TASK.steps if refusal(step, replace(CLEAR, is_past_due=False))}
    assert stopped == {"conclude"}


def test_nothing_stands_in_the_way_of_a_task_with_clear_facts() -> None:
    assert [step.action for step in TASK.steps if refusal(step, CLEAR)] == []


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (FindingFacts(is_cosigned=False), {"issue"}),
        (FindingFacts(is_actor_recorder=True), {"co-sign"}),
        (FindingFacts(is_put_right=False), {"close-on-the-spot"}),
        (FindingFacts(is_withdrawal_second=False), {"withdraw"}),
        (FindingFacts(is_in_dispute_time=False), {"dispute"}),
        (FindingFacts(is_actor_concerned=True), {"issue", "uphold", "drop", "confirm", "send-back", "relapse"}),
        (
            FindingFacts(is_actor_recused=True),
            {"co-sign", "issue", "close-on-the-spot", "confirm", "send-back", "relapse", "withdraw"},
        ),
    ],
)
def test_each_fact_of_a_finding_stops_its_steps(facts: FindingFacts, wanted: set[str]) -> None:
    assert {step.action for step in FINDING.steps if refusal(step, facts)} == wanted


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (AssignmentFacts(is_task_running=False), {"finish"}),
        (AssignmentFacts(is_lead=True), {"finish", "release"}),
        (AssignmentFacts(), set()),
    ],
)
def test_each_fact_of_a_leg_stops_its_steps(facts: AssignmentFacts, wanted: set[str]) -> None:
    assert {step.action for step in ASSIGNMENT.steps if refusal(step, facts)} == wanted


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (PlanFacts(campaigns=0), {"publish"}),
        (PlanFacts(campaigns_without_lead=1), {"publish"}),
        (PlanFacts(open_tasks=1), {"conclude"}),
        (PlanFacts(), set()),
    ],
)
def test_each_fact_of_a_plan_stops_its_steps(facts: PlanFacts, wanted: set[str]) -> None:
    assert {step.action for step in PLAN.steps if refusal(step, facts)} == wanted


def test_a_report_asks_for_nothing_but_state_and_right() -> None:
    assert [step.action for step in REPORT.steps if refusal(step, ReportFacts())] == []


def test_a_refused_step_says_what_to_do_first() -> None:
    step = TASK.step_for("issue", task_lifecycle.TaskState.DRAFT)
    with pytest.raises(Invalid, match="completion standard"):
        check(step, TaskFacts(has_standard=False))
