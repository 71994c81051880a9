"""Groups of departments that papers name collectively (各街道)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import flag_modified

from portal import policy
from portal.database import db
from portal.errors import Invalid, Missing, Stale
from portal.models import Department, DepartmentAlias, DepartmentGroup, GroupMember
from portal.policy import Actor
from portal.services import history
from portal.text import N_

PAGE = 50


@dataclass(frozen=True)
class Listed:
    id: int
    name: str
    members: int


def list_groups(*, acting_user: Actor, after: str | None = None) -> list[Listed]:
    """By name, one more than a page."""
    policy.require(acting_user, "department.read")
    query = (
        select(DepartmentGroup.id, DepartmentGroup.name, func.count(GroupMember.id))
        .join(GroupMember, GroupMember.group_id == DepartmentGroup.id, isouter=True)
        .group_by(DepartmentGroup.id, DepartmentGroup.name)
        .order_by(DepartmentGroup.name)
        .limit(PAGE + 1)
    )
    return [Listed(*row) for row in db.session.execute(query.where(DepartmentGroup.name > after) if after else query)]


def access_group(group_id: int, *, acting_user: Actor, permission: str) -> DepartmentGroup:
    policy.require(acting_user, permission)
    query = select(DepartmentGroup).options(selectinload(DepartmentGroup.members)).where(DepartmentGroup.id == group_id)
    group = db.session.scalar(query)
    if group is None:
        raise Missing
    return group


def list_members(group: DepartmentGroup, *, acting_user: Actor) -> Sequence[Department]:
    policy.require(acting_user, "department.read")
    query = select(Department).join(GroupMember).where(GroupMember.group_id == group.id)
    return db.session.scalars(query.order_by(Department.position, Department.id)).all()


def enter_group(name: str, member_ids: list[int], *, acting_user: Actor) -> DepartmentGroup:
    policy.require(acting_user, "department.edit")
    _check(name, member_ids)
    group = DepartmentGroup(name=name, members=[GroupMember(department_id=one) for one in member_ids])
    db.session.add(group)
    db.session.flush()
    after = {"name": name, "members": sorted(member_ids)}
    history.record("group.entered", acting_user=acting_user, subject=f"group:{group.id}", after=after)
    return group


def edit_group(
    group: DepartmentGroup, name: str, member_ids: list[int], *, acting_user: Actor, version: int | None = None
) -> None:
    """Tasks already issued keep the members of the day they were issued."""
    policy.require(acting_user, "department.edit")
    if version is not None and version != group.version:
        raise Stale
    _check(name, member_ids, but=group.id)
    before = {"name": group.name, "members": sorted(member.department_id for member in group.members)}
    after = {"name": name, "members": sorted(member_ids)}
    if before == after:
        return
    group.name = name
    flag_modified(group, "name")  # other members alone must count as a new version too
    group.members = [member for member in group.members if member.department_id in member_ids]
    kept = {member.department_id for member in group.members}
    group.members += [GroupMember(department_id=one) for one in member_ids if one not in kept]
    history.record("group.edited", acting_user=acting_user, subject=f"group:{group.id}", before=before, after=after)


def _check(name: str, member_ids: list[int], but: int = 0) -> None:
    if len(member_ids) < 2:
        raise Invalid(N_("Choose two members or more."), "members")
    if db.session.scalar(select(DepartmentGroup.id).where(DepartmentGroup.name == name, DepartmentGroup.id != but)):
        raise Invalid(N_("Another group has this name."), "name")
    names = [select(Department.id).where((Department.name == name) | (Department.short_name == name))]
    names.append(select(DepartmentAlias.id).where(DepartmentAlias.name == name))
    if any(db.session.scalar(query) for query in names):
        raise Invalid(N_("“%(name)s” is the name of a department."), "name", name=name)
