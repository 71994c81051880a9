"""What is to be reached: one target for each number that is neither a threshold nor a sum handed out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.domain.plan_text import target_words as words
from portal.domain.plan_text.clauses import Clause, asides, parts, sentences
from portal.domain.plan_text.metrics import metric_of, metrics_of_list
from portal.domain.plan_text.quantities import Quantity
from portal.domain.plan_text.reading import Comparator, Piece, Target
from portal.domain.plan_text.strand import Strand

_SHORTEST = 4  # 增长8%
_MOST_LISTED = 12  # values behind one 分别
_NEAR = 40  # characters before and after a number that can say what it is


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
        governs_all = bool(words.OPENS_WITH_TIME.match(stretches[0][0].text))
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
        if words.SUBSIDY.search(clause.blotted) and not words.STANDARD.search(clause.blotted):
            self.in_subsidy = True
            return
        if self.in_subsidy and _is_money_cap(clause):
            return
        if words.STOPS_SUBSIDY.search(clause.text):
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
        if text.startswith(words.ENSURES):
            self.strives = False
        elif text.startswith(words.STRIVES_ON) and not (clause.quantities and _is_bare(clause, clause.quantities[0])):
            self.strives = True

    def _is_second_tier(self, part: Clause) -> bool:
        """力争8% after 增长7%: the same target's other value."""
        if not part.quantities or not self.found or part.is_aside:
            return False
        quantity = part.quantities[-1]
        last = self.found[-1]
        tier = _tier_word(part.text)
        if (
            tier is None
            or not _is_bare(part, quantity)
            or not words.AFTER_END.match(part.blotted, quantity.end_of_suffix)
        ):
            return False
        if last.target.unit != quantity.unit or (last.target.ensure is not None and last.target.strive is not None):
            return False
        self.found[-1] = _with_tier(last, part, quantity, tier)
        return True

    def _part(self, part: Clause) -> None:
        if words.NO_AIM.search(part.text) or words.SCOPE.match(part.text):
            return
        values = _values(part)
        strives, inherited = self._strives(part)
        if len(values) > 1:
            self._several(part, values, strives, inherited)
        elif values:
            self._single(part, values[0], strives, inherited)
        elif _without_number(part):
            self._take(part, metric_of(part, None), None, strives, inherited)

    def _strives(self, part: Clause) -> tuple[bool, bool]:
        tier = _tier_word(part.text)
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
        )
        self.found.append(Found(target, quantity.possible if quantity else (), inherited))


def _tier_word(text: str) -> bool | None:
    """True for 力争, False for 确保, None where neither is said. Of two, the last before the number counts."""
    if not words.ANY_TIER.search(text):
        return None
    strive = max(text.rfind(word) for word in words.STRIVES)
    ensure = max(text.rfind(word) for word in words.ENSURES)
    if strive < 0 and ensure < 0:
        return None
    return strive > ensure


def _is_bare(clause: Clause, quantity: Quantity) -> bool:
    return quantity.start <= _NEAR and bool(words.BARE_TIER.match(clause.text[: quantity.start]))


def _with_tier(found: Found, part: Clause, quantity: Quantity, strives: bool) -> Found:
    target = found.target
    text = f"{target.text.text}，{part.text}"
    place = target.text.place._replace(end=part.strand.place.end)
    value = quantity.value
    if strives and target.ensure is None and target.strive is not None:
        target = replace(target, ensure=target.strive, strive=None)
    changed = replace(target, strive=value) if strives else replace(target, ensure=value)
    changed = replace(
        changed,
        text=replace(target.text, text=text, place=place),
        is_doubtful=target.is_doubtful or quantity.is_damaged,
    )
    return replace(found, target=changed, possible=found.possible or quantity.possible, tier_is_inherited=False)


def _is_money_cap(clause: Clause) -> bool:
    return (
        bool(clause.quantities)
        and all((quantity.unit or "").endswith("元") or quantity.is_percent for quantity in clause.quantities)
        and ("不超过" in clause.text or clause.text.startswith(("单", "每")))
    )


