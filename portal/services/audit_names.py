"""The names behind the ids in audit rows: people, departments, campaigns, periods, groups and appointments.

Names of tasks, plans and findings are business data and stay numbers to the audit administrator.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import select

from portal.database import db
from portal.domain.posts import PostName
from portal.models import Appointment, Campaign, Department, DepartmentGroup, ReportingPeriod, User
from portal.services.audit import Entry

KIND_OF_FIELD = {
    "user": "user",
    "user_id": "user",
    "user_ids": "user",
    "department_id": "department",
    "to_id": "department",
    "successor_id": "department",
    "seconded_from_id": "department",
    "members": "department",
    "campaign_id": "campaign",
    "period_id": "period",
}
NAMED: dict[str, type[User | Department | Campaign | DepartmentGroup | ReportingPeriod]] = {
    "user": User,
    "department": Department,
    "campaign": Campaign,
    "group": DepartmentGroup,
    "period": ReportingPeriod,
}
Key = tuple[str, int]


@dataclass(frozen=True)
class Post:
    """An appointment in two names."""

    post: PostName
    person: str
    place: str


@dataclass(frozen=True)
class Names:
    texts: dict[Key, str] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)


def find_names(entries: Iterable[Entry]) -> Names:
    """One query for each kind of thing that these rows mention."""
    wanted: dict[str, set[int]] = {}
    for kind, key in (key for entry in entries for key in _mentioned(entry)):
        wanted.setdefault(kind, set()).add(key)
    names = Names(posts=_posts(wanted.pop("appointment", set())))
    for kind, ids in wanted.items():
        row = NAMED[kind]
        rows = db.session.execute(select(row.id, row.name).where(row.id.in_(ids)))
        names.texts.update({(kind, found): text for found, text in rows})
    return names


def ids_in(value: object) -> list[int]:
    """The ids a value holds: one, or a list of them."""
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, int) and not isinstance(one, bool)]


def subject_key(subject: str) -> Key | None:
    """ "appointment:75" as what it means; an address or a day is none."""
    noun, _, number = subject.partition(":")
    is_known = noun in NAMED or noun == "appointment"
    return (noun, int(number)) if is_known and number.isdecimal() and len(number) < 10 else None


def _mentioned(entry: Entry) -> Iterator[Key]:
    if key := subject_key(entry.subject):
        yield key
    for detail in entry.details:
        if kind := KIND_OF_FIELD.get(detail.field):
            yield from ((kind, one) for value in (detail.before, detail.after) for one in ids_in(value))


def _posts(ids: set[int]) -> dict[int, Post]:
    if not ids:
        return {}
    query = (
        select(Appointment.id, Appointment.post, User.name, Department.name, Campaign.name)
        .join(User, User.id == Appointment.user_id)
        .outerjoin(Department, Department.id == Appointment.department_id)
        .outerjoin(Campaign, Campaign.id == Appointment.campaign_id)
        .where(Appointment.id.in_(ids))
    )
    return {
        key: Post(post, person, campaign or department or "")
        for key, post, person, department, campaign in db.session.execute(query)
    }
