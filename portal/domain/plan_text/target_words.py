"""The words of targets: verbs, comparisons, tiers, and what makes a number something else than a target."""

import re

from portal.domain.plan_text.reading import Comparator
from portal.domain.plan_text.vocabulary import listed, longest_first

# A number right behind one of these is what is to be reached: 建成2000个以上数据集.
VERBS = listed(
    """
    建成 设 建设 建立 打造 培育 培养 引进 引育 招引 新增 新建 完成 实施 推动 推进 形成 开展 创建 创成 培训
    改造 整治 新认定 认定 组织 举办 承办 发展 遴选 选树 选派 制定 制修订 修订 发布 攻克 突破 储备 盘活 消除
    淘汰 开通 布局 扶持 孵化 设立 新设 推出 签约 招聘 加装 改建 扩建 治理 修复 腾退 供应 转化 预留 建 实现
    力争 争取 确保 落地 落实 集聚 招录 吸引 处置 化解 压减 新开工 开工 竣工 投产 植树 造林 种植 收储 出让
    消化 拆除 更新 提升 整合 梳理 编制 申报 获批 评选 命名 挖掘 支持 帮扶 救助 筹集 筹建 配建 建好 办好 打通
    联系 服务 新培育 新引进 梯次培育 累计培育 累计建成 打造形成 提供 覆盖 帮助 开发 安排 解决 清理 查处 检查 走访
    回访 抽检 抽查 开放 投放 布设 布放 安装 更换 配备 购置 植入 销号 建档 创办 兴建 续建 投入使用 通过 新批
    引导 带动 促进 促成 达成 撬动 输送 新招引 征集 推广 复制 上线 新上 加强 探索在 累计 新改建 改扩建
    改造提升 巩固 复垦 开垦 新辟 优化 每年培训
    """
)
_BETWEEN = listed(
    """
    约 近 达 达到 超 超过 突破 不少于 不低于 至少 首批 新一批 第一批 全市 全区 全省 全县 新 新的
    总计 累计 各 市级 省级 国家级 另外 完成 实现 了 出 好
    """
)
_QUALIFIERS = rf"(?:{longest_first(_BETWEEN)})*+"
BEFORE_COUNT = re.compile(rf"(?:{longest_first(VERBS)}){_QUALIFIERS}$")

# Classifiers that count things; with 以上 a measure (500人以上场所, 10亿元以上项目) is a threshold instead.
COUNTING = listed(
    """
    个 家 名 项 件 条 幢 栋 座 处 所 间 套 台 辆 艘 场 次 批 部 册 份 张 位 对 组 支 门 例 种 类 块 只 宗 起
    款 PB TB EB
    """
)
# 3家企业完成搬迁, 12个项目建成投产: the things counted stand before what is to become of them.
DONE_BEHIND = re.compile(
    r"^[^，。；\d]{2,24}?(?:全部|全面|如期|顺利)?(?:完成[\u4e00-\u9fff]{2,8}|建成(?:投[产用]|通车|并投入使用)?|投产(?:达效)?|竣工(?:投产)?|"
    r"开工(?:建设)?|投入(?:使用|运营)|通车|出列|摘帽|脱贫|达标|落地|签约)$"
)
# 完成老城区12公里管网改造: the number stands between the place and the work.
WORK_BEFORE = re.compile(r"完成[^，。；\d]{2,16}(?<!等)$")
WORK_BEHIND = re.compile(
    r"^[^，。；\d]{2,12}?(?:改造|提升|建设|整治|治理|修复|修缮|改建|扩建|更新|加固|清淤|疏浚|硬化|绿化|亮化|整改)(?:任务|工程|工作)?$"
)
WHOM = ("名", "人", "户", "位", "家")
DONE_FOR = re.compile(r"提供|发放|开展|实施|办理|解决|体检|筛查|购买|配备|安装")
LIMITS_BELOW = listed("以下 及以下 以内 内 之内")
DURATIONS = listed("次 天 分钟 小时 个小时 个月 个工作日 期")
WEAK_NOUN = re.compile(
    r"^(?:方面|领域|环节|阶段|层面|维度|(?:重点|关键)(?![^，。；]{0,8}(?:项目|任务|工程|企业|产品|事项))|体系|机制|主导产业|细分行业|行业|类别|月|步骤|大(?![型中小学棚桥院会件])|专项行动|行动$|一批|以上党|民主|字|关系|问题导向|统一|坚持|确保)"
)

