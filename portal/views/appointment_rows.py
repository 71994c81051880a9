"""Appointments as lists and pages show them: posts, places and days in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from portal import clock
from portal.domain.posts import POST_LABELS, PostName
from portal.services.appointments import EmptySeat, Held
from portal.services.plan_readings import Suggestion
from portal.text import N_


@dataclass(frozen=True)
class AppointmentRow:
    url: str
    person: str
    login: str
    post: str
    place: str
    days: str
    detail: str
    is_in_force: bool


def present(held: Iterable[Held]) -> list[AppointmentRow]:
    return [_row(one) for one in held]


@dataclass(frozen=True)
class SuggestedRow:
    """`url` is the form of the appointment, filled with what the notice says; the account has to be chosen."""

    url: str
    name: str
    post: str
    campaign: str


def suggested(found: Iterable[Suggestion]) -> list[SuggestedRow]:
    return [
        SuggestedRow(
            url=url_for("appointments.new", post=one.post, campaign=one.campaign_id, seat=one.seat),
            name=one.name,
            post=gettext(POST_LABELS[PostName(one.post)]) + (f" {one.seat}" if one.seat else ""),
            campaign=one.campaign,
        )
        for one in found
    ]


def describe_seat(seat: EmptySeat) -> str:
    """An empty seat in words."""
    label = gettext(POST_LABELS[seat.post])
    if seat.seat:
        label = gettext(N_("%(post)s, seat %(seat)s"), post=label, seat=seat.seat)
    return f"{seat.place} · {label}" if seat.place else label


def _row(held: Held) -> AppointmentRow:
    return AppointmentRow(
        url=url_for("appointments.show", appointment_id=held.id),
        person=held.person,
        login=held.login,
        post=gettext(POST_LABELS[held.post]),
        place=_place(held),
        days=days(held),
        detail=_detail(held),
        is_in_force=held.first_on <= clock.today() and (held.last_on is None or held.last_on >= clock.today()),
    )


def days(held: Held) -> str:
    last = held.last_on.isoformat() if held.last_on else gettext(N_("until further notice"))
    return f"{held.first_on.isoformat()} – {last}"


def _place(held: Held) -> str:
    parts = [held.campaign, held.department, held.section or None]
    if held.seat:
        parts.append(gettext(N_("seat %(seat)s"), seat=held.seat))
    return " · ".join(part for part in parts if part) or "—"


def _detail(held: Held) -> str:
    told = ""
    if held.empowered_from and held.empowered_until:
        told = gettext(
            N_("reports for the head from %(first)s to %(last)s"),
            first=held.empowered_from.isoformat(),
            last=held.empowered_until.isoformat(),
        )
    elif held.seconded_from:
        told = gettext(N_("seconded from %(department)s"), department=held.seconded_from)
    return told
