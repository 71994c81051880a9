"""What a notice says once for all that follows: who of a list leads, what a mark means, what an empty cell means."""

import re

from portal.domain.plan_text.reading import RuleKind

_FIRST = re.compile(r"(?:第一|首|最前|排前|列前|前列|第1)(?:个|位|家|名|序)?")
_LEADS = re.compile(
    r"(?:为|是|即|系|牵头负责|负责牵头).{0,6}(?:牵头|主办|主责)|牵头(?:单位|部门)?(?:为|是|负责)|"
    r"(?:负责牵头|牵头负责)"
)
_MARKED = re.compile(
    r"(?:[*★☆▲△●◆※#＊]|星号|加粗|黑体|下划线).{0,8}(?:为|是|系|即|表示|代表).{0,6}(?:牵头|主办|主责)|"
    r"(?:牵头|主办|主责).{0,10}(?:用|以|标).{0,4}(?:[*★☆▲△●◆※＊]|星号)"
)
_MERGED = re.compile(r"(?:空白|空格|空栏|未填).{0,8}(?:同上|合并|与上|沿用|承上)|(?:与上|同上).{0,6}(?:空白|未填)")
_ALSO = re.compile(
    r"(?:以下|以上|下列|各项).{0,12}(?:均需|均由|均须|都需|均应).{0,24}(?:推进|落实|负责|配合|实施)|"
    r"(?:不再|不).{0,4}(?:单独|重复|一一|逐一|逐项)?列出|不再列|下同"
)


# A cheap look first: without one of these nothing is stated for all.
MAY_STATE = re.compile(
    r"第一|第1|首|最前|排前|列前|前列|[*★☆▲△●◆※#＊]|星号|加粗|黑体|下划线|空白|空格|空栏|未填|与上|以下|以上|下列|"
    r"各项|列出|不再列|下同"
)


def rule_kind(text: str) -> RuleKind | None:
    if len(text) > 200 or not MAY_STATE.search(text):
        return None
    if _MARKED.search(text):
        return RuleKind.MARK_IS_LEAD
    if _FIRST.search(text) and _LEADS.search(text):
        return RuleKind.FIRST_IS_LEAD
    if _MERGED.search(text):
        return RuleKind.EMPTY_IS_MERGED
    return RuleKind.ALSO_RESPONSIBLE if _ALSO.search(text) else None


def is_stated_rule(text: str) -> bool:
    return rule_kind(text) is not None


def says_empty_is_merged(text: str) -> bool:
    return bool(_MERGED.search(text))
