"""A notice on its way to becoming a plan: its text, and the draft people review."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base, Instant
from portal.domain.plan_draft import ReadingState
from portal.models.versioned import Versioned


class PlanReading(Versioned, Base):
    """Kept from the first second, so that one can stop and go on tomorrow. Its state is what its columns say.

    `text` is the notice as it came: places in the draft are positions in it. `draft` is plain JSON
    (domain/plan_draft/plain.py), `problem` a sentence with values. A revised notice `compares_with` a plan.
    `file_removed_at` says that the file of one that was put aside was forgotten after its time.
    """

    __tablename__ = "plan_reading"
    __table_args__ = (
        CheckConstraint("(read_at IS NULL) = (draft IS NULL)", name="read_with_draft"),
        CheckConstraint("read_at IS NULL OR problem IS NULL", name="read_or_failed"),
        CheckConstraint("plan_id IS NULL OR compares_with_id IS NULL", name="created_or_compared"),
        CheckConstraint("plan_id IS NULL OR ended_at IS NOT NULL", name="created_at_the_end"),
        CheckConstraint("NOT is_dropped OR ended_at IS NOT NULL", name="dropped_at_the_end"),
        CheckConstraint("file_removed_at IS NULL OR sha256 IS NULL", name="removed_with_its_hash"),
        Index("ix_plan_reading_compares_with_id", "compares_with_id", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text, default="")
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    compares_with_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    started_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    started_at: Mapped[datetime] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    file_removed_at: Mapped[datetime | None] = mapped_column(Instant)
    is_dropped: Mapped[bool] = mapped_column(default=False)

    @property
    def state(self) -> ReadingState:
        if self.is_dropped:
            return ReadingState.DROPPED
        if self.ended_at is not None:
            return ReadingState.CREATED if self.plan_id is not None else ReadingState.APPLIED
        if self.read_at is not None:
            return ReadingState.REVIEW
        return ReadingState.WAITING if self.problem is None else ReadingState.FAILED
