"""The only way from an id to a task."""

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from portal import policy
from portal.database import db
from portal.errors import Missing
from portal.models import Assignment, Milestone, Task
from portal.policy import Actor
from portal.prepared import Prepared

# Plain statements: the way of loading collections that suits many tasks (selectinload) cost twice as much for one.
_OWN = bindparam("task", type_=Integer)
_TASK = select(Task).where(Task.id == _OWN).options(joinedload(Task.assignments))
_MILESTONES = select(Milestone).where(Milestone.task_id == _OWN).order_by(Milestone.due_on, Milestone.id)
_READ_TASK = Prepared(select(Task).where(Task.id == _OWN))
_READ_LEGS = Prepared(select(Assignment).where(Assignment.task_id == _OWN).order_by(Assignment.position))
_READ_MILESTONES = Prepared(_MILESTONES)


def access_task(task_id: int, *, acting_user: Actor, permission: str, with_milestones: bool = True) -> Task:
    """Load a task with its legs and, unless nobody asks for them, its milestones.

    Raises Missing where it is out of reach or does not exist, Denied where it is seen but this is not allowed.
    """
    task = _find(task_id, with_milestones)
    if task is None or not policy.may_see_task(acting_user, policy.ground_of(task)):
        raise Missing
    policy.require(acting_user, permission, task)
    return task


def read_task(task_id: int, *, acting_user: Actor, permission: str) -> Task:
    """The same for a page that changes nothing: a task with its legs, of which no session knows.

    Its milestones are added with `read_milestones` where there are any. Raises Missing or Denied.
    """
    task = next(iter(_READ_TASK.objects(Task, task=task_id)), None)
    if task is None:
        raise Missing
    legs = _READ_LEGS.objects(Assignment, task=task_id)
    vars(task).update(assignments=legs, milestones=[])
    for leg in legs:
        vars(leg)["task"] = task
    for one in (task, *legs):
        policy.fix_ground(one)
    if not policy.may_see_task(acting_user, policy.ground_of(task)):
        raise Missing
    policy.require(acting_user, permission, task)
    return task


def read_milestones(task: Task) -> None:
    """Add them to a task that was only read."""
    vars(task)["milestones"] = _READ_MILESTONES.objects(Milestone, task=task.id)


def find_task_or_none(task_id: int | None, *, acting_user: Actor) -> Task | None:
    """A task this user may see, or none."""
    task = _find(task_id) if task_id else None
    return task if task and policy.may_see_task(acting_user, policy.ground_of(task)) else None


def load_for_change(task_id: int, *, with_milestones: bool = True) -> Task:
    """A task that a service reaches from an object it has already authorised (its parent, a leg's task)."""
    task = _find(task_id, with_milestones)
    if task is None:
        raise Missing
    return task


def _find(task_id: int, with_milestones: bool = True) -> Task | None:
    task = db.session.execute(_TASK, {"task": task_id}).unique().scalar_one_or_none()
    if task is None:
        return None
    if with_milestones:
        _add_milestones(task)
    return task


def _add_milestones(task: Task) -> None:
    if "milestones" not in task.__dict__:  # what is loaded may hold changes not yet written
        set_committed_value(task, "milestones", db.session.scalars(_MILESTONES, {"task": task.id}).all())
