"""Findings that wait for a step of a reader: each kind one condition, asked by the first page and by the lists."""

from collections.abc import Callable, Iterable

from sqlalchemy import ColumnElement, and_, false, func, or_

from portal import policy
from portal.domain.finding_filter import FindingTodo
from portal.domain.finding_lifecycle import FindingState
from portal.domain.posts import HEADS, OF_DEPARTMENT, SUPERVISORS, PostName
from portal.models import Finding
from portal.policy import Actor, Post

Condition = Callable[[Actor, Post], ColumnElement[bool]]
RECORDED = Finding.state == FindingState.RECORDED
COSIGNED = Finding.cosigned_at.is_not(None)


def _is_by(actor: Actor) -> ColumnElement[bool]:
    return Finding.recorded_by_id == actor.user_id


def _cosign(actor: Actor, post: Post) -> ColumnElement[bool]:
    """Inspectors co-sign for inspectors, a guest for the other guest of his task."""
    waiting = and_(RECORDED, ~COSIGNED, Finding.is_on_the_spot.is_(False), ~_is_by(actor), ~policy.kept_away(actor))
    if post.name == PostName.GUEST_INSPECTOR:
        return and_(waiting, Finding.task_id == post.task_id, policy.by_guests())
    return and_(waiting, ~policy.by_guests())


def _close(actor: Actor, post: Post) -> ColumnElement[bool]:
    return and_(RECORDED, ~COSIGNED, Finding.is_on_the_spot.is_(True), _is_by(actor))


def _issue(actor: Actor, post: Post) -> ColumnElement[bool]:
    waiting = and_(RECORDED, COSIGNED, ~_is_by(actor), ~policy.kept_away(actor))
    if post.name == PostName.COMMANDER:
        return and_(waiting, policy.FINDING_ROWS["o"](actor, post), policy.beyond_supervision())
    return waiting


def _decide(actor: Actor, post: Post) -> ColumnElement[bool]:
    """Disputes of one's own campaign that do not concern oneself, and those in which one stands in."""
    people = (Finding.recorded_by_id, Finding.cosigned_by_id, Finding.issued_by_id)
    took_part = or_(*(func.coalesce(person, 0) == actor.user_id for person in people))
    own = {one.department_id for one in actor.posts if one.name in OF_DEPARTMENT}
    falls_to_him = policy.FINDING_ROWS["c"](actor, post) | policy.stand_in_disputes(actor)
    return and_(Finding.state == FindingState.DISPUTED, Finding.department_id.not_in(own), ~took_part, falls_to_him)


def _answer(actor: Actor, post: Post) -> ColumnElement[bool]:
    return and_(Finding.state == FindingState.ISSUED, Finding.department_id == post.department_id)


def _rectify(actor: Actor, post: Post) -> ColumnElement[bool]:
    return and_(Finding.state == FindingState.RECTIFYING, Finding.department_id == post.department_id)


def _follow_up(actor: Actor, post: Post) -> ColumnElement[bool]:
    waiting = and_(Finding.state == FindingState.RECTIFIED, ~policy.kept_away(actor))
    if post.name == PostName.SUPERVISION_LEAD:
        return waiting
    if post.name == PostName.GUEST_INSPECTOR:
        return and_(waiting, Finding.task_id == post.task_id)
    return and_(waiting, or_(_is_by(actor), Finding.cosigned_by_id == actor.user_id))


LEAD, GUEST = PostName.SUPERVISION_LEAD, PostName.GUEST_INSPECTOR
# Worst first: the order in which the first page shows what is due.
TODO: tuple[tuple[FindingTodo, tuple[PostName, ...], Condition], ...] = (
    (FindingTodo.DECIDE, (PostName.COMMANDER,), _decide),
    (FindingTodo.RECTIFY, (*HEADS, PostName.STAFF), _rectify),
    (FindingTodo.ANSWER, (*HEADS, PostName.STAFF), _answer),
    (FindingTodo.ISSUE, (LEAD, PostName.COMMANDER), _issue),
    (FindingTodo.COSIGN, (*SUPERVISORS, GUEST), _cosign),
    (FindingTodo.CLOSE, (*SUPERVISORS, GUEST), _close),
    (FindingTodo.FOLLOW_UP, (*SUPERVISORS, GUEST), _follow_up),
)


def condition(todo: str, *, acting_user: Actor) -> ColumnElement[bool]:
    """The findings on which this reader has such a thing to do."""
    return or_(false(), *_conditions(todo, acting_user))


def kinds_for(actor: Actor) -> list[FindingTodo]:
    """The kinds of things that can be due from this reader at all, worst first."""
    return list(dict.fromkeys(kind for kind, posts, _ in TODO if actor.holds(*posts)))


def _conditions(todo: str, actor: Actor) -> Iterable[ColumnElement[bool]]:
    return (ask(actor, post) for kind, posts, ask in TODO if kind == todo for post in actor.posts if post.name in posts)
