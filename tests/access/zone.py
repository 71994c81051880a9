"""The zone of the access tests: two campaigns with the same things in every state, each known by its own words.

`near` is campaign 1 with the lead bureau, `far` campaign 2 with the other one. What only some may read carries a text
that nothing else carries, so that it is seen wherever it turns up.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from portal.database import db
from portal.documents import uploads
from portal.documents.storage import Storage
from portal.documents.uploads import Upload
from portal.domain.finding_lifecycle import CheckKind, Severity
from portal.domain.plan_lifecycle import PlanState
from portal.domain.posts import PostName
from portal.domain.report_lifecycle import Confidence
from portal.domain.targets import TargetKind
from portal.models import (
    Assignment,
    Attachment,
    Campaign,
    Department,
    DepartmentGroup,
    Finding,
    GroupMember,
    Measurement,
    ProgressReport,
    Target,
    Task,
    User,
)
from portal.policy import Actor
from portal.services import findings, reports
from portal.services.findings import FindingEntry
from portal.services.reports import ReportEntry
from portal.services.tasks import completion, ending, issuing, milestones, signing, verification
from portal.services.tasks.access import load_for_change
from portal.services.tasks.entry import MilestoneEntry
from tests import cast as casting
from tests import factories
from tests.cast import Cast
from tests.documents import made

NEAR, FAR = "near", "far"
Place = dict[str, Any]


@dataclass
class Zone:
    """What tests ask for: the arguments of an address by side and object, users by role, and secrets by name."""

    places: dict[str, dict[str, Place]] = field(default_factory=dict)
    user_ids: dict[str, int] = field(default_factory=dict)
    appointment_ids: dict[str, int] = field(default_factory=dict)
    extra: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass
class Side:
    """One campaign, and who works in it."""

    name: str
    cast: Cast
    campaign: Campaign
    lead: Department
    partner: Department
    roles: dict[str, str]
    photo: Upload
    places: dict[str, Place] = field(default_factory=dict)
    running_leg: int = 0

    def actor(self, post: str) -> Actor:
        return self.cast.actor(self.roles.get(post, post))

    def secret(self, what: str) -> str:
        return f"{self.name}-{what}-密"

    # Tasks in their states

    def drafted(self, **values: Any) -> Task:
        values = {"title": self.secret("draft"), "must_be_verified": True} | values
        row = factories.draft(self.campaign, creator=self.cast.user("office"), lead=self.lead, **values)
        return load_for_change(row.id)

    def issued(self, **values: Any) -> Task:
        task = self.drafted(**({"title": f"{self.name}-已交办"} | values))
        issuing.issue(task, acting_user=self.actor("commander"))
        return task

    def running(self, **values: Any) -> Task:
        task = self.issued(**values)
        signing.sign(task, acting_user=self.actor("head"))
        return task

    def reported(self) -> Task:
        task = self.running()
        entry = ReportEntry(percent=100, done=self.secret("report"), confidence=Confidence.HIGH)
        reports.report(task, self.leg(task), entry, acting_user=self.actor("head"), files=[self.photo])
        return task

    def requested(self) -> Task:
        task = self.reported()
        completion.request_completion(task, text="办结", acting_user=self.actor("head"))
        return task

    def named(self) -> Task:
        """Verified by an inspector who is named for it and recused from nothing here."""
        task = self.requested()
        inspector = self.cast.user("inspector").id
        verification.name_verifier(task, user_id=inspector, acting_user=self.actor("supervision_lead"))
        return task

    def verified(self) -> Task:
        task = self.requested()
        verification.verify(task, grade="good", looked_at="看了现场", acting_user=self.actor("supervision_lead"))
        return task

    def closed(self) -> Task:
        task = self.verified()
        completion.close_out(task, acting_user=self.actor("commander"))
        return task

    def suspended(self) -> Task:
        task = self.running()
        ending.suspend(task, reason="汛期", until=date(2022, 9, 25), acting_user=self.actor("commander"))
        return task

    def guested(self) -> Task:
        """The supervision group takes part itself, so that guests have to look."""
        return self.running(responsible=(self.cast.supervision,))

    def leg(self, task: Task, department: Department | None = None) -> Assignment:
        return next(leg for leg in task.assignments if leg.department_id == (department or self.lead).id)

    # Findings in their states

    def recorded(self, task: Task, **values: Any) -> Finding:
        entry = {"kind": CheckKind.RANDOM, "severity": Severity.ORDINARY, "seen_on": date(2022, 9, 14), "place": "南门",
                 "seen": self.secret("finding"), "days_to_rectify": 10, "found_percent": 20} | values  # fmt: skip
        by = self.actor("inspector")
        return findings.record(task, self.leg(task), FindingEntry(**entry), acting_user=by, files=[self.photo])

    def cosigned(self, task: Task) -> Finding:
        finding = self.recorded(task)
        findings.cosign(finding, acting_user=self.actor("second_inspector"))
        return finding

    def issued_finding(self, task: Task) -> Finding:
        finding = self.recorded(task, seen=self.secret("issued-finding"))
        findings.cosign(finding, acting_user=self.actor("second_inspector"))
        findings.issue(finding, acting_user=self.actor("supervision_lead"))
        return finding

    def disputed(self, task: Task) -> Finding:
        finding = self.issued_finding(task)
        findings.dispute(finding, text="当天避让高温", acting_user=self.actor("head"))
        return finding

    def rectifying(self, task: Task) -> Finding:
        finding = self.issued_finding(task)
        findings.answer(finding, text="增派班组", acting_user=self.actor("head"))
        return finding

    def rectified(self, task: Task) -> Finding:
        finding = self.rectifying(task)
        findings.rectify(finding, text="已整改", acting_user=self.actor("head"))
        return finding

    def checked(self, task: Task) -> Finding:
        finding = self.rectified(task)
        findings.confirm(finding, text="现场已复工", acting_user=self.actor("inspector"))
        return finding


TASKS: dict[str, Callable[[Side], Task]] = {
    "draft": Side.drafted,
    "issued": Side.issued,
    "running": Side.running,
    "reported": Side.reported,
    "requested": Side.requested,
    "named": Side.named,
    "verified": Side.verified,
    "closed": Side.closed,
    "suspended": Side.suspended,
    "guested": Side.guested,
}
FINDINGS: dict[str, Callable[[Side, Task], Finding]] = {
    "recorded": Side.recorded,
    "cosigned": Side.cosigned,
    "on_the_spot": lambda side, task: side.recorded(task, is_on_the_spot=True),
    "found": Side.issued_finding,
    "disputed": Side.disputed,
    "rectifying": Side.rectifying,
    "rectified": Side.rectified,
    "checked": Side.checked,
}


def build(data: Path) -> Zone:
    """Everything, by the people who do it; flushed and not committed."""
    cast = casting.build()
    periods = [factories.period(cast.plan, month) for month in (8, 9)]
    photo = uploads.receive(Storage(data / "files"), made.picture(), "现场.jpg")
    third = factories.department("无关局")
    partner_head = factories.user("岗位 无关局负责人", login="partner-head")
    factories.appointment(partner_head, PostName.HEAD, department_id=third.id)
    cast.users["partner_head"] = partner_head
    near = Side(NEAR, cast, cast.campaign, cast.lead, cast.street,
                {"commander": "commander", "head": "lead_head", "partner": "street_head"}, photo)  # fmt: skip
    far = Side(FAR, cast, cast.other_campaign, cast.other, third,
               {"commander": "other_commander", "head": "other_head", "partner": "partner_head"}, photo)  # fmt: skip
    for side in (near, far):
        side.campaign.name = f"{side.name}-专项行动"
        _fill(side, periods[-1].id)
    zone = Zone({NEAR: near.places, FAR: far.places}, {role: user.id for role, user in cast.users.items()})
    zone.places[NEAR] |= _shared(cast, periods[0].id)
    rows = db.session.execute(db.text("SELECT user_id, id FROM appointment")).all()
    held = {row.user_id: row.id for row in rows}
    zone.extra = {side.name: {"running_leg": side.running_leg, "period_id": periods[0].id} for side in (near, far)}
    zone.extra[NEAR] |= {"lead_id": cast.lead.id, "other_id": cast.other.id}
    zone.appointment_ids = {role: held[user.id] for role, user in cast.users.items() if user.id in held}
    zone.extra[NEAR]["partner_head"] = zone.extra[FAR]["partner_head"] = zone.user_ids.pop("partner_head")
    return zone


def _fill(side: Side, period_id: int) -> None:
    side.places["campaign"] = {"campaign_id": side.campaign.id}
    side.places["in_campaign"] = {"campaign": side.campaign.id}
    for name, make in TASKS.items():
        side.places[name] = {"task_id": make(side).id}
    side.running_leg = side.leg(load_for_change(side.places["running"]["task_id"])).id
    side.places["overdue"] = {"task_id": side.running(due_on=date(2022, 9, 1)).id}
    looked_at = side.running()
    for name, look in FINDINGS.items():
        side.places[name] = {"finding_id": look(side, looked_at).id}
    _fill_parts(side)
    target = factories.keep(Target(plan_id=side.campaign.plan_id, campaign_id=side.campaign.id,
                                   metric=f"{side.name}-指标", kind=TargetKind.AMOUNT))  # fmt: skip
    side.places["target"] = {"target_id": target.id}
    declared = factories.keep(
        Measurement(target_id=target.id, period_id=period_id, declared_value=5,
                    declared_at=factories.moment(date(2022, 9, 1)), declared_by_id=side.actor("head").user_id)
    )  # fmt: skip
    side.places["measurement"] = {"target_id": target.id, "measurement_id": declared.id}


def _fill_parts(side: Side) -> None:
    """Legs, a milestone, reports and their file."""
    task = side.running(responsible=(side.partner,))
    leg = side.leg(task, side.partner)
    signing.sign(task, acting_user=side.actor("partner"))
    entry = MilestoneEntry(f"{side.name}-节点", date(2022, 10, 1))
    milestone = milestones.add_milestone(task, entry, acting_user=side.actor("commander"))
    side.places["leg"] = {"task_id": task.id, "leg_id": leg.id}
    side.places["lead_leg"] = {"task_id": task.id, "leg_id": side.leg(task).id}
    side.places["milestone"] = {"task_id": task.id, "milestone_id": milestone.id}
    other = side.running(responsible=(side.partner,))
    signing.sign(other, acting_user=side.actor("partner"))
    done = side.leg(other, side.partner)
    completion.finish_leg(other, done, acting_user=side.actor("partner"))
    side.places["done_leg"] = {"task_id": other.id, "leg_id": done.id}
    entry_text = ReportEntry(percent=30, done=side.secret("draft-report"), confidence=Confidence.HIGH)
    draft = reports.draft(other, side.leg(other), entry_text, acting_user=side.actor("head"))
    side.places["draft_report"] = {"report_id": draft.id}
    reported = side.places["reported"]["task_id"]
    report = db.session.query(ProgressReport).filter_by(task_id=reported).one()
    file = db.session.query(Attachment).filter_by(report_id=report.id).one()
    side.places["report"] = {"report_id": report.id}
    side.places["file"] = {"attachment_id": file.id}


def _shared(cast: Cast, period_id: int) -> dict[str, Place]:
    """What belongs to no campaign."""
    group = factories.keep(DepartmentGroup(name="各街道", members=[GroupMember(department_id=cast.street.id)]))
    someone: User = factories.user("岗位 待定", login="someone")
    gone = factories.user("岗位 停用", login="gone", is_stopped=True)
    staff = factories.appointment(someone, PostName.STAFF, department_id=cast.street.id)
    coming = factories.appointment(someone, PostName.OBSERVER, first_on=date(2022, 12, 1))
    drafted = factories.plan(title="下年度方案", state=PlanState.DRAFT)
    factories.campaign(drafted, cast.lead)
    over = factories.plan(title="上年度方案", starts_on=date(2021, 1, 1), ends_on=date(2021, 12, 31))
    return {
        "plan": {"plan_id": cast.plan.id},
        "in_plan": {"plan": cast.plan.id},
        "drafted_plan": {"plan_id": drafted.id},
        "over_plan": {"plan_id": over.id},
        "in_drafted_plan": {"plan": drafted.id},
        "period": {"period_id": period_id},
        "department": {"department_id": cast.street.id},
        "group": {"group_id": group.id},
        "user": {"user_id": someone.id},
        "stopped_user": {"user_id": gone.id},
        "appointment": {"appointment_id": staff.id},
        "coming_appointment": {"appointment_id": coming.id},
        "year": {"year": 2022},
        "day": {"day": "2022-10-12"},
        "static": {"filename": "css/tokens.css"},
        "nothing": {},
    }
