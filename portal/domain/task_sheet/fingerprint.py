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
    words = (above, _bare(facts.title), facts.lead, facts.start_on, facts.due_on, _number(facts.quantity),
             _bare(facts.unit), facts.weight, _bare(facts.standard))  # fmt: skip
    return blake2b(repr(words).encode(), digest_size=16).hexdigest()


def likeness(above: str, facts: Facts) -> str:
    """The same for rows that differ only in their days, figures or standard."""
    return blake2b(repr((above, _bare(facts.title), facts.lead)).encode(), digest_size=16).hexdigest()


def _bare(text: str) -> str:
    return "".join(text.split())


def _number(value: Decimal | None) -> str:
    """4 and 4.0000 are one quantity."""
    return "" if value is None else f"{value.normalize():f}"
