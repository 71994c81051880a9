"""What the names printed in a draft stand for: a person's decision, else what the portal's names say surely."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal import clock
from portal.database import db
from portal.domain.plan_draft import Decision, Directory, Draft, Known, KnownGroup, Match, names_in
from portal.domain.plan_text.names import is_group
from portal.models import Department, DepartmentGroup, PlanReading
from portal.policy import Actor
from portal.services import departments
from portal.services.plan_readings.access import draft_of, require_office


@dataclass(frozen=True)
class NameRow:
    """A printed name with the items it stands in; `candidates` are offered where nobody has decided."""

    name: str
    count: int
    items: tuple[str, ...]
    decision: Decision | None
    match: Match | None
    candidates: tuple[Match, ...]
    is_collective: bool

    @property
    def is_settled(self) -> bool:
        return self.decision is not None or self.match is not None


def list_names(reading: PlanReading) -> list[NameRow]:
    """Every printed department and group, what is open first, then in the order of the paper."""
    draft, directory = draft_of(reading), load_directory()
    rows = [_row(name, [item for item, _ in where], draft, directory) for name, where in names_in(draft).items()]
    return sorted(rows, key=lambda row: row.is_settled)


def _row(name: str, items: list[str], draft: Draft, directory: Directory) -> NameRow:
    decision, match = draft.decisions.get(name), directory.find_or_none(name)
    candidates = () if decision or match else tuple(directory.candidates(name))
    return NameRow(name, len(items), tuple(dict.fromkeys(items)), decision, match, candidates, is_group(name))


def load_directory() -> Directory:
    """All departments that still exist, with every name they go by, and all groups: three queries."""
    today = clock.today()
    rows = db.session.scalars(
        select(Department).options(selectinload(Department.aliases)).order_by(Department.position, Department.id)
    ).all()
    known = [
        Known(one.id, one.name, one.short_name, tuple(alias.name for alias in one.aliases))
        for one in rows
        if one.last_on is None or one.last_on >= today
    ]
    groups = db.session.execute(select(DepartmentGroup.id, DepartmentGroup.name).order_by(DepartmentGroup.name))
    return Directory(known, [KnownGroup(one.id, one.name) for one in groups])


def matches_of(draft: Draft) -> Mapping[str, Match | None]:
    """For the names nobody has decided on: what they surely are, or None."""
    directory = load_directory()
    return {name: directory.find_or_none(name) for name in names_in(draft) if name not in draft.decisions}


def department_choices(*, acting_user: Actor) -> list[tuple[int, str]]:
    """(id, name) of the departments a name may be given to."""
    return departments.list_choices(acting_user=acting_user)


def group_choices(*, acting_user: Actor) -> list[tuple[int, str]]:
    """(id, name) of the groups a name may be given to."""
    require_office(acting_user)
    query = select(DepartmentGroup.id, DepartmentGroup.name).order_by(DepartmentGroup.name)
    return [(row.id, row.name) for row in db.session.execute(query)]
