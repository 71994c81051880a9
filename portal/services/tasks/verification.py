"""Who looks whether a task is done: the named inspector, or two guests where the inspectors are concerned."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Integer, bindparam, select

from portal import clock, policy
from portal.database import db
from portal.domain.assignment_lifecycle import ACTIVE
from portal.domain.posts import ADMINISTRATORS, OF_DEPARTMENT, PostName
from portal.domain.task_lifecycle import OPEN, Grade, TaskState
from portal.errors import Denied, Invalid, Stale, WrongState
from portal.models import Appointment, Department, DepartmentKind, Task, User
from portal.policy import Actor
from portal.prepared import Prepared
from portal.services import actors, history
from portal.services.recusal import PAIR, find_needing_guests
from portal.services.tasks.completion import needed
from portal.services.tasks.facts import in_force, is_concerned
from portal.services.tasks.steps import take_step
from portal.text import N_

UNCHECKED = frozenset({TaskState.DRAFT, TaskState.CANCELLED})
INSPECTORS = (PostName.INSPECTOR, PostName.SUPERVISION_LEAD)


@dataclass(frozen=True)
class Person:
    user_id: int
    name: str


def verify(task: Task, *, grade: Grade | str, looked_at: str, acting_user: Actor, version: int | None = None) -> None:
    """An inspector has looked and says how well it was done."""
    take_step(
        task,
        "verify",
        acting_user=acting_user,
        version=version,
        sets={
            "verified_at": clock.now(),
            "verified_by_id": acting_user.user_id,
            "grade": Grade(grade),
            "looked_at": needed(looked_at, "looked_at"),
        },
        tells={"grade": str(grade), "looked_at": looked_at},
    )


def name_verifier(task: Task, *, user_id: int, acting_user: Actor, version: int | None = None) -> None:
    """The supervision lead names who verifies; whoever is recused cannot be named."""
    _check(task, "task.name_verifier", task.state in OPEN, acting_user=acting_user, version=version)
    person = actors.find_actor_or_none(user_id)
    if person is None or not person.holds(*INSPECTORS):
        raise Invalid(N_("Choose somebody of the supervision group."), "verifier")
    if is_recused(person, task):
        raise Invalid(
            N_("%(name)s is recused: the department concerned is, or recently was, the own one."),
            "verifier",
            name=person.name,
        )
    before = task.verifier_id
    task.verifier_id, task.changed_at = user_id, clock.now()
    _record(task, "task.name-verifier", {"user_id": before}, {"user_id": user_id, "name": person.name}, acting_user)


def list_verifiers(task: Task) -> list[Person]:
    """Inspectors who may be named for this task."""
    return [person for person in _holders(INSPECTORS) if not _is_recused_by_id(person.user_id, task)]


def needs_guests(task: Task) -> bool:
    """Whether the supervision group keeps away from a leg: its own, or one for which no unrecused pair is left."""
    return bool(_kept_from(task))


def name_guests(task: Task, *, user_ids: tuple[int, int], acting_user: Actor, version: int | None = None) -> None:
    """A commander of another campaign names two guest inspectors for this one task, while it runs or afterwards."""
    _check(task, "task.name_guest", task.state not in UNCHECKED, acting_user=acting_user, version=version)
    if is_concerned(acting_user, task):
        raise Denied(N_("No one decides on himself: your own department is concerned."))
    if not needs_guests(task):
        raise Invalid(N_("Inspectors who are not concerned are left: the supervision group verifies this task."))
    if find_guests(task):
        raise Invalid(N_("Two guest inspectors are already named for this task."))
    if len(set(user_ids)) != PAIR:
        raise Invalid(N_("Name two different people."), "second")
    names = [_guest(task, user_id, field) for user_id, field in zip(user_ids, ("first", "second"), strict=True)]
    for user_id in user_ids:
        db.session.add(_appointment(task, user_id, acting_user=acting_user))
    task.changed_at = clock.now()
    _record(task, "task.name-guests", None, {"user_ids": list(user_ids), "names": names}, acting_user)


def find_guests(task: Task) -> list[Person]:
    """The guest inspectors of this task."""
    return _holders((PostName.GUEST_INSPECTOR,), task_id=task.id)


def list_guest_candidates(task: Task) -> list[Person]:
    """Heads and staff of departments that have no part in this task."""
    legs = {leg.department_id for leg in task.assignments if leg.state in ACTIVE}
    supervision = select(Department.id).where(Department.kind == DepartmentKind.SUPERVISION)
    concerned = select(Appointment.user_id).where(
        in_force(),
        Appointment.post.in_((*ADMINISTRATORS, *INSPECTORS))
        | Appointment.department_id.in_(legs)
        | Appointment.department_id.in_(supervision),
    )
    rows = db.session.execute(
        select(User.id, User.name)
        .join(Appointment, Appointment.user_id == User.id)
        .where(Appointment.post.in_(OF_DEPARTMENT), in_force(), User.is_stopped.is_(False), User.id.not_in(concerned))
        .distinct()
        .order_by(User.name)
        .limit(300)
    )
    return [Person(row.id, row.name) for row in rows]


def is_recused(person: Actor, task: Task) -> bool:
    """Each department one belongs to, comes from, or left within 24 months."""
    return task.lead_department_id in person.recused


def _guest(task: Task, user_id: int, field: str) -> str:
    """The name of somebody who may be a guest here. Raises Invalid at the field."""
    found = next((person for person in list_guest_candidates(task) if person.user_id == user_id), None)
    actor = actors.find_actor_or_none(user_id)
    if found is None or actor is None or is_recused(actor, task) or _kept_from(task) & actor.recused:
        raise Invalid(N_("Choose somebody whose department has no part in this task."), field)
    return found.name


def _kept_from(task: Task) -> frozenset[int]:
    """The departments of this task that guests look at."""
    return find_needing_guests(leg.department_id for leg in task.assignments if leg.state in ACTIVE)


def _appointment(task: Task, user_id: int, *, acting_user: Actor) -> Appointment:
    return Appointment(
        user_id=user_id,
        post=PostName.GUEST_INSPECTOR,
        task_id=task.id,
        first_on=clock.today(),
        appointed_by_id=acting_user.user_id,
        created_at=clock.now(),
    )


def _holders(posts: tuple[PostName, ...], task_id: int | None = None) -> list[Person]:
    rows = _in_posts(posts, task_id is not None).all(**({"task": task_id} if task_id else {}))
    return [Person(row.id, row.name) for row in rows]


@lru_cache(maxsize=8)
def _in_posts(posts: tuple[PostName, ...], is_of_task: bool) -> Prepared:
    """Built once: building it cost more than asking."""
    query = (
        select(User.id, User.name)
        .join(Appointment, Appointment.user_id == User.id)
        .where(Appointment.post.in_(posts), in_force(), User.is_stopped.is_(False))
        .distinct()
        .order_by(User.name)
    )
    return Prepared(query.where(Appointment.task_id == bindparam("task", type_=Integer)) if is_of_task else query)


def _is_recused_by_id(user_id: int, task: Task) -> bool:
    person = actors.find_actor_or_none(user_id)
    return person is None or is_recused(person, task)


def _check(task: Task, permission: str, is_time: bool, *, acting_user: Actor, version: int | None) -> None:
    policy.require(acting_user, permission, task)
    if version is not None and version != task.version:
        raise Stale
    if not is_time:
        raise WrongState(N_("This step is not possible now: somebody may have been faster."))


def _record(
    task: Task, event: str, before: dict[str, object] | None, after: dict[str, object], acting_user: Actor
) -> None:
    history.record(event, acting_user=acting_user, subject=f"task:{task.id}", task=task, before=before, after=after)
