"""Words that stand in one thing only, and who may read that thing: seen anywhere else they have leaked."""

from typing import Final

NEAR_INSIDE = "readers lead_people commander deputy second_deputy"
FAR_INSIDE = "readers other_people other_commander"
SECRETS: Final = {
    # A draft is known to those who work on it.
    "near-draft-密": "office commander deputy",
    "far-draft-密": "office other_commander head_and_deputy",
    # What was reported is read inside the task; the draft of a report by its own department alone.
    "near-report-密": NEAR_INSIDE,
    "far-report-密": FAR_INSIDE,
    "near-draft-report-密": "lead_people",
    "far-draft-report-密": "other_people",
    # A finding that is not issued is known to the inspectors who are not recused, an issued one to those it names.
    "near-finding-密": "free_inspectors supervision_lead",
    "far-finding-密": "supervision",
    "near-issued-finding-密": "readers lead_people commander deputy",
    "far-issued-finding-密": "readers other_people other_commander",
    # A notice under review is the office's; one that changes a plan is known to its commanders too.
    "滨江开发区": "office",
    "比对-密": "office commander other_commander",
    # Business as such is nothing for strangers and administrators; who appoints commanders knows the campaigns' names.
    "年度攻坚方案": "business",
    "near-已交办": "business",
    "far-已交办": "business",
    "near-指标": "business",
    "near-专项行动": "business security_admin",
    "far-专项行动": "business security_admin",
}
