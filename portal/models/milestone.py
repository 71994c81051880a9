"""Milestones (节点), and the one ledger of every change of a task's due day."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, Instant, choice
from portal.text import N_

if TYPE_CHECKING:
    from portal.models.task import Task


class Milestone(Base):
    """A dated step of a task; `evidence` says what shows that it was reached."""

    __tablename__ = "milestone"
    __table_args__ = (CheckConstraint("(reached_on IS NULL) = (reached_by_id IS NULL)", name="reached_by_somebody"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    due_on: Mapped[date]
    evidence: Mapped[str] = mapped_column(String(200), default="")
    reached_on: Mapped[date | None]
    reached_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    task: Mapped[Task] = relationship(back_populates="milestones", lazy="raise_on_sql")


class DateChangeKind(StrEnum):
    EXTENSION = "extension"
    SUSPENSION = "suspension"
    REVISION = "revision"
    REOPENING = "reopening"


DATE_CHANGE_LABELS = {
    DateChangeKind.EXTENSION: N_("Extension"),
    DateChangeKind.SUSPENSION: N_("Suspension"),
    DateChangeKind.REVISION: N_("Revision"),
    DateChangeKind.REOPENING: N_("Reopening"),
}


class DateChange(Base):
    """A line of the date ledger: from which day to which, by which paper, decided by whom, for the nth time."""

    __tablename__ = "date_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    kind: Mapped[DateChangeKind] = mapped_column(choice(DateChangeKind, "kind"))
    from_on: Mapped[date]
    to_on: Mapped[date]
    nth: Mapped[int]
    paper: Mapped[str] = mapped_column(String(120), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime] = mapped_column(Instant)
