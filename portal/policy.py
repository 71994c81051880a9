"""May they? Asked of one object (`can`), and of a whole table (`visible_…`): two faces of the same letter.

Nothing here asks the database: the actor was read in one query, and an object's ground is what is loaded with it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, singledispatch

from sqlalchemy import ColumnElement, Date, and_, bindparam, exists, false, func, or_, select, true
from sqlalchemy.orm import aliased

from portal import clock
from portal.domain.assignment_lifecycle import ACTIVE
from portal.domain.finding_lifecycle import UNISSUED, FindingState
from portal.domain.permissions import PERMISSIONS
from portal.domain.posts import ADMINISTRATORS, OF_DEPARTMENT, SUPERVISORS, PostName
from portal.domain.task_lifecycle import TaskState
from portal.errors import Denied
from portal.models import Appointment, Assignment, Campaign, Department, DepartmentKind, Finding, Task


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


def can_on(actor: Actor, permission: str, ground: Ground, *, without: str = "") -> bool:
    """The same question for an object whose ground was loaded in another way, or without some of the letters."""
    letters = ((post, letter) for post, letter in _letters(actor, permission) if letter not in without)
    return any(HOLDS[letter](actor, post, ground) for post, letter in letters)


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


def _finding_rows(actor: Actor, permission: str) -> ColumnElement[bool]:
    return or_(false(), *(FINDING_ROWS[letter](actor, post) for post, letter in _letters(actor, permission)))


def visible_findings(actor: Actor) -> ColumnElement[bool]:
    """Issued findings by `finding.read`; recorded ones by those who may co-sign or issue them, never by the recused.

    A commander of another campaign sees what falls to him: findings that the supervision group keeps away from, and
    disputes that no commander of their own campaign may decide. A finding by its id is loaded by this same condition.
    """
    is_public = Finding.issued_at.is_not(None) | Finding.is_on_the_spot & Finding.closed_at.is_not(None)
    away = kept_away(actor)
    return or_(
        _finding_rows(actor, "finding.read") & is_public,
        _finding_rows(actor, "finding.cosign") & ~away,
        _finding_rows(actor, "finding.issue") & beyond_supervision() & ~away,
        stand_in_disputes(actor),
    )


def kept_away(actor: Actor) -> ColumnElement[bool]:
    """Findings about a department for which the actor is recused; inspectors: about the supervision group itself."""
    recused = Finding.department_id.in_(actor.recused)
    return recused | _of_supervision() if actor.holds(*SUPERVISORS) else recused


def beyond_supervision() -> ColumnElement[bool]:
    """Findings that a commander of another campaign issues: about the supervision group, by guests, or by its lead."""
    by_lead = exists().where(
        Appointment.user_id == Finding.recorded_by_id, Appointment.post == PostName.SUPERVISION_LEAD
    )
    return _of_supervision() | by_guests() | by_lead


def by_guests() -> ColumnElement[bool]:
    """Recorded by a guest inspector of the task, whether or not his appointment still lasts."""
    return exists().where(Appointment.user_id == Finding.recorded_by_id, Appointment.task_id == Finding.task_id)


def _of_supervision() -> ColumnElement[bool]:
    return Finding.department_id.in_(select(Department.id).where(Department.kind == DepartmentKind.SUPERVISION))


def stand_in_disputes(actor: Actor) -> ColumnElement[bool]:
    """Disputes for commanders of another campaign: each commander of their own is concerned, or the seat is empty."""
    if not actor.holds(PostName.COMMANDER):
        return false()
    rows = or_(*(FINDING_ROWS["o"](actor, post) for post in actor.posts if post.name == PostName.COMMANDER))
    falls_to_others = and_(Finding.state == FindingState.DISPUTED, ~_has_free_commander())
    return rows & or_(Finding.dispute_decided_by_id == actor.user_id, falls_to_others)


@cache  # built once: it took longer to build than to run
def _has_free_commander() -> ColumnElement[bool]:
    """Whether a commander of the finding's campaign took no part in it and holds no post in its department."""
    seat, own, task = aliased(Appointment), aliased(Appointment), aliased(Task)
    is_of_department = exists().where(
        own.user_id == seat.user_id,
        own.post.in_(OF_DEPARTMENT),
        own.department_id == Finding.department_id,
        _in_force(own),
    )
    took_part = (Finding.recorded_by_id, Finding.cosigned_by_id, Finding.issued_by_id)
    return (
        select(seat.id)
        .join(task, task.campaign_id == seat.campaign_id)
        .where(
            task.id == Finding.task_id,
            seat.post == PostName.COMMANDER,
            _in_force(seat),
            *(func.coalesce(person, 0) != seat.user_id for person in took_part),
            ~is_of_department.correlate(seat, Finding),
        )
        .correlate(Finding)
        .exists()
    )


def _in_force(appointment: type[Appointment]) -> ColumnElement[bool]:
    today = bindparam(None, callable_=clock.today, type_=Date())
    return and_(appointment.first_on <= today, or_(appointment.last_on.is_(None), appointment.last_on >= today))
