"""What happened, row by row. The database refuses to change or delete these rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base, Instant


class History(Base):
    """One change or one refusal: who, when, what, before and after, from where.

    `subject` is "noun:id"; `task_id` and `campaign_id` tell on whose page it is read. `acting_as` is the person's
    name and post at that moment.
    """

    __tablename__ = "history"
    __table_args__ = (
        Index("ix_history_task", "task_id", "id"),
        Index("ix_history_subject", "subject", "id"),
        Index("ix_history_user", "user_id", "id"),
        Index("ix_history_event", "event", "id"),
        Index("ix_history_at", "at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    acting_as: Mapped[str] = mapped_column(String(120), default="")
    event: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(60), default="")
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    address: Mapped[str] = mapped_column(String(45), default="")


class UsedForm(Base):
    """A form that went through: sent again, it leads to where it led the first time."""

    __tablename__ = "used_form"
    token: Mapped[str] = mapped_column(String(40), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    location: Mapped[str] = mapped_column(String(300))
    used_at: Mapped[datetime] = mapped_column(Instant, index=True)
