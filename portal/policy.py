"""May they? Asked of one object (`can`), and of a whole table (`visible_…`): two faces of the same letter.

Nothing here asks the database: the actor was read in one query, and an object's ground is what is loaded with it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import singledispatch

from sqlalchemy import ColumnElement, false, or_, select, true

from portal.domain.assignment_lifecycle import ACTIVE
from portal.domain.finding_lifecycle import UNISSUED
from portal.domain.permissions import PERMISSIONS
from portal.domain.posts import ADMINISTRATORS, OF_DEPARTMENT, PostName
from portal.domain.task_lifecycle import TaskState
from portal.errors import Denied
from portal.models import Assignment, Campaign, Finding, Task


@dataclass(frozen=True)
class Post:
    """An appointment in force today."""

    name: PostName
    department_id: int | None = None
    campaign_id: int | None = None
    seat: int | None = None
    task_id: int | None = None
    is_empowered: bool = False


@dataclass(frozen=True)
class Actor:
    """Whoever acts, as the appointments in force say; `recused` are the departments an inspector keeps away from."""

    user_id: int
    name: str
    posts: tuple[Post, ...] = ()
    recused: frozenset[int] = frozenset()
    language: str = "zh_Hans"
    address: str = ""
    must_change_password: bool = False

    def holds(self, *names: PostName) -> bool:
        return any(post.name in names for post in self.posts)

    @property
    def is_administrator(self) -> bool:
        return any(post.name in ADMINISTRATORS for post in self.posts)

    @property
    def department_ids(self) -> frozenset[int]:
        """The departments in which a post is held, inspectors' home department included."""
        return frozenset(post.department_id for post in self.posts if post.department_id)


@dataclass(frozen=True)
class Ground:
    """What a scope letter looks at: where an object lies. `named` are users and departments named in it."""

    campaign_id: int | None = None
    task_id: int | None = None
    deputy_seat: int | None = None
    lead_department_id: int | None = None
    department_ids: frozenset[int] = frozenset()
    internal_department_id: int | None = None
    named_user_ids: frozenset[int] = field(default_factory=frozenset)
    named_department_ids: frozenset[int] = field(default_factory=frozenset)
    is_draft: bool = False


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


@singledispatch
def ground_of(thing: object) -> Ground:
    """Where an object lies. Objects without a ground of their own are reached with the letter `*` only."""
    return Ground()


@ground_of.register
def _(task: Task) -> Ground:
    legs = frozenset(leg.department_id for leg in task.assignments if leg.state in ACTIVE and leg.department_id)
    return Ground(
        campaign_id=task.campaign_id,
        task_id=task.id,
        deputy_seat=task.deputy_seat,
        lead_department_id=task.lead_department_id,
        department_ids=legs,
        internal_department_id=task.internal_department_id,
        named_user_ids=frozenset({task.verifier_id} if task.verifier_id else ()),
        is_draft=task.state == TaskState.DRAFT,
    )


@ground_of.register
def _(assignment: Assignment) -> Ground:
    """A leg lies where its task lies, but only its own department is concerned."""
    task, own = assignment.task, assignment.department_id
    return Ground(
        campaign_id=task.campaign_id,
        task_id=task.id,
        deputy_seat=task.deputy_seat,
        lead_department_id=task.lead_department_id,
        department_ids=frozenset({own} if own and assignment.state in ACTIVE else ()),
        internal_department_id=task.internal_department_id,
        is_draft=task.state == TaskState.DRAFT,
    )


@ground_of.register
def _(finding: Finding) -> Ground:
    people = {finding.recorded_by_id, finding.cosigned_by_id} - {None}
    return Ground(
        campaign_id=finding.task.campaign_id,
        task_id=finding.task_id,
        deputy_seat=finding.task.deputy_seat,
        department_ids=frozenset({finding.department_id}),
        named_user_ids=frozenset(person for person in people if person),
        named_department_ids=frozenset({finding.department_id}),
        is_draft=finding.state in UNISSUED,
    )


@ground_of.register
def _(campaign: Campaign) -> Ground:
    return Ground(campaign_id=campaign.id)


def _letters(actor: Actor, permission: str) -> Iterator[tuple[Post, str]]:
    granted = PERMISSIONS[permission]
    return ((post, letter) for post in actor.posts for letter in granted.get(post.name, ""))


def holds_anywhere(actor: Actor, permission: str) -> bool:
    """Whether there is any object at all on which the actor may."""
    return next(_letters(actor, permission), None) is not None


def can_on(actor: Actor, permission: str, ground: Ground) -> bool:
    """The same question for an object whose ground was loaded in another way."""
    return any(HOLDS[letter](actor, post, ground) for post, letter in _letters(actor, permission))


def can(actor: Actor, permission: str, thing: object = None) -> bool:
    return can_on(actor, permission, ground_of(thing))


def require(actor: Actor, permission: str, thing: object = None) -> None:
    """Raises Denied where the actor may not."""
    if not can(actor, permission, thing):
        raise Denied


def visible_tasks(actor: Actor) -> ColumnElement[bool]:
    """The tasks an actor may see: every issued one, and the drafts on which he works."""
    if not holds_anywhere(actor, "task.read"):
        return false()
    drafts = [TASK_ROWS[letter](actor, post) for post, letter in _letters(actor, "task.draft")]
    return or_(Task.state != TaskState.DRAFT, *drafts)


def may_see_task(actor: Actor, ground: Ground) -> bool:
    """The other face of `visible_tasks`."""
    return can_on(actor, "task.draft" if ground.is_draft else "task.read", ground)


def task_rows(actor: Actor, permission: str) -> ColumnElement[bool]:
    """The tasks on which an actor may, as a condition on the table."""
    return or_(false(), *(TASK_ROWS[letter](actor, post) for post, letter in _letters(actor, permission)))


def visible_findings(actor: Actor) -> ColumnElement[bool]:
    """Issued findings by `finding.read`; recorded ones are seen only by those who may co-sign or issue them."""
    readable = or_(false(), *(FINDING_ROWS[letter](actor, post) for post, letter in _letters(actor, "finding.read")))
    unissued = or_(false(), *(FINDING_ROWS[letter](actor, post) for post, letter in _letters(actor, "finding.cosign")))
    is_public = Finding.issued_at.is_not(None) | Finding.is_on_the_spot & (Finding.closed_at.is_not(None))
    return or_(readable & is_public, unissued)


def may_see_finding(actor: Actor, ground: Ground, *, is_public: bool) -> bool:
    """The other face of `visible_findings`."""
    return (is_public and can_on(actor, "finding.read", ground)) or can_on(actor, "finding.cosign", ground)
