"""May they? Asked of one object, and of the table of tasks."""

from sqlalchemy import ColumnElement, false, or_

from portal.domain.task_lifecycle import TaskState
from portal.errors import Denied
from portal.models import Task
from portal.policy.actor import Actor, Ground
from portal.policy.grounds import ground_of
from portal.policy.letters import HOLDS, TASK_ROWS, holds_anywhere, letters_of


def can_on(actor: Actor, permission: str, ground: Ground, *, without: str = "") -> bool:
    """The same question for an object whose ground was loaded in another way, or without some of the letters."""
    return any(
        HOLDS[letter](actor, post, ground) for post, letter in letters_of(actor, permission) if letter not in without
    )


def can(actor: Actor, permission: str, thing: object = None) -> bool:
    letters = letters_of(actor, permission)
    if not letters:  # most questions are answered by the table of rights alone
        return False
    return any(letter == "*" for _, letter in letters) or can_on(actor, permission, ground_of(thing))


def require(actor: Actor, permission: str, thing: object = None) -> None:
    """Raises Denied where the actor may not."""
    if not can(actor, permission, thing):
        raise Denied


def visible_tasks(actor: Actor) -> ColumnElement[bool]:
    """The tasks an actor may see: every issued one, and the drafts on which he works."""
    if not holds_anywhere(actor, "task.read"):
        return false()
    drafts = [TASK_ROWS[letter](actor, post) for post, letter in letters_of(actor, "task.draft")]
    return or_(Task.state != TaskState.DRAFT, *drafts)


def may_see_task(actor: Actor, ground: Ground) -> bool:
    """The other face of `visible_tasks`."""
    return can_on(actor, "task.draft" if ground.is_draft else "task.read", ground)


def task_rows(actor: Actor, permission: str) -> ColumnElement[bool]:
    """The tasks on which an actor may, as a condition on the table."""
    return or_(false(), *(TASK_ROWS[letter](actor, post) for post, letter in letters_of(actor, permission)))
