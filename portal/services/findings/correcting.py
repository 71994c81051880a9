"""Correcting a finding before its issue: by whoever recorded it, with what stood there before."""

from collections.abc import Sequence

from portal import policy
from portal.database import db
from portal.documents.uploads import Upload
from portal.domain.finding_lifecycle import UNISSUED
from portal.errors import Denied, Invalid, Stale, WrongState
from portal.models import Assignment, Department, Finding
from portal.policy import Actor
from portal.services import entries, evidence, history
from portal.services.entries import Plain
from portal.services.findings.entry import FindingEntry, check_entry
from portal.services.findings.recording import RECUSED, claimed_percent, legs_to_check
from portal.text import N_


def may_correct(finding: Finding, *, acting_user: Actor) -> bool:
    """Only the one who looked can say that he wrote it down wrongly."""
    is_own = finding.recorded_by_id == acting_user.user_id
    return is_own and finding.state in UNISSUED and policy.can(acting_user, "finding.record", finding)


def require_correctable(finding: Finding, *, acting_user: Actor) -> None:
    """Raises Denied or WrongState."""
    policy.require(acting_user, "finding.record", finding)
    if finding.recorded_by_id != acting_user.user_id:
        raise Denied(N_("Only whoever recorded a finding corrects it."))
    if finding.state not in UNISSUED:
        raise WrongState(N_("Its facts stand once it is issued or ended: withdraw it, or record another."))
    if finding.department_id in acting_user.recused:
        raise Denied(RECUSED)


def correct(
    finding: Finding,
    entry: FindingEntry,
    *,
    acting_user: Actor,
    version: int | None = None,
    leg: Assignment | None = None,
    files: Sequence[Upload] = (),
) -> None:
    """Write it anew, perhaps about another department's `leg` of the same task, and add photos.

    A co-signature stood for other words: it falls away.
    """
    require_correctable(finding, acting_user=acting_user)
    if version is not None and version != finding.version:
        raise Stale
    check_entry(entry)
    before, after = entries.put(entry, finding)
    if leg is not None and leg.id != finding.assignment_id:
        old, new = _turn_to(finding, leg, acting_user)
        before, after = {**before, **old}, {**after, **new}
    if not after and not files:
        raise Invalid(N_("Nothing is different from what stands: change something, or leave the page."))
    is_cosigned = finding.cosigned_at is not None
    finding.cosigned_at = finding.cosigned_by_id = None
    evidence.attach(files, task=finding.task, finding=finding, finding_action="record", acting_user=acting_user)
    history.record(
        "finding.edit",
        acting_user=acting_user,
        subject=f"finding:{finding.id}",
        task=finding.task,
        before=before,
        after={"department_id": finding.department_id, **after, "files": len(files), "is_unsigned": is_cosigned},
    )


def legs_to_correct(finding: Finding, *, acting_user: Actor) -> list[Assignment]:
    """The legs that it may be about: the one it stands on, and those on which this person might have recorded it."""
    others = [leg for leg in legs_to_check(finding.task, acting_user=acting_user) if leg.id != finding.assignment_id]
    return [finding.assignment, *others]


def _turn_to(finding: Finding, leg: Assignment, actor: Actor) -> tuple[dict[str, Plain], dict[str, Plain]]:
    """It is about another department, beside what that one claims now. Raises Denied. Answers before and after."""
    if leg not in legs_to_correct(finding, acting_user=actor):
        raise Denied(N_("You may not record a finding about this department."))
    before = _party(finding)
    finding.assignment, finding.assignment_id, finding.department_id = leg, leg.id, leg.department_id or 0
    finding.claimed_percent = claimed_percent(finding.task, leg)
    return before, _party(finding)


def _party(finding: Finding) -> dict[str, Plain]:
    """By name, as people read it; the percent is what the department claimed."""
    name = db.session.get_one(Department, finding.department_id).short_name
    return {"department": name, "claimed_percent": finding.claimed_percent}
