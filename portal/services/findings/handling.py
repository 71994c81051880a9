"""What the supervision side does with a finding, from the second signature to the follow-up check."""

from collections.abc import Sequence
from datetime import date

from portal import clock
from portal.documents.uploads import Upload
from portal.errors import Invalid
from portal.models import Finding
from portal.policy import Actor
from portal.services import calendar, evidence
from portal.services.findings.entry import check_days, needed
from portal.services.findings.steps import take_step
from portal.text import N_


def cosign(finding: Finding, *, acting_user: Actor, version: int | None = None) -> None:
    """A second inspector stands in for what was seen."""
    if finding.cosigned_at is not None:
        raise Invalid(N_("A second inspector has co-signed already."))
    signed = {"cosigned_at": clock.now(), "cosigned_by_id": acting_user.user_id}
    take_step(finding, "co-sign", acting_user=acting_user, version=version, sets=signed)


def issue(finding: Finding, *, acting_user: Actor, version: int | None = None) -> None:
    """The department is told; its working days to rectify begin tomorrow."""
    due_on = due_after(finding.days_to_rectify)
    take_step(
        finding,
        "issue",
        acting_user=acting_user,
        version=version,
        sets={"issued_at": clock.now(), "issued_by_id": acting_user.user_id, "rectify_due_on": due_on},
        tells={"rectify_due_on": due_on.isoformat(), "severity": str(finding.severity), "seen": finding.seen},
    )


def close_on_the_spot(
    finding: Finding, *, text: str, acting_user: Actor, version: int | None = None, files: Sequence[Upload] = ()
) -> None:
    """It was put right while the inspector stood there: one signature is enough."""
    moment, text = clock.now(), needed(text, "text")
    take_step(
        finding,
        "close-on-the-spot",
        acting_user=acting_user,
        version=version,
        sets={
            "follow_up_text": text,
            "followed_up_by_id": acting_user.user_id,
            "followed_up_at": moment,
            "closed_at": moment,
        },
        tells={"text": text},
    )
    attach(files, finding, "close-on-the-spot", acting_user)


def withdraw(finding: Finding, *, reason: str, acting_user: Actor, version: int | None = None) -> None:
    """It no longer counts; it stays visible with the reason and both names."""
    reason = needed(reason, "reason")
    sets = {"withdrawn_reason": reason, "withdrawn_by_id": acting_user.user_id}
    take_step(finding, "withdraw", acting_user=acting_user, version=version, sets=sets, tells={"reason": reason})


def confirm(
    finding: Finding, *, text: str, acting_user: Actor, version: int | None = None, files: Sequence[Upload] = ()
) -> None:
    """The follow-up check: it holds."""
    _follow_up(finding, "confirm", text, None, acting_user, version)
    attach(files, finding, "confirm", acting_user)


def send_back(
    finding: Finding,
    *,
    text: str,
    days: int,
    acting_user: Actor,
    version: int | None = None,
    files: Sequence[Upload] = (),
) -> None:
    """The follow-up check: not rectified; counted, with new days."""
    _follow_up(finding, "send-back", text, days, acting_user, version)
    attach(files, finding, "send-back", acting_user)


def relapse(
    finding: Finding,
    *,
    text: str,
    days: int,
    acting_user: Actor,
    version: int | None = None,
    files: Sequence[Upload] = (),
) -> None:
    """A later look: it has come back; counted, with new days."""
    if finding.issued_at is None:
        raise Invalid(N_("This was put right on the spot and never issued: record a new finding."))
    _follow_up(finding, "relapse", text, days, acting_user, version)
    attach(files, finding, "relapse", acting_user)


def _follow_up(
    finding: Finding, action: str, text: str, days: int | None, acting_user: Actor, version: int | None
) -> None:
    moment, text = clock.now(), needed(text, "text")
    sets: dict[str, object] = {
        "follow_up_text": text,
        "followed_up_by_id": acting_user.user_id,
        "followed_up_at": moment,
        "closed_at": moment if days is None else None,
    }
    tells: dict[str, object] = {"text": text}
    if days is not None:
        due_on, nth = due_after(check_days(days)), finding.failed_count + 1
        sets |= {"failed_count": nth, "days_to_rectify": days, "rectify_due_on": due_on}
        tells |= {"nth": nth, "rectify_due_on": due_on.isoformat()}
    take_step(finding, action, acting_user=acting_user, version=version, sets=sets, tells=tells)


def due_after(days: int) -> date:
    """The last of so many working days from today, which does not count itself."""
    today = clock.today()
    return calendar.load().add_workdays(today, days)


def attach(files: Sequence[Upload], finding: Finding, action: str, acting_user: Actor) -> None:
    evidence.attach(files, task=finding.task, finding=finding, finding_action=action, acting_user=acting_user)
