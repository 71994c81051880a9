"""The working calendar an office keeps, and the periods in which departments report."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base
from portal.models.versioned import Versioned


class CalendarYear(Base):
    """A year whose holidays and make-up days are known."""

    __tablename__ = "calendar_year"
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str] = mapped_column(String(80))


class CalendarDay(Base):
    """A day that is not what its weekday says: a weekday off, or a weekend day worked."""

    __tablename__ = "calendar_day"
    day: Mapped[date] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("calendar_year.year"), index=True)
    is_workday: Mapped[bool]
    note: Mapped[str] = mapped_column(String(40), default="")


class ReportingPeriod(Versioned, Base):
    """A span that departments report on, and the day their report is due."""

    __tablename__ = "reporting_period"
    __table_args__ = (
        CheckConstraint("last_on >= first_on", name="days_in_order"),
        CheckConstraint("report_due_on >= first_on", name="due_after_start"),
        UniqueConstraint("plan_id", "first_on"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    name: Mapped[str] = mapped_column(String(40))
    first_on: Mapped[date]
    last_on: Mapped[date]
    report_due_on: Mapped[date]
