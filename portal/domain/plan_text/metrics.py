"""What is measured: a clause without its verbs, adverbs and number."""

import re

from portal.domain.plan_text.clauses import Clause
from portal.domain.plan_text.quantities import Quantity

_LEADING = re.compile(
    r"^(?:其中|到\d{4}年[底末]?|\d{4}年[底末]?前?|全年|年内|年底前|力争|争取|确保|保证|努力|全力|持续|"
    r"加快|进一步|积极|深入|大力|实现|完成|推动|推进|使|将|把|全区|全市|全县|全省|建成|打造|培育|实施|"
    r"开展|创建|创成|建设|形成|，)++"
)
_TRAILING = re.compile(
    r"(?:力争|争取|确保|达到|达|超过|突破|超|控制在|稳定在|保持在|保持|提高到|提高至|提升到|提升至|"
    r"压缩至|压缩到|不得|不应|降至|降到|增至|增加到|扩大到|完成|不低于|不少于|不超过|不高于|高于|低于|大于|小于|"
    r"约|至少|总体|均|分别|累计|为|在|到|至|以上)++$"
)
_SEVERAL = re.compile(r"[、和及与]")
_SHORTEST_WITH_THING = 4  # 花生种植: the thing and what is done with it
_LONGEST = 60  # a metric's name is shorter; longer words would only cost time


def metric_of(part: Clause, quantity: Quantity | None) -> str:
    if quantity is None or quantity.is_words:
        return _LEADING.sub("", part.text[:_LONGEST])
    before = part.text[max(0, quantity.start - 2 * _LONGEST) : quantity.start]
    name = _TRAILING.sub("", _LEADING.sub("", before)[-_LONGEST:])
    after = part.text[quantity.end_of_suffix : quantity.end_of_suffix + _LONGEST].lstrip("的")
    if after and len(after) > 1 and not _is_only_closing(after):
        kept = name if len(name) <= 10 and quantity.is_percent else ""
        return (kept + after).strip("，、")
    return name.strip("，、的≥≤><")


def _is_only_closing(after: str) -> bool:
    return after in ("目标", "任务", "大关", "水平", "规模", "关口")


def metrics_of_list(part: Clause, values: list[Quantity]) -> list[str]:
    """花生种植、收获机械化率分别达到65%和55%: as many metrics as values, the common end shared."""
    before = _LEADING.sub("", part.text[: part.text.index("分别")][-_LONGEST:])
    names = [name for name in _SEVERAL.split(before) if name]
    if len(names) != len(values):
        return [before] * len(values)
    return [_completed(name, names) for name in names]


def _completed(name: str, names: list[str]) -> str:
    """An item without the measured word takes it from the last one; without the thing measured, from the first."""
    first, last = names[0], names[-1]
    if all(one[-1:] == last[-1:] for one in names):
        return name
    if name is not last:
        return name + _tail(first, last)
    return first[:-2] + last if len(first) >= _SHORTEST_WITH_THING else last


def _tail(first: str, last: str) -> str:
    """率 of 种植、收获机械化率: what the last item has behind its own first word."""
    own = 2 if len(first) >= _SHORTEST_WITH_THING else len(first)
    return last[own:]
