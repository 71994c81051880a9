"""What every page's frame shows: the menu, who is signed in, the language, the demonstration's day."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request
from flask_babel import gettext
from flask_login import current_user

from portal import clock, identity, navigation, policy
from portal.domain.posts import POST_LABELS
from portal.policy import Actor


@dataclass(frozen=True)
class MenuEntry:
    label: str
    url: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True)
class Reader:
    """Whoever reads the page, as the masthead shows him."""

    name: str
    post_label: str


def init_app(app: Flask) -> None:
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    actor = identity.actor_or_none()
    signed_in = current_user.signed_in if actor and current_user.is_authenticated else None
    return {
        "actor": Reader(actor.name, _posts(actor)) if actor else None,
        "language": identity.locale(),
        "banner": _banner(),
        "breadcrumbs": [],
        "navigation": [_menu_entry(entry) for entry in navigation.entries_for(actor)] if actor else [],
        "may_search": policy.holds_anywhere(actor, "search") if actor else False,
        "idle_seconds": signed_in.idle_seconds if signed_in else None,
    }


def _posts(actor: Actor) -> str:
    """The posts one holds, each named once."""
    return " · ".join(gettext(POST_LABELS[name]) for name in dict.fromkeys(post.name for post in actor.posts))


def _menu_entry(entry: navigation.Entry) -> MenuEntry:
    here = request.path == entry.url if entry.url == "/" else request.path.startswith(entry.url)
    return MenuEntry(gettext(entry.label), entry.url, here)


def _banner() -> str | None:
    if current_app.config["TODAY"] is None:
        return None
    return str(gettext("Demonstration: today is %(day)s.", day=clock.today().isoformat()))
