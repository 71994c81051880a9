"""The words that names of public bodies, groups of them, and posts are made of."""

import re

from portal.domain.plan_text.vocabulary import listed

# What the name of a public body ends with, brackets after it taken off.
BODY_ENDS = listed(
    """
    局 厅 委 部 办 处 院 署 行 社 所 队 站 馆 台 庭 中心 公司 集团 政府 管委会 街道 镇 乡 县 区 市 州 盟 旗
    园 园区 平台 分局 支队 大队 总队 银行 办公室 委员会 联合会 联社 协会 学会 学校 大学 学院 医院 法院
    检察院 党委 工委 党工委 团委 妇联 工会 科协 残联 侨联 文联 社科联 工商联 红十字会 指挥部 专班 领导小组
    小组 调查队 海关 总局 总署 电视台 报社 实验室 研究院 分行 支行 监管局 供电 分公司 小镇 新城 新区 开发区
    产业园 高创园 产业带 服务中心 机关 机构 单位 部门 督查组 工作组 联盟 商会 基地 慈善总会 军分区 武装部 村
    社区 企业 业主 主体 地区 会 科 股 组 办事处 电力 燃气 水务 移动 电信 联通 铁塔 邮政 烟草 石油 石化 银监
    气象 总会 合作社 厂 院校 党校 技校 高校 银保监会 证监会 高新区 经开区 示范区 度假区 保税区 自贸区 管理部
    """
)

# What a collective name begins with.
GROUP_BEGINS = listed(
    """
    各 相关 有关 其他 其它 全市各 全区各 全县各 全省各 国务院有关 国务院相关 省级有关 市级有关 市直有关
    省直有关 市有关 省有关 区有关 县有关 市各有关 区级有关 县级有关 县直有关 区直有关 属地 市直相关 区级相关
    市相关 县相关 区相关 省相关
    """
)
GROUP_WORD = re.compile(
    r"^.{0,6}(?:各有关|有关|相关|各相关|各级|各|属地)"
    r"(?:.{0,12}(?:部门|单位|镇|乡|街道|县|区|市|地区|平台|企业|园区|机构|政府|银行|主体|村|社区|地方|学校|高校)|.{0,3}$)"
)
GROUP_SIGN = re.compile(r"各|相关|有关")

# What follows 各… and belongs to it: 各镇、街道.
GROUP_TAILS = re.compile(
    r"^(?:(?:县市区|县区|区县|市县|镇街|乡镇|镇乡|镇|乡|街道|县|区|市|自治州|自治县|州|盟|旗|平台|园区|部门|单位|开发区|功能区|企业|村|社区|街办|县级市)"
    r"|街道办事处|办事处|管委会|乡镇人民政府|功能平台|产业平台|[局厅署处委办])"
    r"(?:[（〔][^（〔]{0,8}[）〕])?(?:党委|党工委)?[和及]?(?:人民)?(?:政府|党委|管委会|办事处)?$"
)
# 各司、局: offices by their kind alone.
GROUPS_OF_OFFICES = listed("各司 各部 各厅 各委 各处 各科 各局")
# 县党委和人民政府: two powers of one place, one name.
PARTY_SIDE = re.compile(r"(?:党委|党工委|工委|县委|市委|区委|旗委|州委)$")
STATE_SIDE = re.compile(r"(?:人民)?(?:政府|管委会|办事处)$|行政$")
PLACES = listed(
    """
    镇 乡 街道 县 区 市 州 旗 盟 平台 政府 村 管委会
    """
)

# 等部门 only closes a list; 等部门和各地区 closes it and goes on.
BARE_CLOSING = re.compile(
    r"^(?:[一二三四五六七八九十\d]{0,3}个?(?:部门|单位|部门单位|部门和单位|部门（单位）|单位（部门）))?$"
)
CLOSING_AND = re.compile(r"(?:部门|单位)(?:和|及|以及|与)(?=各|有关|相关)")

TITLES = listed(
    """
    书记 局长 主任 市长 区长 县长 镇长 部长 主席 院长 队长 行长 经理 董事长 组长 处长 厅长 常委 主官 负责人
    政委 委员 秘书长
    """
)
