"""Which numbers of a clause say what is to be reached: no thresholds, no durations, no measures of the thing itself."""

from portal.domain.plan_text import target_words as words
from portal.domain.plan_text.clauses import Clause
from portal.domain.plan_text.quantities import Quantity
from portal.domain.plan_text.reading import Comparator

_MOST_LISTED = 12  # values behind one 分别
_NEAR = 40  # characters before and after a number that can say what it is


def values_of(part: Clause) -> list[Quantity]:
    blotted = part.blotted
    if "分别" in blotted:
        at = blotted.index("分别")
        listed = [quantity for quantity in part.quantities if quantity.start > at]
        if 1 < len(listed) <= _MOST_LISTED:
            return listed
    ending = [quantity for quantity in part.quantities if _ends_clause(part, quantity)]
    if ending and not (_is_place_or_words(ending[-1]) and _counted(part)):
        last = _counted_thing(part, ending[-1])
        return [last] if _is_target_at_end(part, last) else []
    return _counted(part)[:1]


def _counted_thing(part: Clause, last: Quantity) -> Quantity:
    """硬化道路86条210公里: what is counted, not how long it is."""
    at = part.quantities.index(last)
    before = part.quantities[at - 1] if at else None
    is_beside = before is not None and before.end_of_suffix == last.start and before.unit in words.COUNTING
    return before if before is not None and is_beside else last


def _is_place_or_words(quantity: Quantity) -> bool:
    return quantity.is_rank or quantity.is_words


def _counted(part: Clause) -> list[Quantity]:
    """推动3个产业进入全省前三: what is counted are the three."""
    return [quantity for quantity in part.quantities if _leads_noun(part, quantity)]


def _ends_clause(part: Clause, quantity: Quantity) -> bool:
    return bool(words.AFTER_END.match(part.blotted, quantity.end_of_suffix))


def _is_target_at_end(part: Clause, quantity: Quantity) -> bool:
    before = part.blotted[: quantity.start]
    if quantity.is_rank:
        return True
    if quantity.unit in ("次", "场次", "遍", "天") and words.FREQUENCY.search(part.text):
        return False
    if quantity.suffix == "内" or (quantity.unit == "天" and quantity.suffix == ""):
        return quantity.unit == "天" and bool(words.SHORTENED.search(before))
    if quantity.unit is None and not quantity.is_words and quantity.value != 0:
        return _is_compared(before) and (bool(words.HAS_FIGURE_WORD.search(before)) or quantity.suffix != "")
    return bool(before.strip("　")) or part.is_aside or part.in_list or quantity.is_damaged


def _is_compared(before: str) -> bool:
    return words.comparator_of(before, "") is not Comparator.EQUAL or before.endswith(
        ("提高到", "提升到", "为", "至", "到", "在")
    )


def _leads_noun(part: Clause, quantity: Quantity) -> bool:
    """建成2000个以上数据集, 预留30%的号源: a verb before the number, the thing behind it."""
    before = part.blotted[max(0, quantity.start - _NEAR // 2) : quantity.start]
    after = part.blotted[quantity.end_of_suffix : quantity.end_of_suffix + _NEAR]
    if (quantity.unit is None and not quantity.is_words) or quantity.is_rank or words.WEAK_NOUN.match(after):
        return False
    if quantity.unit and quantity.unit[-1] in "十百千万亿":
        return quantity.unit == "万" and bool(words.HELPED.search(before) and words.PEOPLE.match(after))
    follows_verb = bool(words.BEFORE_COUNT.search(before)) or (part.follows_verb and not before)
    follows_verb = follows_verb or _is_for_whom(before, quantity, after)
    if _is_counted_before(part, quantity, after):
        return True
    if quantity.is_percent or quantity.is_words:
        return _is_share(part, before, after, follows_verb)
    return follows_verb and not after.startswith("的") and not _is_threshold(quantity)


def _is_share(part: Clause, before: str, after: str, follows_verb: bool) -> bool:
    """预留30%的号源; 行政村实现100%覆盖."""
    if words.FULLY_DONE.match(after):
        return bool(before.strip("　")) or part.in_list
    return after.startswith("的") and not after.startswith("的比例") and (follows_verb or not before)


def _is_for_whom(before: str, quantity: Quantity, after: str) -> bool:
    """为2万名老人体检, 组织专家为300家企业提供诊断."""
    if not before.endswith("为") or (quantity.unit or "")[-1:] not in words.WHOM:
        return False
    return before == "为" or bool(words.DONE_FOR.search(after))


def _is_counted_before(part: Clause, quantity: Quantity, after: str) -> bool:
    """3家企业完成搬迁, 完成老城区12公里管网改造: counted in the midst of the words, not behind a verb."""
    if not _is_counted_first(part, quantity) or quantity.suffix in words.LIMITS_BELOW:
        return False
    before = part.blotted[max(0, quantity.start - _NEAR) : quantity.start]
    if _is_work(before, quantity, after) or _is_named_first(before, quantity, after):
        return True
    if quantity.unit not in words.COUNTING or quantity.suffix:
        return False
    return bool(words.DONE_BEHIND.match(after)) and not words.WEAK_NOUN.match(after)


def _is_counted_first(part: Clause, quantity: Quantity) -> bool:
    """Alone, or right behind another count of the same: 300户900名困难群众."""
    first = part.quantities[0]
    if first is quantity:
        return True
    is_second = len(part.quantities) > 1 and part.quantities[1] is quantity
    return is_second and first.end_of_suffix == quantity.start and first.unit in words.WHOM


def _is_named_first(before: str, quantity: Quantity, after: str) -> bool:
    """打通甲路、乙街2条断头路, 带动农户500户增收: how many they are stands behind their name."""
    if quantity.unit in words.NAMED_THINGS and words.NAMED_BEFORE.search(before) and words.NAMED_BEHIND.match(after):
        return True
    is_people = quantity.unit in words.WHOM and bool(words.HELPED_BEHIND.match(after))
    return is_people and bool(words.HELPED_BEFORE.search(before))


def _is_work(before: str, quantity: Quantity, after: str) -> bool:
    """完成老城区12公里管网改造: the number between the place and the work."""
    unit = quantity.unit or ""
    if quantity.is_percent or unit.endswith("元") or unit in words.DURATIONS:
        return False
    return bool(words.WORK_BEFORE.search(before) and words.WORK_BEHIND.match(after))


def _is_threshold(quantity: Quantity) -> bool:
    """A limit below, a measure with 以上, a duration: they describe the thing and do not count it."""
    if quantity.suffix in words.LIMITS_BELOW or (quantity.suffix and quantity.unit not in words.COUNTING):
        return True
    return not quantity.suffix and quantity.unit in words.DURATIONS
