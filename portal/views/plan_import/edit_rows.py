"""What was done to a reading, a line each: what it was about, which field, what stood there and what stands there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from portal.domain.plan_draft import FIELD_LABELS, DecisionKind, Draft
from portal.services.plan_readings.edits import Edit
from portal.text import N_
from portal.views.event_labels import ACTIONS
from portal.views.moments import local_text
from portal.views.plan_import.name_rows import DECISION_LABELS
from portal.views.plan_import.question_rows import asked_words

PLACE = N_("Below")
ANSWER = N_("Answer")
WHAT = N_("Taken for")
SUGGESTED = {"accepted": N_("Suggested"), "ignored": N_("Not suggested")}
Cells = tuple[str, str, str, str]  # what, field, old, new


@dataclass(frozen=True)
class EditRow:
    at_text: str
    who: str
    action: str
    what: str
    field: str
    old: str
    new: str


def list_rows(edits: Sequence[Edit], draft: Draft | None, names: Mapping[int, str]) -> list[EditRow]:
    """`names` are the departments a decision may point to."""
    words = _Words(draft, names)
    return [EditRow(local_text(one.at) or "", one.who, _action(one.event), *words.cells(one)) for one in edits]


def _action(event: str) -> str:
    return str(gettext(ACTIONS[event])) if event in ACTIONS else event


class _Words:
    def __init__(self, draft: Draft | None, names: Mapping[int, str]) -> None:
        self.questions = {one.id: asked_words(one) for one in draft.questions} if draft else {}
        self.names = names

    def cells(self, edit: Edit) -> Cells:
        tell = CELLS.get(edit.event)
        return tell(self, edit) if tell else (str(edit.after.get("title") or edit.after.get("name") or ""), "", "", "")

    def corrected(self, edit: Edit) -> Cells:
        field, what = edit.after["field"], edit.after.get("title") or gettext("The plan")
        label = gettext(FIELD_LABELS[field]) if field in FIELD_LABELS else field
        return what, label, edit.before.get("value", ""), edit.after["value"]

    def placed(self, edit: Edit) -> Cells:
        return edit.after.get("title", ""), gettext(PLACE), edit.before.get("below", ""), edit.after.get("below", "")

    def parted(self, edit: Edit) -> Cells:
        return edit.after.get("title", ""), "", "", edit.after.get("new_title", "")

    def merged(self, edit: Edit) -> Cells:
        return edit.after.get("title", ""), "", edit.after.get("other_title", ""), ""

    def answered(self, edit: Edit) -> Cells:
        question = self.questions.get(edit.after["question"], edit.after["question"])
        old, new = (gettext(one) if one else "" for one in (edit.before.get("answer"), edit.after["answer"]))
        return question, gettext(ANSWER), old, new

    def decided(self, edit: Edit) -> Cells:
        return edit.after["name"], gettext(WHAT), self._decision(edit.before), self._decision(edit.after)

    def _decision(self, told: Mapping[str, object]) -> str:
        if not told.get("decision"):
            return ""
        label = gettext(DECISION_LABELS[DecisionKind(str(told["decision"]))])
        is_department = told["decision"] in (DecisionKind.EXISTING, DecisionKind.ALIAS)
        name = self.names.get(told["id"]) if is_department and isinstance(told.get("id"), int) else None  # type: ignore[call-overload]
        return f"{label} · {name}" if name else str(label)

    def person(self, edit: Edit) -> Cells:
        old, new = (SUGGESTED.get(told.get("decision", ""), "") for told in (edit.before, edit.after))
        who = edit.after["person"].rpartition(":")[2]
        return who, gettext("Appointment"), gettext(old) if old else "", gettext(new) if new else ""

    def applied(self, edit: Edit) -> Cells:
        told = edit.after
        label = FIELD_LABELS.get(told["field"])
        return told["title"], gettext(label) if label else "", told["old"], told["new"]


CELLS: Mapping[str, Callable[[_Words, Edit], Cells]] = {
    "plan_reading.corrected": _Words.corrected,
    "plan_reading.item_added": _Words.placed,
    "plan_reading.item_moved": _Words.placed,
    "plan_reading.item_split": _Words.parted,
    "plan_reading.items_merged": _Words.merged,
    "plan_reading.answered": _Words.answered,
    "plan_reading.reread": _Words.answered,
    "plan_reading.decided": _Words.decided,
    "plan_reading.person_decided": _Words.person,
    "plan_reading.applied": _Words.applied,
}
