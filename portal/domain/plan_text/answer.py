"""A reading as the plain values that are printed and compared."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypedDict

from portal.domain.plan_text.reading import Piece, Reading, Target, Task


class TaskAnswer(TypedDict):
    number: str
    section: str
    title: str
    lead: list[str]
    responsible: list[str]
    commander: list[str]
    deputy_commanders: list[str]
    deadline_text: str | None


class TargetAnswer(TypedDict):
    text: str
    metric: str
    ensure: float | None
    strive: float | None
    unit: str | None
    comparator: str
    section: str
    doubtful: bool


class QuestionAnswer(TypedDict):
    id: str
    kind: str
    message: str
    answers: list[str]
    start: int
    end: int


class Answer(TypedDict):
    title: str | None
    document_number: str | None
    issued_on: str | None
    tasks: list[TaskAnswer]
    targets: list[TargetAnswer]
    rules: list[str]
    questions: list[QuestionAnswer]


def as_answer(reading: Reading) -> Answer:
    head = reading.head
    return Answer(
        title=head.title.text if head.title else None,
        document_number=head.document_number.text if head.document_number else None,
        issued_on=head.issued_on.day.isoformat() if head.issued_on else None,
        tasks=[_task(task) for task in reading.tasks],
        targets=[_target(target) for target in reading.targets],
        rules=[rule.text.text for rule in reading.rules],
        questions=[
            QuestionAnswer(
                id=one.id,
                kind=one.kind,
                message=one.message % one.values,
                answers=list(one.answers),
                start=one.place.start,
                end=one.place.end,
            )
            for one in reading.questions
        ],
    )


def _texts(pieces: Sequence[Piece]) -> list[str]:
    return [piece.text for piece in pieces]


def _task(task: Task) -> TaskAnswer:
    return TaskAnswer(
        number=task.number,
        section=task.section,
        title=task.title.text,
        lead=_texts(task.lead),
        responsible=_texts(task.responsible),
        commander=_texts(task.commander),
        deputy_commanders=_texts(task.deputy_commanders),
        deadline_text="；".join(_texts(task.deadlines)) or None,
    )


def _target(target: Target) -> TargetAnswer:
    """This form knows amounts only: a place among others (全省前三) is given by its words, without a number."""
    if target.is_rank:
        target = replace(target, ensure=None, strive=None, unit=None)
    return TargetAnswer(
        text=target.text.text,
        metric=target.metric,
        ensure=target.ensure,
        strive=target.strive,
        unit=target.unit,
        comparator=target.comparator,
        section=target.section,
        doubtful=target.is_doubtful,
    )
