"""What is typed for a new appointment, and what each post needs of it."""

from dataclasses import dataclass, replace
from datetime import date

from portal.domain.posts import OF_CAMPAIGN, OF_DEPARTMENT, WITH_HOME_DEPARTMENT, PostName
from portal.errors import Invalid
from portal.text import N_

SEATS = (1, 2)
INSPECTING = WITH_HOME_DEPARTMENT - OF_DEPARTMENT


@dataclass(frozen=True)
class AppointmentEntry:
    """What is typed for a new appointment; what does not belong to the post is dropped."""

    post: PostName
    first_on: date
    last_on: date | None = None
    department_id: int | None = None
    campaign_id: int | None = None
    seat: int | None = None
    seconded_from_id: int | None = None
    section: str = ""


def fitting(entry: AppointmentEntry) -> AppointmentEntry:
    """The entry without what does not belong to its post."""
    post = entry.post
    return replace(
        entry,
        department_id=entry.department_id if post in WITH_HOME_DEPARTMENT else None,
        campaign_id=entry.campaign_id if post in OF_CAMPAIGN else None,
        seat=entry.seat if post == PostName.DEPUTY_COMMANDER else None,
        seconded_from_id=entry.seconded_from_id if post in INSPECTING else None,
        section=entry.section if post in OF_DEPARTMENT else "",
    )


def check(entry: AppointmentEntry) -> None:
    """Raises Invalid where the post needs more, or its days are in the wrong order."""
    if entry.post == PostName.GUEST_INSPECTOR:
        raise Invalid(N_("Guest inspectors are named by a commander, for one task."), "post")
    if entry.post in OF_DEPARTMENT and entry.department_id is None:
        raise Invalid(N_("Choose the department of this post."), "department_id")
    if entry.post in OF_CAMPAIGN and entry.campaign_id is None:
        raise Invalid(N_("Choose the campaign of this post."), "campaign_id")
    if entry.post == PostName.DEPUTY_COMMANDER and entry.seat not in SEATS:
        raise Invalid(N_("Choose which of the two seats."), "seat")
    if entry.last_on and entry.last_on < entry.first_on:
        raise Invalid(N_("The last day cannot be before the first one, %(day)s."), "last_on", day=entry.first_on)
