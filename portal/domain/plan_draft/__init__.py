"""The draft of a plan that comes from a notice: what was read, what people made of it, and what is different from a
plan that stands. Pure functions, draft in and draft out."""

from portal.domain.plan_draft.answering import answer
from portal.domain.plan_draft.corrections import Left, answers_behind, left_behind
from portal.domain.plan_draft.draft import (
    Decision,
    DecisionKind,
    Draft,
    Field,
    Item,
    ItemKind,
    Named,
    PartyRole,
    Question,
)
from portal.domain.plan_draft.fields import set_field
from portal.domain.plan_draft.from_reading import from_reading
from portal.domain.plan_draft.labels import (
    CHOICES,
    FIELD_LABELS,
    HEAD_FIELDS,
    ITEM_FIELDS,
    KIND_LABELS,
    PARTY_FIELDS,
    STATE_LABELS,
    ReadingState,
)
from portal.domain.plan_draft.marks import Mark, marks_of
from portal.domain.plan_draft.matching import Directory, How, Known, KnownGroup, Match
from portal.domain.plan_draft.names import Person, decide_department, decide_person, names_in, people_of
from portal.domain.plan_draft.plain import from_plain, to_plain
from portal.domain.plan_draft.renewing import renewed
from portal.domain.plan_draft.rereading import Rereading, read_anew, told_of, wants_reading
from portal.domain.plan_draft.shaping import add_item, drop_item, merge_items, move_item, place_of, take_back
from portal.domain.plan_draft.splitting import split_item
from portal.domain.plan_draft.tree import (
    campaign_of,
    children,
    field_text,
    find_or_none,
    item_of,
    kept,
    open_contradictions,
    open_questions,
    title_of,
)

__all__ = [
    "CHOICES",
    "FIELD_LABELS",
    "HEAD_FIELDS",
    "ITEM_FIELDS",
    "KIND_LABELS",
    "PARTY_FIELDS",
    "STATE_LABELS",
    "Decision",
    "DecisionKind",
    "Directory",
    "Draft",
    "Field",
    "How",
    "Item",
    "ItemKind",
    "Known",
    "KnownGroup",
    "Left",
    "Mark",
    "Match",
    "Named",
    "PartyRole",
    "Person",
    "Question",
    "ReadingState",
    "Rereading",
    "add_item",
    "answer",
    "answers_behind",
    "campaign_of",
    "children",
    "decide_department",
    "decide_person",
    "drop_item",
    "field_text",
    "find_or_none",
    "from_plain",
    "from_reading",
    "item_of",
    "kept",
    "left_behind",
    "marks_of",
    "merge_items",
    "move_item",
    "names_in",
    "open_contradictions",
    "open_questions",
    "people_of",
    "place_of",
    "read_anew",
    "renewed",
    "set_field",
    "split_item",
    "take_back",
    "title_of",
    "to_plain",
    "told_of",
    "wants_reading",
]
