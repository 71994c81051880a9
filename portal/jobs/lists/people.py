"""Accounts, appointments and the audit trail as tables, each for its own administrator."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from portal.documents.cells import Kind
from portal.domain.posts import POST_LABELS
from portal.jobs.lists.columns import Column, ListOf, Query, by_key, local
from portal.policy import Actor
from portal.services import appointments, audit, sign_ins, users
from portal.text import N_
from portal.views.appointments import choice_of
from portal.views.audit import filter_of, lines_of

AUDIT_BATCH = 1_000


class UserLine(NamedTuple):
    user: Any
    seen: datetime | None


def _users(query: Query, actor: Actor) -> Iterator[Sequence[Any]]:
    words, state = query.get("q", "").strip()[:60], {"open": False, "stopped": True}.get(query.get("state", ""))
    pages = by_key(
        lambda after: users.list_users(acting_user=actor, words=words, is_stopped=state, after=after),
        users.PAGE,
        lambda row: row.login,
    )
    for page in pages:
        seen = sign_ins.last_seen_of([user.id for user in page])
        yield [UserLine(user, seen.get(user.id)) for user in page]


USERS = ListOf(
    N_("Accounts"),
    "user.edit",
    (
        Column(N_("Name"), lambda row: row.user.name, width=30),
        Column(N_("Account"), lambda row: row.user.login),
        Column(
            N_("State"),
            lambda row: row.user.is_stopped,
            words={True: N_("Account closed"), False: N_("Account open")},
        ),
        Column(N_("Last seen"), lambda row: local(row.seen), Kind.MOMENT),
    ),
    _users,
)


def _appointments(query: Query, actor: Actor) -> Iterator[Sequence[Any]]:
    choice = choice_of(query)
    return by_key(
        lambda after: appointments.list_appointments(choice, acting_user=actor, after=after),
        appointments.PAGE,
        lambda row: row.id,
    )


APPOINTMENTS = ListOf(
    N_("Appointments"),
    "appointment.edit",
    (
        Column(N_("Person"), lambda row: row.person, width=24),
        Column(N_("Account"), lambda row: row.login),
        Column(N_("Post"), lambda row: row.post, words=POST_LABELS),
        Column(N_("Department"), lambda row: row.department, width=24),
        Column(N_("Campaign"), lambda row: row.campaign, width=24),
        Column(N_("Seat"), lambda row: row.seat, Kind.NUMBER),
        Column(N_("Section"), lambda row: row.section),
        Column(N_("Seconded from"), lambda row: row.seconded_from),
        Column(N_("First day"), lambda row: row.first_on, Kind.DAY),
        Column(N_("Last day"), lambda row: row.last_on, Kind.DAY),
        Column(N_("Reports for the head from"), lambda row: row.empowered_from, Kind.DAY),
        Column(N_("Reports for the head until"), lambda row: row.empowered_until, Kind.DAY),
    ),
    _appointments,
)


class AuditLine(NamedTuple):
    entry: Any
    line: Any


def _audit(query: Query, actor: Actor) -> Iterator[Sequence[Any]]:
    choice = filter_of(query)
    pages = by_key(
        lambda after: audit.list_entries(choice, acting_user=actor, after=after, size=AUDIT_BATCH),
        AUDIT_BATCH,
        lambda row: row.id,
    )
    return ([AuditLine(*both) for both in zip(page, lines_of(page), strict=True)] for page in pages)


AUDIT = ListOf(
    N_("Audit trail"),
    "audit.read",
    (
        Column(N_("Row number"), lambda row: row.line.number, Kind.NUMBER),
        Column(N_("When"), lambda row: local(row.entry.at), Kind.MOMENT),
        Column(N_("Who"), lambda row: row.line.who, width=24),
        Column(N_("What"), lambda row: row.line.event, width=24),
        Column(N_("On what"), lambda row: row.line.subject),
        Column(N_("From where"), lambda row: row.line.address),
        Column(N_("Details"), lambda row: row.line.details, width=60),
    ),
    _audit,
)
