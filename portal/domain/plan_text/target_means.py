"""Sums handed out or spent on the way are means and no aims: 发放消费券, 安排资金, 奖励, 补贴."""

import re

from portal.domain.plan_text.clauses import Clause
from portal.domain.plan_text.vocabulary import listed, longest_first

# Caps and rates of aid: nothing in their clause is an aim, nor are the caps in the clauses behind it.
_SUBSIDY = re.compile(
    r"补助|补贴(?!性)|奖励|奖补|资助|给予|最高|最多|最长|(?<![体构楼])封顶|罚款|减免|免费额度|贴息|按(?!期|时|规|照|序|质|需)[^率]{0,10}\d+%|"
    r"的\d+(?:\.\d+)?%(?:用于|给予|予以|安排|计)|报销(?!比例|率|水平)|发放标准|上限|一次性"
)
_STANDARD = re.compile(
    r"标准(?:.{0,6}(?:提高|提升|增加|达到|不低于|统一)|由.{1,24}(?:提高|提升|增加)[到至])"
)  # a rate of aid that is itself the aim
STOPS_SUBSIDY = re.compile(r"新增|建成|培育|力争|确保|实现|引进")

_IS_WON = re.compile(r"^[^，。；\d]{0,8}(?:争取|争引|申请|到位)[^，。；]{0,20}(?:资金|补助|经费)")
_IS_CAP = re.compile(r"最高|最多|最长|封顶|上限|一次性|不超过|给予|^[对按每单凡]|的$")
_COUNTS_PEOPLE = ("名", "人", "户", "家", "人次", "个")  # 资助困难学生500名: aimed at are those who are helped
_IS_RELIEF = re.compile(r"^[^，。；\d]{0,8}(?:减免|减征|免征)[^，。；\d]{2,16}(?:约|近|超过|不少于)?$")

# Whoever does one of these with one of those spends: 发放消费券5000万元, 统筹1亿元资金.
_SPENDS = listed(
    """
    安排 统筹 整合 拨付 下拨 拨出 划拨 预拨 切块 列支 投入 落实 发放 派发 发出 兑付 兑现 支付 拿出 追加 配套 垫付
    """
)
_SUMS = listed(
    """
    资金 经费 预算(?!收入|支出|内) 财力 消费券 购物券 优惠券 惠民券 文旅券 代金券 红包 补贴 补助 奖补 奖金 津贴 慰问金
    救助金 补偿款 补偿金 稳岗返还 专款 周转金 风险池 低保金 养老金 助学金 奖学金 安家费
    """
)
_ABOUT = r"(?:约|近|超|超过|总额|不少于|不低于|至少|合计)*+"
_SPENT = re.compile(
    rf"(?:{longest_first(_SPENDS)})[^，。；]{{0,12}}?(?:{longest_first(_SUMS)})"
    rf"|(?:^|财政|计划|每年|全年|累计|将|共)(?:安排|统筹|整合|拨付|下拨|投入|发放|兑现|拿出){_ABOUT}\d[\d.,]*[十百千万亿]{{0,3}}元"
)
_SETS_ASIDE = re.compile(r"安排[^，。；]{0,12}(?:资金|经费|预算)")
# What is to be brought in, or is brought in with it, is an aim again: 争取到位资金2亿元, 发放消费券带动消费5亿元.
_AIMS = re.compile(
    r"力争|争取|确保|引进|引入|招引|吸引|募集|融资|到位|撬动|带动|拉动|促成|实现|完成|贷款|信贷|授信|增长|提高|下降"
)


def hands_out(clause: Clause) -> bool:
    """Is it about aid and its caps? Aid to be won, people to be helped and relief to be granted are aims themselves."""
    words = clause.blotted
    if not _SUBSIDY.search(words) or _STANDARD.search(words):
        return False
    return not _IS_WON.match(words) and not _helps(clause)


def _helps(clause: Clause) -> bool:
    """资助困难学生500名, 减免房租4800万元: one number, and it ends the clause."""
    if len(clause.quantities) != 1 or _IS_CAP.search(clause.blotted):
        return False
    (counted,) = clause.quantities
    unit = (counted.unit or "").lstrip("十百千万亿")
    if counted.end_of_suffix != len(clause.blotted):
        return False
    return unit in _COUNTS_PEOPLE or (unit == "元" and bool(_IS_RELIEF.match(clause.blotted[: counted.start])))


def is_cap(clause: Clause) -> bool:
    return (
        bool(clause.quantities)
        and all((quantity.unit or "").endswith("元") or quantity.is_percent for quantity in clause.quantities)
        and ("不超过" in clause.text or clause.text.startswith(("单", "每")))
    )


def is_spent(part: Clause) -> bool:
    """Is a sum given out here, and nothing said that it is to bring in?"""
    if not _SPENT.search(part.blotted) or _AIMS.search(part.blotted):
        return False
    return bool(_SETS_ASIDE.search(part.blotted)) or any(one.unit and one.unit[-1] in "元张" for one in part.quantities)
