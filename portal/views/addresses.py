"""What lists keep in their address: the key of the page before, and numbers that may be anything."""

from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


class IdConverter(IntegerConverter):
    """A number that an id can be: what no column holds is no address, and never reaches the database."""

    def __init__(self, map: Map, max: int = LARGEST) -> None:  # noqa: A002 - werkzeug's names
        super().__init__(map, max=max)


def number_or_none(text: str | None) -> int | None:
    """A number from an address, or None where there is none that could be an id."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 10:
        return None
    return number if (number := int(text)) <= LARGEST else None


def next_url(endpoint: str, rows: Sequence[object], size: int, key: str = "id") -> str | None:
    """The address of the next page where one row more than a page was found; `key` is what the list is paged by."""
    if len(rows) <= size:
        return None
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name != "after"}
    return url_for(endpoint, **kept, after=getattr(rows[size - 1], key))
