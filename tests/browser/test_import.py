"""A notice becomes a plan whose tasks are issued: sent in, asked about, matched, created, published, issued."""

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.test_every_page import grave_violations
from tests.browser.visitor import Visitor
from tests.views.plan_import.paper import NOTICE

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
TITLE = "滨江开发区“三提升”攻坚行动总体方案"
CAMPAIGN = "招商突破提升行动"
WORDS_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VIEWS = ("", "?view=questions&which=answered", "?view=names", "?view=names&which=answered", "?view=plan",
         "?view=plan&item=head", "?view=people", "?view=text", "/create")  # fmt: skip


def as_docx(text: str) -> bytes:
    document, out = Document(), BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def test_a_word_file_becomes_a_plan_whose_tasks_are_issued(visit: Visit) -> None:
    office = visit("office")
    send_file(office, as_docx(NOTICE))
    answer_questions(office)
    match_departments(office)
    correct_a_target(office)
    plan = create(office)
    campaign = publish(office, plan)
    appoint_commander(visit("secadmin", first_page="任职"), campaign)
    issue(visit("cmd1"), campaign)


def send_file(office: Visitor, content: bytes) -> None:
    office.open("/plans")
    office.follow("导入文件")
    office.page.set_input_files("[name=file]", {"name": "通知.docx", "mimeType": WORDS_FILE, "buffer": content})
    office.press("识别文件")
    office.page.wait_for_url("**/plans/import/*", timeout=30_000)
    office.sees_heading(TITLE)


def answer_questions(office: Visitor) -> None:
    """Each with one press; the words of the paper are shown with it."""
    expect(office.page.locator(".panel .asked > li")).to_have_count(3)
    office.page.locator(".printed a").first.click()
    expect(office.page.locator("mark.is-current").first).to_be_in_viewport()
    for left in (2, 1, 0):
        office.page.locator(".asked .answers button").first.click()
        expect(office.page.locator(".tabs .count").first).to_have_text(str(left))


def match_departments(office: Visitor) -> None:
    office.page.locator(".panel .tabs").get_by_role("link", name="部门").click()
    names = office.page.locator(".panel .asked > li")
    expect(names).to_have_count(1)
    expect(names).to_contain_text("数字经济发展中心")
    names.get_by_role("button", name="新设：经济部门").click()
    expect(office.page.locator(".switch")).to_contain_text("未知或存疑 0")


def correct_a_target(office: Visitor) -> None:
    """A click on the words in the paper opens what they were understood as."""
    office.page.locator("mark.is-target").filter(has_text="新建口袋公园5处").locator("a").click()
    opened = office.page.locator(".outline .line.is-current")
    expect(opened).to_be_in_viewport()
    expect(office.page.locator("mark.is-current").first).to_be_in_viewport()
    opened.locator("[name=guaranteed]").fill("6")
    opened.get_by_role("button", name="保存更正").click()
    expect(office.page.locator(".outline .line.is-current")).to_contain_text("6 处")


def create(office: Visitor) -> int:
    office.follow("生成方案草稿")
    office.sees("数字经济发展中心")
    office.press("生成方案草稿")
    office.sees_heading(TITLE)
    return office.number()


def publish(office: Visitor, plan: int) -> int:
    """Answers the number of the first campaign."""
    office.page.locator("details.confirm summary").first.click()
    office.press("发布方案", office.page.locator("details.confirm[open]"))
    office.sees("方案已发布")
    office.follow(CAMPAIGN)
    office.sees_heading(CAMPAIGN)
    office.page.locator("details.basis summary").click()
    office.sees("牵头部门：投资促进中心")
    return office.number()


def appoint_commander(administrator: Visitor, campaign: int) -> None:
    administrator.open("/appointments/new")
    administrator.page.fill("[name=person]", "cmd1")
    administrator.page.select_option("[name=post]", "commander")
    administrator.page.select_option("[name=campaign_id]", str(campaign))
    administrator.page.locator("main form.form button").last.click()
    administrator.sees(CAMPAIGN)


def issue(commander: Visitor, campaign: int) -> None:
    """What was read as a sentence of the campaign is a draft; issued, it waits for its lead to sign."""
    commander.open(f"/tasks/drafts?campaign={campaign}")
    commander.press("交办勾选的草稿")
    commander.open(f"/campaigns/{campaign}")
    first = commander.page.locator("main tbody th a[href^='/tasks/']").first
    expect(first).to_be_visible()
    first.click()
    commander.sees("待签收")
    commander.sees("投资促进中心")


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_state_of_a_review_holds_on_desk_and_phone(visit: Visit, language: str) -> None:
    office = visit("office")
    try:
        office.reads(language)
        review = paste(office)
        for size in (LAPTOP, PHONE):
            office.page.set_viewport_size(size)  # type: ignore[arg-type]
            look_at(office, review)
        put_aside(office, review, {"zh-Hans": "搁置", "en": "Put aside"}[language])
    finally:
        office.page.set_viewport_size(LAPTOP)  # type: ignore[arg-type]
        office.open("/account")
        office.reads("zh-Hans")


def paste(office: Visitor) -> str:
    office.open("/plans/import")
    office.page.fill("main [name=text]", NOTICE)
    office.page.locator("main form.form .form-end button").click()
    office.page.wait_for_url("**/plans/import/*", timeout=30_000)
    return office.page.url.partition("?")[0]


def look_at(office: Visitor, review: str) -> None:
    """No sideways scrolling, no grave violation; on the desk the page stands still while its columns scroll."""
    for address in (*(f"{review}{view}" for view in VIEWS), "/plans/import"):
        office.open(address)
        office.fits()
        assert grave_violations(office) == [], address
        if office.page.viewport_size == LAPTOP and "/create" not in address and address != "/plans/import":
            assert office.page.evaluate("document.documentElement.scrollHeight <= innerHeight"), address
            expect(office.page.locator(".paper")).to_be_visible()


def put_aside(office: Visitor, review: str, label: str) -> None:
    office.open(review)
    office.page.locator("details.confirm summary").filter(has_text=label).click()
    office.page.locator("details.confirm[open] button").click()
    office.page.wait_for_url("**/plans/import")
