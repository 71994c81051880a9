"""Files that are not what they say, and what becomes of the report they came with."""

from io import BytesIO

import pytest

from tests.bad_input.conftest import Desk
from tests.documents import made

REASON = "“%(name)s”: %(reason)s"
NOT_OFFICE = "This is not an Office document, whatever its name says."
FILES = (
    ("空.pdf", b"", "“%(name)s” is empty (0 bytes)."),
    ("空.docx", b"", "“%(name)s” is empty (0 bytes)."),
    ("假.docx", b"This is text and no document.", NOT_OFFICE),
    ("假.docx", made.PDF, NOT_OFFICE),
    ("假.pdf", b"MZ\x90\x00" * 100, "This is not a PDF, whatever its name says."),
    ("假.jpg", b"GIF89a" + b"\0" * 100, None),
    ("程序.exe", b"MZ\x90\x00",
     "“%(name)s” is not accepted: send a picture (JPG, PNG, WebP), a PDF, an Office document or a text."),
    ("页面.html", b"<script>1</script>",
     "“%(name)s” is not accepted: send a picture (JPG, PNG, WebP), a PDF, an Office document or a text."),
)  # fmt: skip


@pytest.mark.parametrize(("name", "content", "msgid"), FILES)
def test_a_wrong_file_is_refused_and_nothing_of_the_report_is_kept(
    desk: Desk, name: str, content: bytes, msgid: str | None
) -> None:
    form = {"percent": "60", "done": "主体完工", "confidence": "high", "files": [(BytesIO(content), name)]}
    answer = desk.send("lead_head", desk.address("reports.new"), form, content_type="multipart/form-data")
    if msgid is None:
        assert answer.status_code == 422
        assert name in answer.text
        assert desk.portal.snapshot.business() == desk.before
    else:
        desk.refuses(answer, 422, msgid, name=name)
    assert "主体完工" in answer.text, "what was typed stays in the form"


def test_one_wrong_file_keeps_the_right_one_out_too(desk: Desk) -> None:
    files = [(made.picture(), "好的.jpg"), (BytesIO(b""), "空.jpg")]
    form = {"percent": "60", "done": "主体完工", "confidence": "high", "files": files}
    answer = desk.send("lead_head", desk.address("reports.new"), form, content_type="multipart/form-data")
    desk.refuses(answer, 422, "“%(name)s” is empty (0 bytes).", name="空.jpg")
