import pytest

from portal.domain.plan_text.names import looks_like_body, names_of
from portal.domain.plan_text.people import people_of
from tests.domain.plan_text.reading import strand


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("区民政局、区财政局，各街道", ["区民政局", "区财政局", "各街道"]),
        ("组织部（区人才办）、区档案馆", ["组织部（区人才办）", "区档案馆"]),
        ("湖东新城（望湖街道）管委会；区水利局", ["湖东新城（望湖街道）管委会", "区水利局"]),
        ("区科技局〔区外专局（区引智办）〕、区教育局", ["区科技局〔区外专局（区引智办）〕", "区教育局"]),
        ("各州、市人民政府，省林草局", ["各州、市人民政府", "省林草局"]),
        ("各县（市、区）、开发区管委会", ["各县（市、区）、开发区管委会"]),
        ("各地区、各部门", ["各地区", "各部门"]),
        ("区文化和旅游局、工业和信息化局", ["区文化和旅游局", "工业和信息化局"]),
        ("省水利厅及各市人民政府", ["省水利厅", "各市人民政府"]),
        ("国务院有关部门和单位", ["国务院有关部门和单位"]),
        ("市体育局以及相关县区", ["市体育局", "相关县区"]),
        ("区残联等单位", ["区残联"]),
        ("区残联等有关单位", ["区残联", "有关单位"]),
        ("省能源局等部门和各市州", ["省能源局", "各市州"]),
        ("区发改局、科技局、（区外专局）", ["区发改局", "科技局", "（区外专局）"]),
        ("/", []),
        ("无", []),
    ],
)
def test_a_printed_list(printed: str, names: list[str]) -> None:
    assert [name.text for name in names_of(strand(printed)).names] == names


def test_an_open_list_is_known_as_open() -> None:
    assert names_of(strand("区残联等")).is_open
    assert not names_of(strand("区残联")).is_open


def test_a_space_parts_two_whole_names_only() -> None:
    assert [name.text for name in names_of(strand("区民政局 区财政局")).names] == ["区民政局", "区财政局"]
    assert [name.text for name in names_of(strand("区民 政局")).names] == ["区民政局"]


@pytest.mark.parametrize("printed", ["★区信访局", "区信访局*", "区信访局（牵头）"])
def test_a_mark_is_seen_and_taken_off(printed: str) -> None:
    (name,) = names_of(strand(printed)).names
    assert (name.text, name.is_marked) == ("区信访局", True)


def test_figures_are_in_no_groups_name() -> None:
    assert not looks_like_body("改造各类棚户区住房600套")


def test_groups_are_kept_as_groups() -> None:
    assert [name.is_group for name in names_of(strand("各街道、相关镇、区水利局、属地政府")).names] == [
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("words", ["谁审批谁", "含语料库", "代章", "2024—2026年", "要落实责任的部门", ""])
def test_words_that_are_no_body(words: str) -> None:
    assert not looks_like_body(words)


@pytest.mark.parametrize(
    ("printed", "people"),
    [
        ("甲  某、乙某某", ["甲某", "乙某某"]),
        ("甲某某  乙某某 丙  某", ["甲某某", "乙某某", "丙某"]),
        ("区政法委书记、公安分局局长", ["区政法委书记", "公安分局局长"]),
        ("副区长 甲某", ["副区长甲某"]),
        ("区民政局", []),
    ],
)
def test_people_and_posts(printed: str, people: list[str]) -> None:
    assert [piece.text for piece in people_of(strand(printed))] == people
