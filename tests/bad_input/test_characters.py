"""Characters that break careless programs: they come back as they went in, or are refused with a sentence."""

from io import BytesIO
from urllib.parse import quote_from_bytes

import pytest

from tests.bad_input.conftest import Desk
from tests.bad_input.test_requests import NUL
from tests.bad_input.test_tasks import TASK

WHOLE = (
    "𠮷𡃁㐂鱻",
    "工程🚧进展👍🏽",
    "Ａ１２３～",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "'; DROP TABLE task; --",
    "%(name)s %s",
    "a\u0301",
)


@pytest.mark.parametrize("text", WHOLE)
def test_what_can_be_written_is_kept_as_it_is(desk: Desk, text: str) -> None:
    address = f"/tasks/new?campaign={desk.id_of('campaign')}"
    answer = desk.send("office", address, TASK | {"title": text, "content": text})
    assert answer.status_code == 303
    task_id = int(answer.location.rsplit("/", 1)[1])
    kept = "SELECT {column} FROM task WHERE id = :id"
    assert desk.one(kept.format(column="title"), id=task_id) == text
    assert desk.one(kept.format(column="content"), id=task_id) == text
    page = desk.portal.ask("office", "GET", answer.location).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page or "script" not in text


@pytest.mark.parametrize("text", ["甲\0乙", "\0"])
@pytest.mark.parametrize("field", ["title", "content", "once"])
def test_a_nul_is_refused_on_both_engines(desk: Desk, field: str, text: str) -> None:
    address = f"/tasks/new?campaign={desk.id_of('campaign')}"
    desk.refuses(desk.send("office", address, TASK | {field: text}), 400, NUL)


@pytest.mark.parametrize(
    ("role", "endpoint", "field"),
    [
        ("lead_head", "reports.new", "done"),
        ("lead_head", "findings.answer", "text"),
        ("commander", "tasks.cancel", "reason"),
        ("office", "departments.edit", "short_name"),
        ("office", "campaigns.edit", "lead"),
        ("office", "calendar.edit", "note"),
        ("system_admin", "users.edit", "login"),
        ("security_admin", "appointments.new", "person"),
    ],
)
@pytest.mark.parametrize("raw", [b"\xff\xfe\xb0\xa1", b"\x00", b"\xed\xa0\x80", "甲\0乙".encode()])
def test_bytes_that_are_no_text_break_nothing(desk: Desk, role: str, endpoint: str, field: str, raw: bytes) -> None:
    form = {name: str(value).encode() for name, value in desk.portal.form(endpoint, "near").items()}
    quoted = b"&".join(
        name.encode() + b"=" + quote_from_bytes(value).encode() for name, value in (form | {field: raw}).items()
    )
    answer = desk.send(
        role, desk.address(endpoint), method="POST", input_stream=BytesIO(quoted), content_length=len(quoted),
        content_type="application/x-www-form-urlencoded",
    )  # fmt: skip
    assert answer.status_code in (303, 400, 422), f"{endpoint} → {answer.status}"
    assert answer.status_code == 400 or b"\0" not in raw
    if answer.status_code != 303:
        assert desk.portal.snapshot.business() == desk.before


def test_a_login_of_odd_bytes_is_an_unknown_one(desk: Desk) -> None:
    for login in ("甲\0乙", "🚧", "甲" * 10_000):
        answer = desk.app.test_client().post("/sign-in", data={"login": login, "password": "x"})
        assert answer.status_code in (400, 401, 422)
