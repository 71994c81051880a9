"""Questions of the reader as their list shows them: in words, with what is printed there and the items concerned."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from portal.domain import plan_draft
from portal.domain.plan_draft import FIELD_LABELS, Draft, Question
from portal.views.plan_import.spot import Spot

PAGE = 40
AROUND = 24
MOST_LEFT = 20


@dataclass(frozen=True)
class QuestionRow:
    id: str
    sentence: str
    before: str
    words: str
    behind: str
    text_url: str
    answer_url: str
    choices: Sequence[tuple[str, str]]
    answer: str | None
    answer_code: str | None
    is_blocking: bool
    takes_text: bool
    is_current: bool
    items: Sequence[tuple[str, str]]
    is_structural: bool
    left: Sequence[str]  # corrections that its answer has taken away, in words


@dataclass(frozen=True)
class QuestionList:
    rows: Sequence[QuestionRow]
    open_count: int
    answered_count: int
    shows_answered: bool
    open_url: str
    answered_url: str
    next_url: str | None
    rest_url: str


def list_questions(text: str, draft: Draft, spot: Spot) -> QuestionList:
    """One page of the open ones, or of the answered ones."""
    still_open = plan_draft.open_questions(draft)
    answered = [one for one in draft.questions if one.answer is not None and not one.gone_by]
    asked = next((one for one in answered if one.id == spot.question), None)
    shows_answered = spot.which == "answered" or (asked is not None and not still_open)
    chosen = answered if shows_answered else still_open
    start = _start(chosen, spot)
    titles = {item.id: plan_draft.title_of(item) for item in draft.items}
    here = spot.at(view="questions", item="", do="", name="", part=None)
    is_more = len(chosen) > start + PAGE
    return QuestionList(
        rows=[_row(one, text, here, titles, left_words(draft, one)) for one in chosen[start : start + PAGE]],
        open_count=len(still_open),
        answered_count=len(answered),
        shows_answered=shows_answered,
        open_url=here.at(which="", question="", after=None).url(),
        answered_url=here.at(which="answered", question="", after=None).url(),
        next_url=here.at(question="", after=start + PAGE).url() if is_more else None,
        rest_url=here.url(action="answer-rest"),
    )


def _start(questions: Sequence[Question], spot: Spot) -> int:
    """The page that was asked for, or the one on which a question stands."""
    at = next((at for at, one in enumerate(questions) if one.id == spot.question), None)
    return min(spot.after or 0, len(questions)) if at is None else at - at % PAGE


def _row(one: Question, text: str, here: Spot, titles: dict[str, str], left: Sequence[str]) -> QuestionRow:
    start, end = one.place
    place = here.at(question=one.id)
    return QuestionRow(
        id=one.id,
        sentence=asked_words(one),
        before=_line(text[max(0, start - AROUND) : start]).lstrip(),
        words=_line(text[start:end][:120]),
        behind=_line(text[end : end + AROUND]).rstrip(),
        text_url=place.at(view="text").url(f"in-text-{one.id}"),
        answer_url=place.url(action="answer"),
        choices=_choices(one),
        answer=gettext(one.answer) if one.answer is not None else None,
        answer_code=one.answer,
        is_blocking=one.is_blocking,
        takes_text=one.takes_text,
        is_current=one.id == here.question,
        items=[(here.item_url(item), titles[item]) for item in one.items if item in titles][:6],
        is_structural=one.is_structural,
        left=left,
    )


def left_words(draft: Draft, question: Question) -> list[str]:
    """Corrections that found no place under an answer: whose they were, which field, what stood there."""
    if not question.is_structural:
        return []
    fields = [
        gettext(
            "“%(title)s”, %(field)s: %(value)s",
            title=one.title,
            field=gettext(FIELD_LABELS[one.field]),
            value=one.value,
        )
        for one in plan_draft.left_behind(draft, question)
    ]
    answers = [
        gettext("the answer “%(answer)s” to: %(question)s", answer=gettext(one.answer), question=asked_words(one))
        for one in plan_draft.answers_behind(draft, question)
        if one.answer
    ]
    return [*fields, *answers][:MOST_LEFT]


def asked_words(question: Question) -> str:
    """A question as its reader is asked it."""
    return str(gettext(question.message, **question.values))


def _choices(one: Question) -> list[tuple[str, str]]:
    """The first answer is what stands until somebody says otherwise."""
    words = [gettext(answer) for answer in one.answers]
    if one.answer is None and words and not one.is_blocking:
        words[0] = gettext("%(answer)s (as it stands)", answer=words[0])
    return list(zip(one.answers, words, strict=True))


def _line(words: str) -> str:
    return " ".join(words.split())