AFTER_END = re.compile(
    r"(?:（[　、]*）)?(?:的|这一)?"
    r"(?:大关|关口|目标|任务|水平|规模|台阶|左右|目标任务|年度目标|年度任务|任务目标|的?目标)?(?:以上)?$"
)

# What makes a clause's numbers something else: caps of subsidies, sums handed out, scope, the paper's own counting.
SUBSIDY = re.compile(
    r"补助|补贴|奖励|奖补|资助|给予|最高|最多|最长|封顶|罚款|减免|免费额度|贴息|按(?!期|时|规|照|序|质|需)[^率]{0,10}\d+%|的\d+(?:\.\d+)?%(?:用于|给予|予以|安排|计)|报销(?!比例|率|水平)|发放标准|上限|一次性"
)
STANDARD = re.compile(
    r"标准(?:.{0,6}(?:提高|提升|增加|达到|不低于|统一)|由.{1,24}(?:提高|提升|增加)[到至])"
)  # a rate of aid that is itself the aim
STOPS_SUBSIDY = re.compile(r"新增|建成|培育|力争|确保|实现|引进")
SCOPE = re.compile(
    r"^(?:共|总计|合计|涉及|分为|包括|围绕|聚焦|瞄准|针对|对(?!口|外|标|接)|面向|适用于|依托|按照|根据|结合|利用|鉴于|超过规定|凡|对于|自)"
)
PAST = re.compile(
    r"(?:已|曾)(?:经)?(?:累计)?(?:建成|完成|达到|实现|突破|超过|形成|培育|引进)"
    r"(?![^，\d]{2,14}(?:率|比例|覆盖)[^，]{0,14}(?:达|不低于|提高))|截至目前|截至去年|去年|上年度?(?:完成|实现|达到)"
)
FREQUENCY = re.compile(r"每(?:周|月|季度?|半年|年|日|天|次|名|户|人)|至少|定期|不少于")
LEGAL_TERM = re.compile(r"(?:有效期|任期|服务期|学制|工期|公示期?|期限)(?:为|可为|不超过|不少于)")
FUNDING = re.compile(r"安排.{0,12}(?:资金|经费|预算)|^注册资[本金]|总投资(?:额)?(?:约|达|超过?)?\d|估算投资|概算")

NO_AIM = re.compile("|".join(pattern.pattern for pattern in (PAST, FUNDING, LEGAL_TERM)))

STRIVES_ON = ("力争", "努力", "奋力")  # what may govern the clauses after its own; 争取 often means to obtain
STRIVES = ("力争", "争取", "冲刺", "奋力实现", "努力实现", "努力达到", "奋斗目标", "挑战目标")
ENSURES = ("确保", "保证", "务必", "保底")
ANY_TIER = re.compile("|".join(STRIVES + ENSURES))
OPENS_WITH_TIME = re.compile(
    r"^(?:力争|争取)(?:到|在|用|经过|通过)?(?:\d{4}年(?:底|末|年底)?|[一二三四五六七八九十\d]{1,3}年|本世纪|\d{4}—\d{4}年)"
)
BY_YEAR = re.compile(r"(?:力争|确保)?(?:到|至|在)?(20\d\d)年(?:底|末|年底)?(?:前|，|$|[^度来以间至—])")
BARE_TIER = re.compile(
    r"^(?:其中|并)?(?:力争|争取|冲刺|奋斗目标|挑战目标|确保|奋力|努力|保证|保底)?(?:完成|实现|达到|达|突破|超过|超|增长|提高到|提高至|提升到|提升至|增至|到|为|在|控制在|不低于|不少于|不超过|高于|保持在|再|新增|的?目标)*+$"
)

