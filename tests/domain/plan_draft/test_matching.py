"""A printed name leads to a department only where it leads to exactly one; what looks alike is offered."""

import pytest

from portal.domain.plan_draft import Directory, How, Known, KnownGroup

DIRECTORY = Directory(
    [
        Known(1, "发展改革局", "发改局", ("计划局",)),
        Known(2, "组织部", "组织部", ("组织部（区人才办）",)),
        Known(3, "教文体局", "教文体局"),
        Known(4, "园林市政公司", "市政公司"),
        Known(5, "市税务局", "税务局"),
        Known(6, "南区城市管理局", "城管局"),
        Known(7, "第一医院", "一院"),
        Known(8, "区第一医院", "区一院"),
    ],
    [KnownGroup(1, "各街道")],
)


@pytest.mark.parametrize(
    ("printed", "number", "how"),
    [
        ("发展改革局", 1, How.NAME),
        ("发展 改革局", 1, How.NAME),
        ("发改局", 1, How.SHORT_NAME),
        ("计划局", 1, How.ALIAS),
        ("组织部(区人才办)", 2, How.ALIAS),
        ("区发展改革局", 1, How.ELIDED),
        ("某某经济技术开发区发展改革局", 1, How.ELIDED),
        ("区委组织部", 2, How.ELIDED),
        ("城市管理局", 6, How.ELIDED),
    ],
)
def test_the_ways_a_paper_calls_a_department(printed: str, number: int, how: How) -> None:
    match = DIRECTORY.find_or_none(printed)
    assert match is not None
    assert (match.department_id, match.how) == (number, how)


@pytest.mark.parametrize("printed", ["各街道", "各街道办事处", "各 街道"])
def test_a_collective_name_is_a_group(printed: str) -> None:
    match = DIRECTORY.find_or_none(printed)
    assert match is not None
    assert (match.group_id, match.department_id) == (1, None)


@pytest.mark.parametrize(
    "printed",
    [
        "市发展改革局",  # another rank is another office
        "省税务局",
        "教体局",
        "市政局",
        "新设局",
        "县第一医院",  # leads to two
    ],
)
def test_what_is_not_sure_is_not_taken(printed: str) -> None:
    assert DIRECTORY.find_or_none(printed) is None


@pytest.mark.parametrize(("printed", "number"), [("教体局", 3), ("市发展改革局", 1), ("园林公司", 4)])
def test_what_looks_alike_is_offered(printed: str, number: int) -> None:
    offered = DIRECTORY.candidates(printed)
    assert offered[0].department_id == number
    assert offered[0].how is How.SIMILAR


def test_nothing_is_offered_where_nothing_is_alike() -> None:
    assert DIRECTORY.candidates("海事处") == []
