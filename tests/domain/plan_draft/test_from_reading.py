"""What a reading becomes: campaigns with people, tasks with departments, targets with tiers, questions with items."""

import json

import pytest

from portal.domain.plan_draft import ItemKind, answer, children, from_plain, from_reading, title_of, to_plain
from portal.domain.plan_text import read
from tests import notices
from tests.domain.plan_draft.drafts import campaigns, drafted, find, items, of_kind

C, T, M = ItemKind.CAMPAIGN, ItemKind.TASK, ItemKind.TARGET


def test_the_head_of_the_plan() -> None:
    head = {name: one.value for name, one in campaigns().head.items()}
    assert head == {
        "title": "云岫新区“两攻坚”行动总体方案",
        "document_number": "云岫工委发〔2022〕7号",
        "issuer": "云岫新区党工委、云岫新区管委会",
        "issued_on": "2022-02-08",
        "printed_on": "2022-02-09",
        "starts_on": "2022-01-01",
        "ends_on": "2022-12-31",
        "aim": "",
    }


@pytest.mark.parametrize(
    ("title", "starts_on", "ends_on"),
    [
        ("某区数字化行动方案（2023—2025年）", "2023-01-01", "2025-12-31"),
        ("某区2021年工作要点", "2021-01-01", "2021-12-31"),
    ],
)
def test_the_title_says_which_years_the_plan_runs(title: str, starts_on: str, ends_on: str) -> None:
    draft = drafted(f"{title}\n一、工作\n1.做好甲事。完成甲事。（责任单位：甲局）\n")
    assert (draft.head["starts_on"].value, draft.head["ends_on"].value) == (starts_on, ends_on)


def test_items_with_a_commander_are_campaigns() -> None:
    first, second = of_kind(campaigns(), C)
    assert (title_of(first), title_of(second)) == ("招商引才攻坚年", "城市更新攻坚年")
    assert [one.name for one in first.lead] == ["招商局"]
    assert [one.name for one in first.responsible] == ["组织部（区人才办）", "规划建设局", "财政局", "各街道"]
    assert [one.name for one in first.commander] == ["甲某某"]
    assert [one.name for one in first.deputies] == ["乙某", "丙某某"]


def test_a_campaign_without_items_offers_its_sentences_as_tasks_of_its_lead() -> None:
    draft = campaigns()
    offered = [one for one in children(draft, of_kind(draft, C)[1].id) if one.kind is T]
    assert [title_of(one) for one in offered] == [
        "全面消除安全隐患，确保完成老旧小区改造18个",
        "力争新增绿地15公顷，10月底前建成滨河公园",
    ]
    assert all(one.is_proposed and one.lead[0].name == "规划建设局" for one in offered)
    assert [one.value("due_on") for one in offered] == ["2022-12-31", "2022-10-31"]


def test_sections_are_campaigns_where_nobody_commands() -> None:
    draft = items()
    assert [title_of(one) for one in of_kind(draft, C)] == ["办好学校医院", "改善居住出行"]
    assert all(not one.lead and not one.commander for one in of_kind(draft, C))
    assert len(of_kind(draft, T)) == 8


def test_a_task_has_words_limit_standard_and_departments() -> None:
    task = find(items(), "新建第二小学", T)
    assert task.value("content") == "完成主体工程，新增学位900个，8月底前投入使用"
    assert task.value("standard") == "新增学位900个"
    assert (task.value("due_on"), task.value("deadline_text")) == ("2022-08-31", "8月底前")
    assert [one.name for one in (*task.lead, *task.responsible)] == ["教育局", "规划建设局", "财政局"]


def test_everything_printed_points_at_its_words() -> None:
    draft, text = items(), notices.ITEMS
    task = find(draft, "新建第二小学", T)
    for one in (*task.lead, *task.responsible):
        assert one.place is not None
        assert text[one.place.start : one.place.end] == one.name
    place = task.fields["title"].place
    assert place is not None
    assert text[place.start : place.end] == "新建第二小学"


def test_two_tiers_a_part_of_a_whole_and_a_second_mention() -> None:
    draft = campaigns()
    first, second = find(draft, "实际使用外资", M), find(draft, "实际使用外资", M, 1)
    assert (first.value("guaranteed"), first.value("stretch"), first.parent) == ("3", "3.5", "")
    assert (second.twin, second.parent) == (first.id, of_kind(draft, C)[0].id)
    assert find(draft, "专家楼", M).whole == find(draft, "人才公寓", M).id
    assert find(draft, "规上工业增加值", M).value("kind") == "growth"


