"""Decisions on printed names become departments, other names and groups, when a plan is made of the draft."""

from collections.abc import Callable, Collection, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from portal.database import db
from portal.domain.plan_draft import Decision, DecisionKind, Draft, Match, names_in
from portal.errors import Invalid, PortalError
from portal.models import Department, DepartmentGroup
from portal.policy import Actor
from portal.services import departments, groups
from portal.services.department_names import Party, find_parties
from portal.services.departments import DepartmentEntry
from portal.services.plan_readings.departments import matches_of
from portal.text import N_

Parties = Mapping[str, Party | None]
Make = Callable[[str, Decision, Actor], Party | None]


def settle_names(draft: Draft, *, acting_user: Actor, only: Collection[str] | None = None) -> Parties:
    """Printed name → department or group, None where it was ignored. New ones are entered, other names are added.

    Of all names of the draft, or `only` some. Raises Invalid at "name:<printed>" with the reason.
    """
    wanted = [name for name in names_in(draft) if only is None or name in only]
    matches = matches_of(draft)
    found: dict[str, Party | None] = {}
    for name in wanted:
        decision = draft.decisions.get(name)
        found[name] = _decided(name, decision, acting_user) if decision else _matched(name, matches[name])
    return found


def _matched(name: str, match: Match | None) -> Party:
    if match is None:
        raise Invalid(N_("Say first what “%(name)s” is."), f"name:{name}", name=name)
    return Party(match.label, department_id=match.department_id, group_id=match.group_id)


def _decided(name: str, decision: Decision, acting_user: Actor) -> Party | None:
    try:
        return MAKERS[decision.kind](name, decision, acting_user)
    except PortalError as error:
        text = N_("“%(item)s” cannot be created: %(reason)s")
        raise Invalid(text, f"name:{name}", item=name, reason=error) from error


def _existing(name: str, decision: Decision, acting_user: Actor) -> Party:
    department = _department(decision.id)
    return Party(department.name, department_id=department.id)


def _alias(name: str, decision: Decision, acting_user: Actor) -> Party:
    """The department is known under the printed name from now on."""
    department = _department(decision.id)
    aliases = [alias.name for alias in department.aliases]
    if name not in (department.name, department.short_name, *aliases):
        entry = DepartmentEntry(
            department.name, department.short_name, department.kind, department.position,
            department.first_on, department.last_on, department.successor_id,
        )  # fmt: skip
        departments.edit_department(department, entry, [*aliases, name], acting_user=acting_user)
    return Party(department.name, department_id=department.id)


def _new(name: str, decision: Decision, acting_user: Actor) -> Party:
    if standing := find_parties([name]).get(name):  # entered meanwhile, perhaps by another difference of this paper
        return standing
    if decision.department_kind is None:
        raise Invalid(N_("A new department needs its kind and a short name."), "short_name")
    position = (db.session.scalar(select(func.max(Department.position))) or 0) + 1
    entry = DepartmentEntry(name, decision.short_name.strip(), decision.department_kind, position)
    department = departments.enter_department(entry, [], acting_user=acting_user)
    return Party(name, department_id=department.id)


def _group(name: str, decision: Decision, acting_user: Actor) -> Party:
    group = db.session.get(DepartmentGroup, decision.id)
    if group is None:
        raise Invalid(N_("Choose a group."), "id")
    return Party(group.name, group_id=group.id)


def _new_group(name: str, decision: Decision, acting_user: Actor) -> Party:
    if standing := find_parties([name]).get(name):
        return standing
    group = groups.enter_group(name, list(dict.fromkeys(decision.members)), acting_user=acting_user)
    return Party(name, group_id=group.id)


def _ignored(name: str, decision: Decision, acting_user: Actor) -> None:
    return None


def _department(department_id: int | None) -> Department:
    query = select(Department).options(selectinload(Department.aliases)).where(Department.id == department_id)
    department = db.session.scalar(query)
    if department is None:
        raise Invalid(N_("Choose a department."), "id")
    return department


MAKERS: Mapping[DecisionKind, Make] = {
    DecisionKind.EXISTING: _existing,
    DecisionKind.ALIAS: _alias,
    DecisionKind.NEW: _new,
    DecisionKind.GROUP: _group,
    DecisionKind.NEW_GROUP: _new_group,
    DecisionKind.IGNORE: _ignored,
}
