"""One department's leg of a task (责任分工)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Amount, Base, Instant, choice
from portal.domain.assignment_lifecycle import AssignmentKind, AssignmentState
from portal.domain.task_lifecycle import TaskState
from portal.models.versioned import Versioned

if TYPE_CHECKING:
    from portal.models.task import Task

ACTIVE = "state IN ('waiting', 'signed', 'done')"
WAITING = text("state = 'waiting' AND is_open")
ACTIVE_LEAD = text(f"kind = 'lead' AND {ACTIVE}")
ACTIVE_DEPARTMENT = text(f"department_id IS NOT NULL AND {ACTIVE}")


class Assignment(Versioned, Base):
    """In a draft a leg may name a group; at issue it becomes one leg for each member.

    `is_open`, `task_state`, `due_on` and `changed_at` copy the task's, so that a department's list is one range of an
    index; a leg that was transferred or released, or whose task is a draft, is not open and has no `task_state`.
    `deemed_on` is the day on which silence counts as receipt (视为签收).
    """

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("(department_id IS NULL) != (group_id IS NULL)", name="department_or_group"),
        CheckConstraint("group_id IS NULL OR (kind = 'responsible' AND state = 'waiting')",
                        name="group_only_in_drafts"),
        CheckConstraint("state NOT IN ('signed', 'done') OR signed_at IS NOT NULL", name="signed_with_date"),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_with_date"),
        CheckConstraint("(state IN ('transferred', 'released')) = (ended_reason IS NOT NULL)",
                        name="ended_with_reason"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_in_range"),
        Index("uq_assignment_one_lead", "task_id", unique=True, sqlite_where=ACTIVE_LEAD,
              postgresql_where=ACTIVE_LEAD),
        Index("uq_assignment_one_leg_a_department", "task_id", "department_id", unique=True,
              sqlite_where=ACTIVE_DEPARTMENT, postgresql_where=ACTIVE_DEPARTMENT),
        Index("ix_assignment_department_due", "department_id", "due_on", "task_id"),
        Index("ix_assignment_department_changed", "department_id", "changed_at", "task_id"),
        Index("ix_assignment_department_open_due", "department_id", "is_open", "due_on", "task_id"),
        Index("ix_assignment_department_open_changed", "department_id", "is_open", "changed_at", "task_id"),
        Index("ix_assignment_department_state_due", "department_id", "task_state", "due_on", "task_id"),
        Index("ix_assignment_department_state_changed", "department_id", "task_state", "changed_at", "task_id"),
        Index("ix_assignment_department_kind_open_due", "department_id", "kind", "is_open", "due_on", "task_id"),
        Index("ix_assignment_department_waiting", "department_id", "due_on", "task_id",
              sqlite_where=WAITING, postgresql_where=WAITING),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("department_group.id"), index=True)
    kind: Mapped[AssignmentKind] = mapped_column(choice(AssignmentKind, "kind"))
    state: Mapped[AssignmentState] = mapped_column(choice(AssignmentState, "state"), default=AssignmentState.WAITING)
    position: Mapped[int] = mapped_column(default=0)
    section: Mapped[str] = mapped_column(String(40), default="")
    deputy_in_charge: Mapped[str] = mapped_column(String(40), default="")
    person_responsible: Mapped[str] = mapped_column(String(40), default="")
    quantity: Mapped[Decimal | None] = mapped_column(Amount)
    quantity_done: Mapped[Decimal | None] = mapped_column(Amount)
    percent: Mapped[int] = mapped_column(default=0)
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    is_deemed: Mapped[bool] = mapped_column(default=False)
    deemed_on: Mapped[date | None]
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    return_reason: Mapped[str] = mapped_column(Text, default="")
    ended_reason: Mapped[str | None] = mapped_column(Text)
    transferred_from_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    reported_at: Mapped[datetime | None] = mapped_column(Instant)
    is_open: Mapped[bool] = mapped_column(default=False)
    task_state: Mapped[TaskState | None] = mapped_column(choice(TaskState, "task_state"))
    due_on: Mapped[date | None]
    changed_at: Mapped[datetime] = mapped_column(Instant)
    task: Mapped[Task] = relationship(back_populates="assignments", lazy="raise_on_sql")
