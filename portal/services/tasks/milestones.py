"""Milestones (节点) of a task that is issued: added later, and reported as reached."""

from datetime import date

from portal import clock, policy
from portal.database import db
from portal.domain.assignment_lifecycle import ACTIVE, AssignmentKind
from portal.errors import Denied, Invalid, Missing, WrongState
from portal.models import Milestone, Task
from portal.policy import Actor
from portal.services import history
from portal.services.tasks import checking, drafting
from portal.services.tasks.entry import MilestoneEntry
from portal.services.tasks.facts import RUNNING
from portal.services.tasks.settling import settle
from portal.text import N_


def add_milestone(task: Task, entry: MilestoneEntry, *, acting_user: Actor) -> Milestone:
    """A further dated step of a running task, by the office, who commands it or who leads it."""
    policy.require(acting_user, "milestone.edit", task)
    if task.state not in RUNNING:
        raise WrongState(N_("The task is not running."))
    checking.raise_first(checking.far_faults("due_on", entry.due_on))
    if not (task.start_on or date.min) <= entry.due_on <= (task.due_on or date.max):
        raise Invalid(N_("A milestone lies within the task's days, %(first)s to %(last)s."), "due_on",
                      first=task.start_on.isoformat() if task.start_on else "…",
                      last=task.due_on.isoformat() if task.due_on else "…")  # fmt: skip
    checking.raise_first(checking.milestone_title_faults(entry, "title"))
    milestone = Milestone(title=entry.title.strip(), due_on=entry.due_on, evidence=entry.evidence.strip())
    task.milestones.append(milestone)
    db.session.flush()
    _record(task, milestone, "milestone.add", acting_user, {"due_on": milestone.due_on.isoformat()})
    settle(task)
    return milestone


def may_add(task: Task, *, acting_user: Actor) -> bool:
    """Whether this person may add a further dated step now."""
    return task.state in RUNNING and policy.can(acting_user, "milestone.edit", task)


def find_milestone(task: Task, milestone_id: int) -> Milestone:
    """Raises Missing where the task has no such milestone."""
    milestone = next((one for one in task.milestones if one.id == milestone_id), None)
    if milestone is None:
        raise Missing
    return milestone


def require_reachable(task: Task, milestone: Milestone, *, acting_user: Actor) -> None:
    """Raises WrongState or Denied."""
    if task.state not in RUNNING:
        raise WrongState(N_("The task is not running."))
    if milestone.reached_on is not None:
        raise WrongState(N_("This milestone is already reported as reached."))
    if not may_reach(task, acting_user=acting_user):
        raise Denied


def may_reach(task: Task, *, acting_user: Actor) -> bool:
    """Whether this person reports for the lead department of a running task."""
    leads = [leg for leg in task.assignments if leg.kind == AssignmentKind.LEAD and leg.state in ACTIVE]
    return task.state in RUNNING and any(policy.can(acting_user, "report.submit", leg) for leg in leads)


def reach_milestone(task: Task, milestone: Milestone, reached_on: date, *, acting_user: Actor) -> None:
    """The lead department says on which day a milestone was reached. Raises Denied, WrongState or Invalid."""
    require_reachable(task, milestone, acting_user=acting_user)
    checking.raise_first(checking.far_faults("reached_on", reached_on))
    if reached_on > clock.today():
        raise Invalid(N_("A milestone is reported when it is reached, not before."), "reached_on")
    if task.start_on and reached_on < task.start_on:
        raise Invalid(N_("This day lies before the task's start."), "reached_on")
    milestone.reached_on, milestone.reached_by_id = reached_on, acting_user.user_id
    _record(task, milestone, "milestone.reach", acting_user, {"reached_on": reached_on.isoformat()})
    settle(task)


def _record(task: Task, milestone: Milestone, event: str, acting_user: Actor, told: dict[str, str]) -> None:
    history.record(
        event,
        acting_user=acting_user,
        subject=f"milestone:{milestone.id}",
        task=drafting.page_of(task, None),
        campaign_id=task.campaign_id,
        after={"title": milestone.title, **told},
    )
