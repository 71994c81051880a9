"""The words that stand before the colon of an assignment, and what they say of those named behind it."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from portal.domain.plan_text.brackets import masked
from portal.domain.plan_text.names import looks_like_body
from portal.domain.plan_text.strand import Strand


class Role(StrEnum):
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COMMANDER = "commander"
    DEPUTY = "deputy"
    DEADLINE = "deadline"
    ASIDE = "aside"  # an office inside a department, a telephone number: no part of the plan


_BODY = r"(?:责任)?(?:单位|部门|机构|主体|地区|区县|县区|县市区|市县|部委|司局|局|方)"
_LABELS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.ASIDE, re.compile(r"处室|科室|联系|电话|邮箱|备注|说明|资金|投资")),
    (Role.DEPUTY, re.compile(r"副指挥|副总指挥|副组长|副召集|副总长")),
    (
        Role.COMMANDER,
        re.compile(
            r"指挥长|总指挥|(?<!门|位)领导$|领导[（〔]|组长|召集人|(?:^|[^位门])(?:责任人|负责人)|挂帅|总链长|链长|包保人"
        ),
    ),
    (Role.DEADLINE, re.compile(r"时限|时间|期限|时间节点|完成节点|进度要求|完成日期|^节点$")),
    (Role.RESPONSIBLE, re.compile(rf"牵头(?:、|及|和|与|或)(?:责任|配合|落实){_BODY}?$")),
    (
        Role.LEAD,
        re.compile(
            rf"(?:牵头|主办|主责|主管|总牵头|总负责){_BODY}?(?:[（〔].{{0,8}}[）〕])?$|牵头[（〔].{{0,8}}[）〕]{_BODY}$"
        ),
    ),
    (
        Role.RESPONSIBLE,
        re.compile(
            rf"(?:配合|协办|协同|协作|参与|参加|责任|落实|实施|承办|完成|支持|推进|执行|建设|共同责任|负责|会办|成员|分工|指导|督导|督促|监督|监管|协助){_BODY}(?:[（〔].{{0,24}}[）〕])?$|责任分工$|任务分工$|职责分工$|责任落实$|^配合$|^责任$|^协办$"
        ),
    ),
)
_OFFICE = re.compile(r"[科处股]室?$|科室$|处室$")
_HEAD = re.compile(
    r"(?:副|常务副|执行|第一|共同|主要|总)?(?:总?指挥|组长|牵头|责任|配合|协办|协同|主办|主责|承办|参加|参与|实施|落实|完成|成员|分管|包保|联系|推进|支持)"
)
_BEFORE_GAP = re.compile(
    r"(?:(?:牵头|责任|配合|协办|协同|主办|主责|承办|参加|参与|实施|落实|成员)(?:单位|部门|主体|科室)|"
    r"(?:牵头|责任|分管|包保|挂包|联系)(?:县|市|区)?领导|(?:总|副)*指挥长?|副?组长|完成(?:时限|时间|期限)|时限要求)"
)
_MAY_LABEL = re.compile(rf"[：【\[〔]|{_BEFORE_GAP.pattern}")
_BRACKETED = re.compile(r"[【\[〔]([\u4e00-\u9fff]{2,8})[】\]〕](?=[^，。；：、\s]|$)")
_NO_NAME = re.compile(r"[和及与要应须是为的在对按将]|负责|主要")
_LONGEST_LIST = 300
_SEPARATORS = "，；。、（〔[【—\n！？ ”】]"
_GOES_ON = ("责任、", "及")
_LONGEST_LABEL = 30
_FIRST_IN_LABEL = re.compile(r"(?:第一|首|前列|列前).{0,6}牵头")


class Label(NamedTuple):
    role: Role
    start: int
    end: int  # after the colon
    says_first_leads: bool
    is_office: bool = False  # 牵头科室 where no department is named beside it


@lru_cache(maxsize=1024)
def role_of(label: str) -> Role | None:
    label = label.strip("（）〔〕、 ")
    if len(label) > 24:
        return None
    return next((role for role, pattern in _LABELS if pattern.search(label)), None)


def labels_in(strand: Strand) -> list[Label]:
    """Every label that stands at a beginning or behind a separator, with its colon or in brackets of its own."""
    if not _MAY_LABEL.search(strand.text):
        return []
    found: list[Label] = []
    written = sorted([*_before_colons(strand), *_in_brackets(strand.text), *_before_gaps(strand)])
    roles = _with_offices([words for _, _, words in written])
    for (start, end, words), role in zip(written, roles, strict=True):
        if role is not None:
            is_office = role is not Role.ASIDE and bool(_OFFICE.search(words))
            found.append(Label(role, start, end, bool(_FIRST_IN_LABEL.search(words)), is_office))
    return found


def _with_offices(written: Sequence[str]) -> list[Role | None]:
    """牵头科室 beside 牵头单位 is an office inside it; alone, in a paper of one house, it is who answers."""
    roles = [role_of(words) for words in written]
    if not any(_OFFICE.search(words) for words in written) or {Role.LEAD, Role.RESPONSIBLE} & set(roles):
        return roles
    return [role_of(_OFFICE.sub("部门", words)) for words in written]


def _in_brackets(text: str) -> Iterator[tuple[int, int, str]]:
    """【责任单位】A."""
    for match in _BRACKETED.finditer(text):
        yield match.start(), match.end(), match.group(1)


def _before_gaps(strand: Strand) -> Iterator[tuple[int, int, str]]:
    """责任单位  A: no colon, but words that begin with the label, and a space or nothing but names behind it."""
    last = 0
    for match in _BEFORE_GAP.finditer(strand.text):
        start, end = match.span()
        begins = start == 0 or (last > 0 and strand.gap_before(start)) or strand.text[start - 1] in "；。，"
        if not begins or end >= len(strand) or strand.text[end] in "：（〔[":
            continue
        if strand.gap_before(end) or _is_glued(strand.text, end):
            yield start, end, match.group()
            last = end


def _is_glued(text: str, end: int) -> bool:
    """责任单位市教育局、市财政局: nothing but names up to the next stop, so the words before them are a label."""
    stop = min((at for sign in "；。：" if (at := text.find(sign, end, end + _LONGEST_LIST)) > 0), default=len(text))
    names = [name for name in re.split(r"[、，]", text[end:stop]) if not _BEFORE_GAP.match(name)]
    return stop - end <= _LONGEST_LIST and not _NO_NAME.match(text, end) and all(map(looks_like_body, names))


def _before_colons(strand: Strand) -> Iterator[tuple[int, int, str]]:
    """Backwards from each colon to the separator before it, or to the gap behind the last label's value."""
    text = strand.text
    blotted = masked(text)
    last = 0
    for match in re.finditer("：", blotted):
        start = max(last, match.start() - _LONGEST_LABEL)
        for index in range(match.start() - 1, start - 1, -1):
            if blotted[index] in _SEPARATORS and not text.startswith(_GOES_ON, index + 1):
                start = index + 1
                break
        start = _behind_gap(strand, start, match.start()) if last else start
        yield start, match.end(), text[start : match.start()]
        last = match.end()


def _behind_gap(strand: Strand, start: int, end: int) -> int:
    """牵头单位：A 责任单位：B, with nothing but a space between A and the next label."""
    for index in range(start + 1, end):
        if strand.gap_before(index) and _HEAD.match(strand.text, index) and role_of(strand.text[index:end]) is not None:
            return index
    return start
