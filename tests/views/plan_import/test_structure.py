"""An answer about the structure reads the paper anew: the tree changes, corrections stay, the answer can be changed."""

import re
import time

import pytest

from portal.domain.plan_draft import Draft, ItemKind, title_of
from portal.domain.plan_text.reading import QuestionKind
from portal.services.plan_readings import rereading
from tests.views.plan_import.conftest import Desk
from tests.views.plan_import.structure import MISPRINTED
from tests.views.plan_import.test_items import form_of
from tests.working import run_waiting_jobs


def campaigns(draft: Draft) -> list[str]:
    return [title_of(one) for one in draft.items if one.kind is ItemKind.CAMPAIGN]


def meant(desk: Desk, review: str) -> str:
    return next(one.id for one in desk.draft(review).questions if one.kind is QuestionKind.NUMBER_MEANT)


def correct(desk: Desk, review: str, words: str, **fields: str) -> None:
    item = desk.item(review, words)
    answer = desk.press(review, f"set?item={item}", **form_of(desk, review, item) | fields)
    assert answer.status_code == 303


def test_the_tree_changes_and_an_earlier_correction_stays(desk: Desk) -> None:
    review = desk.send(MISPRINTED)
    correct(desk, review, "新建小学", title="新建实验小学")
    question = meant(desk, review)
    assert "重新识别" in desk.open(f"{review}?view=questions")
    began = time.perf_counter()
    answer = desk.press(review, f"answer?view=questions&question={question}", answer="No")
    assert time.perf_counter() - began < 2, "far more than the half second it may take on a quiet machine"
    assert "已按此答复重新识别全文。" in desk.open(answer.location)
    assert campaigns(desk.draft(review)) == ["改善居住", "办好学校"]
    assert "新建实验小学" in [title_of(one) for one in desk.draft(review).items]
    assert 'value="No" aria-pressed="true"' in desk.open(f"{review}?view=questions&which=answered")
    assert len(re.findall(r'id="chapter-c\d+"', desk.open(f"{review}?view=plan"))) == 2


def test_the_answer_is_changed_again(desk: Desk) -> None:
    review = desk.send(MISPRINTED)
    question, before = meant(desk, review), campaigns(desk.draft(review))
    for given in ("No", "Yes", "No", "Yes"):
        answer = desk.press(review, f"answer?view=questions&which=answered&question={question}", answer=given)
        assert answer.status_code == 303
    assert campaigns(desk.draft(review)) == before
    assert 'value="Yes" aria-pressed="true"' in desk.open(answer.location)


def test_what_could_not_be_carried_over_stands_beside_the_question(desk: Desk) -> None:
    review = desk.send(MISPRINTED)
    correct(desk, review, "改善出行", name="改善出行行动")
    question = meant(desk, review)
    answer = desk.press(review, f"answer?view=questions&question={question}", answer="No")
    assert answer.location == f"{review}?view=questions&question={question}&which=answered#question-{question}"
    shown = desk.open(answer.location)
    assert "未能保留" in shown
    assert "“改善出行行动”，名称：改善出行行动" in shown
    desk.press(review, f"answer?view=questions&question={question}", answer="Yes")
    assert "改善出行行动" in campaigns(desk.draft(review))
    assert "未能保留" not in desk.open(answer.location)


def test_the_first_answer_is_what_stands_and_reads_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    review = desk.send(MISPRINTED)
    monkeypatch.setattr(rereading.Wish, "read", lambda wish: pytest.fail("nothing has to be read"))
    answer = desk.press(review, f"answer?view=questions&question={meant(desk, review)}", answer="Yes")
    assert answer.status_code == 303
    assert desk.draft(review).questions[0].answer == "Yes"


def test_a_late_press_changes_nothing(desk: Desk) -> None:
    review = desk.send(MISPRINTED)
    seen = desk.version(review)
    correct(desk, review, "新建小学", title="新建实验小学")
    late = desk.press(review, f"answer?view=questions&question={meant(desk, review)}", answer="No", version=seen)
    assert late.status_code == 409
    assert "改善出行" in campaigns(desk.draft(review))


def test_a_very_long_paper_is_read_by_a_worker(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    review = desk.send(MISPRINTED)
    monkeypatch.setattr(rereading, "LONGEST_AT_ONCE", 100)
    question = meant(desk, review)
    answer = desk.press(review, f"answer?view=questions&question={question}", answer="No")
    assert answer.location.startswith("/jobs/")
    assert "改善出行" in campaigns(desk.draft(review)), "not yet"
    correct(desk, review, "新建小学", title="新建实验小学")
    run_waiting_jobs(desk.app)
    led = desk.office.get(answer.location)
    assert led.location == f"{review}?view=questions&question={question}"
    assert campaigns(desk.draft(review)) == ["改善居住", "办好学校"]
    assert "新建实验小学" in [title_of(one) for one in desk.draft(review).items], "corrected while it was read"
