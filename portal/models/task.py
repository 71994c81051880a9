"""Tasks: a tree in which a leaf is work and a parent is the weighted sum of its children."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Amount, Base, Instant, choice
from portal.domain.task_lifecycle import Grade, TaskState
from portal.models.versioned import Versioned

if TYPE_CHECKING:
    from portal.models.assignment import Assignment
    from portal.models.milestone import Milestone

OPEN_STATES = "state IN ('issued', 'in_progress', 'completion_requested', 'verified', 'suspended')"
IN_LISTS = text("state != 'draft'")
IN_OPEN_LISTS = text("is_open IS TRUE")  # unlike the others: lists of what is open are not to take them, and to sort
FINISHED = text("state = 'in_progress' AND is_complete")
LIGHTS = ("state", "start_on", "red_on", "outdated_on", "yellow_on", "caught_up_until")
UNNAMED = text("state = 'completion_requested' AND must_be_verified AND verifier_id IS NULL")


class Task(Versioned, Base):
    """`path` names the ancestors and the task itself ("/4/17/93/"), so that a subtree is one range of an index.

    `issued_due_on` never changes once issued; `due_on` is the present day. `percent_bp` is stored in basis points
    (0–10000). `yellow_on`, `red_on`, `outdated_on` are the days on which the clock light turns: today decides.
    `is_complete` stands for the percent in indexes: none may name what changes with every report below, for then
    PostgreSQL writes all of a row's entries anew. `internal_department_id` marks a subtask within one department.
    `lead_department_id` copies the lead leg.
    """

    __tablename__ = "task"
    __table_args__ = (
        CheckConstraint("percent_bp BETWEEN 0 AND 10000", name="percent_in_range"),
        CheckConstraint("weight > 0", name="weight_positive"),
        CheckConstraint("due_on IS NULL OR start_on IS NULL OR due_on >= start_on", name="days_in_order"),
        CheckConstraint(f"is_open = ({OPEN_STATES})", name="open_by_state"),
        CheckConstraint("(state = 'draft') = (issued_at IS NULL)", name="issued_with_date"),
        CheckConstraint("state = 'draft' OR (due_on IS NOT NULL AND issued_due_on IS NOT NULL AND "
                        "lead_department_id IS NOT NULL)", name="issued_complete"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL AND closed_by_id IS NOT NULL)",
                        name="closed_by_somebody"),
        CheckConstraint("state != 'verified' OR (verified_at IS NOT NULL AND verified_by_id IS NOT NULL AND "
                        "grade IS NOT NULL)", name="verified_with_grade"),
        CheckConstraint("state NOT IN ('completion_requested', 'verified') OR (requested_at IS NOT NULL AND "
                        "requested_by_id IS NOT NULL)", name="requested_by_somebody"),
        CheckConstraint("(state IN ('cancelled', 'unmet')) = (ended_reason IS NOT NULL)", name="ended_with_reason"),
        CheckConstraint("(state = 'suspended') = (suspended_until IS NOT NULL)", name="suspended_until_a_day"),
        # Never the campaign first: SQLite would skip through all campaigns where none is asked for.
        # With all that a light depends on: what has another light is passed over without a look at the table.
        Index("ix_task_open_due", "due_on", "id", *LIGHTS, sqlite_where=IN_OPEN_LISTS, postgresql_where=IN_OPEN_LISTS),
        Index("ix_task_open_changed", "changed_at", "id", *LIGHTS, sqlite_where=IN_OPEN_LISTS,
              postgresql_where=IN_OPEN_LISTS),
        Index("ix_task_due", "due_on", "id", sqlite_where=IN_LISTS, postgresql_where=IN_LISTS),
        Index("ix_task_changed", "changed_at", "id", sqlite_where=IN_LISTS, postgresql_where=IN_LISTS),
        Index("ix_task_state_due", "state", "due_on", "id"),
        Index("ix_task_state_changed", "state", "changed_at", "id"),
        Index("ix_task_open_campaign_due", "is_open", "campaign_id", "due_on", "id", sqlite_where=IN_LISTS,
              postgresql_where=IN_LISTS),
        Index("ix_task_state_campaign_due", "state", "campaign_id", "due_on", "id"),
        Index("ix_task_campaign_red", "campaign_id", "red_on", "id", sqlite_where=text("is_open"),
              postgresql_where=text("is_open")),
        Index("ix_task_red", "red_on", "id", sqlite_where=text("is_open"), postgresql_where=text("is_open")),
        Index("ix_task_lead_outdated", "lead_department_id", "outdated_on", "id", sqlite_where=text("is_open"),
              postgresql_where=text("is_open")),
        Index("ix_task_lead_red", "lead_department_id", "red_on", "id", sqlite_where=text("is_open"),
              postgresql_where=text("is_open")),
        Index("ix_task_lead_finished", "lead_department_id", "due_on", "id", sqlite_where=FINISHED,
              postgresql_where=FINISHED),
        Index("ix_task_unnamed", "due_on", "id", sqlite_where=UNNAMED, postgresql_where=UNNAMED),
        Index("ix_task_parent_position", "parent_id", "position", "id"),
        Index("ix_task_campaign_top", "campaign_id", "position", "id", sqlite_where=text("parent_id IS NULL"),
              postgresql_where=text("parent_id IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    path: Mapped[str] = mapped_column(String(200), default="", index=True)
    depth: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)
    children_count: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(200))
    content: Mapped[str] = mapped_column(Text, default="")
    standard: Mapped[str] = mapped_column(Text, default="")
    clause: Mapped[str] = mapped_column(Text, default="")
    start_on: Mapped[date | None]
    due_on: Mapped[date | None]
    issued_due_on: Mapped[date | None]
    weight: Mapped[int] = mapped_column(default=1)
    percent_bp: Mapped[int] = mapped_column(default=0)
    is_complete: Mapped[bool] = mapped_column(
        Computed("percent_bp = 10000", persisted=True), deferred=True, deferred_raiseload=True
    )
    quantity: Mapped[Decimal | None] = mapped_column(Amount)
    unit: Mapped[str] = mapped_column(String(20), default="")
    target_id: Mapped[int | None] = mapped_column(ForeignKey("target.id"), index=True)
    deputy_seat: Mapped[int | None]
    internal_department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    lead_department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    must_be_verified: Mapped[bool] = mapped_column(default=False)
    verifier_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    state: Mapped[TaskState] = mapped_column(choice(TaskState, "state"), default=TaskState.DRAFT)
    is_open: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    issued_at: Mapped[datetime | None] = mapped_column(Instant)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    requested_at: Mapped[datetime | None] = mapped_column(Instant)
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    request_text: Mapped[str] = mapped_column(Text, default="")
    silence_explained: Mapped[str] = mapped_column(Text, default="")
    verified_at: Mapped[datetime | None] = mapped_column(Instant)
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    grade: Mapped[Grade | None] = mapped_column(choice(Grade, "grade"))
    looked_at: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    is_unverified: Mapped[bool] = mapped_column(default=False)
    ended_reason: Mapped[str | None] = mapped_column(Text)
    successor: Mapped[str] = mapped_column(String(200), default="")
    suspended_until: Mapped[date | None]
    return_count: Mapped[int] = mapped_column(default=0)
    return_reason: Mapped[str] = mapped_column(Text, default="")
    reopen_count: Mapped[int] = mapped_column(default=0)
    yellow_on: Mapped[date | None]
    yellow_why: Mapped[str] = mapped_column(String(20), default="")
    yellow_title: Mapped[str] = mapped_column(String(120), default="")
    red_on: Mapped[date | None]
    red_why: Mapped[str] = mapped_column(String(20), default="")
    red_title: Mapped[str] = mapped_column(String(120), default="")
    outdated_on: Mapped[date | None]
    caught_up_until: Mapped[date | None]
    assignments: Mapped[list[Assignment]] = relationship(
        back_populates="task", lazy="raise_on_sql", order_by="Assignment.position"
    )
    milestones: Mapped[list[Milestone]] = relationship(
        back_populates="task", lazy="raise_on_sql", order_by="Milestone.due_on", cascade="all, delete-orphan"
    )
