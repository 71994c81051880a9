"""What is done without a person waiting for it: asked for in the transaction of its reason, carried out by a worker."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base, Instant
from portal.domain.job_states import JobState

OPEN = "ended_at IS NULL"
WITH_FILE = "kind = 'export' AND outcome IS NOT NULL AND file_removed_at IS NULL"


class Job(Base):
    """One piece of work. Its state is what its dates say, so that the two cannot disagree.

    `due_at` is the real moment from which any worker may take it: at once when it is asked for, and always a little
    later while somebody works on it. `key` names what is the same wish twice. `back` is where the asker came from.
    `outcome` may hold `leads_to` (a path of this site), `file` (the hash of a kept file) with `name`, and `text` with
    `values`, a sentence about what was done. `problem` is such a sentence about why not. `file_removed_at` says that
    nobody needed the file any more; the row remains.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (outcome IS NULL AND problem IS NULL)", name="ended_with_result"),
        CheckConstraint("outcome IS NULL OR problem IS NULL", name="done_or_failed"),
        CheckConstraint("done >= 0 AND total >= 0", name="figures_not_negative"),
        Index("ix_job_open", "due_at", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
        CheckConstraint("file_removed_at IS NULL OR outcome IS NOT NULL", name="removed_from_a_result"),
        Index("ix_job_asked_by_id", "asked_by_id", "id"),
        Index("ix_job_with_file", "ended_at", sqlite_where=text(WITH_FILE), postgresql_where=text(WITH_FILE)),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(120), default="")
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    back: Mapped[str] = mapped_column(String(1000), default="/")
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    file_removed_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def state(self) -> JobState:
        if self.ended_at is not None:
            return JobState.DONE if self.problem is None else JobState.FAILED
        return JobState.WAITING if self.started_at is None else JobState.RUNNING
