"""What somebody typed into a form, put on an object; what really changed goes into the history row."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from portal.domain import trajectory

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Plain = str | int | float | bool | None


def plain(value: object) -> Plain:
    """A value as a history row keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return trajectory.plain(value)
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def told(entry: "DataclassInstance") -> dict[str, Plain]:
    """All of an entry that is not empty, for the history row of something new."""
    return {one.name: plain(value) for one in fields(entry) if (value := getattr(entry, one.name)) not in (None, "")}


def put(entry: "DataclassInstance", thing: object) -> tuple[Mapping[str, Plain], Mapping[str, Plain]]:
    """Set an object's columns of the same names; answers what stood there before and what stands there now."""
    before: dict[str, Plain] = {}
    after: dict[str, Plain] = {}
    for one in fields(entry):
        old, new = getattr(thing, one.name), getattr(entry, one.name)
        if old != new:
            before[one.name], after[one.name] = plain(old), plain(new)
            setattr(thing, one.name, new)
    return before, after
