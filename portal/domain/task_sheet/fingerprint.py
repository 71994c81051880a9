"""What makes two rows the same: where they lie, and what they ask of whom until when."""

from collections.abc import Hashable
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from typing import NamedTuple


class Facts(NamedTuple):
    """What a task says that counts; its words without blanks, its lead as the department that is meant."""

    title: str
    lead: Hashable
    start_on: date | None
    due_on: date | None
    quantity: Decimal | None
    unit: str
    weight: int
    standard: str


def fingerprint(above: str, facts: Facts) -> str:
    """The same for the same row, whichever way it came in. `above` names where it lies."""
    return placed(above, said(facts))


def said(facts: Facts) -> str:
    """What a row says wherever it lies, as `placed` takes it: a row is looked for in several places."""
    words = (_bare(facts.title), facts.lead, facts.start_on, facts.due_on, _number(facts.quantity),
             _bare(facts.unit), facts.weight, _bare(facts.standard))  # fmt: skip
    return repr(words)[1:]


def placed(above: str, said: str) -> str:
    """The fingerprint of what is said, in one place. It is kept, so it stays the same for ever."""
    return blake2b(f"({above!r}, {said}".encode(), digest_size=16).hexdigest()


def likeness(above: str, facts: Facts) -> str:
    """The same for rows that differ only in their days, figures or standard."""
    return blake2b(repr((above, _bare(facts.title), facts.lead)).encode(), digest_size=16).hexdigest()


def _bare(text: str) -> str:
    return "".join(text.split())


def _number(value: Decimal | None) -> str:
    """4 and 4.0000 are one quantity."""
    return "" if value is None else f"{value.normalize():f}"
