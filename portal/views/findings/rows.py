"""Findings as templates print them: plain values, every word in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext

from portal.domain.finding_lifecycle import SEVERITY_LABELS, STATE_LABELS, FindingState
from portal.services.findings import FindingRow

TONES = {
    FindingState.RECORDED: "waiting",
    FindingState.ISSUED: "bad",
    FindingState.DISPUTED: "waiting",
    FindingState.RECTIFYING: "open",
    FindingState.RECTIFIED: "waiting",
    FindingState.CLOSED: "good",
}
SHORT = 60


@dataclass(frozen=True, slots=True)
class Line:
    """What the table's cells print; `title` is what was seen, shortened."""

    url: str
    title: str
    task: str
    department: str
    severity: str
    is_serious: bool
    claimed: str
    found: str
    differs: bool
    due: str
    is_late: bool
    state: str
    tone: str


def lines_of(rows: Iterable[FindingRow]) -> list[Line]:
    states = {state: gettext(label) for state, label in STATE_LABELS.items()}
    severities = {severity: gettext(label) for severity, label in SEVERITY_LABELS.items()}
    return [_line(row, states[row.state], severities[row.severity]) for row in rows]


def _line(row: FindingRow, state: str, severity: str) -> Line:
    return Line(
        url=f"/findings/{row.id}",
        title=row.seen if len(row.seen) <= SHORT else f"{row.seen[:SHORT]}…",
        task=row.task,
        department=row.department,
        severity=severity,
        is_serious=row.severity == "serious",
        claimed=f"{row.claimed_percent}%",
        found="—" if row.found_percent is None else f"{row.found_percent}%",
        differs=row.found_percent is not None and row.found_percent < row.claimed_percent,
        due=row.due_on.isoformat() if row.due_on else "—",
        is_late=row.is_late,
        state=state,
        tone=TONES.get(row.state, "plain"),
    )