def _values(part: Clause) -> list[Quantity]:
    """The numbers of a clause that say what is to be reached."""
    blotted = part.blotted
    if "分别" in blotted:
        at = blotted.index("分别")
        listed = [quantity for quantity in part.quantities if quantity.start > at]
        if 1 < len(listed) <= _MOST_LISTED:
            return listed
    ending = [quantity for quantity in part.quantities if _ends_clause(part, quantity)]
    if ending:
        return ending[-1:] if _is_target_at_end(part, ending[-1]) else []
    leading = [quantity for quantity in part.quantities if _leads_noun(part, quantity)]
    return leading[:1]


def _ends_clause(part: Clause, quantity: Quantity) -> bool:
    return bool(words.AFTER_END.match(part.blotted, quantity.end_of_suffix))


def _is_target_at_end(part: Clause, quantity: Quantity) -> bool:
    before = part.blotted[: quantity.start]
    if quantity.unit in ("次", "场次", "遍", "天") and words.FREQUENCY.search(part.text):
        return False
    if quantity.suffix == "内" or (quantity.unit == "天" and quantity.suffix == ""):
        return False
    if quantity.unit is None:
        return comparator_says(before) and (bool(words.HAS_FIGURE_WORD.search(before)) or quantity.suffix != "")
    return bool(before.strip("　")) or part.is_aside or part.in_list or quantity.is_damaged


def comparator_says(before: str) -> bool:
    return words.comparator_of(before, "") is not Comparator.EQUAL or before.endswith(
        ("提高到", "提升到", "为", "至", "到", "在")
    )


def _leads_noun(part: Clause, quantity: Quantity) -> bool:
    """建成2000个以上数据集, 预留30%的号源: a verb before the number, the thing behind it."""
    before = part.blotted[max(0, quantity.start - _NEAR // 2) : quantity.start]
    after = part.blotted[quantity.end_of_suffix : quantity.end_of_suffix + _NEAR]
    if quantity.unit is None or quantity.unit[-1] in "十百千万亿" or words.WEAK_NOUN.match(after):
        return False
    follows_verb = bool(words.BEFORE_COUNT.search(before)) or (part.follows_verb and not before)
    follows_verb = follows_verb or _is_for_whom(before, quantity, after)
    if _is_counted_before(part, quantity, after):
        return True
    if quantity.is_percent:
        return after.startswith("的") and not after.startswith("的比例") and (follows_verb or not before)
    return follows_verb and not after.startswith("的") and not _is_threshold(quantity)


def _is_for_whom(before: str, quantity: Quantity, after: str) -> bool:
    """为2万名老人体检, 组织专家为300家企业提供诊断."""
    if not before.endswith("为") or (quantity.unit or "")[-1:] not in words.WHOM:
        return False
    return before == "为" or bool(words.DONE_FOR.search(after))


def _is_counted_before(part: Clause, quantity: Quantity, after: str) -> bool:
    """3家企业完成搬迁, 完成老城区12公里管网改造: counted in the midst of the words, not behind a verb."""
    if part.quantities[0] is not quantity or quantity.suffix in words.LIMITS_BELOW:
        return False
    before = part.blotted[max(0, quantity.start - _NEAR) : quantity.start]
    if words.WORK_BEFORE.search(before) and words.WORK_BEHIND.match(after) and not quantity.is_percent:
        return not (quantity.unit or "").endswith("元")
    if quantity.unit not in words.COUNTING or quantity.suffix:
        return False
    return bool(words.DONE_BEHIND.match(after)) and not words.WEAK_NOUN.match(after)


def _is_threshold(quantity: Quantity) -> bool:
    """A limit below, a measure with 以上, a duration: they describe the thing and do not count it."""
    if quantity.suffix in words.LIMITS_BELOW or (quantity.suffix and quantity.unit not in words.COUNTING):
        return True
    return not quantity.suffix and quantity.unit in words.DURATIONS


def _comparator(part: Clause, quantity: Quantity | None) -> Comparator:
    if quantity is None:
        return Comparator.EQUAL
    if quantity.upper is not None:
        return Comparator.RANGE
    return words.comparator_of(part.blotted[: quantity.start], quantity.suffix)


def _without_number(part: Clause) -> bool:
    text = part.text.strip("“”")
    if any(True for _ in part.quantities):
        return False
    if words.SET_ELSEWHERE.search(text) or words.DIRECTION.match(text):
        return True
    return bool(words.HAS_FIGURE_WORD.search(text)) and bool(words.RELATIVE.search(text)) and len(text) <= 40
