"""Objects for tests, each with sensible values and only what the test says being different. Nothing here commits."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from portal import clock
from portal.database import db
from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.finding_lifecycle import CheckKind, Severity
from portal.domain.plan_lifecycle import PlanState
from portal.domain.posts import PostName
from portal.models import (
    Appointment,
    Assignment,
    Campaign,
    CampaignRole,
    Department,
    DepartmentKind,
    Finding,
    Plan,
    ReportingPeriod,
    Task,
    User,
)
from portal.services import passwords

PASSWORD = "测试用的口令-2022"
_numbers = count(1)


def keep(thing: Any) -> Any:
    """Add and flush, so that it has its id."""
    db.session.add(thing)
    db.session.flush()
    return thing


def keep_all(*things: Any) -> None:
    """The same for many in one go: what is of one kind is one statement."""
    db.session.add_all(things)
    db.session.flush()


def new_user(name: str = "", **values: Any) -> User:
    number = next(_numbers)
    values = {"login": f"user{number}", "must_change_password": False, "created_at": clock.now()} | values
    return User(name=name or f"某岗位 {number}", password_hash=passwords.hash_password(PASSWORD), **values)


def user(name: str = "", **values: Any) -> User:
    return keep(new_user(name, **values))


def new_appointment(holder: User, post: PostName, **values: Any) -> Appointment:
    values = {"first_on": date(2022, 1, 1), "created_at": clock.now()} | values
    return Appointment(user_id=holder.id, post=post, **values)


def appointment(holder: User, post: PostName, **values: Any) -> Appointment:
    return keep(new_appointment(holder, post, **values))


def new_department(name: str = "", **values: Any) -> Department:
    number = next(_numbers)
    name = name or f"第{number}局"
    values = {"short_name": name[:20], "kind": DepartmentKind.ECONOMIC, "position": number % 1000} | values
    return Department(name=name, **values)


def department(name: str = "", **values: Any) -> Department:
    return keep(new_department(name, **values))


def new_plan(**values: Any) -> Plan:
    values = {
        "title": "年度攻坚方案",
        "starts_on": date(2022, 1, 1),
        "ends_on": date(2022, 12, 31),
        "state": PlanState.PUBLISHED,
    } | values
    return Plan(**values)


def plan(**values: Any) -> Plan:
    return keep(new_plan(**values))


def new_campaign(of: Plan, **values: Any) -> Campaign:
    number = next(_numbers)
    return Campaign(plan_id=of.id, **({"position": number, "name": f"专项行动{number}"} | values))


def new_lead(of: Campaign, lead: Department) -> CampaignRole:
    return CampaignRole(campaign_id=of.id, department_id=lead.id, kind=AssignmentKind.LEAD)


def campaign(of: Plan, lead: Department | None = None, **values: Any) -> Campaign:
    row = keep(new_campaign(of, **values))
    if lead is not None:
        keep(new_lead(row, lead))
    return row


def period(of: Plan, month: int, **values: Any) -> ReportingPeriod:
    first = date(2022, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    values = {
        "name": f"{month}月",
        "first_on": first,
        "last_on": last,
        "report_due_on": last + timedelta(days=5),
    } | values
    return keep(ReportingPeriod(plan_id=of.id, **values))


def draft(
    of: Campaign,
    *,
    creator: User,
    lead: Department | None = None,
    responsible: tuple[Department, ...] = (),
    parent: Task | None = None,
    **values: Any,
) -> Task:
    """A draft that can be issued: with standard and days; its path, depth and place under its parent set."""
    number = next(_numbers)
    values = {
        "title": f"第{number}项工作",
        "standard": "完成并通过验收",
        "start_on": date(2022, 7, 1),
        "due_on": date(2022, 11, 30),
        "deputy_seat": 1,
        "lead_department_id": lead.id if lead else None,
        "depth": parent.depth + 1 if parent else 0,
    } | values
    moment = clock.now()
    row = Task(plan_id=of.plan_id, campaign_id=of.id, parent_id=parent.id if parent else None, position=number,
               created_by_id=creator.id, created_at=moment, changed_at=moment, **values)  # fmt: skip
    keep(row)
    row.path = f"{parent.path if parent else '/'}{row.id}/"
    if parent is not None:
        parent.children_count += 1
    legs = [(lead, AssignmentKind.LEAD)] if lead else []
    for place, (one, kind) in enumerate([*legs, *((other, AssignmentKind.RESPONSIBLE) for other in responsible)]):
        keep(Assignment(task_id=row.id, department_id=one.id, kind=kind, position=place, changed_at=moment))
    db.session.expire(row, ["assignments"])
    return row


def finding(of: Task, leg: Assignment, *, recorder: User, **values: Any) -> Finding:
    """A recorded finding on one leg of a task."""
    assert leg.department_id is not None
    values = {
        "kind": CheckKind.UNANNOUNCED,
        "severity": Severity.ORDINARY,
        "seen_on": clock.today(),
        "place": "工地南门",
        "seen": "现场与上报不符",
        "claimed_percent": leg.percent,
        "days_to_rectify": 10,
        "recorded_at": clock.now(),
    } | values
    return keep(
        Finding(
            task_id=of.id, assignment_id=leg.id, department_id=leg.department_id, recorded_by_id=recorder.id, **values
        )
    )


def moment(day: date) -> datetime:
    """Noon in China on a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=clock.CHINA)
