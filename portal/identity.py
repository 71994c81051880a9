"""The bridge between Flask-Login and the portal's actors: services never see either side of it."""

from datetime import timedelta

from flask import Flask, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from portal.policy import Actor
from portal.services import actors, passwords
from portal.services.actors import SignedIn

LANGUAGES = {"zh_Hans": "中文", "en": "English"}
DEFAULT_LANGUAGE = "zh_Hans"
LAST_READ = "last_read_in"
TOKEN = "_user_id"  # noqa: S105 - where Flask-Login keeps what get_id() returned

login_manager = LoginManager()
login_manager.session_protection = None  # the sign-in itself is checked at every request


class Visitor(UserMixin):  # type: ignore[misc]
    """Flask-Login's user: its id is the sign-in's random token, so that signing out ends what a copied cookie holds."""

    def __init__(self, token: str, signed_in: SignedIn | None = None) -> None:
        self.token, self.signed_in = token, signed_in

    def get_id(self) -> str:
        return self.token


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load_visitor(token: str) -> Visitor | None:
    signed_in = actors.find_signed_in_or_none(token, address=client_address())
    return Visitor(token, signed_in) if signed_in else None


def init_app(app: Flask) -> None:
    login_manager.init_app(app, add_context_processor=False)
    _hand_over_settings(app)


def _hand_over_settings(app: Flask) -> None:
    """Services know nothing of the app: they are told its settings once."""
    config = app.config
    passwords.set_cost(passwords.Cost(config["ARGON_TIME"], config["ARGON_MEMORY"], config["ARGON_LANES"]))
    actors.set_limits(
        actors.Limits(
            idle=timedelta(minutes=config["IDLE_MINUTES"]),
            idle_administrator=timedelta(minutes=config["ADMINISTRATOR_IDLE_MINUTES"]),
            absolute=timedelta(hours=config["SIGN_IN_HOURS"]),
        )
    )


def remember(token: str) -> None:
    """Put a new sign-in into the cookie; nothing of the visitor's earlier session is taken along."""
    forget()
    login_user(Visitor(token))


def forget() -> None:
    """Empty the cookie, the form token included; the language stays, so that the next page can be read."""
    language = locale()
    logout_user()
    session.clear()
    if language != DEFAULT_LANGUAGE:
        session[LAST_READ] = language
    g.pop("csrf_token", None)


def signed_in_or_none() -> SignedIn | None:
    """The sign-in of this request."""
    return current_user.signed_in if current_user.is_authenticated else None


def has_token() -> bool:
    """Whether the cookie names a sign-in at all; whether it still stands, only the database knows."""
    return bool(session.get(TOKEN))


def read_signed_in_or_none() -> SignedIn | None:
    """The sign-in as it stands now: it may have ended while this request waited for its turn to write."""
    token = session.get(TOKEN)
    return actors.find_signed_in_or_none(token, address=client_address()) if token else None


def actor_or_none() -> Actor | None:
    """Whoever the door let in, or nobody (on public pages and in error pages before the door)."""
    actor: Actor | None = g.get("actor")
    return actor


def client_address() -> str:
    """The caller's address as the configured number of proxies reports it; never read from a header here."""
    return (request.remote_addr or "")[:45]


def locale() -> str:
    """The language of this page: the account's, else the one chosen on the sign-in page, else Chinese."""
    actor = actor_or_none()
    chosen = actor.language if actor else session.get("language", session.get(LAST_READ, DEFAULT_LANGUAGE))
    return chosen if chosen in LANGUAGES else DEFAULT_LANGUAGE


def keep_language(actor: Actor) -> None:
    """For answers that are given before anybody is known: an unknown address, an expired token, too large a body."""
    if session.get(LAST_READ, DEFAULT_LANGUAGE) != actor.language:
        session[LAST_READ] = actor.language
