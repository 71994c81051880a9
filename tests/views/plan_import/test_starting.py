"""/plans/import: a notice comes in as a file or pasted, and what is begun stays in reach."""

from io import BytesIO

import pytest
from docx import Document

from tests.bad_input.test_requests import multipart
from tests.documents import made
from tests.queries import count_queries
from tests.views.plan_import.conftest import Desk
from tests.views.plan_import.paper import NOTICE
from tests.working import run_waiting_jobs

Sent = str | tuple[bytes, str]


def as_docx(text: str) -> BytesIO:
    document, out = Document(), BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    out.seek(0)
    return out


def test_a_pasted_notice_is_read_and_waits_for_review(desk: Desk) -> None:
    review = desk.send()
    assert "滨江开发区“三提升”攻坚行动总体方案" in desk.open(review)
    assert [item.kind.value for item in desk.draft(review).items].count("campaign") == 3


def test_whoever_sent_it_waits_on_the_page_of_its_job(desk: Desk) -> None:
    answer = desk.office.post("/plans/import", data={"text": NOTICE})
    waiting = desk.office.get(answer.location)
    assert waiting.status_code == 303
    assert "/jobs/" in waiting.location
    assert "The notice is being read" not in desk.open(waiting.location)
    run_waiting_jobs(desk.app)
    assert desk.office.get(waiting.location).location.endswith(answer.location)


@pytest.mark.parametrize(
    ("name", "content"), [("通知.docx", as_docx(NOTICE).getvalue()), ("通知.txt", NOTICE.encode("gb18030"))]
)
def test_a_file_is_kept_read_and_handed_out_again(desk: Desk, name: str, content: bytes) -> None:
    answer = desk.office.post("/plans/import", data={"file": (BytesIO(content), name)})
    assert answer.status_code == 303
    run_waiting_jobs(desk.app)
    text = desk.open(answer.location)
    assert name in text
    assert "招商突破提升" in text
    file = desk.office.get(f"{answer.location}/file")
    assert file.data == content
    assert file.headers["Content-Disposition"].startswith("attachment")
    file.close()


def test_a_pasted_notice_has_no_file(desk: Desk) -> None:
    assert desk.office.get(f"{desk.send()}/file").status_code == 404


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "请选择文件，或粘贴正文。"),
        ({"text": "  \n "}, "请选择文件，或粘贴正文。"),
        ({"file": (b"", "空.docx")}, "此文件为空（0 字节）。"),
        ({"file": (b"MZ\x90", "程序.exe")}, "不能读取这种文件"),
    ],
)
def test_what_is_no_notice_is_refused_at_its_field(desk: Desk, form: dict[str, Sent], words: str) -> None:
    sent = {name: (BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value for name, value in form.items()}
    answer = desk.office.post("/plans/import", data=sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert run_waiting_jobs(desk.app) == 0


def test_far_too_long_a_text_is_refused(desk: Desk) -> None:
    """At its field, and the text is still there: it is longer than what other fields may hold."""
    text = "字" * 2_000_001
    answer = desk.office.post("/plans/import", **multipart({"text": text}))
    assert answer.status_code == 422
    assert 'id="text-error">内容远超一份通知的长度' in answer.text
    assert text in answer.text
    assert run_waiting_jobs(desk.app) == 0


def test_a_long_text_that_is_allowed_is_kept(desk: Desk) -> None:
    """Three megabytes; no other address takes so much."""
    text = NOTICE + "\n备注。" * 250_000
    assert len(text.encode()) > 2 * 1024 * 1024
    assert desk.office.post("/plans/import", **multipart({"text": text})).status_code == 303
    assert desk.office.post("/plans/import", **multipart({"text": "字" * 3_000_000})).status_code == 413
    assert desk.office.post("/groups/new", **multipart({"name": text})).status_code == 413


@pytest.mark.parametrize(
    ("name", "content"),
    [("扫描.pdf", made.PDF), ("假.docx", b"no document at all"), ("炸弹.docx", made.bomb().getvalue())],
)
def test_what_cannot_be_read_says_so_and_leads_back(desk: Desk, name: str, content: bytes) -> None:
    answer = desk.office.post("/plans/import", data={"file": (BytesIO(content), name)})
    assert answer.status_code == 303
    run_waiting_jobs(desk.app)
    text = desk.open(answer.location)
    assert 'class="notice is-error"' in text
    assert 'href="/plans/import"' in text
    assert desk.office.post(f"{answer.location}/answer?question=x", data={"answer": "Yes"}).status_code == 409


def test_the_list_says_how_far_each_one_is(desk: Desk) -> None:
    desk.send()
    text = desk.open("/plans/import")
    assert "待确认 3 处" in text
    assert "岗位 office" in text


def test_a_plan_may_be_named_that_the_notice_changes(desk: Desk) -> None:
    plan = desk.do(lambda cast: cast.plan.id)
    assert f'<option selected value="{plan}">' in desk.open(f"/plans/import?plan={plan}")
    review = desk.send(compares_with=str(plan))
    assert f"{review}/compare" in desk.open(review)


def test_nobody_else_may_send_one_in(desk: Desk) -> None:
    assert desk.enter("observer").get("/plans/import").status_code == 403
    commander = desk.enter("commander")
    assert 'type="file"' not in commander.get("/plans/import").text
    assert commander.post("/plans/import", data={"text": NOTICE}).status_code == 403


def test_the_list_costs_the_same_with_one_notice_and_with_four(desk: Desk) -> None:
    desk.send()
    desk.open("/plans/import")
    with desk.app.app_context(), count_queries() as few:
        desk.open("/plans/import")
    for _ in range(3):
        desk.send()
    with desk.app.app_context(), count_queries() as many:
        desk.open("/plans/import")
    assert len(many) == len(few)


def test_a_long_notice_is_turned_over_and_one_campaign_is_open_at_a_time(desk: Desk) -> None:
    long = NOTICE.replace("坚持目标导向和问题导向，集中力量办成一批大事。", "坚持目标导向和问题导向。\n" * 4000)
    review = desk.send(long)
    first = desk.open(review)
    assert "第 1 部分，共 2 部分" in first or "第 2 部分" in first
    item = desk.item(review, "基层治理")
    opened = desk.open(f"{review}?item={item}")
    assert f'id="in-text-{item}"' in opened, "the part that holds the open item is shown"
    assert opened.count('aria-expanded="true"') == 2, "one campaign and its open item"
    assert f'id="in-text-{item}"' not in desk.open(f"{review}?view=text&part=1")
