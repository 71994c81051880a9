"""The names of a paper as the portal calls them: what a comparison understands."""

from collections.abc import Mapping

from sqlalchemy import select

from portal.database import db
from portal.domain.plan_draft import Decision, DecisionKind, Draft, names_in
from portal.models import Department, DepartmentGroup, GroupMember
from portal.services.plan_readings.departments import matches_of

Members = Mapping[str, tuple[str, ...]]


def names_of(draft: Draft) -> tuple[Mapping[str, str], Members]:
    """Printed name → the portal's ("" where it is ignored), and the members of every group by its name."""
    departments = dict(db.session.execute(select(Department.id, Department.name)).all())
    groups = dict(db.session.execute(select(DepartmentGroup.id, DepartmentGroup.name)).all())
    names = {name: match.label for name, match in matches_of(draft).items() if match is not None}
    for name in names_in(draft):
        if name in draft.decisions:
            names[name] = _decided(name, draft.decisions[name], departments, groups)
    return names, _members()


def _decided(name: str, decision: Decision, departments: Mapping[int, str], groups: Mapping[int, str]) -> str:
    match decision.kind:
        case DecisionKind.EXISTING | DecisionKind.ALIAS:
            return departments.get(decision.id or 0, name)
        case DecisionKind.GROUP:
            return groups.get(decision.id or 0, name)
        case DecisionKind.IGNORE:
            return ""
        case _:
            return name


def _members() -> Members:
    query = (
        select(DepartmentGroup.name, Department.name)
        .join(GroupMember, GroupMember.group_id == DepartmentGroup.id)
        .join(Department, Department.id == GroupMember.department_id)
        .order_by(Department.position, Department.id)
    )
    found: dict[str, list[str]] = {}
    for group, member in db.session.execute(query):
        found.setdefault(group, []).append(member)
    return {group: tuple(members) for group, members in found.items()}
