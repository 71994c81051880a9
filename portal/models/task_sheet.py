"""A table of tasks on its way in: what came, how its columns are read, what was found in its rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base, Instant
from portal.models.versioned import Versioned


class TaskSheet(Versioned, Base):
    """Kept from the upload on, so that nothing is lost. `cells` and `checked` are packed JSON (services/task_sheets).

    It goes to the top of a campaign, or below `parent_id`, there perhaps within one department. `job_id` is the last
    job that was asked to write it; `done_at` says that one has, and `counts` how many rows of which kind there were.
    `removed_at` says that its rows were forgotten because nobody needed them any more.
    """

    __tablename__ = "task_sheet"
    __table_args__ = (
        CheckConstraint("(checked IS NULL) = (counts IS NULL)", name="checked_with_counts"),
        CheckConstraint("done_at IS NULL OR job_id IS NOT NULL", name="done_by_a_job"),
        CheckConstraint("removed_at IS NULL OR checked IS NULL", name="removed_with_findings"),
        Index("ix_task_sheet_created_by_id", "created_by_id", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"), index=True)
    internal_department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    deputy_seat: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(200))
    cells: Mapped[bytes] = mapped_column(LargeBinary)
    layout: Mapped[dict[str, Any]] = mapped_column(JSON)
    checked: Mapped[bytes | None] = mapped_column(LargeBinary)
    counts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)


class SheetTask(Base):
    """A task that came from a sheet, and what its row said then: the same row again is known by it."""

    __tablename__ = "sheet_task"
    __table_args__ = (Index("ix_sheet_task_sheet_id", "sheet_id", "task_id"),)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"), primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("task_sheet.id", ondelete="CASCADE"))
    fingerprint: Mapped[str] = mapped_column(String(32))