def test_what_is_set_from_above_has_no_number_and_says_so() -> None:
    target = find(campaigns(), "单位产值水耗", M)
    assert title_of(target) == "单位产值水耗下降"
    assert (target.value("kind"), target.value("guaranteed"), target.value("stretch")) == ("to_be_set", "", "")


def test_a_target_knows_the_task_it_was_read_in() -> None:
    draft = items()
    assert find(draft, "新建社区卫生站", M).task == find(draft, "提升基层医疗", T).id


def test_a_damaged_number_is_never_taken() -> None:
    draft = drafted(notices.DAMAGED)
    target = of_kind(draft, M)[0]
    assert (target.value("guaranteed"), target.value("stretch")) == ("", "")
    question = draft.questions[0]
    assert (question.answers, question.items, question.is_blocking) == (("1.2", "12"), (target.id,), True)


def test_the_first_of_several_printed_leads_is_proposed_and_the_others_are_marked() -> None:
    draft = drafted(notices.JOINT)
    task = of_kind(draft, T)[0]
    assert [one.name for one in task.lead] == ["发展局"]
    assert [(one.name, one.is_joint) for one in task.responsible] == [("规划建设局", True), ("财政局", False)]
    assert task.lead[0].sure < 1


def test_a_lead_that_is_not_named_stays_empty() -> None:
    draft = drafted(notices.UNLED)
    assert all(not one.lead for one in of_kind(draft, T))
    assert draft.questions[0].items == tuple(one.id for one in of_kind(draft, T))


@pytest.mark.parametrize("text", [notices.CAMPAIGNS, notices.ITEMS, notices.DAMAGED, notices.JOINT])
def test_a_draft_survives_the_way_through_json(text: str) -> None:
    draft = drafted(text)
    assert from_plain(json.loads(json.dumps(to_plain(draft)))) == draft


def test_ids_are_unique_and_every_parent_exists() -> None:
    for draft in (campaigns(), items()):
        ids = [item.id for item in draft.items]
        assert len(set(ids)) == len(ids)
        assert {item.parent for item in draft.items} <= {"", *ids}


@pytest.mark.parametrize("text", ["", "\n\n", "一、\n1.\n", "（牵头单位：）", "力争\ufffd\ufffd%"])
def test_no_text_makes_it_fail(text: str) -> None:
    from_reading(read(text), text)


def words(assigned: str, body: str = "推进重大项目开工。") -> str:
    return f"云岫新区经济要点\n一、扩大投资\n1.推进重大项目。{body}（{assigned}）\n"


def test_a_group_never_leads_but_is_marked_where_it_is_printed_so() -> None:
    draft = drafted(words("牵头单位：各街道、发展局；责任单位：财政局"))
    task = of_kind(draft, T)[0]
    assert [one.name for one in task.lead] == ["发展局"]
    assert [(one.name, one.is_joint) for one in task.responsible] == [("各街道", True), ("财政局", False)]
    assert draft.questions == ()
    alone = of_kind(drafted(words("牵头单位：各街道；责任单位：财政局")), T)[0]
    assert (alone.lead, alone.responsible[0].is_joint) == ((), True)


def test_brackets_of_one_kind_make_one_name() -> None:
    draft = drafted(words("牵头单位：组织部〔人才办〕；责任单位：财政局"))
    assert [one.name for one in of_kind(draft, T)[0].lead] == ["组织部（人才办）"]


def test_a_share_is_no_part_of_a_growth() -> None:
    text = (
        "某区要点\n一、主要目标\n固定资产投资增长9%，其中民间投资占比32%。\n二、工作\n1.做好甲事。（责任单位：甲局）\n"
    )
    assert [one.whole for one in of_kind(drafted(text), M)] == ["", ""]


def test_of_two_tiers_only_the_damaged_one_is_left_open() -> None:
    draft = drafted(words("牵头单位：水务局", "加固堤塘确保10公里，力争1\ue0102公里。"))
    target = of_kind(draft, M)[0]
    assert (target.value("guaranteed"), target.value("stretch")) == ("10", "")
    said = answer(draft, draft.questions[0].id, "12")
    assert (find(said, "加固堤塘", M).value("guaranteed"), find(said, "加固堤塘", M).value("stretch")) == ("10", "12")
