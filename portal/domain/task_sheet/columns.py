"""What a column of a table of tasks can hold."""

from collections.abc import Mapping
from enum import StrEnum

from portal.text import N_


class Column(StrEnum):
    """`note` goes behind the content with its heading, so that nothing is lost; `none` is not taken over."""

    NUMBER = "number"
    ABOVE = "above"
    ABOVE_TITLE = "above_title"
    TITLE = "title"
    CONTENT = "content"
    STANDARD = "standard"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SHARES = "shares"
    START = "start"
    DUE = "due"
    WEIGHT = "weight"
    QUANTITY = "quantity"
    UNIT = "unit"
    SECTION = "section"
    DEPUTY = "deputy"
    PERSON = "person"
    SEAT = "seat"
    CLAUSE = "clause"
    NOTE = "note"
    NONE = "none"


# Of these a table may have several; of all others the first one counts.
SEVERAL = frozenset({Column.RESPONSIBLE, Column.CONTENT, Column.STANDARD, Column.NOTE, Column.NONE})

LABELS: Mapping[Column, str] = {
    Column.NUMBER: N_("Row number"),
    Column.ABOVE: N_("Number above"),
    Column.ABOVE_TITLE: N_("Task above"),
    Column.TITLE: N_("Task"),
    Column.CONTENT: N_("Content"),
    Column.STANDARD: N_("Completion standard"),
    Column.LEAD: N_("Lead department"),
    Column.RESPONSIBLE: N_("Responsible departments"),
    Column.SHARES: N_("Shares of the departments"),
    Column.START: N_("Starts on"),
    Column.DUE: N_("Due on"),
    Column.WEIGHT: N_("Weight"),
    Column.QUANTITY: N_("Quantity"),
    Column.UNIT: N_("Unit of the quantity"),
    Column.SECTION: N_("Section"),
    Column.DEPUTY: N_("Deputy head in charge"),
    Column.PERSON: N_("Person responsible"),
    Column.SEAT: N_("Seat in charge"),
    Column.CLAUSE: N_("Basis in the paper"),
    Column.NOTE: N_("Note, put behind the content"),
    Column.NONE: N_("Not taken over"),
}
