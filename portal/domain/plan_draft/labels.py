"""The fields of a draft, their names for people, and the values a field may choose from."""

from collections.abc import Mapping
from enum import StrEnum

from portal.domain.plan_draft.draft import ItemKind
from portal.domain.targets import Comparator, TargetKind
from portal.text import N_

K = ItemKind


class ReadingState(StrEnum):
    """Derived from what has happened to a reading, never stored."""

    WAITING = "waiting"
    FAILED = "failed"
    REVIEW = "review"
    CREATED = "created"
    APPLIED = "applied"
    DROPPED = "dropped"


STATE_LABELS = {
    ReadingState.WAITING: N_("Being read"),
    ReadingState.FAILED: N_("Could not be read"),
    ReadingState.REVIEW: N_("To be reviewed"),
    ReadingState.CREATED: N_("Became a plan"),
    ReadingState.APPLIED: N_("Compared and applied"),
    ReadingState.DROPPED: N_("Put aside"),
}

HEAD_FIELDS = ("title", "document_number", "issuer", "issued_on", "printed_on", "starts_on", "ends_on", "aim")
ITEM_FIELDS: Mapping[ItemKind, tuple[str, ...]] = {
    K.CAMPAIGN: ("name", "aim"),
    K.TASK: ("title", "content", "standard", "start_on", "due_on", "deadline_text"),
    K.TARGET: ("metric", "unit", "kind", "comparator", "guaranteed", "stretch", "note", "text"),
}
TITLE_FIELD: Mapping[ItemKind, str] = {K.CAMPAIGN: "name", K.TASK: "title", K.TARGET: "metric"}
PARTY_FIELDS: Mapping[ItemKind, tuple[str, ...]] = {
    K.CAMPAIGN: ("lead", "responsible", "commander", "deputies"),
    K.TASK: ("lead", "responsible", "commander", "deputies"),
    K.TARGET: (),
}
DAYS = frozenset({"issued_on", "printed_on", "starts_on", "ends_on", "start_on", "due_on"})
NUMBERS = frozenset({"guaranteed", "stretch"})
LONGEST: Mapping[tuple[str, str], int] = {
    ("head", "title"): 200,
    ("head", "document_number"): 60,
    ("head", "issuer"): 120,
    (K.CAMPAIGN, "name"): 80,
    (K.TASK, "title"): 200,
    (K.TASK, "content"): 5000,
    (K.TASK, "standard"): 2000,
    (K.TARGET, "metric"): 120,
    (K.TARGET, "unit"): 20,
}
LONGEST_ELSE = 5000
CHOICES: Mapping[tuple[ItemKind, str], tuple[str, ...]] = {
    (K.TARGET, "kind"): tuple(kind.value for kind in TargetKind),
    (K.TARGET, "comparator"): tuple(one.value for one in Comparator),
}
KIND_LABELS = {K.CAMPAIGN: N_("Campaign"), K.TASK: N_("Task"), K.TARGET: N_("Target")}
FIELD_LABELS: Mapping[str, str] = {
    "title": N_("Title"),
    "document_number": N_("Document number"),
    "issuer": N_("Issued by"),
    "issued_on": N_("Signed on"),
    "printed_on": N_("Printed on"),
    "starts_on": N_("Starts on"),
    "ends_on": N_("Ends on"),
    "aim": N_("Aim"),
    "name": N_("Name"),
    "content": N_("Content"),
    "standard": N_("Completion standard"),
    "start_on": N_("Start"),
    "due_on": N_("Due day"),
    "deadline_text": N_("Limit as printed"),
    "metric": N_("Metric"),
    "unit": N_("Unit"),
    "kind": N_("Kind"),
    "comparator": N_("Comparison"),
    "guaranteed": N_("Guaranteed"),
    "stretch": N_("Stretch"),
    "note": N_("Note"),
    "text": N_("As printed"),
    "lead": N_("Lead department"),
    "responsible": N_("Responsible departments"),
    "commander": N_("Commander"),
    "deputies": N_("Deputy commanders"),
}
