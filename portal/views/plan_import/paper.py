"""The left side of a review: the paper with marks, turned to the place that is looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from portal.domain import plan_draft
from portal.domain.plan_draft import FIELD_LABELS, Draft, Question
from portal.text import N_
from portal.views.plan_import import marked_text
from portal.views.plan_import.marked_text import QUESTION, Mark, Paragraph, Part
from portal.views.plan_import.spot import HEAD, Spot

UNSURE = 0.6  # below it the reader himself would not bet on it
TITLE, LEAD, RESPONSIBLE, PERSON, DEADLINE, TARGET, PROPOSED = (
    "title", "lead", "responsible", "person", "deadline", "target", "proposed",
)  # fmt: skip
# What a field is shown as; all others are the item's own words.
KINDS = {
    "lead": LEAD, "responsible": RESPONSIBLE, "commander": PERSON, "deputies": PERSON, "deadline_text": DEADLINE,
    "due_on": DEADLINE, "start_on": DEADLINE, "metric": TARGET, "guaranteed": TARGET, "stretch": TARGET, "text": TARGET,
}  # fmt: skip
# kind → (letter, name), as the legend has them.
LEGEND = {
    TITLE: (N_("T"), N_("Heading")),
    LEAD: (N_("L"), N_("Lead department")),
    RESPONSIBLE: (N_("R"), N_("Responsible departments")),
    PERSON: (N_("P"), N_("People")),
    DEADLINE: (N_("D"), N_("Limits")),
    TARGET: (N_("M"), N_("Targets")),
    PROPOSED: (N_("S"), N_("Proposed tasks")),
    QUESTION: (N_("?"), N_("To be asked")),
}


@dataclass(frozen=True)
class Paper:
    paragraphs: Sequence[Paragraph]
    part: Part
    letters: dict[str, str]
    legend: Sequence[tuple[str, str, str]]
    previous_url: str | None
    next_url: str | None


def lay_out(text: str, draft: Draft, spot: Spot) -> Paper:
    marks = plan_draft.marks_of(draft)
    questions = plan_draft.open_questions(draft)
    part = marked_text.nth_part(text, spot.part) if spot.part else _part_looked_at(text, marks, draft, spot)
    here = [one for one in marks if one.end > part.start and one.start < part.end]
    shown = [*_item_marks(text, here, draft, spot), *_question_marks(questions, spot)]
    letters = {kind: gettext(letter) for kind, (letter, _) in LEGEND.items()}
    return Paper(
        paragraphs=marked_text.lay_out(text, shown, part),
        part=part,
        letters=letters,
        legend=[(kind, letters[kind], gettext(name)) for kind, (_, name) in LEGEND.items()],
        previous_url=spot.at(part=part.number - 1, view="text").url() if part.number > 1 else None,
        next_url=spot.at(part=part.number + 1, view="text").url() if part.number < part.count else None,
    )


def _part_looked_at(text: str, marks: Sequence[plan_draft.Mark], draft: Draft, spot: Spot) -> Part:
    """Where the open item, the question or the name stands."""
    wanted = "" if spot.item == HEAD else spot.item
    question = next((one.place.start for one in draft.questions if one.id == spot.question), 0)
    found = (one.start for one in marks if (spot.item and one.item == wanted) or _is_name(text, one, spot))
    return marked_text.choose_part(text, next(found, question))


def _is_name(text: str, mark: plan_draft.Mark, spot: Spot) -> bool:
    return bool(spot.name) and text[mark.start : mark.end] == spot.name


def _item_marks(text: str, marks: Sequence[plan_draft.Mark], draft: Draft, spot: Spot) -> Iterator[Mark]:
    titles = {item.id: plan_draft.title_of(item) for item in draft.items}
    proposed = {item.id for item in draft.items if item.is_proposed}
    labels = {name: gettext(label) for name, label in FIELD_LABELS.items()}
    for one in marks:
        item = one.item or HEAD
        yield Mark(
            one.start,
            one.end,
            PROPOSED if item in proposed else KINDS.get(one.field, TITLE),
            item,
            spot.item_url(item),
            _told(labels.get(one.field, ""), titles.get(item, "")),
            is_doubtful=one.sure < UNSURE and item not in proposed,
            is_current=item == spot.item or _is_name(text, one, spot),
        )


def _told(field: str, title: str) -> str:
    return f"{field} · {title}" if title else field


def _question_marks(questions: Sequence[Question], spot: Spot) -> Iterator[Mark]:
    told = gettext("Open question")
    for one in questions:
        current = one.id == spot.question
        yield Mark(*one.place, QUESTION, one.id, spot.question_url(one.id), told, is_doubtful=True, is_current=current)
