"""What is marked in the text: every stretch once, the innermost thing that stands there."""

from itertools import pairwise

import pytest

from portal.domain.plan_draft import Draft, marks_of
from tests import notices
from tests.domain.plan_draft.drafts import campaigns, find, items


@pytest.mark.parametrize("draft", [campaigns(), items()])
def test_marks_are_sorted_and_never_overlap(draft: Draft) -> None:
    marks = marks_of(draft)
    assert all(one.start < one.end for one in marks)
    assert all(one.end <= other.start for one, other in pairwise(marks))


def marked(draft: Draft, text: str, words: str) -> list[tuple[str, str]]:
    at = text.index(words)
    return [(one.item, one.field) for one in marks_of(draft) if one.start <= at < one.end]


def test_a_click_on_printed_words_finds_its_item() -> None:
    draft = items()
    assert marked(draft, notices.ITEMS, "新建第二小学") == [(find(draft, "新建第二小学").id, "title")]
    assert marked(draft, notices.ITEMS, "教育局") == [(find(draft, "新建第二小学").id, "lead")]
    assert marked(draft, notices.ITEMS, "8月底前") == [(find(draft, "新建第二小学").id, "deadline_text")]
    assert marked(draft, notices.ITEMS, "云管〔2022〕3号") == [("", "document_number")]


def test_a_target_inside_a_sentence_is_marked_as_itself_and_the_sentence_goes_on_behind_it() -> None:
    draft, text = campaigns(), notices.CAMPAIGNS
    sentence = find(draft, "力争新增绿地15公顷，")
    assert marked(draft, text, "力争新增绿地") == [(find(draft, "新增绿地", nth=1).id, "metric")]
    assert marked(draft, text, "10月底前建成") == [(sentence.id, "title")]


def test_what_was_dropped_is_not_marked() -> None:
    from portal.domain.plan_draft import drop_item

    draft = drop_item(items(), find(items(), "新建第二小学").id)
    assert marked(draft, notices.ITEMS, "新建第二小学") == []
