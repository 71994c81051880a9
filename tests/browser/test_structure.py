"""A number that may be misprinted: one press changes the tree, an earlier correction stays, another press changes it
back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.views.plan_import.structure import MISPRINTED

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]


def campaigns(office: Visitor) -> list[str]:
    office.page.locator(".panel .tabs").get_by_role("link", name="方案").click()
    expect(office.page.locator(".outline")).to_be_visible()
    return [words.split("\n")[0].strip() for words in office.page.locator(".outline .fold").all_inner_texts()]


def test_an_answer_about_the_structure_renews_the_tree(visit: Visit) -> None:
    office = visit("office")
    office.open("/plans/import")
    office.page.fill("main [name=text]", MISPRINTED)
    office.press("识别文件")
    office.page.wait_for_url("**/plans/import/*", timeout=30_000)
    review = office.page.url.partition("?")[0]
    correct(office, "办好学校", "新建小学", "新建实验小学")
    answer(office, review, "否")
    assert len(campaigns(office)) == 2
    assert "改善出行" not in " ".join(campaigns(office))
    office.page.locator(".outline .fold").filter(has_text="办好学校").click()
    expect(office.page.locator(".outline")).to_contain_text("新建实验小学")
    answer(office, review, "是", which="&which=answered")
    assert len(campaigns(office)) == 3
    assert "改善出行" in " ".join(campaigns(office))
    office.open(f"{review}/history")
    office.sees("新建实验小学")


def correct(office: Visitor, campaign: str, title: str, new: str) -> None:
    campaigns(office)
    office.page.locator(".outline .fold").filter(has_text=campaign).click()
    office.page.locator(".outline .line .sentence a").filter(has_text=title).first.click()
    office.page.locator(".outline .line.is-current [name=title]").fill(new)
    office.press("保存更正")
    expect(office.page.locator(".outline .line.is-current .sentence").first).to_contain_text(new)


def answer(office: Visitor, review: str, label: str, which: str = "") -> None:
    office.open(f"{review}?view=questions{which}")
    row = office.page.locator(".asked > li").filter(has_text="3、")
    row.locator(".answers button").filter(has_text=label).first.click()
    office.sees("已按此答复重新识别全文。")
