import pytest

from portal.domain.department_lists import list_of, split_departments


@pytest.mark.parametrize("separator", ["、", "，", ",", ";", "；", "/", "\n", "\t", "、\n"])
def test_every_usual_separator_separates(separator: str) -> None:
    assert split_departments(f"组织部{separator} 财政局 {separator}各街道。") == ["组织部", "财政局", "各街道"]


@pytest.mark.parametrize(
    "name",
    [
        "组织部（区人才办、老干部局）",
        "组织部(区人才办,老干部局)",
        "经信局〔科技局；商务局（口岸办、自贸办）〕",
        "【甲/乙】办",
    ],
)
def test_nothing_is_separated_inside_brackets(name: str) -> None:
    assert split_departments(f"{name}、各街道") == [name, "各街道"]


def test_a_bracket_that_never_closes_swallows_nothing() -> None:
    assert split_departments("组织部（区人才办、财政局、税务局") == ["组织部（区人才办", "财政局", "税务局"]
    assert split_departments("组织部）、财政局") == ["组织部）", "财政局"]


@pytest.mark.parametrize("star", ["*", "＊", "★"])
def test_an_asterisk_on_either_side_marks_the_lead(star: str) -> None:
    assert list_of(f"财政局、{star} 发展改革局、税务局") == (("财政局", "发展改革局", "税务局"), ("发展改革局",))
    assert list_of(f"财政局{star}、税务局").starred == ("财政局",)


def test_each_department_stands_once_and_empty_parts_not_at_all() -> None:
    assert list_of("财政局、、*、税务局、*财政局") == (("财政局", "税务局"), ("财政局",))
    assert list_of("  ") == ((), ())
