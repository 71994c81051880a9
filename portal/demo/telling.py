"""What the works' stories ask for, each act by one function, done through the portal's services."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from portal import clock
from portal.demo.people import deputy_login
from portal.demo.script import Act, Work, day
from portal.demo.stage import Stage
from portal.documents.uploads import Upload
from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.report_lifecycle import Confidence
from portal.models import Assignment, ProgressReport, Task
from portal.policy import Actor
from portal.services import reports
from portal.services.reports import ReportEntry
from portal.services.tasks import completion, ending, legs, milestones, revising, signing, verification

LEAD_SUPERVISOR = "sup-lead"


@dataclass(frozen=True)
class Scene:
    """One act of one work: who may be asked, and the task as it stands now."""

    stage: Stage
    campaign: int
    work: Work
    task: Task
    facts: Any

    @property
    def commander(self) -> Actor:
        """Whoever holds the task's seat, the commander where it has none, or whoever the act names."""
        if by := self.facts.get("by"):
            return self.stage.actor(by)
        if self.work.seat:
            return self.stage.actor(deputy_login(self.campaign, self.work.seat))
        return self.stage.actor(f"cmd{self.campaign}")

    @property
    def decider(self) -> Actor:
        """Within a department its head decides."""
        return self.stage.head_of(self.work.lead) if self.work.inside else self.commander

    @property
    def lead_head(self) -> Actor:
        """The head of the department that leads today: a leg may have been transferred."""
        names = {department_id: name for name, department_id in self.stage.departments.items()}
        return self.stage.head_of(names[self.task.lead_department_id or 0])

    @property
    def reporter(self) -> Actor:
        department = self.facts.get("department", self.work.lead)
        return self.stage.actor(self.facts["by"]) if self.facts.get("by") else self.stage.head_of(department)

    def leg(self, department: str = "") -> Assignment:
        return self.stage.leg(self.task, department or self.facts.get("department", self.work.lead))

    def files(self) -> tuple[Upload, ...]:
        """Photos as (name, kind, seed), where the story has some."""
        progress = self.facts.get("percent", 50)
        photos = self.facts.get("photos", ())
        return tuple(self.stage.photo(name, kind, seed, progress) for name, kind, seed in photos)


def report(scene: Scene) -> None:
    """A report, and where the story says so a commander who accepts it."""
    written = reports.report(scene.task, scene.leg(), _entry(scene), acting_user=scene.reporter, files=scene.files())
    if scene.facts.get("accepted"):
        reports.accept(_reported(scene, written), acting_user=scene.stage.actor(scene.facts["accepted"]))


def _entry(scene: Scene) -> ReportEntry:
    facts, leg = scene.facts, scene.leg()
    unsure, low = facts.get("unsure", ""), facts.get("at_risk", "")
    confidence = Confidence.LOW if low else Confidence.MEDIUM if unsure else Confidence.HIGH
    quantity = Decimal(facts["quantity"]) if facts.get("quantity") else None
    return ReportEntry(
        percent=None if leg.quantity else facts["percent"],
        quantity=quantity,
        done=facts["done"],
        problem=facts.get("problem", ""),
        next_step=facts.get("next_step", ""),
        help_needed=facts.get("help_needed", ""),
        confidence=confidence if leg.kind == AssignmentKind.LEAD else None,
        confidence_reason=low or unsure,
    )


def _reported(scene: Scene, written: ProgressReport) -> reports.Reported:
    return reports.Reported(written, scene.task, scene.leg())


def draft_report(scene: Scene) -> None:
    """Begun by the section, not yet submitted."""
    reports.draft(scene.task, scene.leg(), _entry(scene), acting_user=scene.reporter, files=scene.files())


def return_report(scene: Scene) -> None:
    """A report that a commander sends back at once."""
    written = reports.report(scene.task, scene.leg(), _entry(scene), acting_user=scene.reporter, files=scene.files())
    decider = scene.stage.actor(scene.facts["returned_by"])
    reports.return_report(_reported(scene, written), reason=scene.facts["reason"], acting_user=decider)


def reach(scene: Scene) -> None:
    milestone = sorted(scene.task.milestones, key=lambda one: one.due_on)[scene.facts["number"] - 1]
    milestones.reach_milestone(scene.task, milestone, clock.today(), acting_user=scene.lead_head)


def finish(scene: Scene) -> None:
    department = scene.facts["department"]
    completion.finish_leg(scene.task, scene.leg(department), acting_user=scene.stage.head_of(department))


def return_leg(scene: Scene) -> None:
    leg = scene.leg(scene.facts["department"])
    lead = scene.lead_head
    completion.return_leg(scene.task, leg, reason=scene.facts["reason"], acting_user=lead)


def request(scene: Scene) -> None:
    lead = scene.lead_head
    text, silence = scene.facts["text"], scene.facts["silence"]
    completion.request_completion(scene.task, text=text, silence=silence, acting_user=lead)


