"""The words of targets: verbs, comparisons, and what makes a number something else than a target."""

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
    聘任 聘请 选聘 引导 带动 促进 促成 达成 撬动 输送 新招引 征集 推广 复制 上线 新上 加强 探索在 累计 新改建 改扩建
    搬迁 改造提升 巩固 复垦 开垦 新辟 优化 每年培训
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
    r"开工(?:建设)?|投入(?:使用|运营)|通车|出列|摘帽|脱贫|达标|落地|签约|整治到位|整改到位)$"
)
# 完成老城区12公里管网改造: the number stands between the place and the work.
WORK_BEFORE = re.compile(r"(?:完成|启动)[^，。；\d]{2,16}(?<!等)$")
WORK_BEHIND = re.compile(
    r"^[^，。；\d]{0,12}?(?:改造|提升|建设|整治|治理|修复|修缮|改建|扩建|更新|加固|清淤|疏浚|硬化|绿化|亮化|整改|平整|征收|征迁|"
    r"覆膜|安装|铺设|检修|升级|验收|封顶|搬迁|入住|收储|拆除)(?:任务|工程|工作)?$"
)
# 打通甲路、乙街2条断头路: the names first, then how many they are.
NAMED_BEFORE = re.compile(r"(?:打通|贯通|新建|改建|扩建|改造|建成|拓宽|修复|加固)[^，。；\d]{2,24}$")
NAMED_BEHIND = re.compile(r"^[\u4e00-\u9fff]{2,8}$")
NAMED_THINGS = ("条", "座", "所", "处", "栋", "幢", "口", "孔")
# 解决18万农村人口饮水问题, 3万贫困人口脱贫: tens of thousands of people without a classifier.
HELPED = re.compile(r"(?:解决|帮扶|惠及|覆盖|帮助|保障|转移|实现|带动|^)(?:约|近|超)?$")
PEOPLE = re.compile(r"^[\u4e00-\u9fff]{0,6}(?:人口|群众|居民|劳动力|农民|职工)[\u4e00-\u9fff]{2,14}$")
# 带动农户500户增收: the people first, then how many they are.
HELPED_BEFORE = re.compile(r"(?:带动|帮助|吸纳|助力|扶持|引导)[^，。；\d]{2,8}$")
HELPED_BEHIND = re.compile(r"^(?:实现|稳定)?(?:增收|就业|创业|致富|脱贫|受益|就业创业|增收致富)$")
WHOM = ("名", "人", "户", "位", "家")
DONE_FOR = re.compile(r"提供|发放|开展|实施|办理|解决|体检|筛查|购买|配备|安装")
# 行政村实现100%覆盖: the share stands before what is to become of all of them.
FULLY_DONE = re.compile(
    r"^(?:全面|全部|按期|按时)?(?:覆盖|达标|办结|完成|到位|落实|合格|整改(?:到位)?|销号|开工|竣工|公开|入网|参保|建档|持证)$"
)
LIMITS_BELOW = listed("以下 及以下 以内 内 之内")
SHORTENED = re.compile(r"(?:时间|时长|时限|周期|天数|用时)[^，。；\d]{0,6}(?:缩短|压缩|压减|减少|提速)(?:了|至|到)?$")
DURATIONS = listed("次 天 分钟 小时 个小时 个月 个工作日 期")
WEAK_NOUN = re.compile(
    r"^(?:方面|领域|环节|阶段|层面|维度|(?:重点|关键)(?![^，。；]{0,8}(?:项目|任务|工程|企业|产品|事项))|体系|机制|主导产业|细分行业|行业|类别|月|步骤|大(?![型中小学棚桥院会件])|专项行动|行动$|一批|以上党|民主|字|关系|问题导向|统一|坚持|确保)"
)

AFTER_END = re.compile(
    r"(?:（[　、]*）)?(?:单位)?(?:(?:的|这一)(?!$))?"
    r"(?:大关|关口|目标|任务|水平|规模|台阶|左右|目标任务|年度目标|年度任务|任务目标|的?目标)?(?:以上)?$"
)

