"""The cast: one small zone in which every post is held by somebody, so that a test can say who does what.

Campaign 1 is led by the lead bureau, campaign 2 by the other one; the street and the supervision group take part.
"""

from dataclasses import dataclass, field
from datetime import date

from portal.domain.posts import PostName
from portal.models import Campaign, Department, DepartmentKind, Plan, User
from portal.policy import Actor
from portal.services import actors, calendar
from tests import factories

P = PostName


@dataclass
class Cast:
    """Departments, campaigns, and users by role name; `actor(role)` is who acts."""

    lead: Department
    other: Department
    street: Department
    supervision: Department
    plan: Plan
    campaign: Campaign
    other_campaign: Campaign
    users: dict[str, User] = field(default_factory=dict)

    def actor(self, role: str) -> Actor:
        found = actors.find_actor_or_none(self.users[role].id)
        assert found is not None
        return found

    def user(self, role: str) -> User:
        return self.users[role]


def build() -> Cast:
    """The whole cast, flushed and not committed. Half of all tests begin with it: rows of a kind are sent together."""
    calendar.seed_year(2022)
    lead, other = factories.new_department("牵头局"), factories.new_department("配合局")
    street = factories.new_department("某街道", kind=DepartmentKind.STREET)
    supervision = factories.new_department("督查组", kind=DepartmentKind.SUPERVISION)
    plan = factories.new_plan()
    factories.keep_all(lead, other, street, supervision, plan)
    first, second = factories.new_campaign(plan), factories.new_campaign(plan)
    factories.keep_all(first, second)
    cast = Cast(lead, other, street, supervision, plan, first, second)
    posts = _posts(cast)
    cast.users = {role: _new_user(role) for role, _, _ in posts}
    factories.keep_all(*cast.users.values())
    leads = factories.new_lead(first, lead), factories.new_lead(second, other)
    held = (factories.new_appointment(cast.users[role], post, **values) for role, post, values in posts if post)
    factories.keep_all(*leads, *held)
    return cast


def _new_user(role: str) -> User:
    return factories.new_user(f"岗位 {role}", login=role.replace("_", "-"))


def _posts(cast: Cast) -> list[tuple[str, PostName | None, dict[str, object]]]:
    """Role, post and what it is tied to; a role that stands twice holds two posts."""
    one, two = {"campaign_id": cast.campaign.id}, {"campaign_id": cast.other_campaign.id}
    lead, other, street = ({"department_id": row.id} for row in (cast.lead, cast.other, cast.street))
    home = {"department_id": cast.supervision.id}
    powers = {"empowered_from": date(2022, 1, 1), "empowered_until": date(2022, 12, 31)}
    return [
        ("office", P.OFFICE, {}),
        ("commander", P.COMMANDER, one),
        ("deputy", P.DEPUTY_COMMANDER, one | {"seat": 1}),
        ("second_deputy", P.DEPUTY_COMMANDER, one | {"seat": 2}),
        ("other_commander", P.COMMANDER, two),
        ("lead_head", P.HEAD, lead),
        ("lead_deputy_head", P.DEPUTY_HEAD, lead),
        ("lead_staff", P.STAFF, lead),
        ("lead_empowered", P.STAFF, lead | powers),
        ("other_head", P.HEAD, other),
        ("other_staff", P.STAFF, other),
        ("street_head", P.HEAD, street),
        ("supervision_head", P.HEAD, home),
        ("supervision_lead", P.SUPERVISION_LEAD, home),
        ("inspector", P.INSPECTOR, home),
        ("second_inspector", P.INSPECTOR, home),
        ("recused_inspector", P.INSPECTOR, home | {"seconded_from_id": cast.lead.id}),
        ("observer", P.OBSERVER, {}),
        ("system_admin", P.SYSTEM_ADMIN, {}),
        ("security_admin", P.SECURITY_ADMIN, {}),
        ("audit_admin", P.AUDIT_ADMIN, {}),
        ("stranger", None, {}),
        ("head_and_deputy", P.DEPUTY_COMMANDER, two | {"seat": 1}),
        ("head_and_deputy", P.DEPUTY_HEAD, other),
    ]
