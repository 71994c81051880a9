"""The working calendar: days off and make-up days, year by year; the office may correct every day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal import policy
from portal.database import db
from portal.documents import holidays
from portal.domain.workdays import WorkCalendar
from portal.errors import Invalid, Missing, Stale
from portal.models import CalendarDay, CalendarYear
from portal.policy import Actor
from portal.services import history, jobs, stamps
from portal.text import N_

FIRST_YEAR, LAST_YEAR = 2000, 2100
BY_HAND = "by hand"
# A known year without any exception has one row without a day.
_DAYS = select(CalendarYear.year, CalendarDay.day, CalendarDay.is_workday).join(
    CalendarDay, CalendarDay.year == CalendarYear.year, isouter=True
)
_SATURDAY = 5


@dataclass(frozen=True)
class Day:
    """One day as the calendar has it; `is_exception` where it is not what its weekday says."""

    day: date
    is_workday: bool
    is_exception: bool
    note: str = ""

    @property
    def mark(self) -> str:
        """What a form carries to notice that somebody else was faster: days have no version of their own."""
        return f"{int(self.is_workday)} {self.note}"


@stamps.kept_under(stamps.CALENDAR)
def load() -> WorkCalendar:
    """The calendar, for whoever counts working days."""
    rows = db.session.execute(_DAYS).all()
    return WorkCalendar(
        known_years=frozenset(year for year, _, _ in rows),
        days_off=frozenset(day for _, day, is_workday in rows if is_workday is False),
        make_up_days=frozenset(day for _, day, is_workday in rows if is_workday),
    )


def list_known_years(*, acting_user: Actor) -> list[int]:
    policy.require(acting_user, "calendar.read")
    return list(db.session.scalars(select(CalendarYear.year).order_by(CalendarYear.year)))


def find_year_or_none(year: int, *, acting_user: Actor) -> CalendarYear | None:
    """A year that somebody entered; None where it is unknown."""
    policy.require(acting_user, "calendar.read")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Missing
    return db.session.get(CalendarYear, year)


def list_exceptions(year: int, *, acting_user: Actor) -> list[Day]:
    """The days of a year that are not what their weekday says."""
    policy.require(acting_user, "calendar.read")
    days = db.session.scalars(select(CalendarDay).where(CalendarDay.year == year).order_by(CalendarDay.day))
    return [Day(row.day, row.is_workday, True, row.note) for row in days]


def access_day(day: date, *, acting_user: Actor, permission: str) -> Day:
    """One day, as it is kept or as its weekday says."""
    policy.require(acting_user, permission)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Missing
    kept = db.session.get(CalendarDay, day)
    return Day(day, kept.is_workday, True, kept.note) if kept else Day(day, day.weekday() < _SATURDAY, False)


def seed_year(year: int, *, acting_user: Actor | None = None) -> bool:
    """Enter a year's holidays and make-up days as published; False where they are not known yet.

    Days that somebody corrected by hand are overwritten. Without an acting user (demonstration) nothing is asked.
    """
    if acting_user is not None:
        policy.require(acting_user, "calendar.edit")
    try:
        days = holidays.list_exceptional_days(year)
    except holidays.UnknownYear:
        return False
    before = _forget_days(year)
    _ensure_year(year, holidays.SOURCE)
    db.session.add_all(CalendarDay(day=d.day, year=year, is_workday=d.is_workday, note=d.name[:40]) for d in days)
    stamps.forget()
    history.record(
        "calendar.seeded",
        acting_user=acting_user,
        subject=f"calendar:{year}",
        before={"days": before},
        after={"days": len(days)},
    )
    if acting_user is not None:
        _let_lights_follow(acting_user)
    return True


def enter_year(year: int, *, is_by_hand: bool, acting_user: Actor) -> None:
    """Make a year known: as published, or empty, to be filled day by day."""
    policy.require(acting_user, "calendar.edit")
    if not is_by_hand:
        if not seed_year(year, acting_user=acting_user):
            raise Invalid(N_("The holidays of %(year)s are not published here. Enter them by hand."), "year", year=year)
        return
    if db.session.get(CalendarYear, year):
        raise Invalid(N_("%(year)s is entered already."), "year", year=year)
    _ensure_year(year, BY_HAND)
    stamps.forget()
    history.record("calendar.entered", acting_user=acting_user, subject=f"calendar:{year}")
    _let_lights_follow(acting_user)


def edit_day(day: date, *, is_workday: bool, note: str, acting_user: Actor, seen: str | None = None) -> bool:
    """Say what a day is; answers whether lights change with it.

    Raises Invalid while its year is unknown: one day alone would make it look known.
    """
    before = access_day(day, acting_user=acting_user, permission="calendar.edit")
    if seen is not None and seen != before.mark:
        raise Stale
    if db.session.get(CalendarYear, day.year) is None:
        raise Invalid(N_("%(year)s is not entered yet. Enter the year first."), year=day.year)
    _put_day(day, is_workday, note.strip()[:40])
    stamps.forget()
    history.record(
        "calendar.edited",
        acting_user=acting_user,
        subject=f"calendar:{day.isoformat()}",
        before={"is_workday": before.is_workday, "note": before.note},
        after={"is_workday": is_workday, "note": note},
    )
    if is_workday != before.is_workday:
        _let_lights_follow(acting_user)
    return is_workday != before.is_workday


def _let_lights_follow(acting_user: Actor) -> None:
    """The days on which lights turn are stored with every open task: a job counts them anew, once for many edits."""
    jobs.ask_for("recompute_days", {}, acting_user=acting_user, key="calendar", back="/calendar")


def _put_day(day: date, is_workday: bool, note: str) -> None:
    kept = db.session.get(CalendarDay, day)
    is_exception = is_workday != (day.weekday() < _SATURDAY)
    if kept is None and is_exception:
        db.session.add(CalendarDay(day=day, year=day.year, is_workday=is_workday, note=note))
    elif kept is not None and is_exception:
        kept.is_workday, kept.note = is_workday, note
    elif kept is not None:
        db.session.delete(kept)


def _forget_days(year: int) -> int:
    days = db.session.scalars(select(CalendarDay).where(CalendarDay.year == year)).all()
    for day in days:
        db.session.delete(day)
    db.session.flush()
    return len(days)


def _ensure_year(year: int, source: str) -> None:
    known = db.session.get(CalendarYear, year)
    if known is None:
        db.session.add(CalendarYear(year=year, source=source))
    else:
        known.source = source
    db.session.flush()
