"""From the names papers print to departments and groups: full names, short names, aliases, group names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select, union_all

from portal.database import db
from portal.errors import Invalid
from portal.models import Department, DepartmentAlias, DepartmentGroup
from portal.text import N_

_BETWEEN = re.compile(r"[、，,；;\n\t]+")


@dataclass(frozen=True)
class Party:
    """A department or a group, by id and the name it is shown with."""

    name: str
    department_id: int | None = None
    group_id: int | None = None


def split_names(text: str) -> list[str]:
    """The names in a typed or pasted list, each once, in its order."""
    return list(dict.fromkeys(name for part in _BETWEEN.split(text) if (name := part.strip(" \u3000。"))))


def find_parties(names: Iterable[str]) -> dict[str, Party]:
    """What each name stands for; names nobody knows are left out."""
    wanted = list(names)
    if not wanted:
        return {}
    found: dict[str, Party] = {}
    direct = select(Department.id, Department.name, Department.short_name, DepartmentAlias.name).outerjoin(
        DepartmentAlias
    )
    named = or_(*(column.in_(wanted) for column in (Department.name, Department.short_name, DepartmentAlias.name)))
    for department_id, name, short_name, alias in db.session.execute(direct.where(named)):
        found |= dict.fromkeys((name, short_name, alias), Party(name, department_id=department_id))
    for group_id, name in db.session.execute(
        select(DepartmentGroup.id, DepartmentGroup.name).where(DepartmentGroup.name.in_(wanted))
    ):
        found.setdefault(name, Party(name, group_id=group_id))
    return {name: found[name] for name in wanted if name in found}


def read_parties(names: Sequence[str], field: str) -> list[Party]:
    """The parties in the order of their names, each once. Raises Invalid at `field`, naming what nobody knows."""
    found = find_parties(names)
    unknown = [name for name in names if name not in found]
    if unknown:
        raise Invalid(N_("No department or group is called “%(names)s”."), field, names="、".join(unknown))
    return list(dict.fromkeys(found[name] for name in names))


def list_names(*, with_groups: bool = True) -> list[str]:
    """Every name to choose from, departments in their order, then groups."""
    query = select(Department.name.label("name"), Department.position.label("at")).where(Department.last_on.is_(None))
    if with_groups:
        query = union_all(query, select(DepartmentGroup.name, DepartmentGroup.id + 1_000_000))  # type: ignore[assignment]
    rows = db.session.execute(select(query.subquery())).all()
    return [row.name for row in sorted(rows, key=lambda row: row.at)]
