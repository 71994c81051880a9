"""A list as a table: what each column is called, what it holds, and where its rows come from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.clock import CHINA
from portal.documents.cells import Kind
from portal.policy import Actor

Query = Mapping[str, str]
Pages = Callable[[Query, Actor], Iterator[Sequence[Any]]]


@dataclass(frozen=True)
class Column:
    """`heading` is a message id. `value` answers what a row says; `words` are the message ids its values stand for."""

    heading: str
    value: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    width: int = 0
    words: Mapping[Any, str] | None = None


@dataclass(frozen=True)
class ListOf:
    """`pages` gives the rows in batches."""

    title: str
    permission: str
    columns: tuple[Column, ...]
    pages: Pages


def by_key(
    read: Callable[[Any], Sequence[Any]], size: int, key: Callable[[Any], Any], after: Any = None
) -> Iterator[Sequence[Any]]:
    """The pages of a list whose service answers one row more than a page where there is another."""
    while True:
        found = read(after)
        if found:
            yield found[:size]
        if len(found) <= size:
            return
        after = key(found[size - 1])


def local(moment: datetime | None) -> datetime | None:
    """China's time, as a spreadsheet shows it."""
    return moment.astimezone(CHINA).replace(tzinfo=None) if moment else None
