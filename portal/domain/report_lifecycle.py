"""The way of a progress report: draft → submitted → accepted or returned."""

from enum import StrEnum

from portal.domain.lifecycle import Lifecycle, Step
from portal.text import N_


class ReportState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class Confidence(StrEnum):
    """How sure the lead department is to finish in time: a judgement with a reason."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


R = ReportState

STATE_LABELS = {
    R.DRAFT: N_("Draft"),
    R.SUBMITTED: N_("Submitted"),
    R.ACCEPTED: N_("Accepted"),
    R.RETURNED: N_("Returned"),
}
CONFIDENCE_LABELS = {
    Confidence.HIGH: N_("Confident"),
    Confidence.MEDIUM: N_("Doubtful"),
    Confidence.LOW: N_("At risk"),
}


class ReportFacts:
    """A report's steps ask for nothing beyond state and right."""


STEPS: tuple[Step[ReportFacts], ...] = (
    Step("submit", R.DRAFT, R.SUBMITTED, "report.submit", N_("Submit report"), tone="primary"),
    Step("accept", R.SUBMITTED, R.ACCEPTED, "report.accept", N_("Accept report"), is_decision=True, tone="primary"),
    Step("return", R.SUBMITTED, R.RETURNED, "report.return", N_("Return report"), is_decision=True, asks=("reason",)),
)

REPORT = Lifecycle("report", STEPS)
