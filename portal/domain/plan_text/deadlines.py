"""Time limits, as notices print them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from portal.domain.plan_text.brackets import split_outside
from portal.domain.plan_text.strand import Strand

_YEAR = r"(?:\d{4}年|今年|明年|本年|当年)"
_DAY = r"(?:\d{1,2}日|底|末|中旬|上旬|下旬|初|中)"
_BEFORE = r"(?:之前|以前|前)"
_QUARTER = r"(?:第?[一二三四1-4]季度|[上下]半年)"
_SEASON = (
    r"(?:春节|汛期|主汛期|国庆节?|元旦|五一|十一|中秋|[春秋]季(?:学期)?开学|开学|雨季|封冻|春耕|秋收|入冬|入汛|供暖季|采暖季|"
    r"取暖季|防火期)"
)
_PAPER = r"(?:本文|本?方案|本?通知|本?意见|文件|计划)?(?:印发|发布|下发|公布|施行|实施)"

_DEED = (
    r"(?:正式|全面|全部|基本|主体|试|初步|顺利|如期)?(?:开工|竣工|投产|建成|完工|完成|通车|启用|投用|投入|开业|"
    r"开园|交付|运营|运行|通水|封顶|合龙|动工|上线|贯通|达产|形成|实现)"
)

# Where they stand in running text. Order matters: the longest first.
_IN_PROSE = re.compile(
    rf"于?(?:自)?{_PAPER}(?:之日起|之日|后)\d{{1,3}}个?(?:月|工作日|日|天|年)内"
    rf"|{_YEAR}?\d{{1,2}}月(?:{_DAY})?[至到—~]{_YEAR}?\d{{1,2}}月(?:{_DAY})?{_BEFORE}?"
    rf"|{_YEAR}?年?\d{{1,2}}月(?:{_DAY})?{_BEFORE}"
    rf"|{_YEAR}?年?\d{{1,2}}月(?:份)?(?:底|末)"
    rf"|(?<![至—~到\d]){_YEAR}?\d{{1,2}}月(?:份|\d{{1,2}}日)?(?={_DEED})"
    rf"|(?:到|至|截至){_YEAR}{_SEASON}{_BEFORE}"
    rf"|(?:到|至|截至){_YEAR}(?:年?[底末]|\d{{1,2}}月底?|{_QUARTER}末?)?{_BEFORE}?"
    rf"|{_YEAR}年?[底末]{_BEFORE}?|(?<![\d今明本当年])年[底末]{_BEFORE}?"
    rf"|(?<![前\d]){_YEAR}?(?:内)?{_QUARTER}[底末]?{_BEFORE}?"
    rf"|{_YEAR}?{_SEASON}{_BEFORE}|(?<!主)汛前|(?<![\d一二三四五六七八九十两几每今])年内|{_YEAR}内|今明两年"
    r"|(?<!人)每(?:个)?(?:季度|半年|月|周|学期)(?:末月|底|末)?(?:\d{1,2}日前?)?"
    rf"|(?:^|(?<=[，。；：、])|(?<=力争|争取|确保))20\d\d年(?=，|每|{_DEED})"
    r"|(?<![至—~到比较在前\d])20\d\d年(?=达到)"
)
# 2010年底前登记的车辆: which ones are meant, and not by when.
_DESCRIBES = re.compile(
    r"(?:已经?)?(?:注册|登记|上牌|出厂|批准|备案|取得|参加工作|"
    r"(?:建成|建设|投产|开工|竣工|投用)(?=(?:投用|投产|使用|交付|完工)?的))[^，。；]{0,10}的"
)
_STATES = frozenset(("续建", "新建", "已开工", "未开工", "在建", "待定"))  # what a cell of dates may say instead of one
_FREQUENCY = ("每周", "每日", "每天")
_ONGOING = re.compile(
    r"(?:年内|全年|并)?(?:长期|持续|常态化?|长效|不断|滚动|同步|即时|及时|适时|动态)(?:化)?(?:推进|"
    r"坚持|实施|开展|落实|进行|抓好|任务|有效|执行|更新)?"
    rf"|自?{_YEAR}(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?起(?:实施|施行|执行|推行)?"
    r"|(?:主|全)?汛期|(?:采暖|供暖|取暖)季|立行立改(?:并长期坚持)?|全年|常年|每年|全年推进|即期|即行|立即|近期|中期|远期|长期工作|按(?:计划|时序|序时进度|节点|"
    r"进度|要求)(?:推进|完成|实施)?|(?:已|立即)启动并?(?:长期坚持|持续推进)"
)
_YEARS_ONLY = re.compile(
    r"(?:20\d\d年?(?:全年|度)?)(?:[—~至]20\d\d年?(?:度)?)?|20\d\d[.年/]\d{1,2}(?:月|"
    r"[./]\d{1,2})?(?:[—~至].{1,12})?"
)
_SPAN = re.compile(rf"(?:{_YEAR})?\d{{1,2}}月?(?:\d{{1,2}}日)?(?:[—~至到](?:{_YEAR})?\d{{1,2}}月(?:\d{{1,2}}日|底)?)")
_PLAIN_MONTH = re.compile(rf"(?:{_YEAR})?年?\d{{1,2}}月(?:份)?(?:\d{{1,2}}日|底|末|中旬|上旬|下旬)?")
_MONTH_AND_DEED = re.compile(
    rf"(?:{_YEAR})?年?\d{{1,2}}月(?:份)?(?:[上中下]旬|\d{{1,2}}日)?[\u4e00-\u9fff]{{2,8}}|[按逐][月季年](?:度)?[\u4e00-\u9fff]{{0,6}}"
)
_SLASH = re.compile(r"(?<=[底前末内日旬度月])/(?=\d|年)")  # 9月底/12月底: two limits, not a struck-out one
_LONGEST = 40


def in_prose(strand: Strand) -> Iterator[Strand]:
    """Each limit printed in running text, in order."""
    for match in _IN_PROSE.finditer(_without_titles(strand.text)):
        if not match.group().startswith(_FREQUENCY) and not _DESCRIBES.match(strand.text, match.end()):
            yield strand.cut(match.start(), match.end())


@lru_cache(maxsize=1024)
def is_limit(text: str) -> bool:
    """Is this, as a whole, a limit (and perhaps what is to be done by then)?"""
    text = text.strip("，。；、 ")
    if not 0 < len(text) <= _LONGEST:
        return False
    if any(pattern.fullmatch(text) for pattern in (_ONGOING, _YEARS_ONLY, _SPAN, _PLAIN_MONTH, _MONTH_AND_DEED)):
        return True
    match = _IN_PROSE.match(text)
    return match is not None and (len(text) - match.end() <= 20)


def limit_of(piece: Strand) -> Strand | None:
    """The limit itself inside such a piece of a bracket: 年底前 of 年底前初步建成."""
    if not is_limit(piece.text):
        return None
    for pattern in (_ONGOING, _YEARS_ONLY, _SPAN):
        if pattern.fullmatch(piece.text.strip("，。；、 ")):
            return piece
    match = _IN_PROSE.match(piece.text)
    return piece.cut(match.start(), match.end()) if match else piece


def without_limit_behind(words: Strand) -> Strand:
    """由A牵头，B配合，长期坚持: nothing but a limit behind the names."""
    *_, last = split_outside(words.text, "，")
    piece = words.cut(last.start, last.end)
    limit = limit_of(piece) if last.start else None
    return words.cut(0, last.start - 1) if limit is not None and limit.text == piece.text else words


def in_cell(cell: Strand) -> list[Strand]:
    """All that a cell of limits says, in order; nothing where it is struck out."""
    found: list[Strand] = []
    squeezed = cell.squeezed()
    for start, end in split_outside(_SLASH.sub("；", squeezed.text), "，；、。"):
        piece = squeezed.cut(start, end).strip("，。；、 ")
        if piece.text and piece.text not in NOTHING and piece.text not in _STATES:
            found.append(piece)
    return found


NOTHING = frozenset(("/", "／", "—", "——", "-", "--", "无", "\\", "*", "空", "暂无"))


def _without_titles(text: str) -> str:
    if "《" not in text:
        return text
    return re.sub(r"《[^《》]{0,120}》", lambda match: "　" * len(match.group()), text)
