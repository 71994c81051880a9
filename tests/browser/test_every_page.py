"""Each page of the menu, for each kind of reader, on a desk and on a phone, in both languages."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.visitor import Visitor

READERS = ("office", "cmd2", "jjj-head", "fgj-staff", "insp1", "observer")
GRAVE = ("serious", "critical")

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("site", ["sqlite"], indirect=True)]


@pytest.mark.parametrize("login", READERS)
def test_the_menu_holds_on_a_desk_in_english(visit: Callable[..., Visitor], login: str) -> None:
    visitor = visit(login, on=LAPTOP)
    try:
        visitor.reads("en")
        walk(visitor)
    finally:
        visitor.open("/account")
        visitor.reads("zh-Hans")


@pytest.mark.parametrize("login", READERS)
def test_the_menu_holds_on_a_phone_in_chinese(visit: Callable[..., Visitor], login: str) -> None:
    walk(visit(login, on=PHONE))


def walk(visitor: Visitor) -> None:
    """Open every entry of the menu, and the first thing each page lists."""
    for address in links(visitor, "nav.navigation a[href^='/']"):
        look(visitor, address)
        for first in links(visitor, "main tbody th a[href^='/']")[:1]:
            look(visitor, first)


def links(visitor: Visitor, chosen: str) -> list[str]:
    found: list[str] = visitor.page.eval_on_selector_all(chosen, "all => all.map(one => one.getAttribute('href'))")
    return found


def look(visitor: Visitor, address: str) -> None:
    visitor.open(address)
    visitor.fits()
    assert visitor.page.locator("h1").count() == 1, address
    assert grave_violations(visitor) == [], address


def grave_violations(visitor: Visitor) -> list[tuple[str, str]]:
    """What somebody who sees or moves less would stumble over: the rule and the first place."""
    found: list[dict[str, Any]] = Axe().run(visitor.page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE]
