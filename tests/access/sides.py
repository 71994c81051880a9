"""One campaign's half of the zone: tasks and findings in every state, brought there by the people who do it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.documents.uploads import Upload
from portal.domain.finding_lifecycle import CheckKind, Severity
from portal.domain.report_lifecycle import Confidence
from portal.models import (
    Assignment,
    Campaign,
    Department,
    Finding,
    Task,
)
from portal.policy import Actor
from portal.services import findings, reports
from portal.services.findings import FindingEntry
from portal.services.reports import ReportEntry
from portal.services.tasks import completion, ending, issuing, signing, verification
from portal.services.tasks.access import load_for_change
from tests import factories
from tests.cast import Cast

Place = dict[str, Any]


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
    draft_version: int = 0

    def actor(self, post: str) -> Actor:
        return self.cast.actor(self.roles.get(post, post))

    def secret(self, what: str) -> str:
        return f"{self.name}-{what}-密"

    # Tasks in their states

    def drafted(self, **values: Any) -> Task:
        values = dict[str, Any](title=self.secret("draft"), must_be_verified=True) | values
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
        sound: dict[str, Any] = {"kind": CheckKind.RANDOM, "severity": Severity.ORDINARY, "place": "南门"}
        sound |= {"seen_on": date(2022, 9, 14), "days_to_rectify": 10, "found_percent": 20}
        entry = FindingEntry(**(sound | {"seen": self.secret("finding")} | values))
        return findings.record(task, self.leg(task), entry, acting_user=self.actor("inspector"), files=[self.photo])

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
