"""Somebody in front of a browser: what is clicked and read, by the words on the screen."""

import re

from playwright.sync_api import BrowserContext, Locator, Page, expect

from portal.demo.people import PASSWORD


class Visitor:
    """One account in a browser of its own; `complaints` is what the console said."""

    def __init__(self, context: BrowserContext, login: str) -> None:
        self.context, self.login = context, login
        self.page: Page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.complaints: list[str] = []
        self.page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)

    def sign_in(self, first_page: str = "我的待办") -> None:
        self.open("/sign-in")
        self.page.fill("[name=login]", self.login)
        self.page.fill("[name=password]", PASSWORD)
        self.press("登录")
        self.sees_heading(first_page)

    def open(self, address: str) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.ok, f"{self.login} {address}: {answer.status}"

    def press(self, label: str, within: Locator | None = None) -> None:
        (within or self.page.locator("main")).get_by_role("button", name=label, exact=True).first.click()

    def follow(self, label: str, within: Locator | None = None) -> None:
        (within or self.page.locator("main")).get_by_role("link", name=label, exact=True).first.click()

    def write(self, label: str, text: str) -> None:
        self.page.locator("main").get_by_label(label).first.fill(text)

    def attach(self, name: str, picture: bytes) -> None:
        self.page.set_input_files("input[type=file]", {"name": name, "mimeType": "image/jpeg", "buffer": picture})

    def sees(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def sees_heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)

    def reads(self, language: str) -> None:
        """Change the language unless it is that one; the page is there when its `lang` says so."""
        html = self.page.locator("html")
        if html.get_attribute("lang") != language:
            self.page.click("form.language button")
        expect(html).to_have_attribute("lang", language)

    def number(self) -> int:
        """The number in the address of the page that is open."""
        found = re.search(r"/(\d+)(?:[/?#]|$)", self.page.url)
        assert found, self.page.url
        return int(found.group(1))

    def percent_of_campaign(self, number: int) -> float:
        self.open(f"/campaigns/{number}")
        text = self.page.locator(".progress b").first.inner_text()
        return float(text.rstrip("%"))

    def fits(self) -> None:
        """Nothing stands out sideways."""
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url
