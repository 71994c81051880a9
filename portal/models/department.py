"""Departments, the names they go by, and the groups a plan calls collectively (各街道)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, choice
from portal.domain.departments import DepartmentKind
from portal.models.versioned import Versioned


class Department(Versioned, Base):
    __tablename__ = "department"
    __table_args__ = (CheckConstraint("last_on IS NULL OR last_on >= first_on", name="days_in_order"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    short_name: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[DepartmentKind] = mapped_column(choice(DepartmentKind, "kind"))
    position: Mapped[int] = mapped_column(default=0)
    first_on: Mapped[date | None]
    last_on: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    aliases: Mapped[list[DepartmentAlias]] = relationship(
        back_populates="department", lazy="raise_on_sql", cascade="all, delete-orphan"
    )


class DepartmentAlias(Base):
    """Another name under which papers print a department."""

    __tablename__ = "department_alias"
    id: Mapped[int] = mapped_column(primary_key=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    department: Mapped[Department] = relationship(back_populates="aliases", lazy="raise_on_sql")


class DepartmentGroup(Versioned, Base):
    """A collective name; it is expanded into its members when a task is issued."""

    __tablename__ = "department_group"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    members: Mapped[list[GroupMember]] = relationship(
        back_populates="group", lazy="raise_on_sql", cascade="all, delete-orphan"
    )


class GroupMember(Base):
    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("group_id", "department_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("department_group.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    group: Mapped[DepartmentGroup] = relationship(back_populates="members", lazy="raise_on_sql")
