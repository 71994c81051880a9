"""The way of a task: draft → issued → in progress → completion requested → (verified →) closed."""

from dataclasses import dataclass
from enum import StrEnum

from portal.domain.lifecycle import Lifecycle, Step
from portal.text import N_


class TaskState(StrEnum):
    DRAFT = "draft"
    ISSUED = "issued"
    IN_PROGRESS = "in_progress"
    COMPLETION_REQUESTED = "completion_requested"
    VERIFIED = "verified"
    CLOSED = "closed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    UNMET = "unmet"


class Grade(StrEnum):
    """What a verifier gives a completed task."""

    EXCELLENT = "excellent"
    GOOD = "good"
    PASSED = "passed"


S = TaskState
OPEN = frozenset({S.ISSUED, S.IN_PROGRESS, S.COMPLETION_REQUESTED, S.VERIFIED, S.SUSPENDED})
ENDED = frozenset({S.CLOSED, S.CANCELLED, S.UNMET})

STATE_LABELS = {
    S.DRAFT: N_("Draft"),
    S.ISSUED: N_("Issued, unsigned"),
    S.IN_PROGRESS: N_("In progress"),
    S.COMPLETION_REQUESTED: N_("Completion requested"),
    S.VERIFIED: N_("Verified"),
    S.CLOSED: N_("Closed"),
    S.SUSPENDED: N_("Suspended"),
    S.CANCELLED: N_("Cancelled"),
    S.UNMET: N_("Unmet"),
}
GRADE_LABELS = {
    Grade.EXCELLENT: N_("Excellent"),
    Grade.GOOD: N_("Good"),
    Grade.PASSED: N_("Passed"),
}


@dataclass(frozen=True)
class TaskFacts:
    """What the guards of a task ask about; filled by one query.

    The defaults stand in the way of nothing, so that a test names only what it is about.
    """

    leads: int = 1
    has_due_day: bool = True
    has_standard: bool = True
    is_parent_open: bool = True
    can_lead_be_signed: bool = True
    signed_legs: int = 0
    open_children: int = 0
    silent_legs: int = 0
    open_serious_findings: int = 0
    evidence: int = 1
    must_be_verified: bool = False
    is_past_due: bool = False
    has_relapse: bool = True
    is_actor_concerned: bool = False
    is_actor_recused: bool = False


def has_one_lead(facts: TaskFacts) -> str | None:
    if facts.leads == 1:
        return None
    return N_("Name exactly one lead department first.")


def has_due_day(facts: TaskFacts) -> str | None:
    return None if facts.has_due_day else N_("Say first when the task is due.")


def has_standard(facts: TaskFacts) -> str | None:
    return None if facts.has_standard else N_("Say first what counts as done (completion standard).")


def is_parent_open(facts: TaskFacts) -> str | None:
    return None if facts.is_parent_open else N_("Issue the parent task first; a closed parent takes no new subtasks.")


def can_lead_be_signed(facts: TaskFacts) -> str | None:
    if facts.can_lead_be_signed:
        return None
    return N_("Nobody can sign for the lead department: its head's post is empty. The office has to fill it first.")


def is_unsigned(facts: TaskFacts) -> str | None:
    return N_("A department has already signed; revise or cancel the task instead.") if facts.signed_legs else None


def are_children_ended(facts: TaskFacts) -> str | None:
    return N_("Subtasks are still open: close, cancel or conclude them first.") if facts.open_children else None


def are_legs_answered(facts: TaskFacts) -> str | None:
    if not facts.silent_legs:
        return None
    return N_("Some responsible departments are not done: ask them, or explain their silence in the request.")


def has_no_serious_finding(facts: TaskFacts) -> str | None:
    return N_("A serious finding is still open: rectify it first.") if facts.open_serious_findings else None


def has_evidence(facts: TaskFacts) -> str | None:
    return None if facts.evidence else N_("Attach evidence to a report first (a photo, a paper).")


def needs_no_check(facts: TaskFacts) -> str | None:
    return N_("This task has to be verified by an inspector first.") if facts.must_be_verified else None


def is_past_due(facts: TaskFacts) -> str | None:
    return None if facts.is_past_due else N_("A task can be concluded as unmet only after its due day.")


