"""Giving an answer, and giving another one: what the first has touched is put back before the second takes effect.

An answer about the structure is only noted here: the paper is read anew under it (rereading.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from portal.domain.plan_draft.answers import EFFECTS, TOUCHED, YES
from portal.domain.plan_draft.draft import Draft, Field, Item, Question
from portal.domain.plan_draft.fields import checked_number
from portal.domain.plan_draft.tree import find_or_none, with_item, with_question
from portal.domain.plan_text.reading import QuestionKind
from portal.errors import Invalid
from portal.text import N_


def answer(draft: Draft, question_id: str, given: str) -> Draft:
    """Give or change an answer. Raises Invalid at "answer" where it is none of the possible ones."""
    question = question_of(draft, question_id)
    given = accepted(question, given.strip())
    if question.is_structural:
        return with_question(draft, replace(question, answer=given))
    draft = _put_back(draft, question)
    touched = [item for item_id in touched_ids(draft, question) if (item := find_or_none(draft, item_id))]
    before = question.before or tuple(_snapshot(item, question.kind) for item in touched)
    draft = with_question(draft, replace(question, answer=given, before=before))
    return _take_effect(draft, question, given)


def question_of(draft: Draft, question_id: str) -> Question:
    """Raises Invalid at "answer" where it is not asked."""
    found = next((one for one in draft.questions if one.id == question_id and not one.gone_by), None)
    if found is None:
        raise Invalid(N_("This question is no longer asked."), "answer")
    return found


def answer_for(draft: Draft, question: Question, given: str, before: Mapping[str, Item]) -> Draft:
    """Give an answer that was given before to those items alone on which it has no effect yet.

    `before` are the others as they were before the answer. Raises Invalid at "answer".
    """
    given = accepted(question, given)
    touched = [item for item_id in touched_ids(draft, question) if (item := find_or_none(draft, item_id))]
    kept = tuple(before.get(item.id) or _snapshot(item, question.kind) for item in touched)
    draft = with_question(draft, replace(question, answer=given, before=kept))
    if question.kind is not QuestionKind.SAME_TARGET:
        question = replace(question, items=tuple(one for one in question.items if one not in before))
    return _take_effect(draft, question, given)


def _take_effect(draft: Draft, question: Question, given: str) -> Draft:
    if question.kind is QuestionKind.DATE_MEANT:
        return _with_date(draft, question, given)
    effect = EFFECTS.get(question.kind)
    return effect(draft, question, given) if effect else draft


def accepted(question: Question, given: str) -> str:
    """The answer as it is kept. Raises Invalid at "answer"."""
    if given in question.answers:
        return given
    if question.takes_text and given:
        return checked_number(given, "answer")
    raise Invalid(N_("Choose one of the answers."), "answer")


def touched_ids(draft: Draft, question: Question) -> Iterable[str]:
    """The items of the question; of two mentions of a target both."""
    yield from question.items
    if question.kind is QuestionKind.SAME_TARGET:
        mentions = (find_or_none(draft, one) for one in question.items)
        yield from (item.twin for item in mentions if item and item.twin)


def _snapshot(item: Item, kind: QuestionKind) -> Item:
    fields, lists = TOUCHED.get(kind, ((), False))
    kept = {name: item.fields[name] for name in fields if name in item.fields}
    if lists:
        return replace(item, fields=kept, commander=(), deputies=())
    return replace(item, fields=kept, lead=(), responsible=(), commander=(), deputies=())


def _put_back(draft: Draft, question: Question) -> Draft:
    for old in question.before:
        item = find_or_none(draft, old.id)
        if item is None:
            continue
        _, lists = TOUCHED.get(question.kind, ((), False))
        fields = {name: one for name, one in old.fields.items() if not item.fields[name].is_corrected}
        item = replace(item, fields={**item.fields, **fields}, number=old.number, twin=old.twin)
        if lists and not any(one.is_corrected for one in (*item.lead, *item.responsible)):
            item = replace(item, lead=old.lead, responsible=old.responsible)
        draft = with_item(draft, item)
    return draft


def _with_date(draft: Draft, question: Question, given: str) -> Draft:
    if draft.head["issued_on"].is_corrected:
        return draft
    value = question.values.get("day", "") if given == YES else ""
    return replace(draft, head={**draft.head, "issued_on": Field(value, question.place)})
