"""The parts of a task's page as its templates print them: plain values, every word in the reader's language."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext

from portal.domain.finding_lifecycle import SEVERITY_LABELS, FindingState
from portal.domain.finding_lifecycle import STATE_LABELS as FINDING_STATES
from portal.domain.percent import WHOLE
from portal.domain.report_lifecycle import CONFIDENCE_LABELS, ReportState
from portal.domain.report_lifecycle import STATE_LABELS as REPORT_STATES
from portal.domain.task_lifecycle import GRADE_LABELS, Grade, TaskState
from portal.domain.trajectory import plain
from portal.services.evidence import Evidence
from portal.services.reports import ReportRow
from portal.services.tasks.story import DateLine, Entry, Names
from portal.text import N_
from portal.views.moments import local_text

REPORT_TONES = {ReportState.SUBMITTED: "open", ReportState.ACCEPTED: "good", ReportState.RETURNED: "bad"}
FINDING_TONES = {FindingState.CLOSED: "good", FindingState.WITHDRAWN: "plain", FindingState.RECTIFIED: "waiting"}
KILOBYTE = 1024
GRADES = frozenset(map(str, Grade))
DATE_KINDS = {
    "extension": N_("Extension"),
    "suspension": N_("Suspension"),
    "revision": N_("Revision"),
    "reopening": N_("Reopening"),
}


def report_rows(reports: Iterable[ReportRow], unit: str) -> list[dict[str, Any]]:
    return [
        {
            "url": url_for("reports.show", report_id=one.id),
            "department": one.department,
            "period": one.period or local_text(one.at),
            "reached": f"{plain(one.quantity)} {unit}".strip() if one.quantity is not None
            else "—" if one.percent is None else f"{one.percent}%",
            "done": one.done,
            "problem": one.problem,
            "help_needed": one.help_needed,
            "confidence": gettext(CONFIDENCE_LABELS[one.confidence]) if one.confidence else "",
            "state": gettext(REPORT_STATES[one.state]),
            "tone": REPORT_TONES.get(one.state, "waiting"),
            "who": one.author,
            "at": local_text(one.at),
        }
        for one in reports
    ]  # fmt: skip


def finding_rows(findings: Iterable[Any], names: Names) -> list[dict[str, Any]]:
    return [
        {
            "url": f"/findings/{one.id}",
            "seen": one.seen,
            "department": names.departments.get(one.department_id, "—"),
            "severity": gettext(SEVERITY_LABELS[one.severity]),
            "seen_on": one.seen_on.isoformat(),
            "claimed": f"{one.claimed_percent}%",
            "found": "—" if one.found_percent is None else f"{one.found_percent}%",
            "differs": one.found_percent is not None and one.found_percent < one.claimed_percent,
            "due": one.rectify_due_on.isoformat() if one.rectify_due_on else "",
            "state": gettext(FINDING_STATES[one.state]),
            "tone": FINDING_TONES.get(one.state, "bad"),
        }
        for one in findings
    ]


def verified_bp(task: Any, findings: Sequence[Any]) -> int | None:
    """What somebody who looked has seen: all of it when verified, else what the last check found."""
    if task.verified_at is not None:
        return WHOLE
    looked = (one.found_percent for one in findings if one.found_percent is not None and _counts(one))
    latest = next(looked, None)
    return None if latest is None else latest * 100


def _counts(finding: Any) -> bool:
    return finding.state not in (FindingState.WITHDRAWN, FindingState.RECORDED)


def file_rows(files: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "size_text": size_text(one.size),
            "who": one.who,
            "at_text": local_text(one.at),
            "is_picture": one.is_picture,
        }
        for one in files
    ]


def size_text(size: int) -> str:
    kilobytes = max(size / KILOBYTE, 1)
    return f"{kilobytes:.0f} KB" if kilobytes < KILOBYTE else f"{kilobytes / KILOBYTE:.1f} MB"


def date_rows(lines: Iterable[DateLine]) -> list[dict[str, Any]]:
    return [
        {
            "kind": gettext(DATE_KINDS[line.kind]),
            "nth": line.nth,
            "change": f"{line.from_on.isoformat()} → {line.to_on.isoformat()}",
            "days": f"{(line.to_on - line.from_on).days:+d}",
            "why": line.paper or line.reason,
            "who": line.decided_by,
            "at": local_text(line.decided_at),
        }
        for line in lines
    ]


def history_rows(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    return [
        {
            "at_text": local_text(one.at),
            "who": one.who or gettext("The portal"),
            "sentence": _sentence(one),
            "details": one.details,
        }
        for one in entries
    ]


def _sentence(entry: Entry) -> str:
    values = dict(entry.values)
    if values.get("grade") in GRADES:
        values["grade"] = gettext(GRADE_LABELS[Grade(values["grade"])])
    text: str = gettext(entry.text, **values) if values else gettext(entry.text)
    return text


class Notice(NamedTuple):
    """What stands above everything else: a request that waits, a return, an end."""

    title: str
    texts: Sequence[str]
    kind: str = "info"


def notice_of(task: Any, names: Names, is_inside: bool) -> Notice | None:
    """What the reader has to know first; the words themselves only for whoever reads inside the task."""
    who = names.people
    found: dict[TaskState, tuple[str, Sequence[str | None], str]] = {
        TaskState.COMPLETION_REQUESTED: (
            _by(N_("Completion requested by %(who)s"), who.get(task.requested_by_id)),
            (task.request_text, task.silence_explained, _verifier(task, names)), "info"),
        TaskState.VERIFIED: (_by(N_("Verified by %(who)s"), who.get(task.verified_by_id)), (task.looked_at,), "info"),
        TaskState.SUSPENDED: (_by(N_("Suspended until %(who)s"), task.suspended_until), (), "warning"),
        TaskState.CANCELLED: (gettext("Cancelled"), (task.ended_reason,), "warning"),
        TaskState.UNMET: (gettext("Concluded as unmet"), (task.ended_reason, task.successor), "warning"),
    }  # fmt: skip
    if task.state == TaskState.IN_PROGRESS and task.return_reason:
        found[TaskState.IN_PROGRESS] = gettext("Completion was returned"), (task.return_reason,), "warning"
    if task.state not in found:
        return None
    title, texts, kind = found[task.state]
    return Notice(title, [one for one in texts if one] if is_inside else [], kind)


def _by(text: str, who: object) -> str:
    words: str = gettext(text, who=who or "—")
    return words


def _verifier(task: Any, names: Names) -> str | None:
    name = names.people.get(task.verifier_id)
    return gettext("%(name)s verifies.", name=name) if name else None
