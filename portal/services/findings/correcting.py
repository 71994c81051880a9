"""Correcting a finding before its issue: by whoever recorded it, with what stood there before."""

from collections.abc import Sequence

from portal import policy
from portal.documents.uploads import Upload
from portal.domain.finding_lifecycle import UNISSUED
from portal.errors import Denied, Invalid, Stale, WrongState
from portal.models import Finding
from portal.policy import Actor
from portal.services import entries, evidence, history
from portal.services.findings.entry import FindingEntry, check_entry
from portal.services.findings.recording import RECUSED
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
    files: Sequence[Upload] = (),
) -> None:
    """Write it anew and add photos. A co-signature stood for other words: it falls away."""
    require_correctable(finding, acting_user=acting_user)
    if version is not None and version != finding.version:
        raise Stale
    check_entry(entry)
    before, after = entries.put(entry, finding)
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
