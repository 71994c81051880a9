"""The only way from an id to a task."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal import policy
from portal.database import db
from portal.errors import Missing
from portal.models import Task
from portal.policy import Actor

_BY_ID = select(Task).options(selectinload(Task.assignments), selectinload(Task.milestones))


def access_task(task_id: int, *, acting_user: Actor, permission: str) -> Task:
    """Load a task with its legs and milestones.

    Raises Missing where it is out of reach or does not exist, Denied where it is seen but this is not allowed.
    """
    task = db.session.scalar(_BY_ID.where(Task.id == task_id))
    if task is None or not policy.may_see_task(acting_user, policy.ground_of(task)):
        raise Missing
    policy.require(acting_user, permission, task)
    return task


def find_task_or_none(task_id: int | None, *, acting_user: Actor) -> Task | None:
    """A task this user may see, or none."""
    task = db.session.scalar(_BY_ID.where(Task.id == task_id)) if task_id else None
    return task if task and policy.may_see_task(acting_user, policy.ground_of(task)) else None


def load_for_change(task_id: int) -> Task:
    """A task that a service reaches from an object it has already authorised (its parent, a leg's task)."""
    return db.session.execute(_BY_ID.where(Task.id == task_id)).scalar_one()
