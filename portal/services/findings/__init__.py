"""Findings (问题): recorded at the site, co-signed, issued, answered, rectified, looked at again."""

from portal.models import Finding
from portal.services.findings.access import access_finding
from portal.services.findings.answering import answer, dispute, draft_answer, drop, rectify, uphold
from portal.services.findings.correcting import correct, legs_to_correct, may_correct, require_correctable
from portal.services.findings.entry import FindingEntry
from portal.services.findings.facts import last_day_to_dispute
from portal.services.findings.handling import (
    close_on_the_spot,
    confirm,
    cosign,
    issue,
    relapse,
    send_back,
    withdraw,
)
from portal.services.findings.listing import FindingRow, count_findings, kinds_waiting, list_findings, list_of_task
from portal.services.findings.recording import check_reach, claimed_percent, legs_to_check, record
from portal.services.findings.showing import Story, department_name, tell
from portal.services.findings.steps import offers

__all__ = [
    "Finding",
    "FindingEntry",
    "FindingRow",
    "Story",
    "access_finding",
    "answer",
    "check_reach",
    "claimed_percent",
    "close_on_the_spot",
    "confirm",
    "correct",
    "cosign",
    "count_findings",
    "department_name",
    "dispute",
    "draft_answer",
    "drop",
    "issue",
    "kinds_waiting",
    "last_day_to_dispute",
    "legs_to_check",
    "legs_to_correct",
    "list_findings",
    "list_of_task",
    "may_correct",
    "offers",
    "record",
    "rectify",
    "relapse",
    "require_correctable",
    "send_back",
    "tell",
    "uphold",
    "withdraw",
]
