"""What synthetic work stands on: a plan, its campaigns, thirty departments, and accounts to look at it with."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.plan_lifecycle import PlanState
from portal.domain.posts import PostName
from portal.models import Appointment, Campaign, Department, DepartmentKind, Plan, ReportingPeriod, User
from portal.services import calendar, passwords

DEPARTMENTS = 30
PASSWORD = "measuring-2022-portal"  # noqa: S105 - accounts of made-up data, refused outside the demonstration
PERIOD_ENDS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class Base:
    """Ids that the rows refer to."""

    plan_id: int
    campaign_ids: list[int]
    department_ids: list[int]
    head_ids: list[int]
    commander_id: int
    inspector_id: int
    period_ids: list[int]


def build_base(campaigns: int) -> Base:
    """Everything but the tasks, through the models; committed by the caller."""
    for year in (2021, 2022, 2023):
        if year not in calendar.load().known_years:
            calendar.seed_year(year)
    plan = Plan(
        title="年度攻坚计划（测量用）",
        starts_on=date(2022, 1, 1),
        ends_on=date(2022, 12, 31),
        state=PlanState.PUBLISHED,
    )
    db.session.add(plan)
    db.session.flush()
    rows = [Campaign(plan_id=plan.id, position=at, name=f"测量专项行动{at + 1}") for at in range(campaigns)]
    db.session.add_all(rows)
    db.session.flush()
    departments = _departments()
    hashed = passwords.hash_password(PASSWORD)
    heads = [_account(f"measure-head{at + 1}", f"测量部门{at + 1} 负责人", hashed) for at in range(len(departments))]
    commander = _account("measure-commander", "测量专项行动1 指挥长", hashed)
    inspector = _account("measure-inspector", "测量 督查组成员", hashed)
    db.session.flush()
    for head, department in zip(heads, departments, strict=True):
        _appoint(head, PostName.HEAD, department_id=department.id)
    _appoint(commander, PostName.COMMANDER, campaign_id=rows[0].id)
    _appoint(inspector, PostName.INSPECTOR)
    return Base(plan.id, [row.id for row in rows], [row.id for row in departments], [head.id for head in heads],
                commander.id, inspector.id, _periods(plan.id))  # fmt: skip


def _departments() -> list[Department]:
    count = len(db.session.scalars(select(Department.id)).all())
    kinds = list(DepartmentKind)
    rows = [
        Department(name=f"测量部门{at + 1}", short_name=f"测{at + 1}", kind=kinds[at % len(kinds)], position=count + at)
        for at in range(DEPARTMENTS)
    ]
    db.session.add_all(rows)
    db.session.flush()
    return rows


def _account(login: str, name: str, password_hash: str) -> User:
    user = User(login=login, name=name, password_hash=password_hash, must_change_password=False, created_at=clock.now())
    db.session.add(user)
    return user


def _appoint(user: User, post: PostName, department_id: int | None = None, campaign_id: int | None = None) -> None:
    db.session.add(
        Appointment(
            user_id=user.id,
            post=post,
            department_id=department_id,
            campaign_id=campaign_id,
            first_on=date(2022, 1, 1),
            created_at=clock.now(),
        )
    )


def _periods(plan_id: int) -> list[int]:
    rows = []
    for month, last in enumerate(PERIOD_ENDS, 1):
        end = date(2022, month, last)
        due = date(2023, 1, 5) if month == 12 else date(2022, month + 1, 5)
        rows.append(
            ReportingPeriod(
                plan_id=plan_id, name=f"2022年{month}月", first_on=end.replace(day=1), last_on=end, report_due_on=due
            )
        )
    db.session.add_all(rows)
    db.session.flush()
    return [row.id for row in rows]
