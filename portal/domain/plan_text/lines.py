"""The paper's lines without what belongs to the page and not to the notice."""

import re
from collections.abc import Iterator, Sequence

from portal.domain.plan_text.strand import Strand
from portal.domain.plan_text.vocabulary import listed

_PAGE_MARKS = (
    re.compile(r"^[—_·-]{1,3}\d{1,4}[—_·-]{1,3}$"),
    re.compile(r"^第\d{1,4}页(?:[，,/]?共\d{1,4}页)?$"),
    re.compile(r"^\d{1,4}/\d{1,4}$"),
)
_WEB_STARTS = listed(
    """
    首页> 当前位置 您的位置 您现在的位置 分享到 扫一扫 打印 关闭 【打印 【关闭 【字体 字体：
    网站标识码 版权所有 联系我们 浏览次数 阅读次数 访问量 ICP备 上一篇 下一篇 网站地图
    """
)
_WEB_HOSTS = re.compile(
    r"(?:主办|承办)：[^；]{0,60}(?:网站|标识码|技术支持|备案|版权|承办|维护|电话|地址|人民政府|政府办公室)"
)
_MARKER = r"(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d)|（\d{1,2}）)"
_DIGIT = re.compile(r"\d")
_GAP = re.compile(r"[ \t]+")
_GAP_MARKER = re.compile(rf"[ \t]+(?={_MARKER})")
_NUMBERED_HEADING = re.compile(rf"^\s*{_MARKER}[^，。；：、\s]{{2,25}}$")
_SPACED_NUMBER = re.compile(r"\d{1,6} [\u4e00-\u9fff]")  # 建好 110 平台: set apart on both sides, and no new line
_TITLE_END = re.compile(
    r"(?:方案|计划|意见|通知|要点|办法|措施|规划|清单|分工|决定|规定|细则|纲要|行动|一览表|分解表|"
    r"分工表)$"
)
_NUMBER_BEGIN = re.compile(r"^[\u4e00-\u9fff]{2,14}[〔（\[【]\d{4}[〕）\]】]第?\d{1,4}号")


def lines_of(page: Strand) -> list[Strand]:
    """Every line, empty ones included: they separate."""
    found: list[Strand] = []
    start = 0
    while True:
        end = page.text.find("\n", start)
        found.append(page.cut(start, None if end < 0 else end))
        if end < 0:
            return found
        start = end + 1


def without_page_marks(lines: Sequence[Strand]) -> list[Strand]:
    return [line for line in lines if not is_page_mark(line)]


def is_page_mark(line: Strand) -> bool:
    if not 3 <= len(line) <= 60 or not _DIGIT.search(line.text):
        return False
    text = line.squeezed().text
    return any(mark.match(text) for mark in _PAGE_MARKS)


def is_web_furniture(text: str) -> bool:
    return len(text) <= 120 and (text.startswith(_WEB_STARTS) or bool(_WEB_HOSTS.match(text)))


def split_at_gaps(line: Strand) -> Iterator[Strand]:
    """Where a notice lost its line breaks, a gap stands for one.

    That is so before a number, after a heading, and beside the document number.
    """
    if not _GAP.search(line.text):
        yield line
        return
    start = 0
    for match in _GAP.finditer(line.text):
        left, right = line.text[start : match.start()], line.text[match.end() : match.end() + 40]
        if left.strip() and right and _is_break(left[-80:], right, match.group()):
            yield line.cut(start, match.start())
            start = match.end()
    yield line.cut(start)


def _is_break(left: str, right: str, gap: str) -> bool:
    if re.match(_MARKER, right):
        return left.strip()[-1] not in "第、，（"
    if _NUMBER_BEGIN.match(right):
        return True
    if gap == " " and _SPACED_NUMBER.match(right):
        return False
    last = re.split(r"[。；！？]", left)[-1]
    return bool(_NUMBERED_HEADING.match(last)) or (
        len(last) <= 60 and bool(_TITLE_END.search(last)) and "，" not in last
    )
