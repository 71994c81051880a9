"""What departments say about their legs: drafting, submitting, accepting, returning, and reading it."""

from portal.models import Assignment as Leg
from portal.models import ProgressReport as Report
from portal.services.reports.access import Reported, access_report
from portal.services.reports.deciding import accept, find_last_or_none, may_decide, require_decider, return_report
from portal.services.reports.entry import ReportEntry, carries_quantity, prefill
from portal.services.reports.files import take_away
from portal.services.reports.listing import ReportRow, describe, list_reports
from portal.services.reports.periods import find_period_or_none
from portal.services.reports.writing import (
    choose_leg,
    draft,
    edit,
    find_draft_or_none,
    legs_to_report,
    may_submit,
    report,
    submit,
)

__all__ = [
    "Leg",
    "Report",
    "ReportEntry",
    "ReportRow",
    "Reported",
    "accept",
    "access_report",
    "carries_quantity",
    "choose_leg",
    "describe",
    "draft",
    "edit",
    "find_draft_or_none",
    "find_last_or_none",
    "find_period_or_none",
    "legs_to_report",
    "list_reports",
    "may_decide",
    "may_submit",
    "prefill",
    "report",
    "require_decider",
    "return_report",
    "submit",
    "take_away",
]
