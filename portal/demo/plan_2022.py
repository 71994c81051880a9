"""The plan of 2022: its campaigns with their departments, and every target as printed."""

from dataclasses import dataclass
from datetime import date

from portal.domain.targets import Comparator, TargetKind, Tier

K, C = TargetKind, Comparator
NUMBER = "嘉开工委发〔2022〕4号"
TITLE = "嘉兴经济技术开发区（嘉兴国际商务区）“四个年”活动总体方案"
ISSUER = "嘉兴经济技术开发区、嘉兴国际商务区党工委、管委会"
AIM = "以四个专项行动带动全年工作：招商引才求突破，项目建设攻难点，营商环境再优化，社会治理上台阶。"
ISSUED_ON, PRINTED_ON = date(2022, 1, 29), date(2022, 2, 7)
STARTS_ON, ENDS_ON = date(2022, 1, 1), date(2022, 12, 31)


@dataclass(frozen=True)
class Campaign:
    name: str
    lead: str
    responsible: str
    aim: str
    clause: str


CAMPAIGNS = (
    Campaign(
        "双招双引突破年",
        "投资促进中心",
        "组织部（区人才办）、发展改革局、经信商务局、制造业招商局、服务业招商局、高创园、人力社保局、国际金融广场管理公司、各街道",
        "外资、内资和高层次人才的引进都要比上年多，并让中德产业园、高铁新城接得住。",
        "方案第四部分（一）",
    ),
    Campaign(
        "项目推进攻坚年",
        "发展改革局",
        "督查组、经信商务局、投资促进中心、制造业招商局、服务业招商局、高创园、财政局、建设交通局、统计局、经投集团、嘉国投公司、"
        "自规分局、各街道",
        "重大项目按期开工、提速、竣工，低效用地腾得出，企业和楼宇育得壮，土地资金保得住。",
        "方案第四部分（二）",
    ),
    Campaign(
        "营商环境优化年",
        "建设交通局",
        "发展改革局、经信商务局、高创园、政务数据办、商品交易产业园、生态环境分局、综合行政执法分局、马家浜食品小镇、经投集团、"
        "嘉国投公司、园林市政公司、市场监管分局、自规分局、税务局、各街道",
        "路网贯通、公园开放、环境达标、办事省心，让企业和人才愿意来、留得住。",
        "方案第四部分（三）",
    ),
    Campaign(
        "社会治理提升年",
        "政法委",
        "组织部、宣传部、统战群团部、发展改革局、教文体局、建设交通局、社会发展局、应急管理局、政务数据办、代表委员联络办、公安分局、"
        "市场监管分局、交警大队、消防救援大队、社区矫正执法大队、各街道",
        "民生实事办好，风险隐患清零，平安考核走在前列，基层治理一网贯通。",
        "方案第四部分（四）",
    ),
)


@dataclass(frozen=True)
class Target:
    """`campaign` by its number, 0 for the whole plan; `whole` and `same_as` name the key of another target."""

    key: str
    metric: str
    kind: TargetKind
    unit: str = ""
    comparator: Comparator = C.EQUAL
    guaranteed: str = ""
    stretch: str = ""
    campaign: int = 0
    whole: str = ""
    same_as: str = ""
    note: str = ""
    clause: str = "三、预期目标"


SECTION = {0: "三、预期目标", 1: "四、（一）", 2: "四、（二）", 3: "四、（三）", 4: "四、（四）"}
UNDECIDED = "预期目标中未注明确保或力争，此处列在“力争”句内：由专班办公室请示后确定。"
TARGETS = (
    Target("gdp", "GDP可比增长", K.GROWTH, "%", guaranteed="8"),
    Target("industry", "规上工业增加值增长", K.GROWTH, "%", guaranteed="10"),
    Target("services", "服务业增加值增长", K.GROWTH, "%", guaranteed="7"),
    Target("investment", "固定资产投资同比增长", K.GROWTH, "%", C.AT_LEAST, "10"),
    Target("manufacturing", "制造业投资同比增长", K.GROWTH, "%", C.AT_LEAST, "15"),
    Target("contracted", "合同利用外资", K.AMOUNT, "亿美元", guaranteed="7", stretch="8"),
    Target("paid", "实际到位外资", K.AMOUNT, "亿美元", guaranteed="4.5", stretch="5"),
    Target("domestic", "引进市外内资", K.AMOUNT, "亿元", guaranteed="100"),
    Target("revenue", "区级一般公共财政预算收入增长", K.GROWTH, "%", C.AT_LEAST, "8.5"),
    Target("energy", "单位GDP能耗下降", K.TO_BE_SET, note="以市下达指标为准，下达后在此填入。"),
    Target("contracted-1", "合同利用外资", K.AMOUNT, "亿美元", stretch="8", campaign=1, same_as="contracted"),
    Target("paid-1", "实际到位外资", K.AMOUNT, "亿美元", stretch="5", campaign=1, same_as="paid"),
    Target("domestic-1", "引进市外内资", K.AMOUNT, "亿元", stretch="100", campaign=1, same_as="domestic",
           note=UNDECIDED),
    Target("big", "引进世界500强、国际行业领先企业和总投资超亿美元项目", K.COUNT, "个", C.AT_LEAST, stretch="10",
           campaign=1, note="与“力争”同句，是否属力争待确定。"),
    Target("talents", "引育海内外高层次人才", K.COUNT, "名", C.AT_LEAST, stretch="280", campaign=1),
    Target("projects", "重大项目开工、提速、竣工", K.COUNT, "个", guaranteed="110", campaign=2),
    Target("investment-2", "固定资产投资同比增长", K.GROWTH, "%", C.AT_LEAST, "10", campaign=2, same_as="investment"),
    Target("manufacturing-2", "制造业投资同比增长", K.GROWTH, "%", C.AT_LEAST, "15", campaign=2,
           same_as="manufacturing"),
    Target("cleared", "腾退低效用地", K.AMOUNT, "亩", C.AT_LEAST, "1000", campaign=2),
    Target("hightech", "新认定高新技术企业", K.COUNT, "家", guaranteed="20", campaign=2),
    Target("small", "新认定省级科技型中小企业", K.COUNT, "家", guaranteed="65", campaign=2),
    Target("towers", "税收超千万楼宇", K.COUNT, "幢", guaranteed="38", campaign=2),
    Target("towers-100m", "亿元以上楼宇", K.COUNT, "幢", guaranteed="10", campaign=2, whole="towers"),
    Target("land", "供应土地总量", K.AMOUNT, "亩", guaranteed="2080", campaign=2),
    Target("green", "新增绿地面积", K.AMOUNT, "公顷", stretch="30", campaign=3),
    Target("hazards", "重大风险隐患整治", K.QUALITY, campaign=4, note="销号清零，不得反弹反复。"),
    Target("peace", "平安考核位次", K.QUALITY, campaign=4, note="在全市保持前列。"),
)  # fmt: skip

