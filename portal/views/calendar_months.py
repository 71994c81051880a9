"""A year as twelve small months of weeks, Monday first."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext

from portal.services.calendar import Day
from portal.text import N_

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
SATURDAY = 5


@dataclass(frozen=True)
class DayCell:
    """`kind` is work, weekend, off (a weekday off) or make_up (a weekend day worked)."""

    number: int
    kind: str
    title: str
    url: str | None


@dataclass(frozen=True)
class Month:
    name: str
    weeks: list[list[DayCell | None]]


def list_months(year: int, exceptions: Iterable[Day], *, with_links: bool) -> list[Month]:
    by_day = {one.day: one for one in exceptions}
    sheets = Calendar(firstweekday=0)
    return [
        Month(
            gettext(name),
            [
                [_cell(day, by_day.get(day), with_links) if day.month == number else None for day in week]
                for week in sheets.monthdatescalendar(year, number)
            ],
        )
        for number, name in enumerate(MONTHS, 1)
    ]


def _cell(day: date, exception: Day | None, with_links: bool) -> DayCell:
    url = url_for("calendar.edit", day=day.isoformat()) if with_links else None
    if exception is None:
        return DayCell(day.day, "weekend" if day.weekday() >= SATURDAY else "work", "", url)
    kind, label = ("make_up", N_("working day")) if exception.is_workday else ("off", N_("day off"))
    title = f"{exception.note} · {gettext(label)}" if exception.note else gettext(label)
    return DayCell(day.day, kind, title, url)
