"""The only way from an id to a report, with the leg and the task it speaks of."""

from typing import NamedTuple

from portal import policy
from portal.database import db
from portal.domain.report_lifecycle import ReportState
from portal.errors import Missing
from portal.models import Assignment, ProgressReport, Task
from portal.policy import Actor
from portal.services.tasks.access import load_for_change
from portal.services.tasks.completion import leg_of


class Reported(NamedTuple):
    report: ProgressReport
    task: Task
    leg: Assignment


def access_report(report_id: int, *, acting_user: Actor, permission: str) -> Reported:
    """Load a report. Raises Missing where it is out of reach, Denied where it is seen but this is not allowed.

    A draft is seen by its own department alone; rights are asked on the leg.
    """
    report = db.session.get(ProgressReport, report_id)
    if report is None:
        raise Missing
    task = load_for_change(report.task_id, with_milestones=False)
    found = Reported(report, task, leg_of(task, report.assignment_id))
    if not may_read(found, acting_user):
        raise Missing
    if permission != "task.read_inside":
        policy.require(acting_user, permission, found.leg)
    return found


def may_read(found: Reported, actor: Actor) -> bool:
    """Drafts by the own department, all others by whoever reads inside the task."""
    if policy.can(actor, "report.draft", found.leg):
        return True
    return found.report.state != ReportState.DRAFT and policy.can(actor, "task.read_inside", found.task)