# What was planned for the end of March, June, August, September, October and December: never a straight line.
MONTHS_PLANNED = (3, 6, 8, 9, 10, 12)
TRAJECTORIES: dict[tuple[str, Tier], tuple[str, ...]] = {
    ("contracted", Tier.GUARANTEED): ("1.2", "3.2", "4.4", "5.2", "5.8", "7"),
    ("contracted", Tier.STRETCH): ("1.5", "3.8", "5.2", "6", "6.7", "8"),
    ("paid", Tier.GUARANTEED): ("0.9", "2.2", "3", "3.5", "3.8", "4.5"),
    ("paid", Tier.STRETCH): ("1", "2.5", "3.4", "3.9", "4.3", "5"),
    ("domestic", Tier.GUARANTEED): ("18", "48", "64", "75", "82", "100"),
    ("big", Tier.STRETCH): ("1", "4", "6", "7", "8", "10"),
    ("talents", Tier.STRETCH): ("40", "120", "180", "210", "235", "280"),
    ("projects", Tier.GUARANTEED): ("22", "58", "76", "86", "94", "110"),
    ("cleared", Tier.GUARANTEED): ("150", "480", "660", "760", "850", "1000"),
    ("hightech", Tier.GUARANTEED): ("0", "4", "8", "12", "16", "20"),
    ("small", Tier.GUARANTEED): ("10", "30", "42", "48", "54", "65"),
    ("towers", Tier.GUARANTEED): ("8", "20", "26", "30", "33", "38"),
    ("towers-100m", Tier.GUARANTEED): ("2", "5", "7", "8", "9", "10"),
    ("land", Tier.GUARANTEED): ("260", "900", "1280", "1500", "1700", "2080"),
    ("green", Tier.STRETCH): ("6", "14", "17", "20", "24", "30"),
}
# Reached by the end of January to August ("" where nobody declared), and up to which month it was verified.
MEASURED: dict[str, tuple[tuple[str, ...], int]] = {
    "gdp": (("", "", "6.1", "", "", "4.2", "", ""), 6),
    "industry": (("", "7.8", "8.9", "5.2", "5.9", "6.4", "7.1", "7.4"), 6),
    "services": (("", "", "5.3", "", "", "3.9", "", ""), 6),
    "investment": (("", "12.4", "11.6", "9.1", "9.8", "10.7", "10.9", "11.2"), 7),
    "manufacturing": (("", "18.2", "17.5", "13.9", "14.6", "15.8", "16.1", "16.4"), 7),
    "contracted": (("0.35", "0.61", "1.28", "1.9", "2.6", "3.4", "3.92", "4.55"), 7),
    "paid": (("0.22", "0.4", "0.93", "1.2", "1.61", "2.05", "2.44", "2.86"), 7),
    "domestic": (("5.2", "9.8", "19.4", "27", "36.5", "50.2", "58.1", "66.9"), 7),
    "revenue": (("9.6", "9.1", "8.8", "2.3", "-1.5", "3.1", "4.4", "5.6"), 7),
    "big": (("0", "0", "1", "2", "3", "4", "4", "5"), 7),
    "talents": (("8", "15", "43", "61", "88", "126", "158", "187"), 7),
    "projects": (("4", "9", "24", "33", "45", "60", "68", "75"), 7),
    "cleared": (("20", "48", "152", "230", "340", "455", "520", "560"), 7),
    "hightech": (("0", "0", "0", "0", "2", "4", "6", "9"), 7),
    "small": (("0", "3", "11", "16", "24", "33", "40", "45"), 7),
    "towers": (("0", "3", "9", "12", "16", "21", "24", "27"), 7),
    "towers-100m": (("0", "1", "2", "3", "4", "6", "7", "7"), 7),
    "land": (("40", "95", "270", "420", "640", "930", "1120", "1296"), 7),
    "green": (("0", "2.1", "6.4", "9.2", "11.8", "13.1", "14.2", "15.6"), 6),
}
