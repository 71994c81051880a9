"""Documents of old Word and of WPS through the machine's LibreOffice; where it has none, one that plays it."""

import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from portal.documents.notice_text import text_of
from portal.documents.refusal import NotAcceptedError
from tests.documents.old_words import old_word_file

REAL = shutil.which("soffice") or shutil.which("libreoffice")
LINES = ["一、重点任务", "（一）清淤。疏浚河道5公里。（牵头单位：区水利局；责任单位：各镇）"]
ROW = ["1", "改造管网3处", "区住建局"]
PLAYED = """#!/bin/sh
for word; do case $word in --outdir) next=1;; *) [ "$next" ] && folder=$word; next=;; esac; source=$word; done
{python} -c 'import sys; sys.exit(b"Plan" not in open(sys.argv[1], "rb").read())' "$source" || exit 0
cp {ready} "$folder/notice.docx"
"""


def notice() -> bytes:
    document, out = Document(), BytesIO()
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=3)
    for index, text in enumerate(["序号", "任务", "牵头单位", *ROW]):
        table.cell(index // 3, index % 3).text = text
    document.add_paragraph("注：按月推进。")
    document.save(out)
    return out.getvalue()


@pytest.fixture
def old_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> bytes:
    """The notice as old Word would have saved it, and a program that reads it."""
    ready = tmp_path / "ready.docx"
    ready.write_bytes(notice())
    if REAL:
        command = [REAL, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "doc"]
        subprocess.run([*command, "--outdir", str(tmp_path), str(ready)], check=True, capture_output=True, timeout=120)
        return (tmp_path / "ready.doc").read_bytes()
    with capsys.disabled():
        sys.stderr.write("\nNo LibreOffice here: a program that only plays it converts the old documents.\n")
    program = tmp_path / "soffice"
    program.write_text(PLAYED.format(python=sys.executable, ready=ready))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return old_word_file() + b"Plan"


@pytest.mark.parametrize("name", ["notice.doc", "NOTICE.WPS"])
def test_paragraphs_and_tables_come_back(old_notice: bytes, name: str) -> None:
    text = text_of(old_notice, name)
    assert [line for line in text.split("\n") if line in LINES] == LINES
    assert f"| {' | '.join(ROW)} |" in text


def test_what_only_looks_like_a_document_is_refused_and_not_read_as_text(old_notice: bytes) -> None:
    """Its tables are sound and there is nothing in it."""
    assert old_notice
    with pytest.raises(NotAcceptedError, match=r"could not be converted|no text"):
        text_of(old_word_file(), "notice.doc")
