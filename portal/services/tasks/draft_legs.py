"""The legs of a draft: put on, replaced as a whole, and named for people."""

from collections.abc import Sequence

from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.assignment_lifecycle import AssignmentKind, AssignmentState
from portal.models import Assignment, CampaignRole, Department, DepartmentGroup, Task
from portal.services import entries
from portal.services.tasks.entry import LegEntry


def add_leg(task: Task, leg: LegEntry) -> Assignment:
    """A leg nobody has signed, behind the others."""
    assignment = Assignment(
        department_id=leg.party.department_id,
        group_id=leg.party.group_id,
        kind=leg.kind,
        state=AssignmentState.WAITING,
        position=len(task.assignments),
        quantity=leg.quantity,
        percent=0,
        section=leg.inside.section,
        deputy_in_charge=leg.inside.deputy_in_charge,
        person_responsible=leg.inside.person_responsible,
        changed_at=clock.now(),
    )
    task.assignments.append(assignment)
    return assignment


def lead_of(legs: Sequence[LegEntry]) -> int | None:
    return next((leg.party.department_id for leg in legs if leg.kind == AssignmentKind.LEAD), None)


def replace_legs(task: Task, legs: Sequence[LegEntry]) -> tuple[list[str], list[str]]:
    """Keep the legs of parties that stay, with who does it inside; one lead at any moment."""
    names = leg_names(task)
    wanted = {(leg.party.department_id, leg.party.group_id): leg for leg in legs}
    for assignment in list(task.assignments):
        kept = wanted.get((assignment.department_id, assignment.group_id))
        if kept is None:
            task.assignments.remove(assignment)
            db.session.delete(assignment)
        elif kept.kind != AssignmentKind.LEAD:
            assignment.kind = kept.kind
    db.session.flush()
    standing = {(leg.department_id, leg.group_id): leg for leg in task.assignments}
    for key, leg in wanted.items():
        assignment = standing.get(key) or add_leg(task, leg)
        _update_leg(assignment, leg, list(wanted).index(key))
    task.lead_department_id = lead_of(legs)
    db.session.flush()
    return names, leg_names(task)


def _update_leg(assignment: Assignment, leg: LegEntry, position: int) -> None:
    assignment.kind, assignment.position = leg.kind, position
    if leg.quantity is not None:
        assignment.quantity = leg.quantity
    for column in ("section", "deputy_in_charge", "person_responsible"):
        if value := getattr(leg.inside, column):
            setattr(assignment, column, value)


def leg_names(task: Task) -> list[str]:
    """The parties as history tells them: lead with an asterisk, quantities behind."""
    names = party_names(task.assignments)
    return [
        ("*" if leg.kind == AssignmentKind.LEAD else "")
        + names[leg.department_id, leg.group_id]
        + (f" {entries.plain(leg.quantity)}" if leg.quantity is not None else "")
        for leg in sorted(task.assignments, key=lambda leg: leg.position)
    ]


def entry_names(legs: Sequence[LegEntry]) -> list[str]:
    """The same for legs that are not written yet."""
    return [
        ("*" if leg.kind == AssignmentKind.LEAD else "")
        + leg.party.name
        + (f" {entries.plain(leg.quantity)}" if leg.quantity is not None else "")
        for leg in legs
    ]


def party_names(legs: Sequence[Assignment | CampaignRole]) -> dict[tuple[int | None, int | None], str]:
    """The name of each leg's department or group, in one query each."""
    departments = {leg.department_id for leg in legs} - {None}
    groups = {leg.group_id for leg in legs} - {None}
    found: dict[tuple[int | None, int | None], str] = {}
    if departments:
        query = select(Department.id, Department.name).where(Department.id.in_(departments))
        found |= {(one, None): name for one, name in db.session.execute(query)}
    if groups:
        chosen = select(DepartmentGroup.id, DepartmentGroup.name).where(DepartmentGroup.id.in_(groups))
        found |= {(None, one): name for one, name in db.session.execute(chosen)}
    return found


def department_names_of(departments: Sequence[int]) -> dict[int, str]:
    """Names by id."""
    query = select(Department.id, Department.name).where(Department.id.in_(departments))
    return {row.id: row.name for row in db.session.execute(query)} if departments else {}
