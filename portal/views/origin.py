"""A change is only taken from this site's own pages (SECURITY S7), besides the token that every form carries."""

from urllib.parse import urlsplit

from flask import request

from portal.errors import Denied
from portal.text import N_

OWN = frozenset({"same-origin", "none"})
FOREIGN = N_("This was sent by another site.")


def is_own() -> bool:
    """Whether the browser says that this request was sent by one of this site's pages, or by its reader himself.

    A browser that says nothing at all is left to the token.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in OWN
    if origin := request.headers.get("Origin"):
        return urlsplit(origin).netloc == request.host
    return True


def require_own() -> None:
    if not is_own():
        raise Denied(FOREIGN)
