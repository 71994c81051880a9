"""One department's leg: who does it inside, handing it on to another department, releasing it."""

from sqlalchemy.orm.attributes import set_committed_value

from portal import policy
from portal.domain.assignment_lifecycle import ACTIVE, ASSIGNMENT, AssignmentFacts, AssignmentKind
from portal.domain.department_lists import list_of
from portal.errors import Invalid, Missing, Stale, WrongState
from portal.models import Assignment, Task
from portal.policy import Actor
from portal.services import department_names, entries, history, lifecycle
from portal.services.department_names import Party
from portal.services.tasks import checking, draft_legs, drafting, issuing
from portal.services.tasks.access import access_task
from portal.services.tasks.entry import UNKNOWN, Inside, LegEntry
from portal.services.tasks.facts import RUNNING
from portal.services.tasks.settling import recount_children, settle
from portal.text import N_

NO_HEAD = N_("Nobody can sign for “%(name)s”: its head's post is empty. The office has to fill it first.")


def access_leg(task_id: int, leg_id: int, *, acting_user: Actor, permission: str) -> Assignment:
    """A leg of a task this user sees. Raises Missing where there is none, Denied where this is not allowed."""
    task = access_task(task_id, acting_user=acting_user, permission="task.read")
    leg = find_leg(task, leg_id)
    set_committed_value(leg, "task", task)  # held, so that the leg's ground needs no query
    policy.require(acting_user, permission, leg)
    return leg


def find_leg(task: Task, leg_id: int) -> Assignment:
    """Raises Missing where the task has no such leg."""
    leg = next((leg for leg in task.assignments if leg.id == leg_id), None)
    if leg is None:
        raise Missing
    return leg


def edit_leg(leg: Assignment, inside: Inside, *, acting_user: Actor, version: int | None = None) -> None:
    """Say who does it within the department: section, deputy head in charge, person responsible."""
    policy.require(acting_user, "assignment.edit", leg)
    if leg.state not in ACTIVE or leg.group_id is not None:
        raise WrongState(N_("This part is no longer the department's own."))
    if version is not None and version != leg.version:
        raise Stale
    before, after = entries.put(inside, leg)
    task = leg.task
    history.record(
        "assignment.edit",
        acting_user=acting_user,
        subject=f"assignment:{leg.id}",
        task=drafting.page_of(task, drafting.parent_of(task)),
        campaign_id=task.campaign_id,
        before=dict(before),
        after={"department_id": leg.department_id, **after},
    )


def transfer(
    task: Task, leg: Assignment, department: str, reason: str, *, acting_user: Actor, version: int | None = None
) -> Assignment:
    """Hand a leg on to another department: the old one ends with its reports, a new one waits for a signature.

    Raises Denied, WrongState, Stale or Invalid.
    """
    _require_running(task)
    party = _read_department(department, task, leg)
    ended_reason = _needed(reason)
    lifecycle.take(
        ASSIGNMENT,
        leg,
        "transfer",
        facts=_facts(task, leg),
        acting_user=acting_user,
        task=task,
        version=version,
        sets={"ended_reason": ended_reason},
        tells={"department_id": leg.department_id, "to": party.name, "to_id": party.department_id, "reason": reason},
    )
    new = draft_legs.add_leg(task, LegEntry(party, leg.kind, leg.quantity))
    new.position, new.transferred_from_id = leg.position, leg.id
    if leg.kind == AssignmentKind.LEAD:
        task.lead_department_id = party.department_id
        recount_children(task.id)
    issuing.ask_for_signatures(task)
    settle(task)
    return new


def release(task: Task, leg: Assignment, reason: str, *, acting_user: Actor, version: int | None = None) -> None:
    """Let a department go; what it reported stays under its name. Raises Denied, WrongState, Stale or Invalid."""
    _require_running(task)
    end_leg(task, leg, _needed(reason), acting_user=acting_user, version=version)
    settle(task)


def end_leg(task: Task, leg: Assignment, reason: str, *, acting_user: Actor, version: int | None = None) -> None:
    """The step alone, for whoever brings the task up to date himself."""
    lifecycle.take(
        ASSIGNMENT,
        leg,
        "release",
        facts=_facts(task, leg),
        acting_user=acting_user,
        task=task,
        version=version,
        sets={"ended_reason": reason},
        tells={"department_id": leg.department_id, "reason": reason},
    )


def _facts(task: Task, leg: Assignment) -> AssignmentFacts:
    return AssignmentFacts(is_task_running=task.state in RUNNING, is_lead=leg.kind == AssignmentKind.LEAD)


def _require_running(task: Task) -> None:
    if task.state not in RUNNING:
        raise WrongState(N_("The task is not running."))


def _needed(reason: str) -> str:
    if not reason.strip():
        raise Invalid(N_("Give the reason."), "reason")
    return reason.strip()


def _read_department(typed: str, task: Task, leg: Assignment) -> Party:
    """The one department that was named. Raises Invalid at "department"."""
    names = list_of(typed).names
    parties = department_names.find_parties(names)
    if len(names) != 1:
        raise Invalid(N_("Name one department."), "department")
    if names[0] not in parties:
        raise Invalid(UNKNOWN, "department", names=names[0])
    party = parties[names[0]]
    if party.department_id is None:
        raise Invalid(N_("“%(name)s” is a group: name one department."), "department", name=party.name)
    if any(one.department_id == party.department_id and one.state in ACTIVE for one in task.assignments):
        raise Invalid(N_("“%(name)s” already has a part in this task."), "department", name=party.name)
    for fault in checking.ended_faults([LegEntry(party)]):
        raise Invalid(fault.text, "department", **fault.values)
    if leg.kind == AssignmentKind.LEAD and not issuing.find_headed([party.department_id]):
        raise Invalid(NO_HEAD, "department", name=party.name)
    return party