def has_relapse(facts: TaskFacts) -> str | None:
    return (
        None
        if facts.has_relapse
        else N_("Reopening needs a finding or a failed follow-up check that shows the relapse.")
    )


def decides_on_others(facts: TaskFacts) -> str | None:
    if not facts.is_actor_concerned:
        return None
    return N_(
        "No one decides on himself: you asked for this, or your own department is concerned. Another has to decide."
    )


def is_not_recused(facts: TaskFacts) -> str | None:
    return (
        N_("You are recused: the department concerned is, or recently was, your own.")
        if facts.is_actor_recused
        else None
    )


MAY_ISSUE = (has_one_lead, has_due_day, has_standard, is_parent_open, can_lead_be_signed)
MAY_REQUEST = (are_children_ended, are_legs_answered, has_no_serious_finding, has_evidence)
MAY_CLOSE = (decides_on_others, are_children_ended, has_no_serious_finding)
CANCELLING = N_("The task and all its open subtasks end. Nothing is erased; it stays visible beside the totals.")

STEPS: tuple[Step[TaskFacts], ...] = (
    Step("issue", S.DRAFT, S.ISSUED, "task.issue", N_("Issue task"), MAY_ISSUE, tone="primary",
         warns=N_("The departments receive it and its day counts from now on.")),
    Step("withdraw", S.ISSUED, S.DRAFT, "task.withdraw", N_("Withdraw"), (is_unsigned,)),
    Step("sign", S.ISSUED, S.IN_PROGRESS, "assignment.sign", N_("Sign for task"), tone="primary"),
    Step("request-completion", S.IN_PROGRESS, S.COMPLETION_REQUESTED, "task.request_completion",
         N_("Request completion"), MAY_REQUEST, asks=("text", "silence"), tone="primary"),
    Step("verify", S.COMPLETION_REQUESTED, S.VERIFIED, "task.verify", N_("Verify completion"),
         (decides_on_others, is_not_recused), is_decision=True, asks=("grade", "looked_at"), tone="primary"),
    Step("close-out", S.COMPLETION_REQUESTED, S.CLOSED, "task.close_out", N_("Close out unverified"),
         (needs_no_check, *MAY_CLOSE), is_decision=True),
    Step("close-out", S.VERIFIED, S.CLOSED, "task.close_out", N_("Close out"), MAY_CLOSE, is_decision=True,
         tone="primary"),
    Step("return", S.COMPLETION_REQUESTED, S.IN_PROGRESS, "task.return", N_("Return"), (decides_on_others,),
         is_decision=True, asks=("reason",)),
    Step("return", S.VERIFIED, S.IN_PROGRESS, "task.close_out", N_("Return"), (decides_on_others,),
         is_decision=True, asks=("reason",)),
    Step("suspend", S.IN_PROGRESS, S.SUSPENDED, "task.suspend", N_("Suspend"), asks=("reason", "until")),
    Step("resume", S.SUSPENDED, S.IN_PROGRESS, "task.resume", N_("Resume"), tone="primary"),
    Step("revise", S.ISSUED, S.ISSUED, "task.revise", N_("Revise"), asks=("paper",)),
    Step("revise", S.IN_PROGRESS, S.IN_PROGRESS, "task.revise", N_("Revise"), asks=("paper",)),
    *(Step("cancel", source, S.CANCELLED, "task.cancel", N_("Cancel task"), asks=("reason",), warns=CANCELLING,
           tone="danger") for source in (S.ISSUED, S.IN_PROGRESS, S.COMPLETION_REQUESTED, S.VERIFIED, S.SUSPENDED)),
    *(Step("conclude", source, S.UNMET, "task.conclude", N_("Conclude as unmet"), (is_past_due, are_children_ended),
           asks=("reason", "successor"), warns=N_("The task ends as not fulfilled and counts as such."), tone="danger")
      for source in (S.ISSUED, S.IN_PROGRESS, S.COMPLETION_REQUESTED, S.VERIFIED, S.SUSPENDED)),
    Step("reopen", S.CLOSED, S.IN_PROGRESS, "task.reopen", N_("Reopen"), (has_relapse,), asks=("reason", "due"),
         tone="danger", warns=N_("The task and its closed ancestors are work again; the departments are asked anew.")),
)  # fmt: skip

TASK = Lifecycle("task", STEPS)
