"""Numbers with their units, ranges and damage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.domain.plan_text.characters import DAMAGE
from portal.domain.plan_text.ranks import NOT_IN_TIME
from portal.domain.plan_text.strand import Strand
from portal.domain.plan_text.vocabulary import listed, longest_first
from portal.domain.plan_text.worded import Worded, worded_in

_COUNTED = listed(
    """
    个百分点 百分点 个等级 个档次 个工作日 工作日 个小时 小时 分钟 个月 个亿 人次 辆次 轮次 架次 艘次 班次 车次 批次
    人天 户次 台次 家次 人年 件次 场次 平方公里 平方千米 平方米 立方米 亿立方米 公里 千米 公顷 海里 吨标准煤 标准煤
    标准箱 标箱 千瓦时 千瓦 兆瓦时 兆瓦 吉瓦 千伏安 公斤 千克 美元 欧元 港元 英镑 元人民币 元 微克 毫克 克 亩次 亩 吨 米
    升 方 车间 床位 张床 支队伍 个 家 户 人 名 项 件 条 幢 栋 座 处 所 间 套 台 辆 艘 架 场 次 批 篇 部 册
    份 张 把 双 位 列 对 组 支 门 例 种 类 片 块 棵 株 头 羽 只 颗 宗 起 笔 单 款 档 路 道 孔 盏 根 口 眼 杆 桩 期
    班 度 倍 天 本 枚 幅 首 顶 床 桌 瓶 袋 箱 桶 车 船 艇 匹 尾 池 斤 分 PB TB GB EB EFLOPS PFLOPS FLOPS P TEU kWh MWh
    重量箱 学时 课时 GWh TWh Gbps Tbps Mbps ㎡ ㎥ ㎞ m² m³ km² kW MW GW km hm2 m2 t
    """
)
_NOT_AFTER_NUMBER = r"(?!年|月|日|号|时(?!长)|点(?!位)|级|后(?!备)|届|周年|周岁|岁|强|版|代|[+A-Za-z]|G\b)"
_SCALE = r"[十百千万亿]{1,3}"
_UNIT_WORDS = longest_first(_COUNTED)
_SHARED = listed(
    "平方米 立方米 平方公里 万元 千瓦时 工作日 公里 公顷 人次 年 月 日 天 人 亩 吨 户 升 米 件 套 次 台 家 项 个 元 辆"
)
_PER = rf"(?:/[十百千万]?(?:{longest_first(_SHARED)})(?:·(?:{longest_first(_SHARED)}))?)"
_UNIT = rf"(?:%|‰|(?:{_SCALE})?(?:{_UNIT_WORDS}){_PER}?(?:（(?:{_UNIT_WORDS})(?:、(?:{_UNIT_WORDS}))?）)?|{_SCALE})"
_NUMBER = rf"\d[\d,{DAMAGE}]*(?:\.[\d{DAMAGE}.]*\d)?"
_QUANTITY = re.compile(
    rf"(?<![\dA-Za-z.〔“{DAMAGE}])(?P<number>{_NUMBER})"
    rf"(?:(?:%|{_UNIT_WORDS}|{_SCALE})?(?:[—~-]|至|到)(?P<upper>{_NUMBER}))?"
    rf"(?P<unit>{_UNIT})?"
)
_MOST_DIGITS = 16
_NEAR = 30  # characters before a number in which 寿命 makes 岁 its unit
_RARE_UNITS = (  # a word that is no unit elsewhere, and what must be said before the number
    ("岁", re.compile("寿命")),
    ("级", re.compile("层级")),
    ("年", re.compile(r"(?:时间|年限|周期|时长)(?:平均)?(?:不超过|控制在|[缩延][短长][至到]|压缩[至到]|降[至到])$")),
)
_AFTER = re.compile(_NOT_AFTER_NUMBER)
SUFFIX = re.compile(r"(?:（含）)?(?P<word>及以上|以上|及以下|以下|以内|之内|左右|上下|内)?")


_NO_COUNT = re.compile(rf"第|{NOT_IN_TIME}前")  # 第2次, 前10名: what counts a place counts no things


@dataclass(slots=True, eq=False)
class Quantity:
    start: int
    end: int  # after the unit
    value: float | None  # None where the number is damaged, or where words say what no number says
    upper: float | None
    unit: str | None
    suffix: str
    end_of_suffix: int
    possible: tuple[str, ...] = ()  # readings of a damaged number
    is_rank: bool = False
    is_words: bool = False  # 翻一番, 三分之二, 第一方阵: the words stand for themselves

    def moved(self, by: int) -> "Quantity":
        return Quantity(
            self.start + by,
            self.end + by,
            self.value,
            self.upper,
            self.unit,
            self.suffix,
            self.end_of_suffix + by,
            self.possible,
            self.is_rank,
            self.is_words,
        )

    @property
    def is_damaged(self) -> bool:
        return self.value is None and not self.is_words

    @property
    def is_percent(self) -> bool:
        return self.unit == "%"


def quantities(strand: Strand, blotted: str) -> list[Quantity]:
    """Every number with a unit, bare numbers, and amounts in words; `blotted` hides names and titles in quotes."""
    found = list(_in_digits(strand, blotted))
    words = [_in_words(blotted, one) for one in worded_in(blotted)]
    return _without_overlaps([*words, *found]) if words else found


def _without_overlaps(found: list[Quantity]) -> list[Quantity]:
    """In printed order; the digits of 百分之95 are no number of their own."""
    kept: list[Quantity] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _in_digits(strand: Strand, blotted: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(blotted):
        number, unit = match.group("number"), match.group("unit")
        rare = _rare_unit(blotted, match) if unit is None else None
        if unit is None and rare is None and not _AFTER.match(blotted, match.end()):
            continue
        if not _NO_COUNT.match(blotted, match.start() - 1):
            yield _quantity(strand, blotted, match, number, rare or unit)


def _rare_unit(blotted: str, match: "re.Match[str]") -> str | None:
    """寿命提高到79岁, 层级控制在4级以内."""
    follows = blotted[match.end() : match.end() + 1]
    before = blotted[max(0, match.start() - _NEAR) : match.start()]
    return next((unit for unit, needs in _RARE_UNITS if unit == follows and needs.search(before)), None)


def _in_words(blotted: str, one: Worded) -> Quantity:
    is_words = one.value is None and one.unit is None
    suffix = SUFFIX.match(blotted, one.end)
    assert suffix is not None  # it may be empty, it always matches
    said = suffix.group("word") or ""
    return Quantity(one.start, one.end, one.value, None, one.unit, said, suffix.end(), (), one.is_rank, is_words)


def _quantity(strand: Strand, blotted: str, match: "re.Match[str]", number: str, unit: str | None) -> Quantity:
    end = match.end() if match.group("unit") else match.end() + len(unit or "")
    suffix = SUFFIX.match(blotted, end)
    assert suffix is not None  # it may be empty, it always matches
    upper = match.group("upper")
    possible = _readings(strand, match.start("number"), number)
    if upper and not possible:
        possible = _readings(strand, match.start("upper"), upper)
    value = None if possible else to_number(number)
    return Quantity(
        match.start(),
        end,
        value,
        to_number(upper) if upper and not possible else None,
        unit,
        suffix.group("word") or "",
        suffix.end(),
        tuple(possible),
    )


def to_number(text: str) -> float | None:
    if len(text) > _MOST_DIGITS:
        return None
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    return int(value) if value == int(value) else value


def _readings(strand: Strand, start: int, number: str) -> list[str]:
    """What a damaged number may have been; nothing for a whole one."""
    broken = DAMAGE in number or number.count(".") > 1 or (not number.isdecimal() and to_number(number) is None)
    split = [
        index
        for index in range(1, len(number))
        if strand.gap_before(start + index) and number[index - 1 : index + 1].isdecimal()
    ]
    if broken:
        pieces = [piece for piece in re.split(rf"[{DAMAGE}.]+", number) if piece]
        return [".".join((pieces[0], "".join(pieces[1:]))), "".join(pieces)] if len(pieces) > 1 else pieces
    if split:
        at = split[0]
        return [number, f"{number[:at]}.{number[at:]}"]
    return []


def is_unit(text: str) -> bool:
    return bool(re.fullmatch(_UNIT, text))