def request_inside(scene: Scene) -> None:
    """Within a department the section asks and the head decides."""
    staff = scene.stage.actor(scene.facts["by"])
    completion.request_completion(scene.task, text=scene.facts["text"], acting_user=staff)


def name(scene: Scene) -> None:
    """The supervision lead names who verifies."""
    lead = scene.stage.actor(LEAD_SUPERVISOR)
    verification.name_verifier(scene.task, user_id=scene.stage.users[scene.facts["inspector"]], acting_user=lead)


def verify(scene: Scene) -> None:
    by, grade, looked_at = scene.facts["by"], scene.facts["grade"], scene.facts["looked_at"]
    lead = scene.stage.actor(LEAD_SUPERVISOR)
    verification.name_verifier(scene.task, user_id=scene.stage.users[by], acting_user=lead)
    verification.verify(scene.task, grade=grade, looked_at=looked_at, acting_user=scene.stage.actor(by))


def name_guests(scene: Scene) -> None:
    """A commander of another campaign, where the supervision group itself is concerned."""
    first, second = (scene.stage.users[login] for login in scene.facts["guests"])
    verification.name_guests(scene.task, user_ids=(first, second), acting_user=scene.stage.actor(scene.facts["by"]))


def verify_as_guest(scene: Scene) -> None:
    guest = scene.stage.actor(scene.facts["by"])
    looked_at = scene.facts["looked_at"]
    verification.verify(scene.task, grade=scene.facts["grade"], looked_at=looked_at, acting_user=guest)


def close(scene: Scene) -> None:
    completion.close_out(scene.task, acting_user=scene.decider)


def send_back(scene: Scene) -> None:
    completion.return_completion(scene.task, reason=scene.facts["reason"], acting_user=scene.decider)


def suspend(scene: Scene) -> None:
    until = day(scene.facts["until"])
    ending.suspend(scene.task, reason=scene.facts["reason"], until=until, acting_user=_chief(scene))


def resume(scene: Scene) -> None:
    ending.resume(scene.task, acting_user=_chief(scene))


def cancel(scene: Scene) -> None:
    ending.cancel(scene.task, reason=scene.facts["reason"], acting_user=_chief(scene))


def conclude(scene: Scene) -> None:
    reason, successor = scene.facts["reason"], scene.facts.get("successor", "")
    ending.conclude(scene.task, reason=reason, successor=successor, acting_user=_chief(scene))


def reopen(scene: Scene) -> None:
    due_on = day(scene.facts["due"])
    who = scene.stage.actor(scene.facts.get("by") or LEAD_SUPERVISOR)
    ending.reopen(scene.task, reason=scene.facts["reason"], due_on=due_on, acting_user=who)


def _chief(scene: Scene) -> Actor:
    """What only the commander does."""
    return scene.stage.actor(f"cmd{scene.campaign}")


def revise(scene: Scene) -> None:
    """From a paper: another day, another standard, further departments."""
    revision = revising.present(scene.task, paper=scene.facts["paper"])
    due_on: date | None = day(scene.facts["due"]) if scene.facts.get("due") else revision.due_on
    revision = replace(revision, due_on=due_on, standard=scene.facts.get("standard") or revision.standard)
    revising.revise(scene.task, revision, acting_user=scene.commander)


def sign_again(scene: Scene) -> None:
    """After a revision the touched departments sign for the new text."""
    for department in scene.facts["departments"]:
        signing.sign(scene.task, acting_user=scene.stage.head_of(department))


def transfer(scene: Scene) -> None:
    old, new, reason = scene.facts["department"], scene.facts["to"], scene.facts["reason"]
    legs.transfer(scene.task, scene.leg(old), new, reason, acting_user=scene.commander)


def release(scene: Scene) -> None:
    legs.release(scene.task, scene.leg(scene.facts["department"]), scene.facts["reason"], acting_user=scene.commander)


ACTS: dict[str, Callable[[Scene], None]] = {
    "report": report,
    "draft_report": draft_report,
    "return_report": return_report,
    "reach": reach,
    "finish": finish,
    "return_leg": return_leg,
    "request": request,
    "request_inside": request_inside,
    "name": name,
    "verify": verify,
    "name_guests": name_guests,
    "verify_as_guest": verify_as_guest,
    "close": close,
    "send_back": send_back,
    "suspend": suspend,
    "resume": resume,
    "cancel": cancel,
    "conclude": conclude,
    "reopen": reopen,
    "revise": revise,
    "sign_again": sign_again,
    "transfer": transfer,
    "release": release,
}


def perform(stage: Stage, campaign: int, work: Work, act: Act) -> None:
    ACTS[act.what](Scene(stage, campaign, work, stage.task(work), act.facts))
