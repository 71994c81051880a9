"""An answer about the structure renews the draft: the tree is read anew, what people did elsewhere stays."""

from portal.domain.plan_draft import (
    Decision,
    DecisionKind,
    Draft,
    Item,
    ItemKind,
    add_item,
    answer,
    children,
    decide_department,
    decide_person,
    drop_item,
    find_or_none,
    from_plain,
    left_behind,
    move_item,
    people_of,
    read_anew,
    renewed,
    set_field,
    split_item,
    title_of,
    to_plain,
    wants_reading,
)
from portal.domain.plan_text.reading import QuestionKind
from tests.domain.plan_draft.drafts import drafted, find

T, C, M = ItemKind.TASK, ItemKind.CAMPAIGN, ItemKind.TARGET
TEXT = """某区2022年工作要点
一、总体要求
坚持一件事一个主体。
二、改善居住
（一）改造小区。完成改造18个。（牵头单位：建设局；责任单位：甲局、乙局）
（二）打通道路。打通断头路5条。（牵头单位：建设局；责任单位：交警队）
3、改善出行
（一）新增车位。新增停车泊位600个，力争新增绿道7公里，新建驿站4座。（牵头单位：执法局；责任单位：甲局）
（二）优化公交。优化公交线路9条。（牵头单位：交通局；责任单位：乙局）
四、办好学校
1.新建小学。力争新增学位900个，新建食堂2座，入学率达到150%。（牵头单位：教育局；责任单位：建设局）
"""
MEANT = next(one.id for one in drafted(TEXT).questions if one.kind is QuestionKind.NUMBER_MEANT)


def said(draft: Draft, given: str) -> Draft:
    """Pressed, and kept as the portal keeps it."""
    done = renewed(draft, read_anew(TEXT, draft, MEANT, given), MEANT, given)
    return from_plain(to_plain(done))


def tree(draft: Draft) -> dict[str, list[str]]:
    return {title_of(one): [title_of(item) for item in children(draft, one.id) if item.kind is T]
            for one in draft.items if one.kind is C}  # fmt: skip


def test_the_tree_changes_with_the_answer_and_back() -> None:
    draft = drafted(TEXT)
    assert tree(draft) == {
        "改善居住": ["改造小区", "打通道路"],
        "改善出行": ["新增车位", "优化公交"],
        "办好学校": ["新建小学"],
    }
    denied = said(draft, "No")
    assert list(tree(denied)) == ["改善居住", "办好学校"]
    assert {"新增车位", "优化公交"} <= {one for tasks in tree(denied).values() for one in tasks}
    again = said(denied, "Yes")
    assert tree(again) == tree(draft)
    assert [one.answer for one in again.questions if one.id == MEANT] == ["Yes"]
    assert sorted(item.origin for item in again.items) == sorted(item.origin for item in draft.items)


def test_the_question_stands_with_its_answer_so_that_it_can_be_changed() -> None:
    denied = said(drafted(TEXT), "No")
    assert [one.answer for one in denied.questions if one.kind is QuestionKind.NUMBER_MEANT] == ["No"]
    assert wants_reading(denied, MEANT, "Yes")
    assert not wants_reading(denied, MEANT, "No")
    assert not wants_reading(drafted(TEXT), MEANT, "Yes"), "that is how it was read"
    assert not wants_reading(drafted(TEXT), MEANT, "Perhaps")


def corrected() -> Draft:
    draft = drafted(TEXT)
    draft = set_field(draft, find(draft, "改造小区").id, "title", "改造老旧小区")
    draft = set_field(draft, find(draft, "新建小学").id, "lead", "建设局")
    draft = set_field(draft, find(draft, "优化公交").id, "due_on", "2022-10-31")
    draft = drop_item(draft, find(draft, "打通道路").id)
    draft = add_item(draft, T, find(draft, "办好学校").id, "新建幼儿园")[0]
    draft = decide_department(draft, "交通局", Decision(DecisionKind.IGNORE))
    for tier in [one.id for one in draft.questions if one.kind is QuestionKind.TIER_SCOPE]:
        draft = answer(draft, tier, "No")
    return draft


