"""What the reader asks instead of guessing."""

from collections.abc import Mapping, Sequence

from portal.domain.plan_text.columns import Column
from portal.domain.plan_text.outline import Node
from portal.domain.plan_text.reading import Head, Place, Question, QuestionKind, Rule, RuleKind, Target, Task
from portal.domain.plan_text.strand import Strand
from portal.domain.plan_text.target_words import PLAUSIBLE_GROWTH
from portal.domain.plan_text.targets import Found
from portal.text import N_

YES, NO = N_("Yes"), N_("No")
_MOST_PLAUSIBLE_GROWTH = 30
_MOST_PERCENT = 100


class Doubts:
    def __init__(self) -> None:
        self._questions: list[Question] = []

    def questions(self) -> tuple[Question, ...]:
        return tuple(sorted(self._questions, key=lambda question: question.place))

    def _ask(
        self, kind: QuestionKind, place: Place, message: str, answers: Sequence[str], values: Mapping[str, str]
    ) -> None:
        self._questions.append(
            Question(f"{kind}-{place.start}-{place.end}", kind, message, place, tuple(answers), values)
        )

    def about_number(self, node: Node) -> None:
        marker, place = node.marker, node.place
        if marker is None or place is None:
            return
        if marker.reinterpreted_from is not None:
            message = N_("Is “%(printed)s” meant as an item of the first level?")
            self._ask(
                QuestionKind.NUMBER_MEANT, place.place, message, (YES, NO), {"printed": marker.reinterpreted_from}
            )
        if marker.before_digit:
            message = N_("Is “%(printed)s” the number of an item whose title begins with a digit?")
            follows = node.texts[0].text[:8] if node.texts else ""
            self._ask(QuestionKind.TITLE_DIGIT, place.place, message, (YES, NO), {"printed": marker.text + follows})

    def merged_cell(self, column: Column, content: Strand, above: Strand) -> None:
        message = N_("The cell is empty. Does “%(above)s” from the row above hold here too?")
        self._ask(
            QuestionKind.MERGED_CELL,
            content.place,
            message,
            (YES, NO),
            {"above": above.squeezed().text, "column": column.value},
        )

    def about_tasks(self, tasks: Sequence[Task], rules: Sequence[Rule]) -> None:
        if any(rule.kind is RuleKind.FIRST_IS_LEAD for rule in rules):
            unled: list[Task] = []
        else:
            unled = [
                task
                for task in tasks
                if not task.lead and len(task.responsible) > 1 and not task.responsible[0].is_group
            ]
        if unled:
            place = unled[0].responsible[0].place
            message = N_("%(count)s items name departments but no lead. Does the first department lead?")
            self._ask(QuestionKind.FIRST_LEADS, place, message, (NO, YES), {"count": str(len(unled))})
        for task in tasks:
            if len(task.lead) > 1:
                message = N_("Several lead departments are printed. Which one leads?")
                names = [piece.text for piece in task.lead]
                self._ask(QuestionKind.SEVERAL_LEADS, task.lead[0].place, message, names, {"item": task.title.text})

    def about_targets(self, targets: Sequence[tuple[Target, Found]]) -> None:
        for target, found in targets:
            self._number(target, found)
            if found.tier_is_inherited and target.strive is not None:
                message = N_("Does the stretch word earlier in the sentence still govern “%(target)s”?")
                self._ask(QuestionKind.TIER_SCOPE, target.text.place, message, (YES, NO), {"target": target.text.text})
            if target.same_as is not None:
                self._repeat(target, targets[target.same_as][0])

    def _number(self, target: Target, found: Found) -> None:
        if target.is_doubtful:
            message = N_("The number in “%(target)s” is damaged. What does it say?")
            self._ask(
                QuestionKind.DAMAGED_NUMBER, target.text.place, message, found.possible, {"target": target.text.text}
            )
        elif _is_implausible(target):
            message = N_("Is the number in “%(target)s” printed correctly?")
            self._ask(
                QuestionKind.IMPLAUSIBLE_NUMBER, target.text.place, message, (YES, NO), {"target": target.text.text}
            )

    def _repeat(self, target: Target, earlier: Target) -> None:
        now, before = _numbers(target), _numbers(earlier)
        if now <= before or before <= now:
            return
        message = N_("“%(target)s” differs from “%(earlier)s”. Which one holds?")
        values = {"target": target.text.text, "earlier": earlier.text.text}
        self._ask(
            QuestionKind.SAME_TARGET,
            target.text.place,
            message,
            (earlier.text.text, target.text.text, N_("Both")),
            values,
        )

    def about_head(self, head: Head) -> None:
        issued = head.issued_on
        if issued is not None and issued.sure < 0.8:
            message = N_("No signed date was found. Was the notice issued on %(day)s?")
            self._ask(QuestionKind.DATE_MEANT, issued.place, message, (YES, NO), {"day": issued.day.isoformat()})


def _numbers(target: Target) -> set[float]:
    return {value for value in (target.ensure, target.strive) if value is not None}


def _is_implausible(target: Target) -> bool:
    value = target.ensure if target.ensure is not None else target.strive
    if value is None or target.unit != "%":
        return False
    if PLAUSIBLE_GROWTH.search(target.metric) and "增长" in target.metric:
        return value > _MOST_PLAUSIBLE_GROWTH
    return value > _MOST_PERCENT and target.metric.endswith(
        ("覆盖率", "合格率", "满意率", "办结率", "达标率", "占比", "比重", "入学率")
    )
