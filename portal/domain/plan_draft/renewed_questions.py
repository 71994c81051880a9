"""The questions of a renewed draft: what was answered stays answered, for what is read otherwise it is given again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from portal.domain.plan_draft.answering import answer_for, touched_ids
from portal.domain.plan_draft.draft import Draft, Item, Question
from portal.domain.plan_draft.names import IGNORED, people_of
from portal.errors import Invalid


@dataclass(frozen=True, slots=True)
class Renewal:
    """An answer about the structure and what came of it.

    `ids` lead from the fresh reading to the renewed draft, `kept` are items that stayed as they were, `gone` those that
    are read no more.
    """

    question_id: str
    given: str
    ids: Mapping[str, str]
    kept: frozenset[str]
    gone: tuple[Item, ...]


def with_questions(draft: Draft, fresh: Draft, renewal: Renewal) -> Draft:
    """`draft` has its new items and still its old questions."""
    old = {one.id: one for one in draft.questions}
    asked = [_asked(replace(one, items=_ids(one, renewal)), old.get(one.id), draft, renewal) for one in fresh.questions]
    still = {one.id for one in asked}
    asked += [one for one in _no_longer_asked(draft, renewal) if one.id not in still]
    draft = replace(draft, questions=tuple(sorted(asked, key=lambda one: one.place)))
    for question in asked:
        given = old[question.id].answer if question.id in old else None
        if question.answer is None and given is not None:
            draft = _given_again(draft, question, given, old[question.id], renewal)
    return draft


def _ids(question: Question, renewal: Renewal) -> tuple[str, ...]:
    return tuple(renewal.ids[item] for item in question.items if item in renewal.ids)


def _asked(question: Question, old: Question | None, draft: Draft, renewal: Renewal) -> Question:
    if question.id == renewal.question_id:
        return _answered(question, old, renewal)
    if old is None or old.answer is None:
        return question
    is_kept = not old.gone_by and all(item in renewal.kept for item in touched_ids(draft, question))
    return replace(question, answer=old.answer, before=old.before) if question.is_structural or is_kept else question


def _answered(question: Question, old: Question | None, renewal: Renewal) -> Question:
    """What is gone now is kept aside, with what earlier answers had put there."""
    gone = {item.id: item for item in (*(old.before if old else ()), *renewal.gone)}
    back = set(renewal.ids.values())
    aside = tuple(item for item in gone.values() if item.id not in back)
    return replace(question, answer=renewal.given, before=aside, gone_by="")


def _no_longer_asked(draft: Draft, renewal: Renewal) -> Iterator[Question]:
    """A number that a person has explained is doubted no more, but his word can be changed; other answers wait."""
    for one in draft.questions:
        if one.is_structural and one.id == renewal.question_id:
            yield _answered(one, one, renewal)
        elif one.is_structural and one.answer is not None:
            yield one
        elif one.answer is not None:
            yield replace(one, gone_by=one.gone_by or renewal.question_id)


def _given_again(draft: Draft, question: Question, given: str, old: Question, renewal: Renewal) -> Draft:
    """To what is read otherwise now; where it is no possible answer any more, the question is open."""
    before = {item.id: item for item in old.before if item.id in renewal.kept}
    try:
        return answer_for(draft, question, given, before)
    except Invalid:
        return draft


def with_people(draft: Draft, renewal: Renewal) -> Draft:
    """Who was suggested for an item that is gone is so for the item that now names him; nobody is asked about twice."""
    was_gone = {item.id for item in renewal.gone}
    said = {
        tuple(key.split(":", 2)[1:]): word for key, word in draft.people.items() if key.split(":", 1)[0] in was_gone
    }
    ignored = {name for (_, name), word in said.items() if word == IGNORED}
    new: dict[str, str] = {}
    for one in people_of(draft):
        if not one.decision and (word := said.get((one.post, one.name)) or (IGNORED if one.name in ignored else "")):
            new[one.key] = word
    return replace(draft, people={**draft.people, **new}) if new else draft
