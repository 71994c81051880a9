import pytest

from portal.domain.search_words import phrases_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("快速路3期", ["快速", "速路", "3", "期"]),
        ("ＧＤＰ增长", ["gdp", "增长"]),
        ("桥", ["桥"]),
        ("、。—", []),
        ("开工，竣工", ["开工", "竣工"]),
    ],
)
def test_text_becomes_pairs_of_characters_and_runs_of_letters(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_query_is_one_phrase_for_each_run() -> None:
    assert phrases_of("开禧大桥 A3") == [["开禧", "禧大", "大桥"], ["a3"]]


def test_a_single_character_is_no_word() -> None:
    assert phrases_of("桥") == []
    assert phrases_of("桥 7") == [["7"]]


def test_a_query_is_cut_to_a_length_that_an_index_answers_fast() -> None:
    assert sum(map(len, phrases_of("路" * 10_000))) < 60
