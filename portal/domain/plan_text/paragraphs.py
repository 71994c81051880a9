"""Lines that were broken by the width of a page, put together again."""

import re
from collections.abc import Sequence

from portal.domain.plan_text.brackets import depth_after
from portal.domain.plan_text.strand import Strand, join

_WIDE = re.compile(r"[^\x00-\u02ff\u200b]")
_TERMINAL = "。；：！？）〕】;"
_CONTINUES = "，、。；：！？）〕】”’》"
_BEGINS_ITEM = re.compile(
    r"\s*(?:[●■◆▪►※○◇]|[一二三四五六七八九十]{1,3}[、是]|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、](?!\d)|"
    r"（\d{1,2}）|[①-⒛㈠-㈩]|附件|第[一二三四五六七八九十]{1,3}[章条节]"
    r")"
)
_BEGINS_LABEL = re.compile(
    r"\s*[\u4e00-\u9fff]{0,4}(?:指\s*挥\s*长|(?:牵头|责任|配合|主办|协办|承办|实施|落实)(?:单位|部门|"
    r"领导|主体)|分管领导|完成(?:时限|时间))\s*："
)
_PEOPLE_LABEL = re.compile(r"\s*(?:第一|常务|执行)?(?:副|总)*\s*(?:组\s*长|指\s*挥\s*长?|召集人|组长单位|成\s*员)\s*：")
_INDENTED = re.compile(r"(?:[ ]{4,}|[ ]*\t)[ \t]*[^ \t，。；：、！？]{2,}")
_STANDS_ALONE = re.compile(
    r"[\u4e00-\u9fff]{2,30}文件$|.{1,30}[〔（\[【]\d{4}[〕）\]】]第?\d{1,5}号$|"
    r"(?:\d{4}|[二〇○零一]{2}[〇○零一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$"
)
_LONGEST_ALONE = 80
_NO_NAME = re.compile(r"[。；：，！？]")
_LONGEST_NAME_LINE = 60
_FULL = 0.8  # a line of at least this part of the usual width was broken by the page
_NARROWEST, _WIDEST = 36, 170
_LONGEST_OPEN = 600


def width(text: str) -> int:
    text = text.rstrip()
    return len(text) + len(_WIDE.findall(text))


def page_width(lines: Sequence[Strand]) -> int:
    """The usual width of a full line, or 0 where lines end with their paragraphs."""
    widths = sorted(wide for line in lines if (wide := width(line.text)) >= _NARROWEST)
    if not widths:
        return 0
    usual = widths[len(widths) * 4 // 5]
    full = [line.text.rstrip() for line in lines if width(line.text) >= usual * _FULL]
    broken = sum(1 for text in full if text[-1] not in _TERMINAL)
    return usual if usual <= _WIDEST and broken >= 3 and broken * 10 >= len(widths) * 3 else 0


def paragraphs(lines: Sequence[Strand], usual: int) -> list[Strand]:
    """Squeezed paragraphs, none of them empty; `usual` is the page's width or 0."""
    done: list[Strand] = []
    parts: list[Strand] = []
    state = _State()
    for line in lines:
        if not line.text.strip():
            state.blanks += 1
            continue
        if parts and not _joins(state, line.text, usual):
            done.append(join(parts).squeezed())
            parts, state = [], _State()
        parts.append(line)
        state.take(line.text)
    if parts:
        done.append(join(parts).squeezed())
    return [paragraph for paragraph in done if paragraph.text]


class _State:
    """The paragraph so far: its last line, what is still open and for how long, the empty lines since."""

    def __init__(self) -> None:
        self.last = ""
        self.depth = 0
        self.open_for = 0
        self.blanks = 0
        self.in_people = False  # behind 组长：, where more people may follow on lines of their own

    def take(self, text: str) -> None:
        self.in_people = bool(_PEOPLE_LABEL.match(text)) or (self.in_people and _is_name_line(text))
        self.last, self.blanks = text, 0
        self.depth = depth_after(text, self.depth)
        self.open_for = self.open_for + len(text) if self.depth else 0


def _goes_on(state: _State, text: str) -> bool:
    """A list that stops at a comma goes on; so does one of people whose next line stands under the first name."""
    if state.last.rstrip()[-1] == "、":
        return not _BEGINS_LABEL.match(text)
    return state.in_people and _is_name_line(text)


def _is_name_line(text: str) -> bool:
    return len(text) <= _LONGEST_NAME_LINE and bool(_INDENTED.match(text)) and not _NO_NAME.search(text)


def _stands_alone(text: str) -> bool:
    """The letterhead, the paper's number, the day: they never run on, however wide they were set."""
    return len(text) <= _LONGEST_ALONE and bool(_STANDS_ALONE.match("".join(text.split())))


def _joins(state: _State, text: str, usual: int) -> bool:
    if state.blanks > 2 or text.lstrip()[0] in _CONTINUES:
        return state.blanks <= 2
    if _BEGINS_ITEM.match(text):
        return False
    if 0 < state.open_for <= _LONGEST_OPEN or _goes_on(state, text):
        return True
    if _stands_alone(text) or _stands_alone(state.last):
        return False
    full = not _BEGINS_LABEL.match(text) and usual > 0 and width(state.last) >= usual * _FULL
    return full and state.last.rstrip()[-1] not in _TERMINAL