def state(draft: Draft) -> dict[str, object]:
    return {
        "title": [title_of(one) for one in draft.items if "小区" in title_of(one) and one.kind is T],
        "lead": [one.name for one in find(draft, "新建小学").lead],
        "responsible": [one.name for one in find(draft, "新建小学").responsible],
        "due_on": find(draft, "优化公交").value("due_on"),
        "dropped": [title_of(one) for one in draft.items if one.is_dropped],
        "added": title_of(children(draft, find(draft, "办好学校", C).id)[-1]),
        "decided": draft.decisions["交通局"].kind,
        "tier": find(draft, "新建驿站", M).value("guaranteed"),
        "answers": {one.kind: one.answer for one in draft.questions if one.kind is not QuestionKind.NUMBER_MEANT},
    }


def test_what_people_did_stays_through_the_answer_and_its_change() -> None:
    draft = corrected()
    before = state(draft)
    assert (before["tier"], before["dropped"]) == ("4", ["打通道路", "打通断头路"])
    denied = said(draft, "No")
    assert tree(denied) != tree(draft)
    assert state(denied) == before
    again = said(denied, "Yes")
    assert state(again) == before
    assert tree(again) == tree(draft)


def test_an_answer_given_before_can_still_be_taken_back_after_it() -> None:
    denied = said(corrected(), "No")
    for title, value in (("新建驿站", "4"), ("新建食堂", "2")):
        target = find(denied, title, M)
        assert (target.value("guaranteed"), target.value("stretch")) == (value, "")
        tier = next(one.id for one in denied.questions if target.id in one.items)
        back = find(answer(denied, tier, "Yes"), title, M)
        assert (back.value("guaranteed"), back.value("stretch")) == ("", value)


def test_a_number_taken_out_before_it_can_still_be_put_back_after_it() -> None:
    draft = drafted(TEXT)
    asked = next(one.id for one in draft.questions if one.kind is QuestionKind.IMPLAUSIBLE_NUMBER)
    denied = said(answer(draft, asked, "No"), "No")
    assert find(denied, "入学率", M).value("guaranteed") == find(denied, "入学率", M).value("stretch") == ""
    back = find(answer(denied, asked, "Yes"), "入学率", M)
    assert "150" in (back.value("guaranteed"), back.value("stretch"))


def test_what_finds_no_place_is_told_and_comes_back_with_the_other_answer() -> None:
    draft = drafted(TEXT)
    draft = set_field(draft, find(draft, "改善出行", C).id, "name", "改善出行行动")
    denied = said(draft, "No")
    question = next(one for one in denied.questions if one.id == MEANT)
    assert [(one.title, one.field, one.value) for one in left_behind(denied, question)] == [
        ("改善出行行动", "name", "改善出行行动")
    ]
    again = said(denied, "Yes")
    assert "改善出行行动" in tree(again)
    question = next(one for one in again.questions if one.id == MEANT)
    assert left_behind(again, question) == []


def test_what_a_person_moved_or_added_lies_below_something_that_stands() -> None:
    draft = drafted(TEXT)
    draft = move_item(draft, find(draft, "打通道路").id, find(draft, "改善出行", C).id)
    draft, added = add_item(draft, T, find(draft, "改善出行", C).id, "新增驿站")
    draft, part = split_item(draft, find(draft, "新增车位").id, TEXT.index("力争新增绿道"), TEXT)
    for one in (said(draft, "No"), said(said(draft, "No"), "Yes")):
        ids = {item.id: item for item in one.items}
        for item in map(ids.__getitem__, (added, part, find(one, "打通道路").id)):
            assert item.parent in ids, title_of(item)
        assert require(find_or_none(one, part)).value("content").startswith("力争新增绿道")
        assert find(one, "新增车位").value("content") == "（一）新增车位。新增停车泊位600个"
    assert title_of(holder(said(draft, "No"), find(draft, "打通道路").id)) == "改善居住", "as the paper has it"


