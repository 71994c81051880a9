"""What a column holds, told by its heading."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from portal.domain.plan_text.vocabulary import listed


class Column(StrEnum):
    NUMBER = "number"
    SECTION = "section"
    CONTENT = "content"
    TARGET = "target"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COMMANDER = "commander"
    DEPUTY = "deputy"
    DEADLINE = "deadline"
    METRIC = "metric"
    UNIT = "unit"
    VALUE = "value"
    STRIVE = "strive"
    OTHER = "other"


# The first line of which one word stands in the heading decides.
_HEADINGS: tuple[tuple[Column, tuple[str, ...]], ...] = (
    (Column.OTHER, listed("处室 科室 联系 电话 备注 进展 完成情况 完成值 现状 基期 属性 说明 依据 资金来源 总投资")),
    (Column.NUMBER, listed("序号 编号 No.")),
    (
        Column.DEADLINE,
        listed(
            """
            时限 完成时间 时间节点 期限 时间安排 进度安排 时间要求 推进时间 计划时间 时间进度 完成日期 节点
            时间
            """
        ),
    ),
    (Column.DEPUTY, listed("副指挥长 副组长 副总指挥")),
    (
        Column.LEAD,
        listed(
            """
            牵头单位 牵头部门 牵头责任 牵头（ 主办单位 主办部门 主责单位 主责部门 牵头科 牵头机构 牵头区直
            """
        ),
    ),
    (
        Column.COMMANDER,
        listed(
            """
            指挥长 总指挥 责任领导 分管领导 牵头领导 包保领导 挂钩领导 联系领导 挂帅领导 市领导 县领导
            区领导 责任人 组长
            """
        ),
    ),
    (
        Column.RESPONSIBLE,
        listed(
            """
            责任单位 责任部门 负责单位 负责部门 配合 协办 参加单位 参与 落实单位 责任主体 实施单位 实施主体 承办
            完成单位 协同
            责任分工 责任地区 共同责任 支持单位 单位名称 部门 单位（
            """
        ),
    ),
    (Column.UNIT, listed("计量单位")),
    (Column.METRIC, listed("指标名称 指标内容 主要指标 考核指标 评价指标")),
    (Column.VALUE, listed("目标值 指标值 计划值")),
    (Column.TARGET, listed("年度目标 工作目标 量化 预期目标 目标要求 完成标准 目标成效 预期成效 标志性成果")),
    (Column.CONTENT, listed("任务 内容 举措 措施 事项 项目名称 工作要求 改革 工作要点 重点工作 做法 清单 项目")),
    (Column.SECTION, listed("领域 类别 方面 分类 板块 工程 类型 目标")),
)
# Headings in which two of the words meet.
_SPECIAL = (
    (
        Column.OTHER,
        re.compile(r"实绩|实际|预计|累计|^(?:上年|去年|往年)|^\d{4}年(?:度)?(?:预计|实际)?完成(?:数|值|情况)?$"),
    ),
    (Column.STRIVE, re.compile(r"(?:力争|奋斗|争取|挑战|冲刺|争先|跳高)(?:性|完成)?(?:目标|值|指标|数)")),
    (Column.VALUE, re.compile(r"(?:确保|保底|底线|必保|必成|基本)(?:性|完成)?(?:目标|值|指标|数)")),
    (
        Column.RESPONSIBLE,
        re.compile(r"(?:责任|负责|完成)(?:单位|部门).{0,4}(?:第一|首|列前|[*★])|(?:单位|部门).{0,3}(?:责任人|负责人)"),
    ),
    (Column.RESPONSIBLE, re.compile(r"牵头(?:单位|部门)?[、及和与/].{0,3}(?:责任|配合|协办|落实)")),
    (Column.LEAD, re.compile(r"^(?:第一|总|主要)?牵头(?:负责|组织|实施|抓总|推进|落实|协调)+(?:单位|部门|机构)")),
    (Column.COMMANDER, re.compile(r"(?<!处室)(?<!部门)(?<!单位)领导$|^责任人$|专班组长")),
    (Column.CONTENT, re.compile(r"^(?:项目|任务|工程|事项|工作|活动|措施|产业链|平台|载体)名称$")),
    (Column.CONTENT, re.compile(r"目标任务|任务目标|工作目标(?:任务|内容|及)|目标(?:及|和|与)(?:任务|措施|内容)")),
)
_EXACT = {
    "单位": Column.UNIT,
    "指标": Column.METRIC,
    "目标": Column.TARGET,
    "牵头": Column.LEAD,
    "责任": Column.RESPONSIBLE,
}
_OFFICE = re.compile(r"(?<=牵头|责任|配合|负责|协办|主办|承办|协同)[科处]室")
_LONGEST_HEADING = 18


@lru_cache(maxsize=4096)
def column_of(heading: str) -> Column | None:
    if not 0 < len(heading) <= _LONGEST_HEADING or heading[-1] in "。；" or "：" in heading:
        return None
    return _EXACT.get(heading) or _special(heading) or _usual(heading) or _of_a_year(heading)


def _special(heading: str) -> Column | None:
    return next((column for column, pattern in _SPECIAL if pattern.search(heading)), None)


def _usual(heading: str) -> Column | None:
    return next((column for column, words in _HEADINGS if any(word in heading for word in words)), None)


def _of_a_year(heading: str) -> Column | None:
    """2026年: the value planned for that year."""
    return Column.VALUE if heading[:4].isdecimal() and heading[4:5] == "年" and len(heading) <= 9 else None


def columns_of(headings: Sequence[str]) -> tuple[Column, ...] | None:
    """The columns of a heading row, or None where the row is none."""
    found = _with_offices(headings, _with_goals(headings, [column_of(heading) for heading in headings]))
    named = [column for column in found if column is not None]
    if len(named) < 2 or len(named) * 2 <= sum(1 for heading in headings if heading):
        return None
    if not (_is_task_table(named) or Column.METRIC in named):
        return None
    return _roles([column or Column.OTHER for column in found], headings)


def _with_goals(headings: Sequence[str], found: list[Column | None]) -> list[Column | None]:
    """整改目标 behind 整改任务: what the work is to reach, and no section above it."""
    first = found.index(Column.CONTENT) if Column.CONTENT in found else len(found)
    return [
        Column.TARGET if at > first and column is Column.SECTION and headings[at].endswith("目标") else column
        for at, column in enumerate(found)
    ]


def _with_offices(headings: Sequence[str], found: list[Column | None]) -> list[Column | None]:
    """牵头科室 and 配合处室 where no department has a column of its own: a paper of one house."""
    if {Column.LEAD, Column.RESPONSIBLE} & set(found):
        return found
    return [column_of(_OFFICE.sub("部门", heading)) for heading in headings]


def _is_task_table(named: Sequence[Column]) -> bool:
    about = {Column.CONTENT, Column.SECTION, Column.TARGET, Column.METRIC}
    who = {Column.LEAD, Column.RESPONSIBLE, Column.DEADLINE, Column.COMMANDER, Column.NUMBER}
    return bool(about & set(named)) and bool(who & set(named))


def names_its_items(headings: Sequence[str]) -> bool:
    """项目名称 beside 建设内容, 改革任务 beside 举措及目标: the first is what an item is called."""
    contents = [heading for heading in headings if column_of(heading) is Column.CONTENT]
    return len(contents) > 1 and (contents[-2].endswith("名称") or "目标" in contents[-1])


def as_names(columns: Sequence[Column], headings: Sequence[str]) -> tuple[Column, ...]:
    """The same columns where the words before the contents turn out to name each row: 任务事项 beside 工作举措."""
    at = [place for place, heading in enumerate(headings) if column_of(heading) is Column.CONTENT]
    if len(at) < 2 or columns[at[-1]] is not Column.CONTENT:
        return tuple(columns)
    found = list(columns)
    found[at[-2]], found[at[-1]] = Column.CONTENT, Column.TARGET
    return tuple(found)


def as_sections(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The same columns where one name reaches over several rows, each with work of its own."""
    last = max((at for at, column in enumerate(columns) if column is Column.TARGET), default=-1)
    named = max((at for at, column in enumerate(columns) if column is Column.CONTENT), default=-1)
    if not 0 <= named < last:
        return tuple(columns)
    found = list(columns)
    found[named], found[last] = Column.SECTION, Column.CONTENT
    return tuple(found)


def _roles(found: list[Column], headings: Sequence[str]) -> tuple[Column, ...]:
    """Of several columns that say what is to do, the last is the task and those before it its sections."""
    contents = [index for index, column in enumerate(found) if column is Column.CONTENT]
    if names_its_items(headings):
        found[contents.pop()] = Column.TARGET
    if not contents:
        for stand_in in (Column.TARGET, Column.SECTION):
            if stand_in in found and Column.METRIC not in found:
                contents = [len(found) - 1 - found[::-1].index(stand_in)]
                found[contents[0]] = Column.CONTENT
                break
    for index in contents[:-1]:
        found[index] = Column.SECTION
    if Column.METRIC in found and not {Column.VALUE, Column.STRIVE} & set(found):
        found = [Column.VALUE if column is Column.TARGET else column for column in found]
    return tuple(found)
