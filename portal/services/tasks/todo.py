"""What is due from a reader: each kind one condition, asked by the first page's counts and by the lists behind."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, false, func, or_, select, text, true

from portal import clock, policy
from portal.domain.assignment_lifecycle import ACTIVE
from portal.domain.posts import HEADS, OF_DEPARTMENT, PostName
from portal.domain.task_filter import Todo
from portal.domain.task_lifecycle import OPEN, TaskState
from portal.models import Assignment, Task
from portal.policy import Actor, Post

# Spelled as the partial indexes spell them: a bound value would hide from the planner that they fit.
IS_OPEN = text("task.is_open")
IS_WAITING = text("assignment.state = 'waiting' AND assignment.is_open")
IS_FINISHED = text("task.state = 'in_progress' AND task.is_complete")
IS_UNNAMED = text("task.state = 'completion_requested' AND task.must_be_verified AND task.verifier_id IS NULL")
REPORT_AHEAD = timedelta(days=10)
NOT_REPORTING = (TaskState.DRAFT, *sorted(OPEN - {TaskState.IN_PROGRESS}))
Condition = Callable[[Actor, Post], ColumnElement[bool]]


def _sign(actor: Actor, post: Post) -> ColumnElement[bool]:
    waiting = select(Assignment.task_id).where(Assignment.department_id == post.department_id, IS_WAITING)
    return Task.id.in_(waiting)


def _report(actor: Actor, post: Post) -> ColumnElement[bool]:
    """Reports that are due within days or overdue; the light's day lies some working days after the report day."""
    return and_(
        Task.lead_department_id == post.department_id,
        IS_OPEN,
        Task.state.not_in(NOT_REPORTING),  # not "in progress": an index of states would be read for it, and all of it
        Task.outdated_on <= clock.today() + REPORT_AHEAD,
    )


def _request(actor: Actor, post: Post) -> ColumnElement[bool]:
    return and_(Task.lead_department_id == post.department_id, IS_FINISHED)


def _verify(actor: Actor, post: Post) -> ColumnElement[bool]:
    return and_(Task.verifier_id == actor.user_id, Task.state == TaskState.COMPLETION_REQUESTED)


def _guest(actor: Actor, post: Post) -> ColumnElement[bool]:
    return and_(Task.id == post.task_id, Task.state == TaskState.COMPLETION_REQUESTED)


def _name(actor: Actor, post: Post) -> ColumnElement[bool]:
    return and_(IS_UNNAMED, true())


def _within(actor: Actor, post: Post) -> ColumnElement[bool]:
    if post.name == PostName.COMMANDER:
        return Task.campaign_id == post.campaign_id
    if post.name == PostName.DEPUTY_COMMANDER:
        return policy.TASK_ROWS["l"](actor, post)
    return policy.TASK_ROWS["i"](actor, post)


def _close(actor: Actor, post: Post) -> ColumnElement[bool]:
    unchecked = and_(Task.state == TaskState.COMPLETION_REQUESTED, Task.must_be_verified.is_(False))
    return and_(_within(actor, post), or_(Task.state == TaskState.VERIFIED, unchecked), _is_anothers(actor))


def _is_anothers(actor: Actor) -> ColumnElement[bool]:
    """No one decides on himself (facts.is_concerned): what he asked for, or his department takes part in, is not due
    from him."""
    asked = func.coalesce(Task.requested_by_id, 0) != actor.user_id
    own = sorted(post.department_id for post in actor.posts if post.name in OF_DEPARTMENT and post.department_id)
    if not own:
        return asked
    legs = select(Assignment.task_id).where(Assignment.department_id.in_(own), Assignment.state.in_(ACTIVE))
    return and_(asked, or_(Task.internal_department_id.is_not(None), Task.id.not_in(legs)))


def _issue(actor: Actor, post: Post) -> ColumnElement[bool]:
    return and_(_within(actor, post), Task.state == TaskState.DRAFT)


def _worry(actor: Actor, post: Post) -> ColumnElement[bool]:
    """Red today, wherever the reader answers for it."""
    own = Task.lead_department_id == post.department_id if post.name in HEADS else _within(actor, post)
    resting = (TaskState.SUSPENDED, TaskState.COMPLETION_REQUESTED, TaskState.VERIFIED)
    return and_(own, IS_OPEN, Task.red_on <= clock.today(), Task.state.not_in(resting))


COMMANDING = (PostName.COMMANDER, PostName.DEPUTY_COMMANDER)
# Worst first: the order in which the first page shows what is due.
TODO: tuple[tuple[Todo, tuple[PostName, ...], Condition], ...] = (
    (Todo.SIGN, tuple(HEADS), _sign),
    (Todo.VERIFY, (PostName.INSPECTOR, PostName.SUPERVISION_LEAD), _verify),
    (Todo.VERIFY, (PostName.GUEST_INSPECTOR,), _guest),
    (Todo.NAME, (PostName.SUPERVISION_LEAD,), _name),
    (Todo.CLOSE, (*COMMANDING, *HEADS), _close),
    (Todo.REPORT, (*HEADS, PostName.STAFF), _report),
    (Todo.REQUEST, tuple(HEADS), _request),
    (Todo.WORRY, (*COMMANDING, *HEADS), _worry),
    (Todo.ISSUE, (*COMMANDING, *HEADS), _issue),
)


def condition(todo: str, *, acting_user: Actor) -> ColumnElement[bool]:
    """The tasks on which this reader has such a thing to do."""
    return or_(false(), *_conditions(todo, acting_user))


def kinds_for(actor: Actor) -> list[Todo]:
    """The kinds of things that can be due from this reader at all, worst first."""
    return list(dict.fromkeys(kind for kind, posts, _ in TODO if actor.holds(*posts)))


def _conditions(todo: str, actor: Actor) -> Iterable[ColumnElement[bool]]:
    return (ask(actor, post) for kind, posts, ask in TODO if kind == todo for post in actor.posts if post.name in posts)
