"""Reading the paper anew under what people said of its structure, and the two readings that are then compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain import plan_text
from portal.domain.plan_draft.answering import question_of
from portal.domain.plan_draft.answers import NO, YES
from portal.domain.plan_draft.draft import Draft
from portal.domain.plan_draft.from_reading import from_reading
from portal.domain.plan_text import Meaning, Told
from portal.domain.plan_text.reading import Place, QuestionKind

_MEANINGS: Mapping[tuple[QuestionKind, str], Meaning] = {
    (QuestionKind.NUMBER_MEANT, YES): Meaning.TOP,
    (QuestionKind.NUMBER_MEANT, NO): Meaning.AS_PRINTED,
    (QuestionKind.TITLE_DIGIT, YES): Meaning.NUMBER,
    (QuestionKind.TITLE_DIGIT, NO): Meaning.WORDS,
}
Meanings = Mapping[Place, Meaning]


@dataclass(frozen=True, slots=True)
class Rereading:
    """What the reader alone makes of a paper under the answers so far (`base`) and under one more (`fresh`)."""

    told_before: Told
    told: Told
    base: Draft
    fresh: Draft


def told_of(draft: Draft) -> Told:
    """What has been answered about the structure."""
    answered = ((one, one.answer) for one in draft.questions if one.is_structural)
    return Told({one.place: _MEANINGS[one.kind, answer] for one, answer in answered if answer})


def wants_reading(draft: Draft, question_id: str, given: str) -> bool:
    """Whether an answer says otherwise than the paper was read: its first answer is what the reader has assumed."""
    found = next((one for one in draft.questions if one.id == question_id), None)
    return (
        found is not None
        and found.is_structural
        and given in found.answers
        and given != (found.answer or found.answers[0])
    )


def read_anew(text: str, draft: Draft, question_id: str, given: str) -> Rereading:
    """The slow part: the paper is read twice, so that what people changed can be told from what the reader says."""
    question, before = question_of(draft, question_id), told_of(draft)
    told = Told({**before.meanings, question.place: _MEANINGS[question.kind, given]})
    return Rereading(before, told, read_under(text, before), read_under(text, told))


def read_under(text: str, told: Told) -> Draft:
    return from_reading(plan_text.read(text, told), text)