# What makes a clause's numbers something else: what it is about, what has been done, the law's terms.
SCOPE = re.compile(
    r"^(?:共(?![享同建有性青])|总计|合计|涉及|分为|包括|围绕|聚焦|瞄准|针对|对(?!口|外|标|接)|面向|适用于|依托|按照|根据|结合|"
    r"利用(?!率|系数|效率|量|[外内港台侨]资|[省市区县境国]外)|鉴于|超过规定|凡|自(?=\d|今|本|即|印发|公布|发布))"
)
IN_SCOPE = re.compile(
    r"^(?:围绕|聚焦|瞄准|针对|面向|依托|按照|根据|结合|利用)[^，。；]{2,40}?(?:培育|新建|建成|新增|打造|引进|培训)[^，。；\d]{2,20}\d[\d.]*万?"
    r"[个家名座所处项人户条](?:以上|左右)?$|^对[^，。；]{2,40}(?:全部|全面)(?:完成|整治|整改|治理)[\u4e00-\u9fff]{0,6}$"
    r"|^(?:涉及|对)[^，。；]{2,40}?(?:率|比例|比重|占比)(?:达到|达|不低于|提高到|保持在|超过)\d[\d.]*%(?:以上)?$"
    r"|^涉及[^，。；\d]{2,20}的\d[\d.]*[个家名座所处项人户条][^，。；\d]{2,12}全部(?:完成|实现|达到)[\u4e00-\u9fff]{2,10}$"
)
PAST = re.compile(
    r"(?:已|曾)(?:经)?(?:累计)?(?:建成|完成|达到|实现|突破|超过|形成|培育|引进)"
    r"(?![^，\d]{2,14}(?:率|比例|覆盖)[^，]{0,14}(?:达|不低于|提高))|截至目前|截至去年|(?<![较比与])去年|上年度?(?:完成|实现|达到)"
)
FREQUENCY = re.compile(
    r"每(?:周|月|季度?|半年|日|天|次|名|户|人)|定期|(?:召开|例会|会议|调度|督查|督导|会商|通报|评估|分析|约谈|报告|点评)[^，。；]{0,12}$"
)
OWN_SIZE = re.compile(
    r"^注册资[本金]|总投资(?:额)?(?:约|达|超过?)?\d(?![\d.]{0,8}[万亿]{0,2}元以上[^，。；\d]{1,10}\d)|估算投资|概算"
)
LEGAL_TERM = re.compile(r"(?:有效期|任期|服务期|学制|工期|公示期?|期限)(?:为|可为|不超过|不少于)")
TELEPHONE = re.compile(
    r"(?:电话|传真|邮编|邮政编码|手机)(?:号码)?(?:为|是)?[（ ]?\d{3}"
    r"|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|(?<![\d.])1\d{10}(?![\d.万亿元])"
)
NO_AIM = re.compile("|".join(pattern.pattern for pattern in (PAST, OWN_SIZE, LEGAL_TERM, TELEPHONE)))

ONLY_COMPARES = re.compile(r"^(?:较|比|是|为|相当于)[^，。；]{0,12}$")
BY_YEAR = re.compile(r"(?:力争|确保)?(?:到|至|在)?(20\d\d)年(?:底|末|年底)?(?:前|，|$|[^度来以间至—])")
_COMPARISONS: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (
        Comparator.AT_MOST,
        re.compile(
            r"不(?:[得应能可宜]|允许)?(?:超过|高于|大于|多于)|小于等于|≤|压缩[至到].{0,3}$|压减[至到].{0,3}$|降[至到].{0,3}$|控制在|以内$"
        ),
    ),
    (
        Comparator.AT_LEAST,
        re.compile(r"不(?:[得应能可宜]|允许)?(?:低于|少于|小于|短于)|大于等于|≥|至少|达到|达$|达成|以上$"),
    ),
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


# A cheap look first: a figure, or a word without which no target goes without one.
MAY_AIM = re.compile(r"[\d�降升增提步稳于赢平达考定解发同覆零番倍成半前第首榜]|分之|百分百")
HAS_FIGURE_WORD = re.compile(
    r"增长|收入|产值|增加值|GDP|率|占比|比重|总额|成本|投资|能耗|税收|支出|指数|系数|浓度|价格|增速|规模|均|进出口|消费"
)

PLAUSIBLE_GROWTH = re.compile(r"生产总值|GDP|增加值|可支配收入|预算收入|零售总额|固定资产投资")
