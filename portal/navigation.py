"""The menu: the same permissions as the routes, asked of the same table."""

from dataclasses import dataclass

from portal import policy
from portal.policy import Actor
from portal.text import N_


@dataclass(frozen=True)
class Entry:
    """A line of the menu: shown to whoever holds the permission anywhere."""

    label: str
    url: str
    permission: str


ENTRIES = (
    Entry(N_("Due from me"), "/", "task.read"),
    Entry(N_("Tasks"), "/tasks", "task.read"),
    Entry(N_("Campaigns"), "/campaigns", "campaign.read"),
    Entry(N_("Targets"), "/targets", "target.read"),
    Entry(N_("Findings"), "/findings", "finding.read"),
    Entry(N_("Plans"), "/plans", "plan.read"),
    Entry(N_("Departments"), "/departments", "department.read"),
    Entry(N_("Groups"), "/groups", "department.edit"),
    Entry(N_("Calendar"), "/calendar", "calendar.read"),
    Entry(N_("Periods"), "/periods", "period.edit"),
    Entry(N_("Accounts"), "/users", "user.edit"),
    Entry(N_("Appointments"), "/appointments", "appointment.edit"),
    Entry(N_("Audit trail"), "/audit", "audit.read"),
)


def entries_for(actor: Actor) -> list[Entry]:
    """What this person's menu shows."""
    return [entry for entry in ENTRIES if policy.holds_anywhere(actor, entry.permission)]
