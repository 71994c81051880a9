"""What a department says about its leg of a task (进展报告)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Amount, Base, Instant, choice
from portal.domain.report_lifecycle import Confidence, ReportState
from portal.models.versioned import Versioned


class ProgressReport(Versioned, Base):
    """`percent` is 0–100; `quantity` is the total reached so far in the task's unit, never the increment."""

    __tablename__ = "progress_report"
    __table_args__ = (
        CheckConstraint("percent IS NULL OR percent BETWEEN 0 AND 100", name="percent_in_range"),
        CheckConstraint("(state = 'draft') = (submitted_at IS NULL)", name="submitted_with_date"),
        CheckConstraint("(state IN ('accepted', 'returned')) = (decided_by_id IS NOT NULL)",
                        name="decided_by_somebody"),
        CheckConstraint("(state = 'returned') = (return_reason IS NOT NULL)", name="returned_with_reason"),
        Index("ix_progress_report_task", "task_id", "id"),
        Index("ix_progress_report_assignment", "assignment_id", "id"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    period_id: Mapped[int | None] = mapped_column(ForeignKey("reporting_period.id"), index=True)
    state: Mapped[ReportState] = mapped_column(choice(ReportState, "state"), default=ReportState.DRAFT)
    percent: Mapped[int | None]
    quantity: Mapped[Decimal | None] = mapped_column(Amount)
    done: Mapped[str] = mapped_column(Text, default="")
    problem: Mapped[str] = mapped_column(Text, default="")
    next_step: Mapped[str] = mapped_column(Text, default="")
    help_needed: Mapped[str] = mapped_column(Text, default="")
    confidence: Mapped[Confidence | None] = mapped_column(choice(Confidence, "confidence"))
    confidence_reason: Mapped[str] = mapped_column(Text, default="")
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    return_reason: Mapped[str | None] = mapped_column(Text)
