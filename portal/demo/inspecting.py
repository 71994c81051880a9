"""The findings of the stories: recorded, co-signed, issued, answered, looked at again."""

from collections.abc import Callable

from portal import clock
from portal.demo.script import Act, Work
from portal.demo.stage import Stage
from portal.demo.telling import LEAD_SUPERVISOR, Scene
from portal.domain.finding_lifecycle import CheckKind, Severity
from portal.models import Finding
from portal.policy import Actor
from portal.services import findings
from portal.services.findings import FindingEntry


def record(scene: Scene) -> None:
    """One inspector records; where the story names a second he co-signs, and where it says so the lead issues."""
    facts = scene.facts
    inspector = scene.stage.actor(facts["by"])
    entry = FindingEntry(
        kind=CheckKind(facts.get("kind", "random")),
        severity=Severity(facts.get("severity", "ordinary")),
        seen_on=clock.today(),
        place=facts["place"],
        seen=facts["seen"],
        days_to_rectify=facts.get("days", 10),
        found_percent=facts.get("found"),
        is_on_the_spot=bool(facts.get("put_right")),
    )
    finding = findings.record(scene.task, scene.leg(), entry, acting_user=inspector, files=scene.files())
    scene.stage.findings[facts["key"]] = finding.id
    if text := facts.get("put_right"):
        findings.close_on_the_spot(finding, text=text, acting_user=inspector)
    if second := facts.get("second"):
        findings.cosign(finding, acting_user=scene.stage.actor(second))
    if issuer := facts.get("issued_by"):
        findings.issue(finding, acting_user=scene.stage.actor(issuer))


def _finding(scene: Scene, permission: str, who: Actor) -> Finding:
    return findings.access_finding(scene.stage.findings[scene.facts["key"]], acting_user=who, permission=permission)


def answer(scene: Scene) -> None:
    head = scene.stage.head_of(scene.facts.get("department", scene.work.lead))
    found = _finding(scene, "finding.answer", head)
    findings.answer(found, text=scene.facts["text"], acting_user=head, files=scene.files())


def draft_answer(scene: Scene) -> None:
    staff = scene.stage.actor(scene.facts["by"])
    findings.draft_answer(_finding(scene, "finding.draft_answer", staff), text=scene.facts["text"], acting_user=staff)


def dispute(scene: Scene) -> None:
    head = scene.stage.head_of(scene.facts.get("department", scene.work.lead))
    findings.dispute(_finding(scene, "finding.dispute", head), text=scene.facts["text"], acting_user=head)


def uphold(scene: Scene) -> None:
    chief = scene.stage.actor(scene.facts.get("by") or f"cmd{scene.campaign}")
    findings.uphold(_finding(scene, "finding.decide_dispute", chief), reason=scene.facts["reason"], acting_user=chief)


def drop(scene: Scene) -> None:
    chief = scene.stage.actor(scene.facts.get("by") or f"cmd{scene.campaign}")
    findings.drop(_finding(scene, "finding.decide_dispute", chief), reason=scene.facts["reason"], acting_user=chief)


def rectify(scene: Scene) -> None:
    head = scene.stage.head_of(scene.facts.get("department", scene.work.lead))
    found = _finding(scene, "finding.answer", head)
    findings.rectify(found, text=scene.facts["text"], acting_user=head, files=scene.files())


def confirm(scene: Scene) -> None:
    inspector = scene.stage.actor(scene.facts["by"])
    found = _finding(scene, "finding.follow_up", inspector)
    findings.confirm(found, text=scene.facts["text"], acting_user=inspector, files=scene.files())


def send_back(scene: Scene) -> None:
    inspector = scene.stage.actor(scene.facts["by"])
    found = _finding(scene, "finding.follow_up", inspector)
    findings.send_back(found, text=scene.facts["text"], days=scene.facts.get("days", 10), acting_user=inspector)


def relapse(scene: Scene) -> None:
    inspector = scene.stage.actor(scene.facts["by"])
    found = _finding(scene, "finding.follow_up", inspector)
    findings.relapse(found, text=scene.facts["text"], days=scene.facts.get("days", 10), acting_user=inspector)


def withdraw(scene: Scene) -> None:
    lead = scene.stage.actor(scene.facts.get("by") or LEAD_SUPERVISOR)
    findings.withdraw(_finding(scene, "finding.withdraw", lead), reason=scene.facts["reason"], acting_user=lead)


ACTS: dict[str, Callable[[Scene], None]] = {
    "find": record,
    "finding-answer": answer,
    "finding-draft": draft_answer,
    "finding-dispute": dispute,
    "finding-uphold": uphold,
    "finding-drop": drop,
    "finding-rectify": rectify,
    "finding-confirm": confirm,
    "finding-back": send_back,
    "finding-relapse": relapse,
    "finding-withdraw": withdraw,
}


def perform(stage: Stage, campaign: int, work: Work, act: Act) -> None:
    ACTS[act.what](Scene(stage, campaign, work, stage.task(work), act.facts))
