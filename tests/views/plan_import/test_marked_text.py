"""The paper with marks: nothing of it is lost, marks within marks show the shortest, long papers are turned over."""

from portal.views.plan_import.marked_text import Mark, Part, choose_part, cut, lay_out, nth_part

PAPER = "标题一行\n\n  责任部门：甲局、乙局。\n末行"


def mark(words: str, item: str, kind: str = "responsible", text: str = PAPER) -> Mark:
    start = text.index(words)
    return Mark(start, start + len(words), kind, item, f"?item={item}", item)


def whole(text: str) -> Part:
    return Part(1, 1, 0, len(text))


def test_every_word_of_the_paper_is_there_as_it_was() -> None:
    marks = [mark("标题一行\n\n  责任", "t1"), mark("甲局", "t2"), mark("乙局。\n末行", "t3")]
    found = lay_out(PAPER, marks, whole(PAPER))
    lines = ["".join(segment.text for segment in paragraph.segments) for paragraph in found]
    assert lines == ["标题一行", "  责任部门：甲局、乙局。", "末行"]
    assert [paragraph.is_after_gap for paragraph in found] == [False, True, False]


def test_the_room_around_words_carries_no_mark() -> None:
    found = lay_out(PAPER, [mark("\n  责任部门", "t1")], whole(PAPER))
    marked = [segment.text for paragraph in found for segment in paragraph.segments if segment.mark]
    assert marked == ["责任部门"]


def test_of_marks_within_marks_the_shortest_is_shown_and_each_has_its_anchor() -> None:
    found = lay_out(PAPER, [mark("甲局、乙局", "t1"), mark("甲局", "t2")], whole(PAPER))
    segments = [segment for paragraph in found for segment in paragraph.segments if segment.mark]
    assert [(segment.text, segment.mark.item) for segment in segments if segment.mark] == [
        ("甲局", "t2"),
        ("、乙局", "t1"),
    ]
    assert [segment.anchors for segment in segments] == [("in-text-t1", "in-text-t2"), ()]


def test_a_question_is_shown_before_the_target_it_is_about() -> None:
    marks = [mark("甲局", "m1", "target"), mark("甲局", "q1", "question")]
    shown = lay_out(PAPER, marks, whole(PAPER))[1].segments[1]
    assert shown.mark is not None
    assert shown.mark.item == "q1"


def test_a_list_has_its_letter_once() -> None:
    segments = [segment for paragraph in lay_out(PAPER, [mark("甲局", "t1"), mark("乙局", "t1")], whole(PAPER))
                for segment in paragraph.segments if segment.mark]  # fmt: skip
    assert [segment.is_first for segment in segments] == [True, False]


def test_a_long_paper_is_cut_behind_lines_and_nothing_is_lost() -> None:
    text = "一行十个字的文章内容\n" * 500
    parts = cut(text, 1000)
    assert "".join(text[start:end] for start, end in parts) == text
    assert all(text[end - 1] == "\n" for _, end in parts)
    assert choose_part(text, 2500, 1000).number == 3
    assert nth_part(text, 99, 1000).number == len(parts)
    assert nth_part(text, 0, 1000).number == 1


def test_a_line_without_end_is_cut_all_the_same() -> None:
    assert [end - start for start, end in cut("字" * 2500, 1000)] == [1000, 1000, 500]


def test_a_mark_across_two_parts_is_seen_in_both() -> None:
    text = "甲" * 20
    across = Mark(5, 15, "title", "t1", "", "")
    first, second = nth_part(text, 1, 10), nth_part(text, 2, 10)
    assert lay_out(text, [across], first)[0].segments[-1].text == "甲" * 5
    assert lay_out(text, [across], second)[0].segments[0].text == "甲" * 5
