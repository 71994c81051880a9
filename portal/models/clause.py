"""The words of a notice an object comes from (依据)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base

ONE_OBJECT = (
    "(CASE WHEN campaign_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN task_id IS NULL THEN 0 ELSE 1 END) + "
    "(CASE WHEN target_id IS NULL THEN 0 ELSE 1 END) = 1"
)


class Clause(Base):
    """Its place in the text of the reading, and the words as they stood there; `item` is its id in the reading's draft.

    A deleted draft takes its clauses with it.
    """

    __tablename__ = "clause"
    __table_args__ = (
        CheckConstraint(ONE_OBJECT, name="of_one_object"),
        CheckConstraint("start_at >= 0 AND end_at >= start_at", name="place_in_order"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    reading_id: Mapped[int] = mapped_column(ForeignKey("plan_reading.id"), index=True)
    item: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    start_at: Mapped[int]
    end_at: Mapped[int]
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"), index=True)
    target_id: Mapped[int | None] = mapped_column(ForeignKey("target.id", ondelete="CASCADE"), index=True)
