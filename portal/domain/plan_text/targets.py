"""What is to be reached: one target for each number that is neither a threshold nor a sum handed out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.domain.plan_text import target_means as means
from portal.domain.plan_text import target_tiers as tiers
from portal.domain.plan_text import target_words as words
from portal.domain.plan_text.clauses import Clause, asides, parts, sentences
from portal.domain.plan_text.metrics import metric_of, metrics_of_list
from portal.domain.plan_text.numberless import comparator_without_number
from portal.domain.plan_text.quantities import Quantity
from portal.domain.plan_text.reading import Comparator, Piece, Target
from portal.domain.plan_text.strand import Strand
from portal.domain.plan_text.target_values import values_of

_SHORTEST = 4  # 增长8%


@dataclass(frozen=True, slots=True)
class Found:
    target: Target
    possible: tuple[str, ...] = ()  # readings of a damaged number
    tier_is_inherited: bool = False  # a 力争 earlier in the sentence may or may not govern it


def targets_in(strand: Strand) -> Iterator[Found]:
    if len(strand) < _SHORTEST or not words.MAY_AIM.search(strand.text):
        return
    by: str | None = None  # 到2027年 holds until another year is said
    for stretches in sentences(strand):
        governs_all = bool(tiers.OPENS_WITH_TIME.match(stretches[0][0].text))
        for clauses in stretches:
            stretch = _Stretch(clauses, governs_all, by)
            yield from stretch.read()
            by = stretch.by


class _Stretch:
    """The clauses between two ；: a tier, a metric or a subsidy reaches from one to the next."""

    def __init__(self, clauses: list[Clause], governs_all: bool, by: str | None) -> None:
        self.clauses = clauses
        self.governs_all = governs_all
        self.strives = governs_all
        self.in_subsidy = False
        self.found: list[Found] = []
        self.by = by

    def read(self) -> list[Found]:
        for clause in self.clauses:
            self._clause(clause)
        return self.found

    def _clause(self, clause: Clause) -> None:
        if means.hands_out(clause):
            self.in_subsidy = True
            return
        if self.in_subsidy and means.is_cap(clause):
            return
        if means.STOPS_SUBSIDY.search(clause.text):
            self.in_subsidy = False
        self._tiers(clause)
        year = words.BY_YEAR.match(clause.text)
        self.by = year.group(1) if year else self.by
        for part in parts(clause):
            if not self._is_second_tier(part):
                self._part(part)
        for aside in asides(clause):
            for part in parts(aside):
                self._part(part)

    def _tiers(self, clause: Clause) -> None:
        """力争 at the head of a clause with a matter of its own goes on until something else is said."""
        text = clause.text
        if text.startswith(tiers.ENSURES):
            self.strives = False
        elif text.startswith(tiers.STRIVES_ON) and not (
            clause.quantities and tiers.is_bare(clause, clause.quantities[0])
        ):
            self.strives = True

    def _is_second_tier(self, part: Clause) -> bool:
        """力争8% after 增长7%: the same target's other value."""
        if not part.quantities or not self.found or part.is_aside:
            return False
        quantity = part.quantities[-1]
        last = self.found[-1]
        tier = tiers.tier_word(part.text)
        if (
            tier is None
            or not tiers.is_bare(part, quantity)
            or not words.AFTER_END.match(part.blotted, quantity.end_of_suffix)
        ):
            return False
        has_both = last.target.ensure is not None and last.target.strive is not None
        if has_both or (last.target.unit, last.target.is_rank) != (quantity.unit, quantity.is_rank):
            return False
        target = tiers.with_tier(last.target, part, quantity, tier)
        self.found[-1] = Found(target, last.possible or quantity.possible)
        return True

    def _part(self, part: Clause) -> None:
        if words.NO_AIM.search(part.text) or means.is_spent(part):
            return
        if words.SCOPE.match(part.text) and not words.IN_SCOPE.match(part.text):
            return
        values = values_of(part)
        strives, inherited = self._strives(part)
        if self.found and values and values[-1].is_words and words.ONLY_COMPARES.match(part.text):
            return  # 达到180万立方米，较2023年翻一番: the same aim in other words
        if len(values) > 1:
            self._several(part, values, strives, inherited)
        elif values:
            self._single(part, values[0], strives, inherited)
        elif comparator_without_number(part) is not None:
            self._take(part, metric_of(part, None), None, strives, inherited)

    def _strives(self, part: Clause) -> tuple[bool, bool]:
        tier = tiers.tier_word(part.text)
        if tier is not None:
            return tier, False
        return self.strives, self.strives and not self.governs_all

    def _single(self, part: Clause, quantity: Quantity, strives: bool, inherited: bool) -> None:
        metric = metric_of(part, quantity)
        if not metric and self.found:
            metric = self.found[-1].target.metric
        self._take(part, metric, quantity, strives, inherited)

    def _several(self, part: Clause, values: list[Quantity], strives: bool, inherited: bool) -> None:
        unit = values[-1].unit
        for metric, quantity in zip(metrics_of_list(part, values), values, strict=True):
            self._take(part, metric, replace(quantity, unit=quantity.unit or unit), strives, inherited)

    def _take(self, part: Clause, metric: str, quantity: Quantity | None, strives: bool, inherited: bool) -> None:
        value = quantity.value if quantity else None
        target = Target(
            text=Piece(part.text, part.strand.place),
            metric=metric,
            ensure=None if strives else value,
            strive=value if strives else None,
            unit=quantity.unit if quantity else None,
            comparator=_comparator(part, quantity),
            by=self.by,
            minimum=value if quantity and quantity.upper is not None else None,
            maximum=quantity.upper if quantity else None,
            is_doubtful=bool(quantity and quantity.is_damaged),
            is_rank=bool(quantity and quantity.is_rank),
        )
        self.found.append(Found(target, quantity.possible if quantity else (), inherited))


def _comparator(part: Clause, quantity: Quantity | None) -> Comparator:
    if quantity is None:
        return comparator_without_number(part) or Comparator.EQUAL
    if quantity.is_rank:
        return Comparator.AT_MOST
    if quantity.upper is not None:
        return Comparator.RANGE
    return words.comparator_of(part.blotted[: quantity.start], quantity.suffix)