def test_what_a_person_moved_out_of_the_changed_part_stays_there() -> None:
    draft = drafted(TEXT)
    draft = move_item(draft, find(draft, "优化公交").id, find(draft, "办好学校", C).id)
    assert tree(said(draft, "No"))["办好学校"] == ["新建小学", "优化公交"]


def require(item: Item | None) -> Item:
    assert item is not None
    return item


def holder(draft: Draft, item_id: str) -> Item:
    return require(find_or_none(draft, require(find_or_none(draft, item_id)).parent))


def test_the_order_people_gave_stays() -> None:
    draft = drafted(TEXT)
    school, homes = find(draft, "办好学校", C).id, find(draft, "改善居住", C).id
    draft = move_item(draft, school, "", homes)
    assert list(tree(said(draft, "No"))) == ["办好学校", "改善居住"]
    assert list(tree(said(said(draft, "No"), "Yes"))) == ["办好学校", "改善居住", "改善出行"]


def test_what_was_dropped_stays_dropped_where_it_is_read_otherwise() -> None:
    draft = drafted(TEXT)
    draft = drop_item(draft, find(draft, "优化公交").id)
    denied = said(draft, "No")
    assert find(denied, "优化公交").section != find(draft, "优化公交").section
    assert find(denied, "优化公交").is_dropped


def test_people_are_not_decided_on_twice() -> None:
    text = TEXT.replace("3、改善出行\n", "3、改善出行\n畅通城乡道路。\n指挥长：丁某某\n牵头单位：交通局\n")
    draft = drafted(text)
    for one in people_of(draft):
        draft = decide_person(draft, one.key, "ignored")
    asked = next(one.id for one in draft.questions if one.kind is QuestionKind.NUMBER_MEANT)
    denied = renewed(draft, read_anew(text, draft, asked, "No"), asked, "No")
    again = renewed(denied, read_anew(text, denied, asked, "Yes"), asked, "Yes")
    for renewed_draft in (denied, again):
        assert [(one.name, one.decision) for one in people_of(renewed_draft)] == [("丁某某", "ignored")]


WHO = "（责任单位：甲局）"
DIGIT = f"某区要点\n一、重点工作\n1.改造管网。{WHO}\n2.新建基站。{WHO}\n3.5G网络覆盖全域。{WHO}\n4.5G站点共享。{WHO}\n"


def denied_in(draft: Draft, text: str, *numbers: int) -> Draft:
    for nth in numbers:
        asked = [one.id for one in draft.questions if one.kind is QuestionKind.TITLE_DIGIT][nth]
        draft = renewed(draft, read_anew(text, draft, asked, "No"), asked, "No")
    return draft


def test_whether_digits_are_a_number_or_belong_to_the_words() -> None:
    draft = drafted(DIGIT)
    draft = set_field(draft, find(draft, "新建基站").id, "title", "新建通信基站")
    denied = denied_in(draft, DIGIT, 0)
    assert [title_of(one) for one in denied.items if one.kind is T][:3] == [
        "改造管网",
        "新建通信基站",
        "3.5G网络覆盖全域",
    ]
    asked = denied.questions[0].id
    again = renewed(denied, read_anew(DIGIT, denied, asked, "Yes"), asked, "Yes")
    assert ("3.", "5G网络覆盖全域") in [(one.number, title_of(one)) for one in again.items if one.kind is T]


def test_each_answer_about_the_structure_holds_with_the_others() -> None:
    denied = denied_in(drafted(DIGIT), DIGIT, 1, 0)
    asked = [one for one in denied.questions if one.kind is QuestionKind.TITLE_DIGIT]
    assert [(one.answer, one.gone_by) for one in asked] == [("No", ""), ("No", "")]
    titles = [title_of(one) for one in denied.items if one.kind is T]
    assert titles == ["改造管网", "新建基站", "3.5G网络覆盖全域", "4.5G站点共享"]


def test_a_draft_kept_before_origins_were_is_renewed_too() -> None:
    plain = to_plain(drafted(TEXT))
    for item in plain["items"]:
        del item["origin"]
    old = from_plain(plain)
    assert tree(said(old, "No")) == tree(said(drafted(TEXT), "No"))
