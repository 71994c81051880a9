"""Whatever comes in, the sender reads a sentence, soon, and the machine stays well."""

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.documents import isolated
from portal.documents.isolated import WORKER
from portal.documents.notice_text import text_of
from portal.documents.refusal import NotAcceptedError
from tests.documents.broken_files import broken_files, docx_file

FILES = list(broken_files())
MOST_SECONDS = 2.0


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 60
    assert len({name for name, _ in FILES}) == len(FILES)


@pytest.mark.parametrize(("name", "data"), FILES, ids=[name for name, _ in FILES])
def test_it_gets_its_sentence(name: str, data: bytes) -> None:
    started = time.process_time() + _children_seconds()
    with pytest.raises(NotAcceptedError) as caught:
        text_of(data, name)
    sentence = caught.value.text % caught.value.values
    assert sentence.endswith("."), f"{name}: {sentence!r} is no sentence"
    taken = time.process_time() + _children_seconds() - started
    assert taken < MOST_SECONDS, f"{name} took {taken:.1f} s of the processor"


def test_the_process_that_reads_cannot_take_more_memory() -> None:
    """Asked for 300 MB after its own limit is set, the system refuses."""
    greedy = "import notice_worker; notice_worker.limit(); bytearray(300 * 1024 * 1024)"
    done = subprocess.run([sys.executable, "-c", greedy], cwd=WORKER.parent, capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


def test_a_process_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "WORKER", Path(__file__).with_name("endless.py"))
    with pytest.raises(NotAcceptedError, match="takes too long"):
        isolated.text_of("docx", docx_file(), seconds=0.5)


def test_a_process_that_dies_leaves_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "WORKER", Path(__file__).with_name("no_such_file.py"))
    with pytest.raises(NotAcceptedError, match="cannot be read"):
        isolated.text_of("docx", docx_file())


def test_a_whole_file_is_not_among_them() -> None:
    assert text_of(docx_file(), "notice.docx").strip() == "一、总体要求"


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
