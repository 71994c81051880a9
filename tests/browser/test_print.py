"""On paper: what a list was narrowed to, a form as it is filled in, and nothing that can only be pressed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("site", ["sqlite"], indirect=True)]
TOO_LONG = 3_000_000


def test_a_list_says_what_it_was_narrowed_to(visit: Callable[..., Visitor]) -> None:
    visitor = visit("cmd2")
    visitor.open("/tasks?light=red")
    visitor.page.emulate_media(media="print", color_scheme="dark")
    expect(visitor.page.locator(".filter", has=visitor.page.locator("[name=light]"))).to_be_visible()
    expect(visitor.page.locator(".filter", has=visitor.page.locator("[name=department]"))).to_be_hidden()
    assert visitor.page.locator(".button:visible").count() == 0
    paper = visitor.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')")
    assert paper.strip() == "#fff", "a dark screen prints black on white"


def test_a_form_is_printed_as_it_is_filled_in(visit: Callable[..., Visitor]) -> None:
    visitor = visit("cmd2")
    visitor.open("/tasks/new?campaign=2")
    field = visitor.page.locator("textarea[name=content]")
    field.fill("一行\n" * 60)
    visitor.page.emulate_media(media="print")
    expect(field).to_be_visible()
    assert field.evaluate("field => field.scrollHeight - field.clientHeight") <= 1, "its last line is on the paper too"
    assert visitor.page.locator("button:visible").count() == 0


def test_a_text_too_long_to_be_sent_is_stopped_before_it_is_lost(visit: Callable[..., Visitor]) -> None:
    visitor = visit("office")
    visitor.open("/plans/import")
    text = visitor.page.locator("textarea[name=text]")
    text.evaluate("(field, length) => { field.value = '字'.repeat(length) }", TOO_LONG)
    visitor.press("识别文件")
    assert text.evaluate("field => field.validationMessage").startswith("内容远超")
    assert text.evaluate("field => field.value.length") == TOO_LONG
    text.fill("短了")
    assert text.evaluate("field => field.validationMessage") == ""
