"""The departments of the 2022 plan with their kinds and other names, and the group 各街道."""

from portal.models import DepartmentKind

K = DepartmentKind

# login, name, kind, aliases; the login is what accounts of the department begin with.
DEPARTMENTS: tuple[tuple[str, str, DepartmentKind, tuple[str, ...]], ...] = (
    ("zzb", "组织部", K.PARTY, ("区人才办", "组织部（区人才办）")),
    ("xcb", "宣传部", K.PARTY, ()),
    ("tzq", "统战群团部", K.PARTY, ()),
    ("zfw", "政法委", K.PARTY, ("区委政法委",)),
    ("dbw", "代表委员联络办", K.PARTY, ()),
    ("dcz", "督查组", K.SUPERVISION, ("区督查组",)),
    ("fgj", "发展改革局", K.ECONOMIC, ("发改局",)),
    ("jxj", "经信商务局", K.ECONOMIC, ("经商局",)),
    ("tcz", "投资促进中心", K.ECONOMIC, ("投促中心",)),
    ("zzj", "制造业招商局", K.ECONOMIC, ()),
    ("fzj", "服务业招商局", K.ECONOMIC, ()),
    ("czj", "财政局", K.ECONOMIC, ()),
    ("tjj", "统计局", K.ECONOMIC, ()),
    ("jjj", "建设交通局", K.ECONOMIC, ("建交局",)),
    ("rsj", "人力社保局", K.SOCIAL, ("人社局",)),
    ("jwt", "教文体局", K.SOCIAL, ()),
    ("sfj", "社会发展局", K.SOCIAL, ()),
    ("yjj", "应急管理局", K.SOCIAL, ("应急局",)),
    ("zwb", "政务数据办", K.SOCIAL, ("政务服务和数据资源管理办公室",)),
    ("zgj", "自规分局", K.VERTICAL, ("自然资源和规划分局",)),
    ("shj", "生态环境分局", K.VERTICAL, ()),
    ("zfj", "综合行政执法分局", K.VERTICAL, ("综合执法分局",)),
    ("sjj", "市场监管分局", K.VERTICAL, ()),
    ("swj", "税务局", K.VERTICAL, ()),
    ("gaj", "公安分局", K.VERTICAL, ()),
    ("jjd", "交警大队", K.VERTICAL, ()),
    ("xfd", "消防救援大队", K.VERTICAL, ()),
    ("jzd", "社区矫正执法大队", K.VERTICAL, ()),
    ("jrg", "国际金融广场管理公司", K.COMPANY, ()),
    ("jtg", "经投集团", K.COMPANY, ()),
    ("gtg", "嘉国投公司", K.COMPANY, ("嘉国投",)),
    ("ylg", "园林市政公司", K.COMPANY, ()),
    ("gcy", "高创园", K.PARK, ("高层次人才创业园",)),
    ("spy", "商品交易产业园", K.PARK, ()),
    ("mjb", "马家浜食品小镇", K.PARK, ("马家浜健康食品小镇",)),
    ("cnj", "城南街道", K.STREET, ()),
    ("jbj", "嘉北街道", K.STREET, ()),
    ("thj", "塘汇街道", K.STREET, ()),
    ("csj", "长水街道", K.STREET, ()),
)
STREETS = ("城南街道", "嘉北街道", "塘汇街道", "长水街道")
GROUPS = {"各街道": STREETS}
SHORT_NAMES = {
    "国际金融广场管理公司": "金融广场公司", "综合行政执法分局": "综合执法分局", "社区矫正执法大队": "矫正大队",
    "商品交易产业园": "商品产业园", "代表委员联络办": "代表联络办", "马家浜食品小镇": "食品小镇",
}  # fmt: skip
YEARS = range(2021, 2027)
