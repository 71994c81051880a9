"""Evidence: files kept by the hash of their content, under the name they came with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base, Instant


class StoredFile(Base):
    """A content on disk. `media_type` is what its structure shows, never what the sender said."""

    __tablename__ = "stored_file"
    __table_args__ = (CheckConstraint("size > 0", name="not_empty"),)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(100))
    preview_sha256: Mapped[str | None] = mapped_column(String(64))
    stored_at: Mapped[datetime] = mapped_column(Instant)


class Attachment(Base):
    """A file as evidence of something about a task: its report, or a step of a finding."""

    __tablename__ = "attachment"
    __table_args__ = (
        Index("ix_attachment_task", "task_id", "id"),
        Index("ix_attachment_report", "report_id"),
        Index("ix_attachment_finding", "finding_id", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    report_id: Mapped[int | None] = mapped_column(ForeignKey("progress_report.id"))
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"))
    finding_action: Mapped[str] = mapped_column(String(20), default="")
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    uploaded_at: Mapped[datetime] = mapped_column(Instant)
