"""What the department does with a finding: answer, dispute, rectify; and how its dispute is decided."""

from collections.abc import Sequence

from portal import clock, policy
from portal.documents.uploads import Upload
from portal.domain.finding_lifecycle import FindingState
from portal.errors import Invalid, Stale, WrongState
from portal.models import Finding
from portal.policy import Actor
from portal.services import history
from portal.services.findings.entry import LONGEST, needed
from portal.services.findings.handling import attach, due_after
from portal.services.findings.steps import take_step
from portal.text import N_


def draft_answer(finding: Finding, *, text: str, acting_user: Actor, version: int | None = None) -> None:
    """The department prepares what its head will answer; nobody else reads it."""
    policy.require(acting_user, "finding.draft_answer", finding)
    if version is not None and version != finding.version:
        raise Stale
    if finding.state != FindingState.ISSUED:
        raise WrongState(N_("This finding has been answered."))
    if len(text) > LONGEST:
        raise Invalid(N_("At most %(most)s characters."), "text", most=LONGEST)
    finding.draft_answer = text.strip()
    subject, told = f"finding:{finding.id}", {"department_id": finding.department_id, "characters": len(text)}
    history.record("finding.draft-answer", acting_user=acting_user, subject=subject, after=told)


def answer(
    finding: Finding, *, text: str, acting_user: Actor, version: int | None = None, files: Sequence[Upload] = ()
) -> None:
    """The head says which measures the department takes."""
    text = needed(text, "text")
    sets = {
        "measures": text,
        "answered_by_id": acting_user.user_id,
        "answered_at": clock.now(),
        "draft_answer": "",
    }
    take_step(finding, "answer", acting_user=acting_user, version=version, sets=sets, tells={"text": text})
    attach(files, finding, "answer", acting_user)


def dispute(
    finding: Finding, *, text: str, acting_user: Actor, version: int | None = None, files: Sequence[Upload] = ()
) -> None:
    """The head contradicts what was seen, within 5 working days."""
    text = needed(text, "text")
    sets = {"dispute_reason": text, "disputed_by_id": acting_user.user_id, "disputed_at": clock.now()}
    take_step(finding, "dispute", acting_user=acting_user, version=version, sets=sets, tells={"text": text})
    attach(files, finding, "dispute", acting_user)


def uphold(finding: Finding, *, reason: str, acting_user: Actor, version: int | None = None) -> None:
    """A commander decides that the finding stands; its days to rectify begin anew."""
    reason, due_on = needed(reason, "reason"), due_after(finding.days_to_rectify)
    sets = {"dispute_decision": reason, "dispute_decided_by_id": acting_user.user_id, "rectify_due_on": due_on}
    tells = {"reason": reason, "rectify_due_on": due_on.isoformat()}
    take_step(finding, "uphold", acting_user=acting_user, version=version, sets=sets, tells=tells)


def drop(finding: Finding, *, reason: str, acting_user: Actor, version: int | None = None) -> None:
    """A commander decides that the department is right."""
    reason = needed(reason, "reason")
    sets = {
        "dispute_decision": reason,
        "dispute_decided_by_id": acting_user.user_id,
        "withdrawn_reason": reason,
        "withdrawn_by_id": acting_user.user_id,
    }
    take_step(finding, "drop", acting_user=acting_user, version=version, sets=sets, tells={"reason": reason})


def rectify(
    finding: Finding, *, text: str, acting_user: Actor, version: int | None = None, files: Sequence[Upload] = ()
) -> None:
    """The head reports that it is put right."""
    text = needed(text, "text")
    sets = {"rectified_text": text, "rectified_by_id": acting_user.user_id, "rectified_at": clock.now()}
    take_step(finding, "rectify", acting_user=acting_user, version=version, sets=sets, tells={"text": text})
    attach(files, finding, "rectify", acting_user)
