"""A document of old Word that is broken, locked or none is refused at once: no program is started for it."""

import time

import pytest

from portal.documents import isolated, old_office_text
from portal.documents.notice_text import text_of
from portal.documents.old_word import check_doc
from portal.documents.refusal import NotAcceptedError
from tests.documents.old_words import broken_old_words, old_word_file

BROKEN = list(broken_old_words())
MOST_SECONDS = 0.5


@pytest.fixture(autouse=True)
def program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts it fails."""

    def start(*given: object) -> bytes:
        raise AssertionError("the program is started")

    monkeypatch.setattr(old_office_text.shutil, "which", lambda _: "/bin/converter")
    monkeypatch.setattr(old_office_text, "_converted", start)


@pytest.mark.parametrize(("data", "words"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
@pytest.mark.parametrize("name", ["notice.doc", "notice.wps"])
def test_it_gets_its_sentence_and_starts_nothing(name: str, data: bytes, words: str) -> None:
    with pytest.raises(NotAcceptedError, match=words):
        text_of(data, name)


def test_it_is_refused_within_half_a_second() -> None:
    """The best of three: the machine may be busy with something else."""
    taken = []
    for _ in range(3):
        began = time.monotonic()
        with pytest.raises(NotAcceptedError, match="incomplete"):
            text_of(old_word_file()[:4000], "notice.doc")
        taken.append(time.monotonic() - began)
    assert min(taken) < MOST_SECONDS


def test_a_whole_one_goes_on_to_the_program() -> None:
    assert check_doc(old_word_file()) == ""
    with pytest.raises(AssertionError, match="the program is started"):
        text_of(old_word_file(), "notice.doc")


def test_it_is_looked_into_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(isolated, "text_of", lambda kind, data: asked.append(kind))
    with pytest.raises(AssertionError, match="the program is started"):
        text_of(b"anything", "notice.doc")
    assert asked == ["doc-check"]
