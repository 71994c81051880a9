"""Forms that were open too long: somebody else was faster, or the token has run out. Typed text is never lost."""

import pytest

from tests.bad_input.conftest import Desk
from tests.bad_input.test_tasks import TASK

STALE = "Somebody changed this while you were writing."
TYPED = "这是我写了很久的内容"
# role, endpoint, a sound form with what is typed in it, the query for the version that stands, what stands in the page
OPENED = (
    ("commander", "tasks.edit", TASK | {"content": TYPED}, "near-draft-密"),
    ("commander", "tasks.revise", {"paper": "〔2022〕9号", "standard": TYPED, "due_on": "2022-12-01", "weight": "1"},
     "near-已交办"),
    ("lead_head", "reports.edit", {"percent": "70", "done": TYPED, "confidence": "high"}, "near-已交办"),
    ("lead_head", "findings.answer", {"text": TYPED}, "near-已交办"),
    ("commander", "tasks.cancel", {"reason": TYPED}, "near-已交办"),
    ("office", "campaigns.edit", {"name": "新名", "lead": "牵头局", "aim": TYPED}, "near-专项行动"),
    ("office", "departments.edit", {"name": TYPED, "short_name": "街", "kind": "street", "position": "1",
                                    "successor_id": "0"}, "某街道"),
    ("office", "plans.edit", {"title": "方案", "starts_on": "2022-01-01", "ends_on": "2022-12-31", "aim": TYPED},
     "年度攻坚方案"),
)  # fmt: skip


@pytest.mark.parametrize(("role", "endpoint", "form", "standing"), OPENED)
def test_a_stale_form_is_refused_with_what_stands_and_what_was_typed(
    desk: Desk, role: str, endpoint: str, form: dict[str, str], standing: str
) -> None:
    answer = desk.send(role, desk.address(endpoint), form | {"version": "999"})
    desk.refuses(answer, 409, STALE)
    assert TYPED in answer.text, "what was typed is lost"
    assert standing in answer.text, "what stands now is not shown"


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "１"])
def test_a_version_that_is_none_never_breaks(desk: Desk, version: str) -> None:
    answer = desk.send("office", desk.address("campaigns.edit"), {"name": "新名", "lead": "牵头局", "version": version})
    assert answer.status_code in (303, 409)


def test_both_texts_stand_beside_each_other(desk: Desk) -> None:
    """Two people at one draft: the second reads the first one's text and keeps the own one."""
    address = desk.address("tasks.edit")
    first = TASK | {"content": "先到者的内容", "version": "1"}
    version = desk.one("SELECT version FROM task WHERE id = :id", id=desk.id_of("draft"))
    assert desk.send("commander", address, first | {"version": version}).status_code == 303
    answer = desk.send("deputy", address, TASK | {"content": TYPED, "version": version})
    assert answer.status_code == 409
    assert desk.says(STALE) in answer.text
    assert TYPED in answer.text
    assert "先到者的内容" in answer.text
    assert desk.one("SELECT content FROM task WHERE id = :id", id=desk.id_of("draft")) == "先到者的内容"


@pytest.fixture
def with_tokens(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setitem(desk.app.config, "WTF_CSRF_ENABLED", True)
    return desk


@pytest.mark.parametrize("token", [{}, {"csrf_token": "abgelaufen"}, {"csrf_token": "🚧"}])
def test_an_expired_token_gives_the_typed_text_back(with_tokens: Desk, token: dict[str, str]) -> None:
    form = TASK | {"content": TYPED} | token
    answer = with_tokens.send("commander", with_tokens.address("tasks.edit"), form)
    with_tokens.refuses(answer, 400, "What you have typed is still here")
    assert TYPED in answer.text


def test_a_token_from_another_site_gives_nothing_back(with_tokens: Desk) -> None:
    answer = with_tokens.send(
        "commander",
        with_tokens.address("tasks.edit"),
        TASK | {"content": TYPED},
        headers={"Origin": "http://evil.test"},
    )
    with_tokens.refuses(answer, 403, "This was sent by another site.")
    assert TYPED not in answer.text


def test_sent_twice_it_happens_once(desk: Desk) -> None:
    address = f"/tasks/new?campaign={desk.id_of('campaign')}"
    form = TASK | {"once": "the same form"}
    one, two = desk.send("office", address, form), desk.send("office", address, form)
    assert (one.status_code, two.status_code) == (303, 303)
    assert one.location == two.location
