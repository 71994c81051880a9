"""Where a task lies in the tree, who may put one there, and what it takes over from above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.orm import contains_eager
from sqlalchemy.orm.attributes import set_committed_value

from portal import policy
from portal.database import db
from portal.domain.assignment_lifecycle import ACTIVE
from portal.domain.plan_lifecycle import PlanState
from portal.domain.posts import OF_DEPARTMENT
from portal.domain.task_lifecycle import TaskState
from portal.errors import Denied, Invalid, WrongState
from portal.models import Campaign, Plan, Task
from portal.policy import Actor, Ground
from portal.text import N_

DEEPEST = 9
MOST_CAMPAIGNS = 50
TAKES_CHILDREN = frozenset({TaskState.DRAFT, TaskState.ISSUED, TaskState.IN_PROGRESS})


@dataclass(frozen=True)
class Place:
    """Under a parent, or at the top of a campaign; `internal_department_id` keeps a subtask within one department."""

    plan_id: int
    campaign_id: int
    parent: Task | None = None
    internal_department_id: int | None = None

    @property
    def starts_on(self) -> date | None:
        return self.parent.start_on if self.parent else None

    @property
    def ends_on(self) -> date | None:
        return self.parent.due_on if self.parent else None


def at_top(campaign: Campaign) -> Place:
    return Place(campaign.plan_id, campaign.id)


def below(parent: Task, internal_department_id: int | None = None) -> Place:
    """Below a task. What lies below an internal subtask is internal to the same department."""
    internal = parent.internal_department_id or internal_department_id
    return Place(parent.plan_id, parent.campaign_id, parent, internal)


def require_place(place: Place, deputy_seat: int | None, *, acting_user: Actor) -> None:
    """Raises Denied where this person may not draft here, WrongState where the parent takes no subtasks."""
    parent = place.parent
    if parent is None:
        _require_plan(place.plan_id)
        if not policy.can_on(acting_user, "task.break_down", Ground(campaign_id=place.campaign_id)):
            raise Denied
    else:
        policy.require(acting_user, "task.break_down", parent)
        _require_open(parent)
        if place.internal_department_id not in (None, parent.internal_department_id, *_leg_departments(parent)):
            raise Denied
    if not policy.can_on(acting_user, "task.draft", ground_at(place, deputy_seat)):
        raise Denied


def _require_plan(plan_id: int) -> None:
    plan = db.session.get(Plan, plan_id)
    if plan is None or plan.state == PlanState.CONCLUDED:
        raise WrongState(N_("This plan is concluded; nothing in it changes any more."))


def _require_open(parent: Task) -> None:
    if parent.state not in TAKES_CHILDREN:
        raise WrongState(N_("This task takes no subtasks any more."))
    if parent.depth >= DEEPEST:
        raise Invalid(N_("Ten levels are the most; put this beside its parent instead."))


def ground_at(place: Place, deputy_seat: int | None) -> Ground:
    """Where a task that is not drafted yet will lie."""
    return Ground(
        campaign_id=place.campaign_id,
        deputy_seat=deputy_seat,
        internal_department_id=place.internal_department_id,
        is_draft=True,
    )


def places_below(parent: Task, *, acting_user: Actor) -> list[Place]:
    """Where this person may put a subtask: among all departments, or within one he holds a post in."""
    if not policy.can(acting_user, "task.break_down", parent) or parent.state not in TAKES_CHILDREN:
        return []
    inside = {post.department_id for post in acting_user.posts if post.name in OF_DEPARTMENT}
    own = [department_id for department_id in _leg_departments(parent) if department_id in inside]
    choices: Sequence[int | None] = [parent.internal_department_id] if parent.internal_department_id else [None, *own]
    places = [below(parent, department_id) for department_id in choices]
    return [place for place in places if policy.can_on(acting_user, "task.draft", ground_at(place, parent.deputy_seat))]


def require_places(parent: Task, *, acting_user: Actor) -> list[Place]:
    """The same, at least one. Raises WrongState where it takes no subtasks, Denied where this person may add none."""
    _require_open(parent)
    places = places_below(parent, acting_user=acting_user)
    if not places:
        raise Denied
    return places


def place_of(task: Task) -> Place:
    """Where a task lies already."""
    parent = db.session.get(Task, task.parent_id) if task.parent_id else None
    return Place(task.plan_id, task.campaign_id, parent, task.internal_department_id)


def campaigns_to_draft_in(*, acting_user: Actor) -> list[Campaign]:
    """The campaigns of plans that go on in which this person may write tasks at the top."""
    query = select(Campaign).join(Campaign.plan).options(contains_eager(Campaign.plan))
    query = query.where(Plan.state != PlanState.CONCLUDED)
    found = db.session.scalars(query.order_by(Plan.starts_on.desc(), Campaign.position).limit(MOST_CAMPAIGNS))
    return [one for one in found if policy.can(acting_user, "task.break_down", one)]


def line_of(task: Task) -> list[tuple[int, str]]:
    """The ancestors from the top down, as (id, title)."""
    ids = [int(part) for part in task.path.split("/") if part and int(part) != task.id]
    query = select(Task.id, Task.title).where(Task.id.in_(ids)).order_by(Task.depth)
    return [(row.id, row.title) for row in db.session.execute(query)] if ids else []


def _leg_departments(task: Task) -> list[int]:
    return [leg.department_id for leg in task.assignments if leg.department_id and leg.state in ACTIVE]


def next_position(place: Place) -> int:
    """Behind the last of its siblings."""
    siblings = (
        Task.parent_id == place.parent.id
        if place.parent
        else (Task.campaign_id == place.campaign_id) & Task.parent_id.is_(None)
    )
    return (db.session.scalar(select(func.max(Task.position)).where(siblings)) or 0) + 1


def store_path(task: Task, parent: Task | None) -> None:
    """The path names the task itself, so it is known only after the first flush; written past the version."""
    path = f"{parent.path if parent else '/'}{task.id}/"
    db.session.execute(
        update(Task).where(Task.id == task.id).values(path=path), execution_options={"synchronize_session": False}
    )
    set_committed_value(task, "path", path)
