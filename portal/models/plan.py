"""A plan (方案) and its campaigns (专项行动)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, choice
from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.plan_lifecycle import PlanState
from portal.models.versioned import Versioned


class Plan(Versioned, Base):
    __tablename__ = "plan"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="days_in_order"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    document_number: Mapped[str] = mapped_column(String(60), default="")
    issuer: Mapped[str] = mapped_column(String(120), default="")
    issued_on: Mapped[date | None]
    printed_on: Mapped[date | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    aim: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[PlanState] = mapped_column(choice(PlanState, "state"), default=PlanState.DRAFT)
    campaigns: Mapped[list[Campaign]] = relationship(
        back_populates="plan", lazy="raise_on_sql", order_by="Campaign.position"
    )


class Campaign(Versioned, Base):
    """`percent_bp` is the weighted percent of its top tasks, in basis points (0–10000)."""

    __tablename__ = "campaign"
    __table_args__ = (
        UniqueConstraint("plan_id", "position"),
        CheckConstraint("percent_bp BETWEEN 0 AND 10000", name="percent_in_range"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    aim: Mapped[str] = mapped_column(Text, default="")
    clause: Mapped[str] = mapped_column(Text, default="")
    percent_bp: Mapped[int] = mapped_column(default=0)
    plan: Mapped[Plan] = relationship(back_populates="campaigns", lazy="raise_on_sql")
    roles: Mapped[list[CampaignRole]] = relationship(
        back_populates="campaign", lazy="raise_on_sql", cascade="all, delete-orphan", order_by="CampaignRole.position"
    )


class CampaignRole(Base):
    """A department, or a group of departments, in a campaign: one leads, the others are responsible."""

    __tablename__ = "campaign_role"
    __table_args__ = (
        CheckConstraint("(department_id IS NULL) != (group_id IS NULL)", name="department_or_group"),
        UniqueConstraint("campaign_id", "department_id"),
        UniqueConstraint("campaign_id", "group_id"),
        Index("uq_campaign_role_one_lead", "campaign_id", unique=True, sqlite_where=text("kind = 'lead'"),
              postgresql_where=text("kind = 'lead'")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("department_group.id"))
    kind: Mapped[AssignmentKind] = mapped_column(choice(AssignmentKind, "kind"))
    position: Mapped[int] = mapped_column(default=0)
    campaign: Mapped[Campaign] = relationship(back_populates="roles", lazy="raise_on_sql")
