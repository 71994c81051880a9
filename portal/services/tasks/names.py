"""The names of everything a task's page mentions by id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import bindparam, select

from portal.database import db
from portal.models import Department, Task, User
from portal.prepared import Prepared
from portal.services import stamps


@dataclass
class Names:
    """Short names of departments and names of people, by id; `line` are the task's ancestors, the top one first."""

    departments: Mapping[int, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)
    line: Sequence[tuple[int, str]] = ()


_TITLES = Prepared(select(Task.id, Task.title).where(Task.id.in_(bindparam("tasks", expanding=True))))


@stamps.kept_under(stamps.NAMES)
def _departments() -> dict[int, str]:
    return dict(db.session.execute(select(Department.id, Department.short_name)).all())


@stamps.kept_under(stamps.PEOPLE)
def _people() -> dict[int, str]:
    return dict(db.session.execute(select(User.id, User.name)).all())


def find_names(task: Task) -> Names:
    """The names of everything a page mentions by id; what lies above the task is asked for, where something does."""
    above = [int(part) for part in task.path.split("/") if part and int(part) != task.id]
    titles = dict(_TITLES.all(tasks=above)) if above else {}
    return Names(_departments(), _people(), [(key, titles[key]) for key in above])
