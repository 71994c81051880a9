"""What a printed target is: its kind, its comparison, its tiers as text."""

import re
from decimal import Decimal

from portal.domain.plan_draft.draft import Field
from portal.domain.plan_text.reading import Comparator as Printed
from portal.domain.plan_text.reading import Target
from portal.domain.targets import Comparator, TargetKind
from portal.domain.trajectory import plain

_FROM_ABOVE = re.compile(r"下达|另行|核定|上级|市定|省定|以.{0,8}为准")
_GROWTH = re.compile(r"增长|增速|增幅|增加值增|下降|降低|提高|提升|增加")
_COUNT_UNITS = re.compile(r"[个家名人户项条座幢栋辆台套件场次所处村户宗批支对]$")
_AMOUNT_SCALES = re.compile(r"[亿万]?(?:美元|元|亩|平方|公里|公顷|吨|千瓦|立方|米)")
_COMPARATORS = {
    Printed.AT_LEAST: Comparator.AT_LEAST,
    Printed.MORE_THAN: Comparator.AT_LEAST,
    Printed.RANGE: Comparator.AT_LEAST,
    Printed.AT_MOST: Comparator.AT_MOST,
    Printed.LESS_THAN: Comparator.AT_MOST,
    Printed.EQUAL: Comparator.EQUAL,
    Printed.ABOUT: Comparator.EQUAL,
}
_SET_ELSEWHERE = re.compile(r"(?:确保|力争|争取)?(?:完成|达到|按照?).{0,8}(?:下达|核定|确定).*$")
_LONGEST_METRIC = 120


def target_fields(target: Target) -> dict[str, Field]:
    place, sure = target.text.place, target.text.sure
    kind = kind_of(target)
    return {
        "metric": Field(_metric(target, kind), place, sure),
        "unit": Field((target.unit or "")[:20], place if target.unit else None),
        "kind": Field(kind.value, None, 0.7),
        "comparator": Field(_COMPARATORS[target.comparator].value, place),
        "guaranteed": _tier(target, target.ensure),
        "stretch": _tier(target, target.strive),
        "note": Field(_note(target)),
        "text": Field(target.text.text, place),
    }


def _metric(target: Target, kind: TargetKind) -> str:
    metric = target.metric or target.text.text
    if kind is TargetKind.TO_BE_SET:
        metric = _SET_ELSEWHERE.sub("", metric) or metric
    return metric[:_LONGEST_METRIC]


def _tier(target: Target, value: float | None) -> Field:
    """A damaged number has no value: it stays open until somebody has said it."""
    if value is None:
        return Field()
    return Field(number_text(value), target.text.place, target.text.sure)


def number_text(value: float) -> str:
    return plain(Decimal(str(value)))


def _note(target: Target) -> str:
    """What a target cannot hold in its columns, in the paper's own signs."""
    parts = []
    if target.minimum is not None and target.maximum is not None:
        parts.append(f"{number_text(target.minimum)}—{number_text(target.maximum)}{target.unit or ''}")
    if target.comparator in (Printed.ABOUT, Printed.MORE_THAN, Printed.LESS_THAN):
        parts.append(f"{target.comparator.value} {target.unit or ''}".strip())
    if target.by:
        parts.append(target.by)
    return "；".join(parts)


def kind_of(target: Target) -> TargetKind:
    if target.is_rank:
        return TargetKind.RANK
    words, unit = f"{target.metric}{target.text.text}", target.unit or ""
    if target.ensure is None and target.strive is None and not target.is_doubtful:
        return TargetKind.TO_BE_SET if _FROM_ABOVE.search(words) else TargetKind.QUALITY
    if unit in ("%", "个百分点", "百分点", "‰"):
        return TargetKind.GROWTH if _GROWTH.search(words) else TargetKind.SHARE
    if _AMOUNT_SCALES.search(unit):
        return TargetKind.AMOUNT
    return TargetKind.COUNT if _COUNT_UNITS.search(unit) else TargetKind.AMOUNT
