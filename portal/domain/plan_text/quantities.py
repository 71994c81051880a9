"""Numbers with their units, ranges and damage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.domain.plan_text.characters import DAMAGE
from portal.domain.plan_text.numbering import number_value
from portal.domain.plan_text.strand import Strand
from portal.domain.plan_text.vocabulary import listed, longest_first

_COUNTED = listed(
    """
    个百分点 百分点 个工作日 工作日 个小时 小时 分钟 个月 个亿 人次 轮次 架次 艘次 班次 车次 批次 人天 户次 台次 家次
    人年 件次 场次 平方公里 平方千米 平方米 立方米 亿立方米 公里 千米 公顷 海里 吨标准煤 标准煤 标准箱 标箱
    千瓦时 千瓦 兆瓦时 兆瓦 吉瓦 千伏安 公斤 千克 美元 欧元 港元 英镑 元人民币 元 微克 毫克 克 亩次 亩 吨 米
    升 方 车间 床位 张床 支队伍 个 家 户 人 名 项 件 条 幢 栋 座 处 所 间 套 台 辆 艘 架 场 次 批 篇 部 册
    份 张 位 列 对 组 支 门 例 种 类 片 块 棵 株 头 羽 只 颗 宗 起 笔 单 款 档 路 道 孔 盏 根 口 眼 杆 桩 期
    班 度 倍 天 本 枚 幅 首 顶 床 桌 瓶 袋 箱 桶 车 船 艇 匹 尾 池 斤 分 PB TB GB EB EFLOPS PFLOPS FLOPS P TEU kWh MWh
    GWh TWh Gbps Tbps Mbps ㎡ ㎥ ㎞ m² m³ km² kW MW GW km hm2 m2 t
    """
)
_NOT_AFTER_NUMBER = r"(?!年|月|日|号|时(?!长)|点(?!位)|级|后(?!备)|届|周年|周岁|岁|强|版|代|[+A-Za-z]|G\b)"
_SCALE = r"[十百千万亿]{1,3}"
_UNIT_WORDS = longest_first(_COUNTED)
_SHARED = listed(
    "平方米 立方米 平方公里 万元 千瓦时 工作日 公里 公顷 人次 年 月 日 天 人 亩 吨 户 升 米 件 套 次 台 家 项 个 元 辆"
)
_PER = rf"(?:/(?:{longest_first(_SHARED)}))"
_UNIT = rf"(?:%|‰|(?:{_SCALE})?(?:{_UNIT_WORDS}){_PER}?(?:（(?:{_UNIT_WORDS})(?:、(?:{_UNIT_WORDS}))?）)?|{_SCALE})"
_NUMBER = rf"\d[\d,{DAMAGE}]*(?:\.[\d{DAMAGE}.]*\d)?"
_QUANTITY = re.compile(
    rf"(?<![\dA-Za-z.〔“{DAMAGE}])(?P<number>{_NUMBER})"
    rf"(?:(?:%|{_UNIT_WORDS}|{_SCALE})?(?:[—~-]|至|到)(?P<upper>{_NUMBER}))?"
    rf"(?P<unit>{_UNIT})?"
)
_MOST_DIGITS = 16
_NEAR = 30  # characters before a number in which 寿命 makes 岁 its unit
_PERCENT_WORDS = re.compile(
    r"百分之(?P<digits>[零一二三四五六七八九十百\d.]{1,6})(?P<point>点[零一二三四五六七八九]{1,2})?"
)
_AFTER = re.compile(_NOT_AFTER_NUMBER)
SUFFIX = re.compile(r"(?:（含）)?(?P<word>及以上|以上|及以下|以下|以内|之内|左右|上下|内)?")


@dataclass(slots=True, eq=False)
class Quantity:
    start: int
    end: int  # after the unit
    value: float | None  # None where the number is damaged
    upper: float | None
    unit: str | None
    suffix: str
    end_of_suffix: int
    possible: tuple[str, ...] = ()  # readings of a damaged number

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
        )

    @property
    def is_damaged(self) -> bool:
        return self.value is None

    @property
    def is_percent(self) -> bool:
        return self.unit == "%"


def quantities(strand: Strand, blotted: str) -> Iterator[Quantity]:
    """Every number with a unit, and bare numbers; `blotted` hides names and titles in quotes."""
    for match in _QUANTITY.finditer(blotted):
        number, unit = match.group("number"), match.group("unit")
        is_age = (
            unit is None
            and blotted.startswith("岁", match.end())
            and "寿命" in blotted[max(0, match.start() - _NEAR) : match.start()]
        )
        if unit is None and not is_age and not _AFTER.match(blotted, match.end()):
            continue
        yield _quantity(strand, blotted, match, number, "岁" if is_age else unit)
    for match in _PERCENT_WORDS.finditer(blotted):
        value = _percent_in_words(match.group("digits"), match.group("point"))
        suffix = SUFFIX.match(blotted, match.end())
        assert suffix is not None  # it may be empty, it always matches
        yield Quantity(match.start(), match.end(), value, None, "%", suffix.group("word") or "", suffix.end())


def _quantity(strand: Strand, blotted: str, match: "re.Match[str]", number: str, unit: str | None) -> Quantity:
    end = match.end() + (unit == "岁")
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


def _percent_in_words(digits: str, point: str | None) -> float | None:

    whole = to_number(digits) if digits[0].isdecimal() else float(number_value(digits))
    if whole is None or not point:
        return whole
    return whole + float("0." + "".join(str(number_value(char)) for char in point[1:]))


def is_unit(text: str) -> bool:
    return bool(re.fullmatch(_UNIT, text))
