"""The filled zone of the access tests, looked at through a browser that takes no wrong page, in both languages."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale, gettext
from flask_wtf.i18n import translations
from sqlalchemy import text
from werkzeug.test import TestResponse

from portal import unit_of_work
from portal.database import db
from tests.access.conftest import Portal, filled, portal  # noqa: F401 - fixtures
from tests.access.zone import NEAR
from tests.page import PageClient

LANGUAGES = ("zh_Hans", "en")
# WTForms translates its own sentences itself, this one by number.
COUNTED = {"Field cannot be longer than %(max)d characters.": "Field cannot be longer than %(max)d character."}


@dataclass
class Desk:
    """Somebody who sends something wrong, and reads the answer in a language."""

    portal: Portal
    language: str
    greeted: dict[str, str] = field(default_factory=dict)

    @property
    def app(self) -> Flask:
        return self.portal.app

    def send(self, role: str, address: str, form: dict[str, Any] | None = None, **values: Any) -> TestResponse:
        """POST with a form, GET without one."""
        method = values.pop("method", "GET" if form is None else "POST")
        browser = PageClient(self.app, self.app.response_class, use_cookies=False)
        cookie = self.portal.cookies[role]
        if role not in self.greeted:
            # As any browser: a page was read before, and whoever reads in English is answered so before he is known.
            page = browser.get("/account", headers={"Cookie": cookie})
            self.greeted[role] = page.headers.get("Set-Cookie", cookie).partition(";")[0]
        headers = {"Cookie": self.greeted[role], **values.pop("headers", {})}
        return browser.open(address, method=method, data=form, headers=headers, **values)

    def says(self, msgid: str, **values: object) -> str:
        """The sentence as the catalogue has it in this language, as HTML shows it."""
        with self.app.app_context(), force_locale(self.language):
            sentence = str(gettext(msgid, **values))
        with self.app.test_request_context(), force_locale(self.language):
            built_in = translations.gettext(msgid) % values
            if msgid in COUNTED:
                sentence = translations.ngettext(COUNTED[msgid], msgid, 2) % values
            elif built_in != msgid % values:
                sentence = built_in
        assert (sentence == msgid % values) == (self.language == "en"), f"Translate: {msgid}"
        return sentence.replace("&", "&amp;").replace("'", "&#39;").replace('"', "&#34;")

    def id_of(self, place: str) -> int:
        return int(next(iter(self.portal.zone.places[NEAR][place].values())))

    def address(self, endpoint: str) -> str:
        return self.portal.address(endpoint, NEAR, "office")

    def one(self, query: str, **values: object) -> Any:
        with self.app.app_context(), unit_of_work.work(read_only=True):
            return db.session.execute(text(query), values).scalar()

    def refuses(self, answer: TestResponse, status: int, msgid: str, **values: object) -> None:
        """The right status and a sentence in the reader's language; nothing is half-saved."""
        assert answer.status_code == status, f"{answer.request.path} → {answer.status}"
        sentence = self.says(msgid, **values)
        assert sentence in answer.text, f"{answer.request.path} does not say “{sentence}”"
        assert f'lang="{"zh-Hans" if self.language == "zh_Hans" else "en"}"' in answer.text
        assert self.portal.snapshot.business() == self.before

    def __post_init__(self) -> None:
        self._speak()
        self.before = self.portal.snapshot.business()

    def _speak(self) -> None:
        with self.app.app_context(), unit_of_work.work():
            db.session.execute(text("UPDATE user_account SET language = :language"), {"language": self.language})


@pytest.fixture(params=LANGUAGES)
def desk(portal: Portal, request: pytest.FixtureRequest) -> Desk:  # noqa: F811 - the fixture of the access tests
    return Desk(portal, request.param)
