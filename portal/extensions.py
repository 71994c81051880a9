"""The Flask extensions, made once and tied to the app in `create_app`. Flask-Login stands in `identity`."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from babel.support import NullTranslations
from flask import Flask, current_app, g, has_app_context, has_request_context, session
from flask.sessions import SecureCookieSessionInterface
from flask_babel import Babel, Domain, get_locale, get_translations
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from itsdangerous import URLSafeTimedSerializer
from markupsafe import Markup

KEPT_TOKENS = 4096


class Catalogues(Domain):  # type: ignore[misc]
    """The same for what views translate; finding a catalogue once a request cost as much as thirty words of it."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        if not has_app_context():
            outside: NullTranslations = super().get_translations()
            return outside
        found: NullTranslations | None = g.get("catalogue")
        if found is None:
            language = str(get_locale())
            if language not in self._kept:
                self._kept[language] = super().get_translations()
            found = g.catalogue = self._kept[language]
        return found


class Tokens(CSRFProtect):  # type: ignore[misc]
    """The same, with one signature for as long as a session has its secret: signing anew cost more than a query."""

    def init_app(self, app: Flask) -> None:
        super().init_app(app)
        app.jinja_env.globals["csrf_token"] = self.token

    def token(self) -> str:
        """What forms of this request bear."""
        self._take_kept()
        return str(generate_csrf())

    def protect(self, *arguments: Any, **options: Any) -> None:
        super().protect(*arguments, **options)
        self._take_kept()

    def _take_kept(self) -> None:
        if "csrf_token" not in g and "csrf_token" in session:
            g.csrf_token = _signed(current_app.config["SECRET_KEY"], session["csrf_token"])


@lru_cache(maxsize=KEPT_TOKENS)
def _signed(key: str, secret: str) -> str:
    return str(URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps(secret))


class Sessions(SecureCookieSessionInterface):
    """The same, with one serializer for each key: making it cost as much as reading the cookie."""

    def __init__(self) -> None:
        self._kept: dict[object, URLSafeTimedSerializer] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        key = app.secret_key
        if key not in self._kept and (made := super().get_signing_serializer(app)):
            self._kept[key] = made
        return self._kept.get(key)


csrf = Tokens()
babel = Babel()


def init_app(app: Flask, *, locale: Callable[[], str]) -> None:
    """Tie all extensions to the app; `locale` answers the language of whoever reads the present page."""

    def language() -> str:
        return locale() if has_request_context() else str(app.config["BABEL_DEFAULT_LOCALE"])

    app.session_interface = Sessions()
    csrf.init_app(app)
    babel.init_app(app, locale_selector=language)
    babel.domain_instance = Catalogues()
    _bind_gettext(app)


class _Words(dict[str, Markup]):
    """The words of one language as templates print them, looked up once a process."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        super().__init__()
        self._translate = translate

    def __missing__(self, message: str) -> Markup:
        return self.setdefault(message, Markup(self._translate(message)))  # noqa: S704 - from our own catalogue


def _bind_gettext(app: Flask) -> None:
    """What templates call `_`. Flask-Babel's way through two wrappers for every word doubled the cost of a list."""
    languages: dict[NullTranslations, _Words] = {}

    def translate(message: str, **values: object) -> Markup:
        words: _Words | None = g.get("words")
        if words is None:
            catalogue = get_translations()
            words = g.words = languages.get(catalogue) or languages.setdefault(catalogue, _Words(catalogue.ugettext))
        text = words[message]
        return text % values if "%" in text else text

    def translate_number(singular: str, plural: str, number: int) -> str:
        return str(get_translations().ungettext(singular, plural, number))

    install = app.jinja_env.install_gettext_callables  # type: ignore[attr-defined]  # comes with jinja2.ext.i18n
    install(gettext=translate, ngettext=translate_number, newstyle=False)
    app.jinja_env.globals["_"] = translate
