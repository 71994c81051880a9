"""A fact that contradicts a claim or a duty (问题), and the way to its closure."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, Instant, choice
from portal.domain.finding_lifecycle import CheckKind, FindingState, Severity
from portal.models.versioned import Versioned

if TYPE_CHECKING:
    from portal.models.assignment import Assignment
    from portal.models.task import Task

OPEN_STATES = "state IN ('recorded', 'issued', 'disputed', 'rectifying', 'rectified')"


class Finding(Versioned, Base):
    """`claimed_percent` is what the department claimed at the moment of the look, `found_percent` what was seen."""

    __tablename__ = "finding"
    __table_args__ = (
        CheckConstraint("days_to_rectify BETWEEN 1 AND 365", name="days_in_range"),
        CheckConstraint("found_percent IS NULL OR found_percent BETWEEN 0 AND 100", name="found_in_range"),
        CheckConstraint("cosigned_by_id IS NULL OR cosigned_by_id != recorded_by_id", name="cosigned_by_another"),
        CheckConstraint("(cosigned_at IS NULL) = (cosigned_by_id IS NULL)", name="cosigned_with_date"),
        CheckConstraint("(issued_at IS NULL) = (issued_by_id IS NULL)", name="issued_with_date"),
        CheckConstraint("state IN ('recorded', 'withdrawn') OR is_on_the_spot OR (issued_at IS NOT NULL AND "
                        "cosigned_at IS NOT NULL AND rectify_due_on IS NOT NULL)", name="issued_complete"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_with_date"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_reason IS NOT NULL)", name="withdrawn_with_reason"),
        Index("ix_finding_task", "task_id", "id"),
        Index("ix_finding_state", "state", "id"),
        Index("ix_finding_department_open", "department_id", "rectify_due_on", "id", sqlite_where=text(OPEN_STATES),
              postgresql_where=text(OPEN_STATES)),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    kind: Mapped[CheckKind] = mapped_column(choice(CheckKind, "kind"))
    severity: Mapped[Severity] = mapped_column(choice(Severity, "severity"))
    seen_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(120))
    seen: Mapped[str] = mapped_column(Text)
    claimed_percent: Mapped[int]
    found_percent: Mapped[int | None]
    days_to_rectify: Mapped[int]
    rectify_due_on: Mapped[date | None]
    is_on_the_spot: Mapped[bool] = mapped_column(default=False)
    state: Mapped[FindingState] = mapped_column(choice(FindingState, "state"), default=FindingState.RECORDED)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    cosigned_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    cosigned_at: Mapped[datetime | None] = mapped_column(Instant)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    issued_at: Mapped[datetime | None] = mapped_column(Instant)
    draft_answer: Mapped[str] = mapped_column(Text, default="")
    measures: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    dispute_reason: Mapped[str] = mapped_column(Text, default="")
    disputed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    disputed_at: Mapped[datetime | None] = mapped_column(Instant)
    dispute_decision: Mapped[str] = mapped_column(Text, default="")
    dispute_decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    rectified_text: Mapped[str] = mapped_column(Text, default="")
    rectified_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    rectified_at: Mapped[datetime | None] = mapped_column(Instant)
    follow_up_text: Mapped[str] = mapped_column(Text, default="")
    followed_up_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    followed_up_at: Mapped[datetime | None] = mapped_column(Instant)
    failed_count: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    task: Mapped[Task] = relationship(lazy="raise_on_sql")
    assignment: Mapped[Assignment] = relationship(lazy="raise_on_sql")
