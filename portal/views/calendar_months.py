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
HOLIDAYS = {
    "元旦": N_("New Year's Day"),
    "春节": N_("Spring Festival"),
    "清明": N_("Tomb-sweeping Day"),
    "劳动节": N_("Labour Day"),
    "端午": N_("Dragon Boat Festival"),
    "中秋": N_("Mid-autumn Festival"),
    "国庆节": N_("National Day"),
    "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日": N_("Seventieth anniversary of victory in the war"),
}
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


def holiday_words(note: str) -> str:
    """A published holiday's name in the reader's language; what somebody wrote himself stays as he wrote it."""
    return str(gettext(HOLIDAYS[note])) if note in HOLIDAYS else note


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
    title = f"{holiday_words(exception.note)} · {gettext(label)}" if exception.note else gettext(label)
    return DayCell(day.day, kind, title, url)
