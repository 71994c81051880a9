"""The reader's questions, tied to the items their answers change."""

from collections.abc import Mapping, Sequence

from portal.domain.plan_draft.draft import Question
from portal.domain.plan_draft.words import BRACKETS
from portal.domain.plan_text.names import is_group
from portal.domain.plan_text.reading import Place, QuestionKind, Reading
from portal.domain.plan_text.reading import Question as Asked

_ABOUT_TARGETS = frozenset({
    QuestionKind.DAMAGED_NUMBER, QuestionKind.IMPLAUSIBLE_NUMBER, QuestionKind.TIER_SCOPE, QuestionKind.SAME_TARGET,
})  # fmt: skip


def questions_of(reading: Reading, of_task: Mapping[int, str], of_target: Sequence[str]) -> tuple[Question, ...]:
    at_place: dict[Place, list[str]] = {}
    for target, item_id in zip(reading.targets, of_target, strict=True):
        at_place.setdefault(target.text.place, []).append(item_id)
    found = (
        Question(
            id=one.id,
            kind=one.kind,
            message=one.message,
            values=dict(one.values),
            place=one.place,
            answers=_answers(one),
            items=tuple(_items(one, reading, of_task, at_place)),
        )
        for one in _once(reading.questions)
    )
    return tuple(one for one in found if one.kind is not QuestionKind.SEVERAL_LEADS or len(one.answers) > 1)


def _answers(one: Asked) -> tuple[str, ...]:
    """Departments as the draft writes them; a group never leads, so it is no answer."""
    if one.kind is not QuestionKind.SEVERAL_LEADS:
        return tuple(dict.fromkeys(one.answers))
    return tuple(dict.fromkeys(name.translate(BRACKETS) for name in one.answers if not is_group(name)))


def _once(questions: Sequence[Asked]) -> list[Asked]:
    """Two of one kind at one place are one question."""
    return list({one.id: one for one in questions}.values())


def _items(
    one: Asked, reading: Reading, of_task: Mapping[int, str], at_place: Mapping[Place, Sequence[str]]
) -> Sequence[str]:
    if one.kind in _ABOUT_TARGETS:
        return at_place.get(one.place, ())
    if one.kind is QuestionKind.FIRST_LEADS:
        return [of_task[at] for at, task in enumerate(reading.tasks) if _is_unled(at, reading)]
    return [of_task[at] for at, task in enumerate(reading.tasks) if _holds(task.place, one.place)]


def _is_unled(at: int, reading: Reading) -> bool:
    task = reading.tasks[at]
    return not task.lead and len(task.responsible) > 1 and not task.responsible[0].is_group


def _holds(outer: Place, inner: Place) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
