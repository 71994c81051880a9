"""Questions first, each answered with one press, and every answer can be given again."""

import pytest

from portal.domain.plan_draft import open_questions
from tests.views.plan_import.conftest import Desk


def first_question(desk: Desk, review: str) -> str:
    return desk.draft(review).questions[0].id


def test_the_review_begins_with_what_is_open(desk: Desk) -> None:
    text = desk.open(desk.send())
    assert "待确认 3" in text
    assert 'value="Yes"' in text
    assert text.index('class="asked"') > text.index('class="paper"')


def test_one_press_answers_and_leads_to_the_next(desk: Desk) -> None:
    review = desk.send()
    questions = [one.id for one in desk.draft(review).questions]
    answer = desk.press(review, f"answer?view=questions&question={questions[0]}", answer="No")
    assert answer.status_code == 303
    assert f"question={questions[1]}" in answer.location
    assert desk.draft(review).questions[0].answer == "No"
    assert "待确认 2" in desk.open(answer.location)


def test_an_answer_is_changed_where_it_stands(desk: Desk) -> None:
    review = desk.send()
    question = first_question(desk, review)
    desk.press(review, f"answer?view=questions&question={question}", answer="Yes")
    shown = desk.open(f"{review}?view=questions&which=answered")
    assert 'value="Yes" aria-pressed="true"' in shown
    again = desk.press(review, f"answer?view=questions&which=answered&question={question}", answer="No")
    assert "which=answered" in again.location
    assert desk.draft(review).questions[0].answer == "No"


def test_answering_all_of_them_leads_on(desk: Desk) -> None:
    review = desk.send()
    for question in desk.draft(review).questions:
        desk.press(review, f"answer?question={question.id}", answer=question.answers[0])
    assert open_questions(desk.draft(review)) == []
    assert "问题都已确认。" in desk.open(f"{review}?view=questions")


@pytest.mark.parametrize(("question", "answer"), [("unheard-of", "Yes"), ("", "Yes"), (None, "Perhaps"), (None, "")])
def test_what_is_no_answer_is_refused_with_a_sentence(desk: Desk, question: str | None, answer: str) -> None:
    review = desk.send()
    question = first_question(desk, review) if question is None else question
    refused = desk.press(review, f"answer?view=questions&question={question}", answer=answer)
    assert refused.status_code == 422
    assert 'class="notice is-warning"' in refused.text
    assert len(open_questions(desk.draft(review))) == 3


def test_two_at_the_same_review_do_not_overwrite_each_other(desk: Desk) -> None:
    review = desk.send()
    seen, question = desk.version(review), first_question(desk, review)
    assert desk.press(review, f"answer?question={question}", version=seen, answer="Yes").status_code == 303
    late = desk.press(review, f"answer?view=questions&which=answered&question={question}", version=seen, answer="No")
    assert late.status_code == 409
    assert "aria-pressed" in late.text, "what stands now is shown"
    assert desk.draft(review).questions[0].answer == "Yes"


def test_the_place_in_the_paper_and_the_question_lead_to_each_other(desk: Desk) -> None:
    review = desk.send()
    question = first_question(desk, review)
    text = desk.open(review)
    assert f'id="in-text-{question}"' in text
    assert f"#in-text-{question}" in text
    assert f"#question-{question}" in text


def test_people_are_suggestions(desk: Desk) -> None:
    review = desk.send()
    assert "建议任职" in desk.open(f"{review}?view=people")
    key = "c1:commander:甲某"
    key = next(iter(found)) if (found := people(desk, review)) and key not in found else key
    assert desk.press(review, "decide-person?view=people", press=f"{key}|accepted").status_code == 303
    assert people(desk, review)[key] == "accepted"
    assert desk.press(review, "decide-person?view=people", press="*|ignored").status_code == 303
    assert list(people(desk, review).values()).count("ignored") == len(people(desk, review)) - 1
    assert desk.press(review, "decide-person?view=people", press="nobody|accepted").status_code == 422


def people(desk: Desk, review: str) -> dict[str, str]:
    from portal.domain.plan_draft import people_of

    return {one.key: one.decision for one in people_of(desk.draft(review))}


def test_all_that_is_left_stays_as_it_stands_with_one_press(desk: Desk) -> None:
    review = desk.send()
    assert "全部按现状确认" in desk.open(review)
    assert desk.press(review, "answer-rest?view=questions").status_code == 303
    assert all(one.answer == one.answers[0] for one in desk.draft(review).questions)
    assert "3 处已按现状确认。" in desk.open(review)
    assert desk.press(review, "answer-rest", version=1).status_code == 409
