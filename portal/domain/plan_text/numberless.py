"""Aims without a number: set by somebody else, measured by another figure, a direction, all or none of something."""

import re

from portal.domain.plan_text.clauses import Clause
from portal.domain.plan_text.reading import Comparator
from portal.domain.plan_text.target_words import HAS_FIGURE_WORD
from portal.domain.plan_text.vocabulary import listed, longest_first

_LONGEST = 40
_SET_ELSEWHERE = re.compile(
    r"完成.{0,12}(?:省|市|区|县|国家|上级|部|州|盟|旗)(?:政府|委|里)?.{0,4}(?:下达|下发|分解|确定|考核).{0,14}(?:任务|指标|目标|计划)(?:数|值)?$"
    r"|完成(?:省|市|区|县|国家|上级|国|部|州)定(?:的)?(?:任务|指标|目标|计划)(?:数|值)?$"
    r"|控制在[^，。；]{0,8}(?:下达|核定|确定|规定)的?[^，。；]{0,8}(?:指标|目标|任务|限额|范围)(?:以?内|之内)$"
)
_BESIDE = r"(?:快于|高于|不低于|低于|不高于|优于|好于|不慢于|跑赢)"
_RELATIVE = re.compile(
    rf"(?:{_BESIDE}|与.{{0,12}}(?:保持)?(?:基本)?同步).{{0,4}}(?:全国|全省|全市|全区|全县|省|市|州|GDP|经济|生产总值|财政|地区|周边|上年|去年|人均)?.{{0,10}}(?:平均水平|平均|增长|增速|增幅|水平|同步|目标)?$"
)
_AVERAGE = re.compile(
    rf"{_BESIDE}(?:全[国省市区县州]|国家|所在)[^，。；]{{0,8}}(?:平均|水平)(?:水平|值|数|增速|增幅|线)?$"
)
_FIGURES = listed(
    """
    率 占比 比重 份额 起数 人数 使用量 排放量 消费量 增速 逆差 强度 浓度 指数 系数 比例 收入 总量 差距 成本 增幅
    总数 数量 次数 排名 位次 事故 水平 满意度
    """
)
_DIRECTION = re.compile(
    rf"^.{{2,30}}(?:{longest_first(_FIGURES)})(?:总体|基本|持续|继续|实现|稳步|逐步|逐年|均)?(?:稳中有升|稳中有进|稳中有降|稳步下降|稳步上升|稳步提升|稳步提高|稳步增长|保持稳定|保持基本稳定|只降不升|只升不降|[“]?双下降[”]?|[“]?双提升[”]?|零增长|负增长|逐年下降|逐年提高|逐年提升|持续下降|持续上升|持续提高|下降|上升|“[双三]下降”|“双提升”)$"
)
_NONE_AT_ALL = longest_first(
    listed(
        """
        发生 事故 死亡 伤亡 新增 增长 上访 投诉 发案 案件 感染 失误 差错 违规 违法 舆情 返贫 火灾 火情 积压 逾期 拖欠
        欠薪 超标 外流 直排 污染 复发 滞留 辍学 遗漏 脱管 漏管
        """
    )
)
_NONE = re.compile(rf"^.{{2,}}零(?:{_NONE_AT_ALL})(?:目标)?$")
_ALL = re.compile(r"^.{4,}全覆盖(?:目标)?$")
_IS_REACHED = re.compile(r"实现|达到|做到|完成|确保|保持|力争|争取|基本")
_IS_ON_THE_WAY = re.compile(r"^.{0,6}(?:推动|推进|加快|探索|促进|加强|加大|扩大|深化|拓展|开展|提高)")
_LEVEL = re.compile(r"^.{2,}(?:同比|同期|[上去往]年|基本|总体|\d年).{0,4}持平$")

_COMPARISONS = (
    (Comparator.AT_LEAST, re.compile(r"不低于|不慢于|稳中有[升进]|上升|提升|提高|稳步增长|只升不降")),
    (Comparator.AT_MOST, re.compile(r"不高于|稳中有降|下降|只降不升|负增长")),
    (Comparator.MORE_THAN, re.compile(r"快于|高于|优于|好于|跑赢")),
    (Comparator.LESS_THAN, re.compile(r"低于")),
)


def comparator_without_number(part: Clause) -> Comparator | None:
    """How an aim without a number is compared; None where the part aims at nothing."""
    text = part.text.strip("“”")
    if part.quantities:
        return None
    if _SET_ELSEWHERE.search(text) or _is_all_or_none(text):
        return Comparator.EQUAL
    if _DIRECTION.match(text) or _is_beside(text):
        return next((comparator for comparator, pattern in _COMPARISONS if pattern.search(text)), Comparator.EQUAL)
    return None


def _is_all_or_none(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    if _ALL.match(text):
        return bool(_IS_REACHED.search(text)) or not _IS_ON_THE_WAY.match(text)
    return bool(_NONE.match(text) or _LEVEL.match(text))


def _is_beside(text: str) -> bool:
    """Measured by another figure: 高于全省平均水平."""
    if len(text) > _LONGEST:
        return False
    return bool(_AVERAGE.search(text)) or bool(HAS_FIGURE_WORD.search(text) and _RELATIVE.search(text))
