"""The demonstration shows everything: no page is empty, every state occurs, the figures are the plan's."""

from typing import Any

import pytest
from sqlalchemy import func, select, text

from portal import clock
from portal.database import db
from portal.demo import pictures
from portal.demo.people import PASSWORD, accounts_text, people
from portal.demo.zone import DEPARTMENTS
from portal.domain import password_rules
from portal.domain.assignment_lifecycle import AssignmentState
from portal.domain.finding_lifecycle import FindingState
from portal.domain.lights import Light
from portal.domain.posts import PostName
from portal.domain.report_lifecycle import ReportState
from portal.domain.targets import Tier
from portal.domain.task_lifecycle import TaskState
from portal.domain.trajectory import plain
from portal.models import (
    Appointment,
    Assignment,
    Attachment,
    DateChange,
    DateChangeKind,
    Finding,
    History,
    ProgressReport,
    Target,
    TargetTier,
    Task,
    User,
)
from portal.services.tasks import differences
from portal.services.tasks.light_conditions import light_is
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("reading")
# Every number that the plan prints: metric, guaranteed, stretch.
PRINTED = {
    ("GDP可比增长", "8", None), ("规上工业增加值增长", "10", None), ("服务业增加值增长", "7", None),
    ("固定资产投资同比增长", "10", None), ("制造业投资同比增长", "15", None), ("合同利用外资", "7", "8"),
    ("实际到位外资", "4.5", "5"), ("引进市外内资", "100", None), ("区级一般公共财政预算收入增长", "8.5", None),
    ("引进世界500强、国际行业领先企业和总投资超亿美元项目", None, "10"), ("引育海内外高层次人才", None, "280"),
    ("重大项目开工、提速、竣工", "110", None), ("腾退低效用地", "1000", None), ("新认定高新技术企业", "20", None),
    ("新认定省级科技型中小企业", "65", None), ("税收超千万楼宇", "38", None), ("亿元以上楼宇", "10", None),
    ("供应土地总量", "2080", None), ("新增绿地面积", None, "30"),
}  # fmt: skip


def states(column: Any) -> set[Any]:
    return set(db.session.scalars(select(column).distinct()))


def test_tasks_findings_legs_and_reports_stand_in_every_state() -> None:
    assert states(Task.state) == set(TaskState)
    assert states(Finding.state) == set(FindingState)
    assert states(Assignment.state) == set(AssignmentState)
    assert states(ProgressReport.state) == set(ReportState)


def test_what_states_do_not_say_occurs_too() -> None:
    for condition in (
        Task.return_count > 0,
        Task.reopen_count > 0,
        Task.is_unverified,
        Task.id.in_(select(Assignment.task_id).where(Assignment.is_deemed)),
        Task.id.in_(select(Attachment.task_id)),
        Task.id.in_(select(ProgressReport.task_id).where(ProgressReport.help_needed != "")),
    ):
        assert db.session.scalar(select(func.count()).select_from(Task).where(condition)), str(condition)
    assert states(DateChange.kind) == set(DateChangeKind) - {DateChangeKind.EXTENSION}


def test_every_light_burns_somewhere() -> None:
    for light in Light:
        assert db.session.scalar(select(Task.id).where(light_is(light)).limit(1)), light


def test_each_campaign_has_its_dozen_tasks_and_the_tree_four_levels() -> None:
    counts = db.session.execute(select(Task.campaign_id, func.count()).group_by(Task.campaign_id)).all()
    assert len(counts) == 4
    assert min(count for _, count in counts) >= 12
    assert db.session.scalar(select(func.max(Task.depth))) == 3


def test_the_targets_are_those_the_plan_prints() -> None:
    names = {target.id: target.metric for target in db.session.scalars(select(Target))}
    found: dict[int, dict[Tier, str]] = {}
    for one in db.session.scalars(select(TargetTier)):
        assert one.value is not None
        found.setdefault(one.target_id, {})[one.tier] = plain(one.value)
    assert {(names[at], tiers.get(Tier.GUARANTEED), tiers.get(Tier.STRETCH)) for at, tiers in found.items()} == PRINTED
    assert db.session.scalar(select(func.count()).where(Target.same_as_id.is_not(None))) == 5
    assert db.session.scalar(select(func.count()).where(Target.parent_id.is_not(None))) == 1


def test_every_role_and_every_department_has_an_account() -> None:
    held = states(Appointment.post)
    assert held == set(PostName)
    headed = select(Appointment.department_id).where(Appointment.post == PostName.HEAD)
    assert len(set(db.session.scalars(headed))) == len(DEPARTMENTS)
    both = text("SELECT count(*) FROM appointment a JOIN appointment b ON a.user_id = b.user_id "
                "WHERE a.post = 'head' AND b.post = 'deputy_commander'")  # fmt: skip
    assert db.session.scalar(both) == 1
    assert db.session.scalar(select(func.count()).where(User.must_change_password)) == 0


def test_the_password_would_be_accepted_for_every_account() -> None:
    for person in people():
        assert password_rules.refusal(PASSWORD, login=person.login, name=person.name) is None
        assert person.login in accounts_text()
        assert person.login.isascii()


def test_stored_percents_are_right() -> None:
    assert differences.find_differences() == []


def test_the_year_was_lived_through_day_by_day() -> None:
    days = {clock.day_of(moment) for moment in db.session.scalars(select(History.at))}
    assert max(days) <= TODAY
    assert len(days) > 100


def test_the_pictures_are_the_same_every_time() -> None:
    first = pictures.site(1, 50)
    pictures.site.cache_clear()
    assert pictures.site(1, 50) == first
    assert pictures.site(1, 75) != first
