"""Departments, their kinds, the names they go by, their first and last day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import flag_modified

from portal import clock, policy
from portal.database import db
from portal.domain.departments import DepartmentKind
from portal.domain.posts import PostName
from portal.errors import Invalid, Missing, Stale
from portal.models import Appointment, Department, DepartmentAlias, DepartmentGroup, GroupMember, User
from portal.policy import Actor
from portal.services import entries, history
from portal.services.appointments.reading import in_force
from portal.text import N_

PAGE = 50


@dataclass(frozen=True)
class DepartmentEntry:
    """What is typed for a department; aliases come beside it."""

    name: str
    short_name: str
    kind: DepartmentKind
    position: int = 0
    first_on: date | None = None
    last_on: date | None = None
    successor_id: int | None = None


@dataclass(frozen=True)
class Listed:
    """A row of the list. `place` is the key the list is paged by."""

    id: int
    place: str
    name: str
    short_name: str
    kind: DepartmentKind
    last_on: date | None
    head: str | None


def list_departments(
    *,
    acting_user: Actor,
    words: str = "",
    kind: DepartmentKind | None = None,
    with_closed: bool = False,
    after: tuple[int, int] | None = None,
) -> list[Listed]:
    """In their order, one more than a page, with the head of today. `words` are looked for in every name."""
    policy.require(acting_user, "department.read")
    query = _list_query().order_by(Department.position, Department.id).limit(PAGE + 1)
    if words:
        query = query.where(_has_name(words))
    if kind:
        query = query.where(Department.kind == kind)
    if not with_closed:
        query = query.where(or_(Department.last_on.is_(None), Department.last_on >= clock.today()))
    if after:
        position, department_id = after
        is_behind = (Department.position == position) & (Department.id > department_id)
        query = query.where(or_(Department.position > position, is_behind))
    return [
        Listed(row.id, f"{row.position}-{row.id}", row.name, row.short_name, row.kind, row.last_on, row.head)
        for row in db.session.execute(query)
    ]


def list_choices(*, acting_user: Actor) -> list[tuple[int, str]]:
    """(id, name) of the departments still there, in their order."""
    policy.require(acting_user, "department.read")
    query = select(Department.id, Department.name).where(Department.last_on.is_(None))
    return [(row.id, row.name) for row in db.session.execute(query.order_by(Department.position, Department.id))]


def access_department(department_id: int, *, acting_user: Actor, permission: str) -> Department:
    policy.require(acting_user, permission)
    query = select(Department).options(selectinload(Department.aliases)).where(Department.id == department_id)
    department = db.session.scalar(query)
    if department is None:
        raise Missing
    return department


def list_groups_of(department: Department, *, acting_user: Actor) -> Sequence[DepartmentGroup]:
    policy.require(acting_user, "department.read")
    query = select(DepartmentGroup).join(GroupMember).where(GroupMember.department_id == department.id)
    return db.session.scalars(query.order_by(DepartmentGroup.name)).all()


def find_successor_or_none(department: Department) -> Department | None:
    return db.session.get(Department, department.successor_id) if department.successor_id else None


def enter_department(entry: DepartmentEntry, aliases: list[str], *, acting_user: Actor) -> Department:
    policy.require(acting_user, "department.edit")
    _check(entry, aliases)
    department = Department(aliases=[DepartmentAlias(name=name) for name in aliases])
    entries.put(entry, department)
    db.session.add(department)
    db.session.flush()
    history.record(
        "department.entered",
        acting_user=acting_user,
        subject=f"department:{department.id}",
        after={**entries.told(entry), "aliases": "、".join(aliases)},
    )
    return department


def edit_department(
    department: Department,
    entry: DepartmentEntry,
    aliases: list[str],
    *,
    acting_user: Actor,
    version: int | None = None,
) -> None:
    policy.require(acting_user, "department.edit")
    if version is not None and version != department.version:
        raise Stale
    _check(entry, aliases, but=department.id)
    old_aliases = [alias.name for alias in department.aliases]
    before, after = entries.put(entry, department)
    if sorted(old_aliases) != sorted(aliases):
        before, after = {**before, "aliases": "、".join(old_aliases)}, {**after, "aliases": "、".join(aliases)}
        _put_aliases(department, aliases)
        flag_modified(department, "position")  # other names alone must count as a new version too
    if after:
        subject = f"department:{department.id}"
        history.record("department.edited", acting_user=acting_user, subject=subject, before=before, after=after)


def _put_aliases(department: Department, aliases: list[str]) -> None:
    department.aliases = [alias for alias in department.aliases if alias.name in aliases]
    kept = {alias.name for alias in department.aliases}
    department.aliases += [DepartmentAlias(name=name) for name in aliases if name not in kept]


def _check(entry: DepartmentEntry, aliases: list[str], but: int = 0) -> None:
    if entry.first_on and entry.last_on and entry.last_on < entry.first_on:
        raise Invalid(N_("The last day cannot be before the first one, %(day)s."), "last_on", day=entry.first_on)
    if entry.successor_id is not None and entry.successor_id == but:
        raise Invalid(N_("A department cannot follow itself."), "successor_id")
    for field, names in (("name", [entry.name]), ("short_name", [entry.short_name]), ("aliases_text", aliases)):
        if taken := _find_taken_or_none(names, but):
            raise Invalid(N_("“%(name)s” is the name of another department."), field, name=taken)


def _find_taken_or_none(names: list[str], but: int) -> str | None:
    """One of the names that already leads to another department: papers must name exactly one."""
    for column in (Department.name, Department.short_name):
        if taken := db.session.scalar(select(column).where(column.in_(names), Department.id != but).limit(1)):
            return taken
    alias = select(DepartmentAlias.name).where(DepartmentAlias.name.in_(names), DepartmentAlias.department_id != but)
    return db.session.scalar(alias.limit(1))


def _has_name(words: str) -> ColumnElement[bool]:
    aliases = select(DepartmentAlias.department_id).where(DepartmentAlias.name.contains(words, autoescape=True))
    return or_(
        Department.name.contains(words, autoescape=True),
        Department.short_name.contains(words, autoescape=True),
        Department.id.in_(aliases),
    )


def _list_query() -> Select[Any]:
    head = (
        select(func.min(User.name))
        .join(Appointment, Appointment.user_id == User.id)
        .where(Appointment.department_id == Department.id, Appointment.post == PostName.HEAD)
        .where(in_force(clock.today()))
        .scalar_subquery()
        .label("head")
    )
    return select(
        Department.id,
        Department.position,
        Department.name,
        Department.short_name,
        Department.kind,
        Department.last_on,
        head,
    )
