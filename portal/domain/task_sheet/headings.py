"""A column told by its heading, in the words of the field's real tables.

Exact words come first, then words that a heading contains, in an order in which the narrower meaning wins.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from portal.domain import paste
from portal.domain.task_sheet.columns import SEVERAL, Column
from portal.domain.written_numbers import narrow

C = Column
LONGEST = 24

_OF_PASTE: Mapping[str, Column] = {
    "number": C.NUMBER, "title": C.TITLE, "lead": C.LEAD, "responsible": C.RESPONSIBLE, "start": C.START, "due": C.DUE,
    "weight": C.WEIGHT, "standard": C.STANDARD, "quantity": C.QUANTITY, "unit": C.UNIT,
}  # fmt: skip
_EXACT: Mapping[str, Column] = {
    **{name: _OF_PASTE[column] for column, names in paste.HEADERS.items() for name in names},
    **{
        name: column
        for column, names in {
            C.NUMBER: "number rownumber 排序",
            C.ABOVE: "numberabove 上级编号 上级序号 父级 上级",
            C.ABOVE_TITLE: "taskabove",
            C.CONTENT: "content 内容 举措 措施 工作举措",
            C.STANDARD: "completionstandard 目标 成效 要求",
            C.LEAD: "leaddepartment 主责",
            C.RESPONSIBLE: "responsibledepartments 配合 协办",
            C.SHARES: "sharesofthedepartments 分工数量 单位分工数量",
            C.START: "startson",
            C.DUE: "dueon 完成日期 时间 时间安排 进度安排 时间进度",
            C.UNIT: "unitofthequantity 计量单位",
            C.SECTION: "section 科室 责任科室 牵头科室 责任处室",
            C.DEPUTY: "deputyheadincharge 分管领导 单位分管领导 分管负责人",
            C.PERSON: "personresponsible 责任人 具体责任人 负责人 联系人 联络员 经办人",
            C.SEAT: "seatincharge 分管席位 副指挥长席位",
            C.CLAUSE: "basisinthepaper 依据 文件依据 任务来源 来源",
            C.NONE: "campaign state light reason progress 专项行动 状态 亮灯 原因 进度 原定时限 originallydueon",
        }.items()
        for name in names.split()
    },
}
# (column, words a heading contains), the narrower meaning first.
_CONTAINED: Sequence[tuple[Column, tuple[str, ...]]] = tuple(
    (column, tuple(words.split()))
    for column, words in (
        (C.ABOVE, "上级编号"),
        (C.ABOVE_TITLE, "上级任务 父任务 所属任务 上级事项"),
        (C.NONE, "进展 完成情况 完成率 进度 状态 亮灯 是否 目前"),
        (C.CLAUSE, "依据 来源 出处"),
        (C.SHARES, "分工数量"),
        (C.SECTION, "科室 处室"),
        (C.DEPUTY, "分管领导 分管负责"),
        (C.NOTE, "备注 说明 电话 批示 文号 领导 指挥长 反馈周期"),
        (C.RESPONSIBLE, "牵头及 牵头和 牵头、 牵头与"),
        (C.LEAD, "牵头 主办 主责"),
        (C.PERSON, "责任人 负责人 联系人 联络人 联络员 经办人"),
        (
            C.RESPONSIBLE,
            "责任单位 责任部门 责任主体 配合 协办 参与 参加单位 落实单位 实施单位 承办单位 完成单位 部门 各单位",
        ),
        (C.START, "开始 起始 启动时间 开工时间"),
        (C.DUE, "时限 期限 截止 截至 完成时间 完成日期 时间节点 时间要求 完成节点 到期"),
        (C.WEIGHT, "权重 分值"),
        (C.UNIT, "计量单位"),
        (C.STANDARD, "完成标准 标准 目标要求 工作目标 年度目标 预期目标 成效 成果 工作要求 质量要求 考核要求"),
        (C.QUANTITY, "目标值 数量 工作量 计划数 任务数"),
        (C.TITLE, "任务 事项 重点工作 项目名称 工作名称"),
        (C.CONTENT, "内容 举措 措施 做法 要点"),
        (C.NUMBER, "序号 编号"),
        (C.TITLE, "项目 工作"),
    )
)
# What names the task itself, the surest word first: where two columns could be the title, the earlier word wins.
_TITLES = (
    "任务名称", "子任务名称", "工作任务", "主要工作任务", "重点任务", "主要任务", "具体任务", "目标任务", "任务",
    "子任务", "督办事项", "事项", "重点工作", "项目名称", "工作名称", "名称", "标题", "task", "title", "subtask",
    "内容与要求", "工作内容", "项目",
)  # fmt: skip
_BLANK = re.compile(r"[\s\u3000*＊:：]+")


def plain(heading: str) -> str:
    """A heading without blanks, wide signs and remarks in brackets."""
    narrowed = _BLANK.sub("", narrow(heading)).lower()
    return re.sub(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]?$", "", narrowed) or narrowed


@lru_cache(maxsize=4096)
def column_of(heading: str) -> Column | None:
    """What a heading says; None where it says nothing known, or is no heading at all."""
    word = plain(heading)
    if not 0 < len(word) <= LONGEST or heading.rstrip()[-1:] in "。；！？":
        return None
    return _EXACT.get(word) or next((column for column, words in _CONTAINED if any(one in word for one in words)), None)


def columns_of(headings: Sequence[str]) -> tuple[Column, ...]:
    """What each column holds. Unknown headings are notes; a column without a heading is not taken over."""
    found = [column_of(one) or (Column.NOTE if one.strip() else Column.NONE) for one in headings]
    _choose_title(found, headings)
    _choose_unit(found, headings)
    seen: set[Column] = set()
    for at, column in enumerate(found):
        if column in seen and column not in SEVERAL:
            found[at] = Column.NOTE
        seen.add(column)
    return tuple(found)


def _choose_title(found: list[Column], headings: Sequence[str]) -> None:
    """One title; others that could be one are content where they say so, else notes."""
    could_be = [at for at, column in enumerate(found) if column is Column.TITLE]
    if not could_be:
        could_be = [at for at, column in enumerate(found) if column is Column.CONTENT][:1]
    if not could_be:
        return
    best = min(could_be, key=lambda at: (_rank(plain(headings[at])), at))
    for at in could_be:
        is_content = any(word in headings[at] for word in ("内容", "措施", "举措"))
        found[at] = Column.TITLE if at == best else Column.CONTENT if is_content else Column.NOTE


def _rank(word: str) -> int:
    return next((at for at, one in enumerate(_TITLES) if one == word), len(_TITLES))


def _choose_unit(found: list[Column], headings: Sequence[str]) -> None:
    """A bare 单位 beside no quantity, where nobody is named responsible, means the departments."""
    if Column.QUANTITY in found or Column.RESPONSIBLE in found:
        return
    for at, column in enumerate(found):
        if column is Column.UNIT and plain(headings[at]) == "单位":
            found[at] = Column.RESPONSIBLE
