"""A task that runs, led by the lead bureau, with the other bureau and the supervision group taking part."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.database import db
from portal.domain.finding_lifecycle import CheckKind, Severity
from portal.domain.posts import PostName
from portal.domain.task_lifecycle import TaskState
from portal.models import Assignment, Department, Finding, History, Task
from portal.policy import Actor
from portal.services import findings
from portal.services.findings import FindingEntry
from portal.services.tasks.access import load_for_change
from tests import cast as casting
from tests import factories
from tests.cast import Cast

ENTRY = FindingEntry(
    kind=CheckKind.UNANNOUNCED,
    severity=Severity.SERIOUS,
    seen_on=date(2022, 9, 14),
    place="工地南门",
    seen="基坑尚未开挖，现场无人施工",
    days_to_rectify=10,
    found_percent=20,
)


@dataclass
class Stage:
    cast: Cast
    task: Task

    def actor(self, role: str) -> Actor:
        return self.cast.actor(role)

    def leg(self, department: Department) -> Assignment:
        return next(leg for leg in self.task.assignments if leg.department_id == department.id)

    @property
    def lead_leg(self) -> Assignment:
        return self.leg(self.cast.lead)

    def recorded(self, entry: FindingEntry = ENTRY, by: str = "inspector") -> Finding:
        return findings.record(self.task, self.lead_leg, entry, acting_user=self.actor(by))

    def cosigned(self) -> Finding:
        finding = self.recorded()
        findings.cosign(finding, acting_user=self.actor("second_inspector"))
        return finding

    def issued(self) -> Finding:
        finding = self.cosigned()
        findings.issue(finding, acting_user=self.actor("supervision_lead"))
        return finding

    def disputed(self) -> Finding:
        finding = self.issued()
        findings.dispute(finding, text="当天停工系高温避让", acting_user=self.actor("lead_head"))
        return finding

    def rectifying(self) -> Finding:
        finding = self.issued()
        findings.answer(finding, text="增派两个班组", acting_user=self.actor("lead_head"))
        return finding

    def rectified(self) -> Finding:
        finding = self.rectifying()
        findings.rectify(finding, text="基坑已开挖", acting_user=self.actor("lead_head"))
        return finding

    def closed(self) -> Finding:
        finding = self.rectified()
        findings.confirm(finding, text="现场已复工", acting_user=self.actor("inspector"))
        return finding

    def at(self, state: str) -> Finding:
        """A finding of the lead's leg in a state (`cosigned` is recorded with two signatures)."""
        found: Finding = getattr(self, state)()
        return found


def build(state: TaskState = TaskState.IN_PROGRESS, **values: object) -> Stage:
    cast = casting.build()
    marks: dict[str, object] = {}
    if state != TaskState.DRAFT:
        moment = factories.moment(date(2022, 7, 1))
        marks = {"state": state, "is_open": True, "issued_at": moment, "issued_due_on": date(2022, 11, 30)}
    task = factories.draft(
        cast.campaign,
        creator=cast.user("office"),
        lead=cast.lead,
        responsible=(cast.other, cast.supervision),
        percent_bp=8000,
        **(marks | values),
    )
    return Stage(cast, load_for_change(task.id))


def with_guests(stage: Stage) -> list[Actor]:
    """The heads of the street and one more department, named as guests of the task."""
    far = factories.user("岗位 无关局负责人", login="far-head")
    factories.appointment(far, PostName.HEAD, department_id=factories.department("无关局").id)
    stage.cast.users["far_head"] = far
    for role in ("street_head", "far_head"):
        factories.appointment(stage.cast.user(role), PostName.GUEST_INSPECTOR, task_id=stage.task.id)
    return [stage.actor("street_head"), stage.actor("far_head")]


def rows_of(finding: Finding) -> list[History]:
    """What history tells of a finding, oldest first."""
    db.session.flush()
    return list(
        db.session.scalars(select(History).where(History.subject == f"finding:{finding.id}").order_by(History.id))
    )
