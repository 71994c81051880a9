"""The way of one department's leg of a task: waiting → signed → done; transferred, released."""

from dataclasses import dataclass
from enum import StrEnum

from portal.domain.lifecycle import Lifecycle, Step
from portal.text import N_


class AssignmentState(StrEnum):
    WAITING = "waiting"
    SIGNED = "signed"
    DONE = "done"
    TRANSFERRED = "transferred"
    RELEASED = "released"


class AssignmentKind(StrEnum):
    LEAD = "lead"
    RESPONSIBLE = "responsible"


A = AssignmentState
ACTIVE = frozenset({A.WAITING, A.SIGNED, A.DONE})

STATE_LABELS = {
    A.WAITING: N_("Unsigned"),
    A.SIGNED: N_("Signed"),
    A.DONE: N_("Done"),
    A.TRANSFERRED: N_("Transferred"),
    A.RELEASED: N_("Released"),
}
KIND_LABELS = {
    AssignmentKind.LEAD: N_("Lead"),
    AssignmentKind.RESPONSIBLE: N_("Responsible"),
}


@dataclass(frozen=True)
class AssignmentFacts:
    """What the guards of a leg ask about."""

    is_task_running: bool = True
    is_lead: bool = False
    is_alone_in_lead: bool = False


def is_task_running(facts: AssignmentFacts) -> str | None:
    return None if facts.is_task_running else N_("The task is not running.")


def is_not_lead(facts: AssignmentFacts) -> str | None:
    return N_("The lead's leg ends with the task: request completion instead.") if facts.is_lead else None


def can_lose_lead(facts: AssignmentFacts) -> str | None:
    return N_("A running task keeps its lead: transfer the leg instead.") if facts.is_lead else None


STEPS: tuple[Step[AssignmentFacts], ...] = (
    Step("sign", A.WAITING, A.SIGNED, "assignment.sign", N_("Sign for task"), tone="primary"),
    Step("deem", A.WAITING, A.SIGNED, "assignment.deem", N_("Deem received")),
    Step("finish", A.SIGNED, A.DONE, "assignment.finish", N_("Our part is done"), (is_task_running, is_not_lead),
         tone="primary"),
    Step("return", A.DONE, A.SIGNED, "assignment.return", N_("Not done yet"), asks=("reason",)),
    *(Step("transfer", source, A.TRANSFERRED, "task.transfer", N_("Transfer"), asks=("department", "reason"))
      for source in (A.WAITING, A.SIGNED)),
    *(Step("release", source, A.RELEASED, "task.release", N_("Release"), (can_lose_lead,), asks=("reason",),
           tone="danger") for source in (A.WAITING, A.SIGNED)),
    *(Step("ask-again", source, A.WAITING, "task.revise", N_("Ask for a new signature"))
      for source in (A.WAITING, A.SIGNED, A.DONE)),
)  # fmt: skip

ASSIGNMENT = Lifecycle("assignment", STEPS)