_COMPARISONS: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (
        Comparator.AT_MOST,
        re.compile(
            r"不超过|不高于|不大于|不多于|小于等于|≤|压缩[至到].{0,3}$|压减[至到].{0,3}$|降[至到].{0,3}$|控制在|以内$"
        ),
    ),
    (Comparator.AT_LEAST, re.compile(r"不低于|不少于|不小于|不短于|大于等于|≥|至少|达到|达$|达成|以上$")),
    (Comparator.MORE_THAN, re.compile(r"突破|超过|超$|高于|大于|多于|＞|>")),
    (Comparator.LESS_THAN, re.compile(r"低于|少于|小于|＜|<")),
    (Comparator.ABOUT, re.compile(r"约$|大约|左右$|接近|近$")),
)
_SUFFIXES = {
    "以上": Comparator.AT_LEAST,
    "及以上": Comparator.AT_LEAST,
    "以内": Comparator.AT_MOST,
    "之内": Comparator.AT_MOST,
    "内": Comparator.AT_MOST,
    "以下": Comparator.AT_MOST,
    "及以下": Comparator.AT_MOST,
    "左右": Comparator.ABOUT,
    "上下": Comparator.ABOUT,
}


def comparator_of(before: str, suffix: str) -> Comparator:
    if suffix:
        return _SUFFIXES[suffix]
    near = before[-8:]
    return next((comparator for comparator, pattern in _COMPARISONS if pattern.search(near)), Comparator.EQUAL)


# Targets without a number: set elsewhere, relative to another figure, or a direction only.
SET_ELSEWHERE = re.compile(
    r"完成.{0,12}(?:省|市|区|县|国家|上级|部|州|盟|旗)(?:政府|委|里)?.{0,4}(?:下达|下发|分解|确定|考核).{0,14}(?:任务|指标|目标|计划)(?:数|值)?$"
    r"|完成(?:省|市|区|县|国家|上级|国|部|州)定(?:的)?(?:任务|指标|目标|计划)(?:数|值)?$"
)
RELATIVE = re.compile(
    r"(?:快于|高于|不低于|低于|不高于|优于|不慢于|跑赢|与.{0,12}(?:保持)?(?:基本)?同步).{0,4}(?:全国|全省|全市|全区|全县|省|市|州|GDP|经济|生产总值|财政|地区|周边|上年|去年|人均)?.{0,10}(?:平均水平|平均|增长|增速|增幅|水平|同步|目标)?$"
)
_FIGURES = listed(
    """
    率 占比 比重 份额 起数 人数 使用量 排放量 消费量 增速 逆差 强度 浓度 指数 系数 比例 收入 总量 差距 成本 增幅
    总数 数量 次数 排名 位次 事故 水平 满意度
    """
)
_HEADS = rf"(?:{longest_first(_FIGURES)})"
DIRECTION = re.compile(
    rf"^.{{2,30}}{_HEADS}(?:总体|基本|持续|继续|实现|稳步|逐步|逐年|均)?(?:稳中有升|稳中有进|稳中有降|稳步下降|稳步上升|稳步提升|稳步提高|稳步增长|保持稳定|保持基本稳定|只降不升|只升不降|[“]?双下降[”]?|[“]?双提升[”]?|零增长|负增长|逐年下降|逐年提高|逐年提升|持续下降|持续上升|持续提高|下降|上升|“[双三]下降”|“双提升”)$"
)
# A cheap look first: a figure, or a word without which no target goes without one.
MAY_AIM = re.compile(r"[\d�降升增提步稳于赢平达考定解发同]|百分之")
HAS_FIGURE_WORD = re.compile(
    r"增长|收入|产值|增加值|GDP|率|占比|比重|总额|成本|投资|能耗|税收|支出|指数|浓度|价格|增速|规模|均|进出口|消费"
)

PLAUSIBLE_GROWTH = re.compile(r"生产总值|GDP|增加值|可支配收入|预算收入|零售总额|固定资产投资")
