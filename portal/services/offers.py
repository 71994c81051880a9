"""What a reader may do with a task: the steps of the table and what is done around them, the next one first."""

from dataclasses import dataclass, replace

from portal import policy
from portal.domain.assignment_lifecycle import ACTIVE, AssignmentKind, AssignmentState
from portal.domain.percent import WHOLE
from portal.domain.posts import PostName
from portal.domain.task_lifecycle import STATE_LABELS, TASK, TaskState
from portal.errors import Denied, WrongState
from portal.models import Assignment, Task
from portal.policy import Actor
from portal.services import findings, reports
from portal.services.tasks import steps, verification
from portal.text import N_

# The first of these that is possible is the one next step of whoever reads.
MAIN = (
    "sign",
    "issue",
    "report",
    "request-completion",
    "name-verifier",
    "verify",
    "name-guests",
    "close-out",
    "resume",
)
PERMISSIONS_AROUND = {"name-verifier": "task.name_verifier", "name-guests": "task.name_guest"}
WHOLE_MAIN = ("sign", "request-completion", *MAIN)
RUNNING = (TaskState.ISSUED, TaskState.IN_PROGRESS)


@dataclass(frozen=True)
class Offer:
    """`refusal` is the sentence that still stands against it; a direct one is a single button, others have a page."""

    action: str
    label: str
    tone: str = "quiet"
    is_direct: bool = False
    refusal: str | None = None
    is_main: bool = False


def offers_of(task: Task, *, acting_user: Actor) -> list[Offer]:
    """The next step first; what is not possible yet comes last."""
    found = [*_around(task, acting_user), *_steps(task, acting_user)]
    order = _order(task)
    found.sort(key=lambda offer: (offer.refusal is not None, order.get(offer.action, len(order))))
    if found and found[0].refusal is None and found[0].action in order:
        found[0] = replace(found[0], is_main=True)
    return found


def require_offer(task: Task, action: str, *, acting_user: Actor) -> Offer:
    """One of them. Raises Denied where this reader never may, WrongState where he may but not from here."""
    found = next((one for one in offers_of(task, acting_user=acting_user) if one.action == action), None)
    if found is not None:
        return found
    permissions = {step.permission for step in TASK.steps if step.action == action} or {PERMISSIONS_AROUND[action]}
    if any(policy.can(acting_user, permission, task) for permission in permissions):
        raise WrongState(N_("This step is not possible now: somebody may have been faster."))
    raise Denied


def _order(task: Task) -> dict[str, int]:
    """Which action comes before which; a second inspector is not the next step."""
    order = [*(WHOLE_MAIN if task.percent_bp == WHOLE else MAIN)]
    if task.verifier_id is not None:
        order.remove("name-verifier")
    if not task.is_open:
        order.remove("name-guests")
    return {action: at for at, action in reversed(list(enumerate(order)))}


def _steps(task: Task, actor: Actor) -> list[Offer]:
    return [
        Offer(step.action, step.label, step.tone, not (step.asks or step.warns), reason)
        for step, reason in steps.offers(task, acting_user=actor)
        if step.action != "sign"
    ]


def _around(task: Task, actor: Actor) -> list[Offer]:
    """What is no step of the task itself, or more than one."""
    found = []
    if task.is_open and any(_waits_for(leg, actor) for leg in task.assignments):
        found.append(Offer("sign", N_("Sign for task"), "primary", is_direct=True))
    if reports.legs_to_report(task, acting_user=actor):
        found.append(Offer("report", N_("Report progress"), "primary"))
    if task.state == TaskState.COMPLETION_REQUESTED and policy.can(actor, "task.name_verifier", task):
        found.append(Offer("name-verifier", N_("Name another inspector") if task.verifier_id else N_("Name inspector")))
    if task.state not in verification.UNCHECKED and _may_name_guests(task, actor):
        found.append(Offer("name-guests", N_("Name guest inspectors")))
    if task.state in (TaskState.DRAFT, *RUNNING) and policy.can(actor, "task.break_down", task):
        found.append(Offer("break-down", N_("Break down")))
    if task.state == TaskState.DRAFT and policy.can(actor, "task.draft", task):
        found.append(Offer("edit", N_("Edit draft")))
    if findings.legs_to_check(task, acting_user=actor):
        found.append(Offer("finding", N_("Record finding")))
    return found


def _waits_for(leg: Assignment, actor: Actor) -> bool:
    return leg.state == AssignmentState.WAITING and policy.can(actor, "assignment.sign", leg)


def _may_name_guests(task: Task, actor: Actor) -> bool:
    """Asked of few and of few tasks: commanders, where the supervision group itself is concerned."""
    if not actor.holds(PostName.COMMANDER) or not policy.can(actor, "task.name_guest", task):
        return False
    return verification.needs_guests(task) and not verification.find_guests(task)


def leg_offers(task: Task, leg: Assignment, *, acting_user: Actor) -> list[Offer]:
    """What a reader may do with one department's part."""
    found = []
    is_other = leg.kind == AssignmentKind.RESPONSIBLE and task.state in RUNNING
    if is_other and leg.state == AssignmentState.SIGNED and policy.can(acting_user, "assignment.finish", leg):
        found.append(Offer("finish", N_("Our part is done"), is_direct=True))
    if is_other and leg.state == AssignmentState.DONE and policy.can(acting_user, "assignment.return", leg):
        found.append(Offer("return", N_("Not done yet")))
    if leg.state in ACTIVE and task.is_open and policy.can(acting_user, "assignment.edit", leg):
        found.append(Offer("edit", N_("Who does it")))
    if leg.state in (AssignmentState.WAITING, AssignmentState.SIGNED) and task.state in RUNNING:
        if policy.can(acting_user, "task.transfer", leg):
            found.append(Offer("transfer", N_("Transfer")))
        if policy.can(acting_user, "task.release", leg) and is_other:
            found.append(Offer("release", N_("Release")))
    return found


def state_label(task: Task) -> str:
    """The message id of where a task stands."""
    return STATE_LABELS[task.state]
