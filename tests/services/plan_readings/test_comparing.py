"""A revised notice against a plan that runs: what is different, who may do what about it, and what then stands."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.domain.departments import DepartmentKind
from portal.domain.plan_draft import Decision, DecisionKind, ReadingState
from portal.domain.posts import PostName
from portal.domain.targets import Tier
from portal.domain.task_lifecycle import TaskState
from portal.errors import Denied, Invalid, Missing, Stale, WrongState
from portal.models import Campaign, DateChange, History, Plan, PlanReading, TargetTier, Task
from portal.services import campaign_roles, plan_readings, plans
from portal.services.campaigns import CampaignEntry, access_campaign, edit_campaign
from portal.services.plan_readings import Comparison, Difference
from portal.services.tasks import draft_legs, ending, issuing
from portal.services.tasks.access import load_for_change
from tests import factories, notices
from tests.services.plan_readings.conftest import Zone
from tests.services.plan_readings.readings import campaign, created, read, target, task

NEW_PAPER, FROM_ON = "云管〔2022〕21号", date(2022, 7, 1)
SAID = {
    ("changed", "新建第二小学", "due_on"),
    ("changed", "提升基层医疗", "responsible"),
    ("changed", "新建社区卫生站", "guaranteed"),
    ("changed", "丰富文体活动", "lead"),
    ("changed", "老旧小区改造", "guaranteed"),
    ("changed", "改造老旧小区", "due_on"),
    ("changed", "打通断头路", "stretch"),
    ("changed", "整治背街小巷", "content"),
    ("gone", "关爱留守老人", ""),
    ("new", "布设充电设施", ""),
}


@dataclass
class Running:
    """The plan of ITEMS, published and issued save for 改造老旧小区, and the revised notice."""

    zone: Zone
    plan: Plan
    reading_id: int

    @property
    def reading(self) -> PlanReading:
        return db.session.get_one(PlanReading, self.reading_id)

    def comparison(self, role: str = "office") -> Comparison:
        return plan_readings.comparison(self.reading, acting_user=self.zone.actor(role))

    def find(self, title: str, field: str = "", role: str = "office") -> Difference:
        return next(one for one in self.comparison(role).all if (one.title, one.field) == (title, field))

    def apply(self, title: str, field: str = "", role: str = "office", **typed: object) -> None:
        key = self.find(title, field, role).key
        plan_readings.apply_difference(self.reading, key, acting_user=self.zone.actor(role), **typed)  # type: ignore[arg-type]
        db.session.flush()


def said(comparison: Comparison) -> set[tuple[str, str, str]]:
    """What the paper says otherwise of the work; a revised notice always has another number and day as well."""
    return {(str(one.kind), one.title, one.field) for one in (*comparison.changed, *comparison.new, *comparison.gone)}


@pytest.fixture
def running(zone: Zone) -> Running:
    plan = created(zone, notices.ITEMS)
    office = zone.actor("office")
    for name, lead in (("办好学校医院", "教育局"), ("改善居住出行", "规划建设局")):
        one = access_campaign(campaign(name).id, acting_user=office, permission="campaign.edit")
        edit_campaign(one, CampaignEntry(one.name, "", ""), lead=lead, responsible="财政局", acting_user=office)
        commanding = zone.users[lead] = factories.user()
        factories.appointment(commanding, PostName.COMMANDER, campaign_id=one.id)
    plans.publish_plan(plan, acting_user=office)
    zone.give_heads()
    for row in db.session.execute(select(Task.id, Task.title, Campaign.name).join(Campaign)).all():
        if row.title != "改造老旧小区":
            lead = "教育局" if row.name == "办好学校医院" else "规划建设局"
            issuing.issue(load_for_change(row.id), acting_user=zone.actor(lead))
    return Running(zone, plan, read(zone, notices.REVISED, compares_with=plan).id)


def test_ten_differences_are_shown_and_none_is_invented(running: Running) -> None:
    found = running.comparison()
    assert said(found) == SAID
    assert len(found.all) - len(found.head) == 10


def test_the_same_notice_again_shows_nothing(zone: Zone) -> None:
    for text in (notices.ITEMS, notices.CAMPAIGNS):
        plan = created(zone, text)
        again = read(zone, text, compares_with=plan)
        assert said(plan_readings.comparison(again, acting_user=zone.actor("office"))) == set()


def test_a_changed_limit_of_an_issued_task_is_a_revision_from_the_paper(running: Running) -> None:
    with pytest.raises(Denied):
        running.apply("新建第二小学", "due_on", paper=NEW_PAPER)
    assert not running.find("新建第二小学", "due_on").may
    running.apply("新建第二小学", "due_on", role="教育局", paper=NEW_PAPER)
    moved = task("新建第二小学")
    assert (moved.issued_due_on, moved.due_on) == (date(2022, 8, 31), date(2022, 9, 30))
    line = db.session.scalars(select(DateChange).where(DateChange.task_id == moved.id)).one()
    assert line.paper == NEW_PAPER
    assert ("changed", "新建第二小学", "due_on") not in said(running.comparison())


def test_a_further_department_and_other_words_are_revisions_too(running: Running) -> None:
    running.apply("提升基层医疗", "responsible", role="教育局", paper=NEW_PAPER)
    legs = load_for_change(task("提升基层医疗").id)
    assert draft_legs.leg_names(legs) == ["*卫生健康局", "财政局", "规划建设局"]
    running.apply("整治背街小巷", "content", role="规划建设局", paper=NEW_PAPER)
    assert task("整治背街小巷").content == "建立街巷长和物业联动机制，做到一巷一策"
    assert len(said(running.comparison())) == 8


def test_a_revision_names_its_paper(running: Running) -> None:
    with pytest.raises(Invalid) as refused:
        running.apply("新建第二小学", "due_on", role="教育局")
    assert refused.value.field == "paper"


def test_a_draft_is_rewritten_by_the_office(running: Running) -> None:
    running.apply("改造老旧小区", "due_on")
    rewritten = load_for_change(task("改造老旧小区").id)
    assert (rewritten.due_on, rewritten.state, len(rewritten.assignments)) == (date(2022, 12, 15), TaskState.DRAFT, 3)


def test_a_changed_value_is_a_new_version_from_a_day_with_its_paper(running: Running) -> None:
    with pytest.raises(Invalid) as refused:
        running.apply("老旧小区改造", "guaranteed", paper=NEW_PAPER)
    assert refused.value.field == "from_on"
    running.apply("老旧小区改造", "guaranteed", paper=NEW_PAPER, from_on=FROM_ON)
    versions = db.session.scalars(
        select(TargetTier).where(TargetTier.target_id == target("老旧小区改造").id).order_by(TargetTier.from_on)
    ).all()
    assert [(one.value, one.from_on, one.ended_on, one.paper) for one in versions] == [
        (Decimal(20), date(2022, 1, 1), date(2022, 6, 30), "云管〔2022〕3号"),
        (Decimal(24), FROM_ON, None, NEW_PAPER),
    ]
    running.apply("打通断头路", "stretch", paper=NEW_PAPER, from_on=FROM_ON)
    stretch = select(TargetTier.value).where(TargetTier.tier == Tier.STRETCH)
    assert db.session.scalars(stretch).all() == [Decimal(6)]


def test_a_new_item_becomes_a_draft_task_with_its_words(running: Running) -> None:
    with pytest.raises(Invalid) as refused:
        running.apply("布设充电设施")
    assert refused.value.field == "name:消防救援大队"
    decision = Decision(DecisionKind.NEW, department_kind=DepartmentKind.VERTICAL, short_name="消防大队")
    plan_readings.decide_name(running.reading, "消防救援大队", decision, acting_user=running.zone.actor("office"))
    running.apply("布设充电设施")
    made = load_for_change(task("布设充电设施").id)
    assert (made.state, made.campaign_id) == (TaskState.DRAFT, campaign("改善居住出行").id)
    assert draft_legs.leg_names(made) == ["*规划建设局", "消防救援大队", "各街道"]
    clause = plan_readings.clauses_of(task_id=made.id)[0]
    assert (clause.reading_id, clause.text[:8]) == (running.reading_id, "8.布设充电设施")


def test_what_is_gone_and_who_leads_is_advice_alone(running: Running) -> None:
    for title, field in (("关爱留守老人", ""), ("丰富文体活动", "lead")):
        difference = running.find(title, field, role="教育局")
        assert (difference.act, difference.may, bool(difference.advice)) == ("advise", False, True)
        with pytest.raises(Invalid):
            running.apply(title, field, role="教育局")
    gone = load_for_change(task("关爱留守老人").id)
    assert gone.state == TaskState.ISSUED
    ending.cancel(gone, reason="新方案不再列入", acting_user=running.zone.actor("教育局"))
    assert "关爱留守老人" not in {title for _, title, _ in said(running.comparison())}


def test_history_of_what_was_issued_stays(running: Running) -> None:
    before = db.session.scalar(select(func.count(History.id)).where(History.task_id == task("新建第二小学").id))
    running.apply("新建第二小学", "due_on", role="教育局", paper=NEW_PAPER)
    events = db.session.scalars(select(History.event).where(History.task_id == task("新建第二小学").id)).all()
    assert len(events) > (before or 0)
    assert "task.issue" in events
    applied = db.session.scalars(select(History.after).where(History.event == "plan_reading.applied")).one()
    assert applied == {
        "difference": "changed", "title": "新建第二小学", "field": "due_on", "old": "2022-08-31", "new": "2022-09-30",
    }  # fmt: skip


def test_a_commander_applies_in_his_own_campaign_only(running: Running) -> None:
    assert running.find("老旧小区改造", "guaranteed", role="规划建设局").may
    assert not running.find("新建社区卫生站", "guaranteed", role="规划建设局").may
    with pytest.raises(Denied):
        running.apply("新建社区卫生站", "guaranteed", role="规划建设局", paper=NEW_PAPER, from_on=FROM_ON)


def test_the_next_notice_is_compared_with_what_this_one_said(running: Running) -> None:
    """Only some differences were applied; the rest was decided against and is not shown again."""
    running.apply("改造老旧小区", "due_on")
    office = running.zone.actor("office")
    plan_readings.finish_comparison(running.reading, acting_user=office, version=running.reading.version)
    assert running.reading.state is ReadingState.APPLIED
    text = notices.REVISED.replace("新增公共停车泊位1200个", "新增公共停车泊位1500个")
    third = read(running.zone, text, compares_with=running.plan)
    found = said(plan_readings.comparison(third, acting_user=office))
    assert found == {("changed", "新增公共停车泊位", "guaranteed")}


def test_a_campaign_gets_its_new_departments(zone: Zone) -> None:
    plan = created(zone, notices.CAMPAIGNS)
    text = notices.CAMPAIGNS.replace("责任部门：财政局、综合执法分局、水务公司", "责任部门：财政局、水务公司、教育局")
    reading = read(zone, text, compares_with=plan)
    difference = plan_readings.comparison(reading, acting_user=zone.actor("office")).changed[0]
    assert (difference.title, difference.field, difference.act) == ("城市更新攻坚年", "responsible", "set")
    plan_readings.apply_difference(reading, difference.key, acting_user=zone.actor("office"))
    assert campaign_roles.role_names(campaign("城市更新攻坚年").id)[1] == "财政局、水务公司、教育局、各街道"


@pytest.mark.parametrize(
    ("old", "new", "title", "field"),
    [
        ("引进制造业项目12个", "招引制造业项目12个", "引进制造业项目", "metric"),
        ("新增绿地15公顷", "新增绿地15亩", "新增绿地", "unit"),
        ("专家楼40套", "专家楼40套以上", "专家楼", "comparator"),
    ],
)
def test_a_target_is_corrected_where_the_paper_says_it_otherwise(
    zone: Zone, old: str, new: str, title: str, field: str
) -> None:
    plan = created(zone, notices.CAMPAIGNS)
    reading, office = read(zone, notices.CAMPAIGNS.replace(old, new), compares_with=plan), zone.actor("office")
    changed = plan_readings.comparison(reading, acting_user=office).changed
    difference = next(one for one in changed if one.field == field)
    assert (difference.title, difference.act) == (title, "set")
    plan_readings.apply_difference(reading, difference.key, acting_user=office)
    assert field not in {one.field for one in plan_readings.comparison(reading, acting_user=office).changed}


def test_a_value_that_comes_later_gives_its_target_a_kind(zone: Zone) -> None:
    plan = created(zone, notices.CAMPAIGNS)
    text = notices.CAMPAIGNS.replace("单位产值水耗下降完成市下达指标", "单位产值水耗下降3%")
    reading = read(zone, text, compares_with=plan)
    difference = plan_readings.comparison(reading, acting_user=zone.actor("office")).changed[0]
    plan_readings.apply_difference(
        reading, difference.key, paper=NEW_PAPER, from_on=FROM_ON, acting_user=zone.actor("office")
    )
    made = target("单位产值水耗下降")
    assert (made.kind, made.unit) == ("growth", "%")
    assert said(plan_readings.comparison(reading, acting_user=zone.actor("office"))) == set()


def test_a_new_campaign_is_added_before_what_lies_in_it(running: Running) -> None:
    text = (
        notices.REVISED + "\n三、建设美丽乡村\n9.提升村容村貌。开展村庄绿化。（牵头单位：民政局；责任单位：财政局）\n"
    )
    reading = read(running.zone, text, compares_with=running.plan)
    office = running.zone.actor("office")
    new = {one.title: one for one in plan_readings.comparison(reading, acting_user=office).new}
    with pytest.raises(Invalid):
        plan_readings.apply_difference(reading, new["提升村容村貌"].key, acting_user=office)
    plan_readings.apply_difference(reading, new["建设美丽乡村"].key, acting_user=office)
    plan_readings.apply_difference(reading, new["提升村容村貌"].key, acting_user=office)
    assert task("提升村容村貌").campaign_id == campaign("建设美丽乡村").id


def test_a_difference_is_applied_once_and_on_what_was_seen(running: Running) -> None:
    office, key = running.zone.actor("office"), running.find("改造老旧小区", "due_on").key
    with pytest.raises(Stale):
        plan_readings.apply_difference(running.reading, key, acting_user=office, version=99)
    plan_readings.apply_difference(running.reading, key, acting_user=office)
    with pytest.raises(Invalid):
        plan_readings.apply_difference(running.reading, key, acting_user=office)


def test_a_notice_that_is_compared_becomes_no_plan_and_the_other_way_round(running: Running, zone: Zone) -> None:
    office = zone.actor("office")
    with pytest.raises(Invalid):
        plan_readings.create_plan(running.reading, acting_user=office)
    other = read(zone, notices.CAMPAIGNS)
    for act in (plan_readings.comparison, plan_readings.finish_comparison):
        with pytest.raises(Invalid):
            act(other, acting_user=office)
    plan_readings.finish_comparison(running.reading, acting_user=office)
    with pytest.raises(WrongState):
        plan_readings.finish_comparison(running.reading, acting_user=office)


def test_a_stranger_to_the_plan_sees_nothing_of_it(running: Running) -> None:
    for role in ("commander", "other_commander"):
        with pytest.raises(Missing):
            plan_readings.access_reading(running.reading_id, acting_user=running.zone.actor(role))
