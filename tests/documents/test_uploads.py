"""Which files come in, under which name, and what is said of the others."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from portal.documents import uploads
from portal.documents.refusal import NotAcceptedError
from portal.documents.storage import Storage
from tests.documents import made

MACROS = made.DOCUMENT | {"word/vbaProject.bin": b"Sub AutoOpen()"}


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("现场.jpg", made.picture(), "image/jpeg"),
        ("现场.PNG", made.picture(kind="PNG"), "image/png"),
        ("现场.webp", made.picture(kind="WEBP"), "image/webp"),
        ("批复.pdf", BytesIO(made.PDF), "application/pdf"),
        ("方案.docx", made.archive(made.DOCUMENT), f"{uploads.OFFICE}.wordprocessingml.document"),
        ("方案.doc", made.old_word(), "application/msword"),
        ("方案.wps", made.old_word(), "application/vnd.ms-works"),
        ("台账.csv", BytesIO("户名,面积\n".encode("gb18030")), "text/csv"),
        ("说明.txt", BytesIO("说明".encode()), "text/plain"),
        ("说明2.txt", BytesIO("说明".encode("utf-16")), "text/plain"),
    ],
)
def test_it_keeps_what_is_what_it_says(storage: Storage, name: str, content: BytesIO, media_type: str) -> None:
    kept = uploads.receive(storage, content, name)
    assert (kept.name, kept.media_type, kept.size) == (name, media_type, len(content.getvalue()))
    with storage.open_whole(kept.sha256) as file:
        assert file.read() == content.getvalue()
    assert (kept.preview_sha256 is not None) == media_type.startswith("image/")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("空.pdf", BytesIO(b""), "is empty"),
        ("木马.exe", BytesIO(b"MZ"), "is not accepted"),
        ("网页.html", BytesIO(b"<script>"), "is not accepted"),
        ("图.svg", BytesIO(b"<svg/>"), "is not accepted"),
        ("没有扩展名", BytesIO(b"x"), "is not accepted"),
        ("假.docx", BytesIO(b"PK\x03\x04 not an archive"), "not an Office document"),
        ("假.docx", made.archive({"evil.txt": b"x"}), "not an Office document"),
        ("假.xlsx", made.archive(made.DOCUMENT), "not an Office document"),
        ("宏.docx", made.archive(MACROS), "contains macros"),
        ("炸弹.docx", made.bomb(), "inflates too far"),
        ("谎.docx", made.lying_directory(), "too many parts"),
        ("坏.docx", made.damaged_archive(), "damaged"),
        ("假.doc", BytesIO(b"plain text"), "not an Office document"),
        ("假.xls", made.old_word(), "not an Office document"),
        ("假.pdf", BytesIO(b"<html>"), "not a PDF"),
        ("断.pdf", BytesIO(made.PDF[:20]), "incomplete"),
        ("假.jpg", BytesIO(b"\xff\xd8\xff not a picture"), "damaged"),
        ("假.jpg", made.picture(kind="PNG"), "damaged"),
        ("断.jpg", BytesIO(made.picture().getvalue()[:900]), "damaged"),
        ("大.png", made.huge_png(), "too many pixels"),
        ("二进制.txt", BytesIO(b"\x00\x01\x02"), "not a text file"),
    ],
)
def test_it_refuses_the_rest_with_a_sentence(storage: Storage, name: str, content: BytesIO, sentence: str) -> None:
    with pytest.raises(NotAcceptedError) as caught:
        uploads.receive(storage, content, name)
    reason = caught.value.values.get("reason")
    text = reason.text if isinstance(reason, NotAcceptedError) else caught.value.text
    assert sentence in text
    assert caught.value.values["name"] == name
    assert list(storage.all_hashes()) == [], "nothing of it is kept"


def test_it_refuses_what_is_too_large(storage: Storage) -> None:
    with pytest.raises(NotAcceptedError, match="larger than"):
        uploads.receive(storage, BytesIO(b"a" * (1024 * 1024 + 1)), "大.txt", most_megabytes=1)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("整改报告（终稿）.pdf", "整改报告（终稿）.pdf"),
        ("C:\\桌面\\照片.jpg", "照片.jpg"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("报告\u202egpj.exe", "报告gpj.exe"),
        ("一\x00二\r\n三\u200b.pdf", "一二三.pdf"),
        ("  .jpg", "file.jpg"),
        ("长" * 300 + ".docx", "长" * 109 + ".docx"),
    ],
)
def test_names_keep_their_characters_and_lose_their_tricks(sent: str, kept: str) -> None:
    assert uploads.clean_name(sent) == kept


def test_a_document_protected_by_a_password_is_told(storage: Storage) -> None:
    content = bytearray(made.archive(made.DOCUMENT).getvalue())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = content.find(mark)
        content[at + (6 if mark == b"PK\x03\x04" else 8)] |= 1
    assert ZipFile(BytesIO(bytes(content))).infolist()[0].flag_bits & 1
    with pytest.raises(NotAcceptedError) as caught:
        uploads.receive(storage, BytesIO(bytes(content)), "密.docx")
    reason = caught.value.values["reason"]
    assert isinstance(reason, NotAcceptedError)
    assert "password" in reason.text
