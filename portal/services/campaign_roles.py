"""The departments of a campaign: who leads, who is responsible, and whose legs are silent."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm.attributes import flag_modified

from portal import clock
from portal.database import db
from portal.domain.assignment_lifecycle import AssignmentKind, AssignmentState
from portal.errors import Invalid
from portal.models import Assignment, Campaign, CampaignRole, Department, DepartmentGroup, GroupMember, Task
from portal.services import department_names, entries
from portal.services.department_names import Party, split_names
from portal.text import N_

MOST = 100
Told = dict[str, entries.Plain]


@dataclass(frozen=True)
class Role:
    """A department or group of a campaign, under the name it is shown with."""

    name: str
    kind: AssignmentKind
    department_id: int | None
    group_id: int | None


@dataclass(frozen=True)
class Share:
    """One department's part of a campaign; `group` is the collective name under which the plan calls it.

    Open legs, those nobody has signed, those received by silence alone, and those past their day: up to 100 each.
    """

    department_id: int
    name: str
    group: str
    is_lead: bool
    open: int
    unsigned: int
    silent: int
    late: int


def set_roles(campaign: Campaign, lead: str, responsible: str) -> None:
    """Fill an empty list of roles from names. Raises Invalid with the names nobody knows."""
    leading = department_names.read_parties(split_names(lead), "lead")
    if len(leading) != 1 or leading[0].group_id is not None:
        raise Invalid(N_("Name exactly one department that leads; a group cannot lead."), "lead")
    others = department_names.read_parties(split_names(responsible), "responsible")
    if leading[0] in others:
        raise Invalid(N_("“%(name)s” already leads; name it once."), "responsible", name=leading[0].name)
    put_roles(campaign, leading[0], others)


def put_roles(campaign: Campaign, lead: Party | None, responsible: Sequence[Party]) -> None:
    """Fill an empty list of roles with parties that are known; a paper may name no lead."""
    leading = [(lead, AssignmentKind.LEAD)] if lead else []
    kinds = [*leading, *((party, AssignmentKind.RESPONSIBLE) for party in responsible)]
    campaign.roles.extend(_role(party, kind, at) for at, (party, kind) in enumerate(kinds))


def replace_roles(campaign: Campaign, lead: str, responsible: str) -> tuple[Told, Told]:
    """Set the roles anew; answers what changed: the names before and after, empty where they are the same."""
    old = role_names(campaign.id)
    db.session.refresh(campaign, ["roles"])
    campaign.roles.clear()
    db.session.flush()
    set_roles(campaign, lead, responsible)
    flag_modified(campaign, "name")  # so that the campaign's version moves with its roles
    db.session.flush()
    new = role_names(campaign.id)
    if old == new:
        return {}, {}
    return _told(old), _told(new)


def _told(names: tuple[str, str]) -> Told:
    return {"lead": names[0], "responsible": names[1]}


def _role(party: Party, kind: AssignmentKind, position: int) -> CampaignRole:
    return CampaignRole(department_id=party.department_id, group_id=party.group_id, kind=kind, position=position)


def list_roles(campaign_id: int) -> list[Role]:
    """The lead first, then in the plan's order."""
    rows = db.session.execute(
        select(CampaignRole, func.coalesce(Department.name, DepartmentGroup.name))
        .outerjoin(Department, Department.id == CampaignRole.department_id)
        .outerjoin(DepartmentGroup, DepartmentGroup.id == CampaignRole.group_id)
        .where(CampaignRole.campaign_id == campaign_id)
        .order_by(CampaignRole.position)
    )
    return [Role(name, role.kind, role.department_id, role.group_id) for role, name in rows]


def role_names(campaign_id: int) -> tuple[str, str]:
    """The lead's name, and the names of the responsible ones as they are typed."""
    roles = list_roles(campaign_id)
    lead = next((role.name for role in roles if role.kind == AssignmentKind.LEAD), "")
    return lead, "、".join(role.name for role in roles if role.kind != AssignmentKind.LEAD)


def find_lead_or_none(campaign_id: int) -> int | None:
    """The id of the department that leads a campaign."""
    return db.session.scalar(
        select(CampaignRole.department_id).where(
            CampaignRole.campaign_id == campaign_id, CampaignRole.kind == AssignmentKind.LEAD
        )
    )


def list_shares(campaign_id: int) -> list[Share]:
    """Every department of a campaign, groups expanded into their members, with what waits for it."""
    member = Department.id == func.coalesce(CampaignRole.department_id, GroupMember.department_id)
    rows = db.session.execute(
        select(Department.id, Department.name, DepartmentGroup.name, CampaignRole.kind, *_counts(campaign_id))
        .select_from(CampaignRole)
        .outerjoin(DepartmentGroup, DepartmentGroup.id == CampaignRole.group_id)
        .outerjoin(GroupMember, GroupMember.group_id == CampaignRole.group_id)
        .join(Department, member)
        .where(CampaignRole.campaign_id == campaign_id)
        .order_by(CampaignRole.position, Department.position, Department.id)
    ).all()
    first = {row[0]: row for row in reversed(rows)}
    return [
        Share(row[0], row[1], row[2] or "", row[3] == AssignmentKind.LEAD, row[4], row[5], row[6], row[7])
        for row in rows
        if first[row[0]] is row
    ]


def _counts(campaign_id: int) -> Sequence[ScalarSelect[int]]:
    today = clock.today()
    waiting = Assignment.state == AssignmentState.WAITING
    unfinished = Assignment.state != AssignmentState.DONE
    received = Assignment.is_deemed & unfinished & Assignment.reported_at.is_(None)
    late = unfinished & (Assignment.due_on < today)
    return [_count(campaign_id, condition) for condition in (unfinished, waiting, received, late)]


def _count(campaign_id: int, condition: ColumnElement[bool]) -> ScalarSelect[int]:
    legs = (
        select(Assignment.id)
        .join(Task, Task.id == Assignment.task_id)
        .where(
            Assignment.department_id == Department.id, Assignment.is_open, Task.campaign_id == campaign_id, condition
        )
        .limit(MOST)
        .correlate(Department)
        .subquery()
    )
    return select(func.count()).select_from(legs).scalar_subquery()
