"""A step of a finding: its facts, whose it is this time, and the one function that takes it."""

from typing import Any

from portal import policy
from portal.domain.finding_lifecycle import FINDING, FindingFacts
from portal.domain.lifecycle import Step, refusal
from portal.errors import Denied
from portal.models import Finding
from portal.policy import Actor
from portal.services import lifecycle
from portal.services.findings.facts import Look, is_guest, is_other_commander, look_at

FOR_OTHERS = frozenset({"finding.issue", "finding.withdraw", "finding.follow_up"})
OF_THE_GROUP = frozenset({"finding.record", "finding.cosign"})


def take_step(
    finding: Finding,
    action: str,
    *,
    acting_user: Actor,
    version: int | None = None,
    sets: dict[str, Any] | None = None,
    tells: dict[str, Any] | None = None,
) -> None:
    """Take one step of a finding. Its task's page tells it to those who may see the finding."""
    look = look_at(finding, acting_user=acting_user)
    step = FINDING.step_for(action, finding.state)
    if not _is_whose(step, finding, look, acting_user):
        raise Denied
    lifecycle.take(
        FINDING,
        finding,
        action,
        facts=look.facts_for(action, finding, acting_user),
        acting_user=acting_user,
        task=finding.task,
        version=version,
        may_stand_in=lambda: _stands_in(step, look),
        sets=sets,
        tells={"department_id": finding.department_id, **(tells or {})},
    )


def offers(finding: Finding, *, acting_user: Actor) -> list[tuple[Step[FindingFacts], str | None]]:
    """The steps this person may take from here, each with the sentence that still stands against it, or None."""
    look = look_at(finding, acting_user=acting_user)
    possible = [
        step
        for step in FINDING.steps_from(finding.state)
        if _may(step, finding, look, acting_user) and _makes_sense(step, finding)
    ]
    return [(step, refusal(step, look.facts_for(step.action, finding, acting_user))) for step in possible]


def _may(step: Step[FindingFacts], finding: Finding, look: Look, actor: Actor) -> bool:
    may = policy.can(actor, step.permission, finding) or _stands_in(step, look)
    return may and _is_whose(step, finding, look, actor)


def _is_whose(step: Step[FindingFacts], finding: Finding, look: Look, actor: Actor) -> bool:
    """What the letters cannot say: guests keep to guests' findings, others issue only where the lead cannot."""
    if step.permission in OF_THE_GROUP:
        return look.is_by_guests == is_guest(finding, actor)
    if step.permission not in FOR_OTHERS or policy.can_on(
        actor, step.permission, policy.ground_of(finding), without="o"
    ):
        return True
    return look.is_beyond_supervision and is_other_commander(finding, actor)


def _stands_in(step: Step[FindingFacts], look: Look) -> bool:
    """A commander of another campaign decides where each of this one is himself concerned."""
    return step.permission == "finding.decide_dispute" and look.is_stand_in


def _makes_sense(step: Step[FindingFacts], finding: Finding) -> bool:
    """A button only where it can make sense: not twice, and not what was never put right or issued."""
    if step.action == "co-sign":
        return finding.cosigned_at is None
    if step.action == "close-on-the-spot":
        return finding.is_on_the_spot
    return step.action != "relapse" or finding.issued_at is not None
