"""力争 and 确保: which of the two values of a target a number is."""

import re
from dataclasses import replace

from portal.domain.plan_text.clauses import Clause
from portal.domain.plan_text.quantities import Quantity
from portal.domain.plan_text.reading import Target

STRIVES_ON = ("力争", "努力", "奋力")  # what may govern the clauses after its own; 争取 often means to obtain
STRIVES = ("力争", "争取", "冲刺", "奋力实现", "努力实现", "努力达到", "奋斗目标", "挑战目标")
ENSURES = ("确保", "保证", "务必", "保底")
_ANY_TIER = re.compile("|".join(STRIVES + ENSURES))
OPENS_WITH_TIME = re.compile(
    r"^(?:力争|争取)(?:到|在|用|经过|通过)?(?:\d{4}年(?:底|末|年底)?|[一二三四五六七八九十\d]{1,3}年|本世纪|\d{4}—\d{4}年)"
)
_BARE = re.compile(
    r"^(?:其中|并)?(?:力争|争取|冲刺|奋斗目标|挑战目标|确保|奋力|努力|保证|保底)?(?:完成|实现|达到|达|突破|超过|超|增长|提高到|提高至|提升到|提升至|增至|到|为|在|控制在|不低于|不少于|不超过|高于|保持在|再|新增|的?目标)*+$"
)
_NEAR = 40  # characters before a number that can say what it is


def tier_word(text: str) -> bool | None:
    """True for 力争, False for 确保, None where neither is said. Of two, the last before the number counts."""
    if not _ANY_TIER.search(text):
        return None
    strive = max(text.rfind(word) for word in STRIVES)
    ensure = max(text.rfind(word) for word in ENSURES)
    return strive > ensure


def is_bare(clause: Clause, quantity: Quantity) -> bool:
    """Does a number stand behind nothing but a tier and a verb?"""
    return quantity.start <= _NEAR and bool(_BARE.match(clause.text[: quantity.start]))


def with_tier(target: Target, part: Clause, quantity: Quantity, strives: bool) -> Target:
    """The target with its other value, said in a part of its own."""
    text = f"{target.text.text}，{part.text}"
    place = target.text.place._replace(end=part.strand.place.end)
    value = quantity.value
    if strives and target.ensure is None and target.strive is not None:
        target = replace(target, ensure=target.strive, strive=None)
    changed = replace(target, strive=value) if strives else replace(target, ensure=value)
    return replace(
        changed,
        text=replace(target.text, text=text, place=place),
        is_doubtful=target.is_doubtful or quantity.is_damaged,
    )
