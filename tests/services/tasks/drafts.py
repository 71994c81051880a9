"""What the tests of drafting, issuing and revising write again and again."""

from datetime import date
from typing import Any

from sqlalchemy import select

from portal.database import db
from portal.models import DepartmentGroup, GroupMember, History, Task
from portal.services.tasks import drafting, issuing, signing
from portal.services.tasks.entry import Draft, TaskEntry
from tests.cast import Cast

STANDARD = "完成并通过验收"
DUE = date(2022, 11, 30)


def written(lead: str = "牵头局", responsible: str = "", milestones: tuple[Any, ...] = (), **values: Any) -> Draft:
    """A draft that can be issued, with what the test says being different."""
    entry = {"title": "清理低效用地", "standard": STANDARD, "start_on": date(2022, 7, 1), "due_on": DUE} | values
    return Draft(TaskEntry(**entry), lead, responsible, milestones=milestones)


def drafted(cast: Cast, role: str = "commander", **values: Any) -> Task:
    return drafting.draft_top_task(cast.campaign, written(**values), acting_user=cast.actor(role))


def issued(cast: Cast, **values: Any) -> Task:
    task = drafted(cast, **values)
    issuing.issue(task, acting_user=cast.actor("commander"))
    return task


def in_progress(cast: Cast, **values: Any) -> Task:
    """Signed by the lead department."""
    task = issued(cast, **values)
    signing.sign(task, acting_user=cast.actor("lead_head"))
    return task


def below(cast: Cast, parent: Task, role: str = "commander", inside: int | None = None, **values: Any) -> Task:
    return drafting.draft_subtask(
        parent, written(**values), acting_user=cast.actor(role), internal_department_id=inside
    )


def group(cast: Cast, name: str = "各街道") -> DepartmentGroup:
    """The street and the supervision group under one name."""
    row = DepartmentGroup(
        name=name,
        members=[GroupMember(department_id=cast.street.id), GroupMember(department_id=cast.supervision.id)],
    )
    db.session.add(row)
    db.session.flush()
    return row


def told(event: str) -> list[History]:
    """The rows of an event, oldest first."""
    return list(db.session.scalars(select(History).where(History.event == event).order_by(History.id)))


def legs(task: Task) -> list[tuple[int | None, str, str]]:
    """(department, kind, state) of each leg in its order."""
    return [
        (leg.department_id, str(leg.kind), str(leg.state))
        for leg in sorted(task.assignments, key=lambda leg: leg.position)
    ]
