"""The shape of synthetic work: how tasks form trees, which states they stand in, what they are called."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from portal.domain.task_lifecycle import TaskState

ROOTS = 12
BRANCHES = 10
A_CAMPAIGN = 2_000
STARTS = date(2022, 1, 4)
# Of a thousand leaves: 85 % closed, the rest at every place of the way.
STATES = (
    (850, TaskState.CLOSED),
    (945, TaskState.IN_PROGRESS),
    (965, TaskState.ISSUED),
    (978, TaskState.COMPLETION_REQUESTED),
    (984, TaskState.VERIFIED),
    (988, TaskState.SUSPENDED),
    (995, TaskState.CANCELLED),
    (1000, TaskState.UNMET),
)
PLACES = (
    "开禧",
    "广穹",
    "双溪",
    "槜李",
    "城南",
    "嘉北",
    "塘汇",
    "长水",
    "高铁新城",
    "中德产业园",
    "北部区域",
    "核心区",
)
WORKS = (
    "道路贯通",
    "管网改造",
    "公园建设",
    "厂房腾退",
    "项目开工",
    "楼宇招商",
    "企业培育",
    "绿化提升",
    "老旧小区改造",
    "土地收储",
    "窗口服务",
    "隐患整治",
)
STEPS = ("前期手续", "方案审定", "现场施工", "竣工验收", "资料归档", "政策兑现", "走访摸排", "签约落地")


@dataclass(frozen=True, slots=True)
class Node:
    """A task of the tree by its number within the campaign; `parent` is another number, or None at the top."""

    number: int
    parent: int | None
    depth: int
    position: int
    is_leaf: bool


def campaign_sizes(tasks: int) -> list[int]:
    """One campaign of a tenth, the rest in campaigns of about 2,000; each at least as large as its top."""
    least = ROOTS * 2
    large = max(tasks // 10, least)
    rest = max(tasks - large, 0)
    others = max(round(rest / A_CAMPAIGN), 1)
    sizes = [rest // others + (1 if at < rest % others else 0) for at in range(others)]
    return [large, *(size for size in sizes if size >= least)]


def tree(size: int) -> Iterator[Node]:
    """Twelve roots, ten branches each as far as they last, and the leaves below them, parents before children."""
    branches = min(ROOTS * BRANCHES, max((size - ROOTS) // 8, 0))
    inner = ROOTS + branches
    has_children = set(range(ROOTS)) if branches or size > ROOTS else set()
    for number in range(size):
        if number < ROOTS:
            yield Node(number, None, 0, number, number not in has_children)
        elif number < inner:
            yield Node(number, (number - ROOTS) % ROOTS, 1, (number - ROOTS) // ROOTS, False)
        else:
            at = number - inner
            above = ROOTS + at % branches if branches else at % ROOTS
            yield Node(number, above, 2 if branches else 1, at // (branches or ROOTS), True)


def state_of(number: int) -> TaskState:
    """A leaf's state, spread evenly by its number."""
    place = number * 617 % 1000
    return next(state for limit, state in STATES if place < limit)


def title_of(campaign: int, node: Node) -> str:
    place = PLACES[(node.number * 7 + campaign) % len(PLACES)]
    work = WORKS[(node.number * 5 + node.depth) % len(WORKS)]
    if not node.is_leaf:
        return f"{place}{work}"
    return f"{place}{work}第{node.position + 1}标段{STEPS[node.number % len(STEPS)]}"


def days_of(number: int, state: TaskState) -> tuple[date, date]:
    """Start and due day: what is closed lies behind, what is open around the middle of September."""
    start = STARTS + timedelta(days=number * 13 % 150)
    if state == TaskState.CLOSED:
        return start, start + timedelta(days=30 + number * 7 % 60)
    if state == TaskState.UNMET:
        return start, start + timedelta(days=60)
    return start, date(2022, 8, 25) + timedelta(days=number * 11 % 126)
