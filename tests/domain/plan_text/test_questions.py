"""What the reader asks instead of guessing."""

from portal.domain.plan_text import as_answer, read
from portal.domain.plan_text.reading import Question, QuestionKind


def asked(text: str) -> dict[QuestionKind, Question]:
    return {question.kind: question for question in read(text).questions}


def test_a_damaged_number_is_not_believed() -> None:
    for printed in ("1\ue0105", "1\ufffd5", "1 5", "1..5"):
        reading = read(f"一、主要目标\n工业总产值达到{printed}亿元。")
        (target,) = reading.targets
        assert (target.ensure, target.strive, target.is_doubtful) == (None, None, True), printed
        (question,) = reading.questions
        assert question.kind is QuestionKind.DAMAGED_NUMBER
        assert "1.5" in question.answers


def test_a_space_before_a_decimal_point_is_only_a_space() -> None:
    (target,) = read("一、主要目标\n占比提高到１１ ．５％。").targets
    assert (target.ensure, target.is_doubtful) == (11.5, False)


def test_an_implausible_number_is_kept_and_asked_about() -> None:
    reading = read("一、主要目标\n地区生产总值增长85%。")
    assert reading.targets[0].ensure == 85
    assert [question.kind for question in reading.questions] == [QuestionKind.IMPLAUSIBLE_NUMBER]


def test_how_far_a_stretch_word_reaches() -> None:
    question = asked("一、主要目标\n力争引进项目10个，新增企业5家。")[QuestionKind.TIER_SCOPE]
    assert "新增企业5家" in question.message % question.values


def test_no_lead_is_asked_for_once_for_all_items() -> None:
    text = (
        "一、任务\n（一）清淤。疏浚。（责任单位：区水利局、区城管局）\n（二）截污。改管。（责任单位：区住建局、各镇）"
    )
    questions = [one for one in read(text).questions if one.kind is QuestionKind.FIRST_LEADS]
    assert len(questions) == 1
    assert "2" in questions[0].message % questions[0].values


def test_several_leads_are_shown_as_answers() -> None:
    text = "一、任务\n（一）清淤。疏浚。（牵头单位：区水利局、区城管局）"
    assert asked(text)[QuestionKind.SEVERAL_LEADS].answers == ("区水利局", "区城管局")


def test_two_values_of_one_target_are_both_shown() -> None:
    question = asked("一、主要目标\n新增企业45家。\n二、任务\n（一）招商。新增企业50家。")[QuestionKind.SAME_TARGET]
    assert question.answers[:2] == ("新增企业45家", "新增企业50家")


def test_one_of_two_tiers_said_again_is_no_difference() -> None:
    text = "一、主要目标\n合同外资确保7亿美元，力争8亿美元。\n二、任务\n（一）招商。力争合同外资8亿美元。"
    assert QuestionKind.SAME_TARGET not in asked(text)
    assert [target.same_as for target in read(text).targets] == [None, 0]


def test_a_plain_notice_asks_nothing() -> None:
    assert asked("一、任务\n（一）清淤。疏浚5公里。（区水利局牵头，各镇配合）") == {}


def test_ids_are_unique_and_places_are_in_the_text() -> None:
    text = "一、目标\n力争引进项目10个，新增企业5家，新增企业6家。\n"
    text += "二、任务\n（一）清淤。疏浚。（责任单位：区水利局、区城管局）"
    questions = read(text).questions
    assert len({question.id for question in questions}) == len(questions)
    assert all(0 <= question.place.start < question.place.end <= len(text) for question in questions)


def test_the_answer_is_plain_values() -> None:
    answer = as_answer(read("一、任务\n（一）清淤。疏浚5公里，6月底前完成；每月通报。（区水利局牵头，各镇配合）"))
    (task,) = answer["tasks"]
    assert (task["lead"], task["responsible"], task["deadline_text"]) == (["区水利局"], ["各镇"], "6月底前；每月")
    assert answer["issued_on"] is None
