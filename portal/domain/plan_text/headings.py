"""What an item is called, and which headings announce no work of their own."""

import re
from collections.abc import Iterator

from portal.domain.plan_text.brackets import masked
from portal.domain.plan_text.numbering import candidates
from portal.domain.plan_text.strand import Strand

_NO_WORK = re.compile(
    r"工作思路|组织机构|组织架构|领导机构|总体要求|总体目标|总体思路|指导思想|基本原则|工作原则|重要意义|重大意义|主要目标|工作目标|"
    r"目标任务$|发展目标|目标定位|预期目标|预期指标|年度指标|主要指标|背景|工作要求|有关要求|相关要求|"
    r"保障措施|保障机制|组织保障|组织实施|组织领导|"
    r"实施步骤|工作步骤|时间安排|步骤安排|推进步骤|考核办法|监督考核|工作机制|附则|其他事项|适用范围|"
    r"支撑政策|保障体系|工作保障|实施保障|推进机制|落实要求|责任体系|"
    r"(?:考核|督查|监督|奖励|责任)(?:与|和|及)?(?:奖惩|追究|问责)|^奖惩|检查验收|"
    r"^本(?:责任书|方案|通知|计划|办法|意见|清单|要点)(?:自|一式|由|有效|中)"
)
_NO_TARGETS = re.compile(
    r"指导思想|基本原则|工作原则|重要意义|重大意义|背景|工作要求|有关要求|相关要求|保障措施|保障机制|"
    r"组织保障|组织实施|组织领导|实施步骤|工作步骤|步骤安排|考核办法|监督考核|工作机制|附则|其他事项|"
    r"适用范围|支撑政策|工作保障|实施保障|推进机制|责任体系|"
    r"(?:考核|督查|监督|奖励|责任)(?:与|和|及)?(?:奖惩|追究|问责)|^奖惩"
)
_COUNTED = r"[（]?[一二三四五六七八九十\d]{0,3}[）]?"
_MATTER = re.compile(
    rf"(?:[\u4e00-\u9fff]{{0,4}}(?:工程|行动|战役|专项|课题|工作|改革)[一二三四五六七八九十]{{1,2}}|(?:督办|督查|交办|重点|议定|工作)?(?:事项|任务|项目|议题)|(?:反馈|突出)?问题|(?:任务|项目|事项|工作|问题)名称){_COUNTED}："
)
_CAPTION = re.compile(
    rf"{_MATTER.pattern}|(?:主要|具体|工作|建设|任务|督办|项目|实施|目标|年度|整改)(?:内容|任务|措施|举措|要求|目标|事项){_COUNTED}："
)
_ADDRESSES_READERS = re.compile(
    r"(?:请)?各[^，。；]{1,24}(?:根据|按照|对照|结合|依据|围绕)(?:本|此)(?:要点|方案|通知|意见|计划|清单|安排|实施方案|行动方案)"
)
_GOALS = re.compile(r"目标|力争|确保")
_LONGEST_HEADING = 36
_SHORTEST_TITLE, _SHORTEST_NAME = 6, 4
_LONGEST_TITLE = 200
_CLAUSE_ENDS = "，。；：！？"
_CLAUSE_END = re.compile("[，。；！？]")  # the colon ends a shorter one
_SENTENCE_END = re.compile("[。！？；]")
_DIGIT = re.compile(r"\d")


def is_no_work(heading: str) -> bool:
    return len(heading) <= 24 and bool(_NO_WORK.search(heading))


def has_no_targets(heading: str) -> bool:
    return len(heading) <= 24 and bool(_NO_TARGETS.search(heading))


def goals_of(preamble: list[Strand]) -> Iterator[Strand]:
    """What stands before the first number and says what is to be reached, with the list it leads up to."""
    leads_up = False
    for paragraph in preamble:
        says = bool(_GOALS.search(paragraph.text))
        if says or (leads_up and len(paragraph) <= _LONGEST_TITLE):
            yield paragraph
        leads_up = (says and paragraph.text[-1] == "：") or (leads_up and len(paragraph) <= _LONGEST_TITLE)


def title_of(body: list[Strand]) -> Strand:
    """The heading, else the first clause."""
    if not body:
        return Strand("", ())
    words = without_caption(_without_number(body[0]))
    blotted = masked(words.text)
    stop = _SENTENCE_END.search(blotted)
    sentence = stop.start() if stop else len(blotted)
    goes_on = len(words) > sentence + 1 or len(body) > 1
    if goes_on and sentence <= _LONGEST_HEADING and not _DIGIT.search(blotted, 0, sentence):
        return _trimmed(words.cut(0, sentence))
    clause, colon = _CLAUSE_END.search(blotted, _SHORTEST_TITLE), blotted.find("：", _SHORTEST_NAME)
    end = min((at for at in (clause.start() if clause else -1, colon) if at >= 0), default=len(blotted))
    return _trimmed(words.cut(0, min(end, sentence) if sentence >= 2 else end))


def heading_sentence(words: Strand) -> Strand | None:
    """The heading that opens a paragraph and is followed by more, without its full stop."""
    blotted = masked(words.text[: _LONGEST_HEADING + 1])
    end = next((index for index, char in enumerate(blotted) if char in _CLAUSE_ENDS), -1)
    return words.cut(0, end) if end > 0 and blotted[end] in "。：" and end + 1 < len(words) else None


def without_caption(words: Strand) -> Strand:
    """督办事项一：A, 工作内容：B: the caption of a form's line is no part of what it says."""
    caption = _CAPTION.match(words.text)
    return words.cut(caption.end()) if caption and caption.end() < len(words) else words


def names_a_matter(words: Strand) -> bool:
    """督办事项一：A names the matter; the lines below it say more."""
    return bool(_MATTER.match(words.text))


def addresses_readers(paragraph: Strand) -> bool:
    """各单位要根据本方案…: said to all who read the paper, and part of no item."""
    return bool(_ADDRESSES_READERS.match(paragraph.text))


def is_bare_heading(words: Strand) -> bool:
    return len(words) <= _LONGEST_HEADING and words.text[-1] not in _CLAUSE_ENDS


def _without_number(words: Strand) -> Strand:
    first = next(candidates(words.text[:20]), None)
    if first is not None and first.start == 0 and not first.before_digit and first.end < len(words):
        return words.cut(first.end).strip()
    return words


def _trimmed(words: Strand) -> Strand:
    return (words.cut(0, _LONGEST_TITLE) if len(words) > _LONGEST_TITLE else words).strip(" 。，；：、*★▲—")
