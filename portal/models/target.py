"""Targets (指标): one metric with a guaranteed and/or a stretch value, its timetable and the values reached."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Amount, Base, Instant, choice
from portal.domain.targets import Comparator, TargetKind, Tier
from portal.models.versioned import Versioned


class Target(Versioned, Base):
    """A plan-wide target has no campaign; an "of which" target has a parent; `same_as_id` links a second mention."""

    __tablename__ = "target"
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("target.id"), index=True)
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("target.id"))
    position: Mapped[int] = mapped_column(default=0)
    metric: Mapped[str] = mapped_column(String(120))
    unit: Mapped[str] = mapped_column(String(20), default="")
    kind: Mapped[TargetKind] = mapped_column(choice(TargetKind, "kind"))
    comparator: Mapped[Comparator] = mapped_column(choice(Comparator, "comparator"), default=Comparator.AT_LEAST)
    note: Mapped[str] = mapped_column(Text, default="")
    clause: Mapped[str] = mapped_column(Text, default="")
    tiers: Mapped[list[TargetTier]] = relationship(
        back_populates="target", lazy="raise_on_sql", cascade="all, delete-orphan", order_by="TargetTier.from_on"
    )


class TargetTier(Base):
    """One version of a tier: its value, the day it counts from, the paper it stands in. The last one counts."""

    __tablename__ = "target_tier"
    __table_args__ = (
        Index("uq_target_tier_one_current", "target_id", "tier", unique=True, sqlite_where=text("ended_on IS NULL"),
              postgresql_where=text("ended_on IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), index=True)
    tier: Mapped[Tier] = mapped_column(choice(Tier, "tier"))
    value: Mapped[Decimal | None] = mapped_column(Amount)
    from_on: Mapped[date]
    ended_on: Mapped[date | None]
    paper: Mapped[str] = mapped_column(String(120), default="")
    target: Mapped[Target] = relationship(back_populates="tiers", lazy="raise_on_sql")


class TrajectoryPoint(Base):
    """The value planned for the end of a period, per tier (序时计划)."""

    __tablename__ = "trajectory_point"
    __table_args__ = (UniqueConstraint("target_id", "tier", "period_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"))
    tier: Mapped[Tier] = mapped_column(choice(Tier, "tier"))
    period_id: Mapped[int] = mapped_column(ForeignKey("reporting_period.id"), index=True)
    value: Mapped[Decimal] = mapped_column(Amount)


class Measurement(Versioned, Base):
    """The value reached at the end of a period: declared, then verified by an inspector."""

    __tablename__ = "measurement"
    __table_args__ = (
        UniqueConstraint("target_id", "period_id"),
        CheckConstraint("(verified_value IS NULL) = (verified_by_id IS NULL)", name="verified_by_somebody"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("reporting_period.id"), index=True)
    declared_value: Mapped[Decimal] = mapped_column(Amount)
    declared_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    declared_at: Mapped[datetime] = mapped_column(Instant)
    verified_value: Mapped[Decimal | None] = mapped_column(Amount)
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    verified_at: Mapped[datetime | None] = mapped_column(Instant)
    note: Mapped[str] = mapped_column(Text, default="")
