"""The scope letters, each with two faces: on one object, and as a condition on a whole table."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, false, or_, select, true

from portal.domain.assignment_lifecycle import ACTIVE
from portal.domain.permissions import PERMISSIONS
from portal.domain.posts import OF_DEPARTMENT
from portal.models import Assignment, Finding, Task
from portal.policy.actor import Actor, Ground, Letters, Post

Holds = Callable[[Actor, Post, Ground], bool]
HOLDS: dict[str, Holds] = {
    "*": lambda actor, post, ground: True,
    "c": lambda actor, post, ground: ground.campaign_id is not None and post.campaign_id == ground.campaign_id,
    "o": lambda actor, post, ground: ground.campaign_id is not None and post.campaign_id != ground.campaign_id,
    "l": lambda actor, post, ground: post.campaign_id == ground.campaign_id and post.seat == ground.deputy_seat,
    "k": lambda actor, post, ground: post.department_id is not None and post.department_id == ground.lead_department_id,
    "d": lambda actor, post, ground: post.department_id in ground.department_ids,
    "i": lambda actor, post, ground: (
        post.department_id is not None and post.department_id == ground.internal_department_id
    ),
    "e": lambda actor, post, ground: post.is_empowered and post.department_id in ground.department_ids,
    "n": lambda actor, post, ground: (
        actor.user_id in ground.named_user_ids or post.department_id in ground.named_department_ids
    ),
    "g": lambda actor, post, ground: post.task_id is not None and post.task_id == ground.task_id,
}

Rows = Callable[[Actor, Post], ColumnElement[bool]]
LEGS = select(Assignment.task_id).where(Assignment.state.in_(ACTIVE))
TASK_ROWS: dict[str, Rows] = {
    "*": lambda actor, post: true(),
    "c": lambda actor, post: Task.campaign_id == post.campaign_id,
    "o": lambda actor, post: Task.campaign_id != post.campaign_id,
    "l": lambda actor, post: (Task.campaign_id == post.campaign_id) & (Task.deputy_seat == post.seat),
    "k": lambda actor, post: Task.lead_department_id == post.department_id,
    "d": lambda actor, post: Task.id.in_(LEGS.where(Assignment.department_id == post.department_id)),
    "i": lambda actor, post: Task.internal_department_id == post.department_id,
    "e": lambda actor, post: (
        Task.id.in_(LEGS.where(Assignment.department_id == post.department_id)) if post.is_empowered else false()
    ),
    "n": lambda actor, post: Task.verifier_id == actor.user_id,
    "g": lambda actor, post: Task.id == post.task_id,
}
FINDING_ROWS: dict[str, Rows] = {
    "*": lambda actor, post: true(),
    "c": lambda actor, post: Finding.task_id.in_(select(Task.id).where(TASK_ROWS["c"](actor, post))),
    "o": lambda actor, post: Finding.task_id.in_(select(Task.id).where(TASK_ROWS["o"](actor, post))),
    "l": lambda actor, post: Finding.task_id.in_(select(Task.id).where(TASK_ROWS["l"](actor, post))),
    "n": lambda actor, post: or_(
        Finding.recorded_by_id == actor.user_id,
        Finding.cosigned_by_id == actor.user_id,
        Finding.department_id == post.department_id if post.name in OF_DEPARTMENT else false(),
    ),
    "g": lambda actor, post: Finding.task_id == post.task_id,
}


def letters_of(actor: Actor, permission: str) -> Letters:
    """Each post with each letter it gives, found once for an actor: a page asks for some dozens."""
    found = actor.letters.get(permission)
    if found is None:
        granted = PERMISSIONS[permission]
        found = tuple((post, letter) for post in actor.posts for letter in granted.get(post.name, ""))
        actor.letters[permission] = found
    return found


def holds_anywhere(actor: Actor, permission: str) -> bool:
    """Whether there is any object at all on which the actor may."""
    return bool(letters_of(actor, permission))
