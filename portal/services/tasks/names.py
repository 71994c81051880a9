"""The names of everything a task's page mentions by id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import bindparam, literal, select, union_all

from portal.database import db
from portal.models import Department, Finding, Task, User


class Telling(Protocol):
    """A row of the history, as it was loaded."""

    @property
    def after(self) -> Mapping[str, Any] | None: ...


@dataclass
class Names:
    """Short names of departments and names of people, by id; `line` are the task's ancestors, the top one first."""

    departments: dict[int, str] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)
    line: Sequence[tuple[int, str]] = ()


_NAMES = union_all(
    select(literal("t"), Task.id, Task.title).where(Task.id.in_(bindparam("tasks", expanding=True))),
    select(literal("d"), Department.id, Department.short_name).where(
        Department.id.in_(bindparam("departments", expanding=True))
    ),
    select(literal("p"), User.id, User.name).where(User.id.in_(bindparam("people", expanding=True))),
)


def find_names(task: Task, rows: Sequence[Telling] = (), findings: Sequence[Finding] = ()) -> Names:
    """The names of everything a page mentions by id, in one query."""
    departments = {leg.department_id for leg in task.assignments} | {task.lead_department_id}
    departments |= {row.after.get("department_id") for row in rows if row.after}
    departments |= {finding.department_id for finding in findings}
    people = {leg.signed_by_id for leg in task.assignments} | {
        task.created_by_id, task.issued_by_id, task.requested_by_id, task.verifier_id, task.verified_by_id,
        task.closed_by_id,
    }  # fmt: skip
    found = Names()
    above = [int(part) for part in task.path.split("/") if part and int(part) != task.id]
    wanted = {
        "tasks": above,
        "departments": sorted(one for one in departments if one),
        "people": sorted(one for one in people if one),
    }
    titles: dict[int, str] = {}
    by_kind = {"t": titles, "d": found.departments, "p": found.people}
    for kind, key, name in db.session.execute(_NAMES, wanted):
        by_kind[kind][key] = name
    found.line = [(key, titles[key]) for key in above]
    return found
