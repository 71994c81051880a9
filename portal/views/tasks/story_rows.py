"""The parts of a task's page as its templates print them: plain values, every word in the reader's language."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask_babel import gettext

from portal.domain.finding_lifecycle import SEVERITY_LABELS, FindingState
from portal.domain.finding_lifecycle import STATE_LABELS as FINDING_STATES
from portal.domain.report_lifecycle import CONFIDENCE_LABELS, ReportState
from portal.domain.report_lifecycle import STATE_LABELS as REPORT_STATES
from portal.domain.trajectory import plain
from portal.services.evidence import Evidence
from portal.services.reports import ReportRow
from portal.services.tasks.names import Names
from portal.services.tasks.story import DateLine
from portal.text import N_
from portal.views.moments import local_text

REPORT_TONES = {ReportState.SUBMITTED: "open", ReportState.ACCEPTED: "good", ReportState.RETURNED: "bad"}
FINDING_TONES = {FindingState.CLOSED: "good", FindingState.WITHDRAWN: "plain", FindingState.RECTIFIED: "waiting"}
KILOBYTE = 1024
DATE_KINDS = {
    "extension": N_("Extension"),
    "suspension": N_("Suspension"),
    "revision": N_("Revision"),
    "reopening": N_("Reopening"),
}


class ReportLine(NamedTuple):
    """What one department said once."""

    url: str
    department: str
    period: str | None
    reached: str
    done: str
    problem: str
    help_needed: str
    confidence: str
    state: str
    tone: str
    who: str
    at: str | None


def report_rows(reports: Iterable[ReportRow], unit: str) -> tuple[ReportLine, ...]:
    return tuple(
        ReportLine(
            url=f"/reports/{one.id}",
            department=one.department,
            period=one.period or local_text(one.at),
            reached=f"{plain(one.quantity)} {unit}".strip() if one.quantity is not None
            else "—" if one.percent is None else f"{one.percent}%",
            done=one.done,
            problem=one.problem,
            help_needed=one.help_needed,
            confidence=gettext(CONFIDENCE_LABELS[one.confidence]) if one.confidence else "",
            state=gettext(REPORT_STATES[one.state]),
            tone=REPORT_TONES.get(one.state, "waiting"),
            who=one.author,
            at=local_text(one.at),
        )
        for one in reports
    )  # fmt: skip


class FindingLine(NamedTuple):
    """What an inspector saw beside what was claimed."""

    url: str
    seen: str
    department: str
    severity: str
    seen_on: str
    claimed: str
    found: str
    differs: bool
    due: str
    state: str
    tone: str


def finding_rows(findings: Iterable[Any], names: Names) -> tuple[FindingLine, ...]:
    return tuple(
        FindingLine(
            url=f"/findings/{one.id}",
            seen=one.seen,
            department=names.departments.get(one.department_id, "—"),
            severity=gettext(SEVERITY_LABELS[one.severity]),
            seen_on=one.seen_on.isoformat(),
            claimed=f"{one.claimed_percent}%",
            found="—" if one.found_percent is None else f"{one.found_percent}%",
            differs=one.found_percent is not None and one.found_percent < one.claimed_percent,
            due=one.rectify_due_on.isoformat() if one.rectify_due_on else "",
            state=gettext(FINDING_STATES[one.state]),
            tone=FINDING_TONES.get(one.state, "bad"),
        )
        for one in findings
    )


class FileLine(NamedTuple):
    """A piece of evidence."""

    id: int
    name: str
    size_text: str
    who: str
    at_text: str | None
    is_picture: bool


def file_rows(files: Iterable[Evidence]) -> tuple[FileLine, ...]:
    return tuple(
        FileLine(
            id=one.id,
            name=one.name,
            size_text=size_text(one.size),
            who=one.who,
            at_text=local_text(one.at),
            is_picture=one.is_picture,
        )
        for one in files
    )


def size_text(size: int) -> str:
    kilobytes = max(size / KILOBYTE, 1)
    return f"{kilobytes:.0f} KB" if kilobytes < KILOBYTE else f"{kilobytes / KILOBYTE:.1f} MB"


class LedgerLine(NamedTuple):
    """A line of the date ledger in words."""

    kind: str
    nth: int
    change: str
    days: str
    why: str
    who: str
    at: str | None


def date_rows(lines: Iterable[DateLine]) -> tuple[LedgerLine, ...]:
    return tuple(
        LedgerLine(
            kind=gettext(DATE_KINDS[line.kind]),
            nth=line.nth,
            change=f"{line.from_on.isoformat()} → {line.to_on.isoformat()}",
            days=f"{(line.to_on - line.from_on).days:+d}",
            why=line.paper or line.reason,
            who=line.decided_by,
            at=local_text(line.decided_at),
        )
        for line in lines
    )
