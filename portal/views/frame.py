"""What every page's frame shows: the menu, who is signed in, the language, the demonstration's day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from flask import Flask, current_app, get_template_attribute, request
from flask_babel import gettext
from flask_login import current_user
from markupsafe import Markup

from portal import clock, identity, navigation, policy
from portal.domain.posts import POST_LABELS
from portal.policy import Actor

KEPT = 512


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
    actor, language = identity.actor_or_none(), identity.locale()
    signed_in = current_user.signed_in if actor and current_user.is_authenticated else None
    return {
        "actor": _reader(actor, language) if actor else None,
        "language": language,
        "banner": _banner(clock.today(), language) if current_app.config["TODAY"] else None,
        "breadcrumbs": [],
        "navigation": _menu(actor, _section(), language) if actor else "",
        "may_search": policy.holds_anywhere(actor, "search") if actor else False,
        "idle_seconds": signed_in.idle_seconds if signed_in else None,
    }


# The same for as long as the same person reads in the same part of the portal: written once, not with every page.
@lru_cache(maxsize=KEPT)
def _reader(actor: Actor, language: str) -> Reader:
    """With the posts one holds, each named once."""
    posts = dict.fromkeys(post.name for post in actor.posts)
    return Reader(actor.name, " · ".join(gettext(POST_LABELS[name]) for name in posts))


@lru_cache(maxsize=KEPT)
def _menu(actor: Actor, section: str, language: str) -> Markup:
    entries = [
        MenuEntry(gettext(entry.label), entry.url, entry.url == section) for entry in navigation.entries_for(actor)
    ]
    written: Markup = get_template_attribute("layouts/masthead.html", "navigation_list")(entries)
    return written


@lru_cache(maxsize=2)
def _banner(today: date, language: str) -> str:
    return str(gettext("Demonstration: today is %(day)s.", day=today.isoformat()))


def _section() -> str:
    """The part of the portal the page lies in: `/tasks/7/edit` in `/tasks`."""
    return "/" + request.path.split("/", 2)[1]
