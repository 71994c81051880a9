"""Addresses that a visitor brings along: only a path of this site is ever followed."""

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

LONGEST = 1000


def is_own_path(text: str) -> bool:
    """Whether this is a path of this site: no scheme, no host, nothing a browser would read as one."""
    if not text.startswith("/") or len(text) > LONGEST or any(char <= " " or char in "\\\x7f" for char in text):
        return False
    parts = urlsplit(text)
    return not text.startswith("//") and not parts.scheme and not parts.netloc


def readable_path(text: str | None) -> str:
    """The path if it is one of this site that can be read, else the home page."""
    return text if text and is_own_path(text) and _can_be_read(text) else "/"


def page_before() -> str:
    """The page from which this request was sent, as a path of this site; the home page where that is unknown."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host:
        return "/"
    return readable_path(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def here() -> str:
    """The address of this request, as a path of this site."""
    return request.full_path.removesuffix("?") if is_own_path(request.full_path) else "/"


def _can_be_read(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None
    try:
        adapter.match(urlsplit(path).path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True
