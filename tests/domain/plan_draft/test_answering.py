"""An answer changes what it is about, can be given otherwise, and never overrules a person."""

import pytest

from portal.domain.plan_draft import Draft, ItemKind, answer, from_plain, open_questions, set_field, to_plain
from portal.domain.plan_text.reading import QuestionKind
from portal.errors import Invalid
from tests import notices
from tests.domain.plan_draft.drafts import campaigns, drafted, find, of_kind

T, M = ItemKind.TASK, ItemKind.TARGET
TWICE = "某区要点\n一、主要目标\n全年新增企业45家。\n二、重点工作\n1.壮大企业。新增企业50家。（责任单位：发展局）\n"
IMPLAUSIBLE = "某区要点\n一、主要目标\n全年地区生产总值增长85%。\n二、重点工作\n1.壮大企业。（责任单位：发展局）\n"
CELLS = """任务清单
| 序号 | 任务 | 牵头单位 | 责任单位 |
|---|---|---|---|
| 1 | 新建甲园 | 甲局、戊局 | 乙局 |
| 2 | 新建乙园 |  | 丙局 |
| 3 | 新建丙园 | 丁局 | 丙局 |
"""
PRINTED_ONLY = "某区要点\n一、重点工作\n1.做好甲事。（责任单位：甲局）\n甲局 2022年3月1日印发\n"


def tiers(draft: Draft, title: str, nth: int = 0) -> tuple[str, str]:
    target = find(draft, title, M, nth)
    return target.value("guaranteed"), target.value("stretch")


def question_of(draft: Draft, kind: QuestionKind) -> str:
    return next(one.id for one in draft.questions if one.kind is kind)


def test_whether_the_stretch_word_still_governs() -> None:
    draft = campaigns()
    asked = question_of(draft, QuestionKind.TIER_SCOPE)
    denied = answer(draft, asked, "No")
    assert tiers(denied, "实际使用外资", 1) == ("3.5", "")
    assert tiers(answer(denied, asked, "Yes"), "实际使用外资", 1) == ("", "3.5")


def test_a_damaged_number_is_said_or_typed_and_no_longer_blocks() -> None:
    draft = drafted(notices.DAMAGED)
    asked = question_of(draft, QuestionKind.DAMAGED_NUMBER)
    assert [one.is_blocking for one in open_questions(draft)] == [True]
    said = answer(draft, asked, "1.2")
    assert tiers(said, "加固堤塘") == ("1.2", "")
    assert open_questions(said) == []
    assert tiers(answer(said, asked, "15.2公里"), "加固堤塘") == ("15.2", "")


def test_a_number_nobody_believes_is_taken_out_and_can_be_put_back() -> None:
    draft = drafted(IMPLAUSIBLE)
    asked = question_of(draft, QuestionKind.IMPLAUSIBLE_NUMBER)
    denied = answer(draft, asked, "No")
    assert tiers(denied, "生产总值") == ("", "")
    assert tiers(answer(denied, asked, "Yes"), "生产总值") == ("85", "")


def test_the_first_leads_in_all_items_at_once_and_not_after_all() -> None:
    draft = drafted(notices.UNLED)
    asked = question_of(draft, QuestionKind.FIRST_LEADS)
    led = answer(draft, asked, "Yes")
    assert [one.lead[0].name for one in of_kind(led, T)] == ["水务局", "规划建设局"]
    assert of_kind(answer(led, asked, "No"), T) == of_kind(draft, T)


def test_another_of_several_leads() -> None:
    draft = drafted(notices.JOINT)
    asked = question_of(draft, QuestionKind.SEVERAL_LEADS)
    task = of_kind(answer(draft, asked, "规划建设局"), T)[0]
    assert [one.name for one in task.lead] == ["规划建设局"]
    assert [(one.name, one.is_joint) for one in task.responsible] == [("发展局", True), ("财政局", False)]


def test_which_of_two_mentions_holds() -> None:
    draft = drafted(TWICE)
    asked = question_of(draft, QuestionKind.SAME_TARGET)
    question = draft.questions[0]
    later = answer(draft, asked, question.answers[1])
    assert tiers(later, "新增企业") == ("50", "")
    assert find(later, "新增企业", M, 1).twin == find(later, "新增企业", M).id
    both = answer(later, asked, "Both")
    assert (tiers(both, "新增企业"), find(both, "新增企业", M, 1).twin) == (("45", ""), "")
    assert tiers(answer(both, asked, question.answers[0]), "新增企业") == ("45", "")


def test_an_empty_cell_takes_what_stands_above_it_or_stays_empty() -> None:
    draft = drafted(CELLS)
    asked = question_of(draft, QuestionKind.MERGED_CELL)
    lent = of_kind(answer(draft, asked, "Yes"), T)[1]
    assert ([one.name for one in lent.lead], [one.name for one in lent.responsible]) == (["甲局"], ["戊局", "丙局"])
    assert of_kind(answer(answer(draft, asked, "Yes"), asked, "No"), T) == of_kind(draft, T)


def test_a_date_that_only_the_printer_gave_is_confirmed_or_left_out() -> None:
    draft = drafted(PRINTED_ONLY)
    asked = question_of(draft, QuestionKind.DATE_MEANT)
    denied = answer(draft, asked, "No")
    assert denied.head["issued_on"].value == ""
    assert answer(denied, asked, "Yes").head["issued_on"].value == "2022-03-01"


def test_what_a_person_has_typed_stays() -> None:
    draft = campaigns()
    target = find(draft, "实际使用外资", M, 1)
    typed = set_field(draft, target.id, "guaranteed", "2")
    answered = answer(typed, question_of(draft, QuestionKind.TIER_SCOPE), "Yes")
    assert tiers(answered, "实际使用外资", 1)[0] == "2"
    unled = drafted(notices.UNLED)
    chosen = set_field(unled, of_kind(unled, T)[0].id, "lead", "财政局")
    led = answer(chosen, question_of(unled, QuestionKind.FIRST_LEADS), "Yes")
    assert [one.lead[0].name for one in of_kind(led, T)] == ["财政局", "规划建设局"]


def test_an_answer_can_be_changed_after_the_draft_was_kept() -> None:
    draft = drafted(notices.UNLED)
    asked = question_of(draft, QuestionKind.FIRST_LEADS)
    kept = from_plain(to_plain(answer(draft, asked, "Yes")))
    assert of_kind(answer(kept, asked, "No"), T) == of_kind(draft, T)


@pytest.mark.parametrize("given", ["", "Perhaps", "1.2"])
def test_only_the_answers_that_are_offered(given: str) -> None:
    draft = campaigns()
    with pytest.raises(Invalid) as refused:
        answer(draft, question_of(draft, QuestionKind.TIER_SCOPE), given)
    assert refused.value.field == "answer"
