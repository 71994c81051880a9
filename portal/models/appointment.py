"""A person in a post, from a first to a last day. Rights are derived from these rows and stored nowhere."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base, Instant, choice
from portal.domain.posts import PostName
from portal.models.versioned import Versioned

CAMPAIGN_POSTS = "post IN ('commander', 'deputy_commander')"
DEPARTMENT_POSTS = "post IN ('head', 'deputy_head', 'staff')"


class Appointment(Versioned, Base):
    """`seat` tells the two deputy commanders of a campaign apart; `task_id` is a guest inspector's one task.

    `seconded_from_id` is the department an inspector comes from: he is recused for it.
    `empowered_from`/`empowered_until` are the days on which staff may submit for the head (代报).
    """

    __tablename__ = "appointment"
    __table_args__ = (
        CheckConstraint("last_on IS NULL OR last_on >= first_on", name="days_in_order"),
        CheckConstraint(f"({CAMPAIGN_POSTS}) = (campaign_id IS NOT NULL)", name="campaign_iff_commanding"),
        CheckConstraint(f"NOT ({DEPARTMENT_POSTS}) OR department_id IS NOT NULL", name="department_post_has_one"),
        CheckConstraint("(post = 'deputy_commander') = (seat IS NOT NULL)", name="seat_iff_deputy"),
        CheckConstraint("(post = 'guest_inspector') = (task_id IS NOT NULL)", name="task_iff_guest"),
        CheckConstraint("(empowered_from IS NULL) = (empowered_until IS NULL)", name="empowered_from_to"),
        CheckConstraint("empowered_from IS NULL OR post = 'staff'", name="only_staff_empowered"),
        CheckConstraint("appointed_by_id IS NULL OR appointed_by_id != user_id", name="not_by_oneself"),
        Index("uq_appointment_one_commander", "campaign_id", unique=True,
              sqlite_where=text("post = 'commander' AND last_on IS NULL"),
              postgresql_where=text("post = 'commander' AND last_on IS NULL")),
        Index("uq_appointment_one_deputy_a_seat", "campaign_id", "seat", unique=True,
              sqlite_where=text("post = 'deputy_commander' AND last_on IS NULL"),
              postgresql_where=text("post = 'deputy_commander' AND last_on IS NULL")),
        Index("uq_appointment_one_head", "department_id", unique=True,
              sqlite_where=text("post = 'head' AND last_on IS NULL"),
              postgresql_where=text("post = 'head' AND last_on IS NULL")),
        Index("uq_appointment_one_supervision_lead", "post", unique=True,
              sqlite_where=text("post = 'supervision_lead' AND last_on IS NULL"),
              postgresql_where=text("post = 'supervision_lead' AND last_on IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    post: Mapped[PostName] = mapped_column(choice(PostName, "post"))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    seat: Mapped[int | None]
    seconded_from_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    section: Mapped[str] = mapped_column(String(40), default="")
    first_on: Mapped[date]
    last_on: Mapped[date | None]
    empowered_from: Mapped[date | None]
    empowered_until: Mapped[date | None]
    appointed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
