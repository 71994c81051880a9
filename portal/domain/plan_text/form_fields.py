"""An item set out as a form: 1.主要任务。… 2.责任分工。… 3.完成时限。… are its fields and no items of their own."""

import re
from collections.abc import Sequence

from portal.domain.plan_text.assignments import assignment_of
from portal.domain.plan_text.item_words import Words
from portal.domain.plan_text.outline import Node
from portal.domain.plan_text.strand import Strand, join

_WHO = re.compile(
    r"(?:(?:责任|职责|任务|工作)分工|(?:牵头|责任|配合|协办|主办|承办|落实)(?:单位|部门|主体)|"
    r"(?:责任|牵头|分管|包保|包抓|联系)(?:市|县|区)?领导|责任人|责任落实)[。：]"
)
_LIMIT = re.compile(r"(?:完成|整改|办结|推进|工作|进度)?(?:时限|时间|期限|时间安排|时间节点|时限要求)[。：]")
_WORDS = re.compile(
    r"(?:(?:主要|重点|工作|目标|具体|建设|整改|年度|推进|任务)?(?:任务|目标|内容|措施|举措|要求|标准|问题|成果|思路|路径)|"
    r"存在问题|成果形式|预期成效)[。：]"
)
_FEWEST = 2


def words_of(children: Sequence[Node]) -> Words | None:
    """What the fields say together; None where they are no form."""
    firsts = [child.texts[0] for child in children if child.texts and not child.children]
    if len(firsts) < len(children) or len(children) < _FEWEST or not any(_WHO.match(first.text) for first in firsts):
        return None
    captions = [field.group() for first in firsts if (field := _field(first.text)) is not None]
    if len(captions) < len(firsts) or len(set(captions)) < len(captions):
        return None  # said twice, a caption opens items of their own
    found = Words(stands_alone=True)
    for child in children:
        for text in child.texts:
            _take(found, text)
    return found


def _field(text: str) -> re.Match[str] | None:
    return _WHO.match(text) or _LIMIT.match(text) or _WORDS.match(text)


def _take(found: Words, text: Strand) -> None:
    field = _field(text.text)
    if field is None or field.re is _WORDS:
        rest = text.cut(field.end() if field else 0).strip("。，；、 ")
        found.body += [rest] if rest.text else []
        return
    colon = Strand("：", [text.at[field.end() - 1]])
    found.assignment.merge(assignment_of(join([text.cut(0, field.end() - 1), colon, text.cut(field.end())])))
    found.places.append(text)
