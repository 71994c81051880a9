"""What the head of a notice says of the plan: title, number, issuer, dates, and the days it runs."""

import re
from collections.abc import Mapping
from datetime import date

from portal.domain.plan_draft.draft import Field
from portal.domain.plan_text.reading import DateFound, Head, Piece, Place, Reading

_SPAN = re.compile(r"(20\d\d)年?\s*[—–\-~至到]+\s*(20\d\d)年?")
_YEAR = re.compile(r"(20\d\d)年")
_LONGEST_TITLE, _LONGEST_ISSUER = 200, 120
_FROM_TITLE, _FROM_BODY, _FROM_DATE = 0.9, 0.7, 0.6


def head_fields(reading: Reading, text: str) -> Mapping[str, Field]:
    head = reading.head
    starts_on, ends_on = plan_days(reading, text)
    return {
        "title": _piece(head.plan_title or head.title, _LONGEST_TITLE),
        "document_number": _piece(head.document_number, 60),
        "issuer": _issuer(head),
        "issued_on": _day(head.issued_on),
        "printed_on": _day(_not_before(head.printed_on, head.issued_on)),
        "starts_on": starts_on,
        "ends_on": ends_on,
        "aim": Field(),
    }


def _piece(piece: Piece | None, most: int) -> Field:
    return Field(piece.text[:most], piece.place, piece.sure) if piece else Field()


def _issuer(head: Head) -> Field:
    if not head.issuers:
        return Field()
    names = "、".join(piece.text for piece in head.issuers)[:_LONGEST_ISSUER]
    place = Place(head.issuers[0].place.start, head.issuers[-1].place.end)
    return Field(names, place, min(piece.sure for piece in head.issuers))


def _day(found: DateFound | None) -> Field:
    return Field(found.day.isoformat(), found.place, found.sure) if found else Field()


def _not_before(printed: DateFound | None, issued: DateFound | None) -> DateFound | None:
    return None if printed and issued and printed.day < issued.day else printed


def plan_days(reading: Reading, text: str) -> tuple[Field, Field]:
    """The years of the title; else the first year of the body's beginning that is not in the past; else the date's."""
    title = (reading.head.plan_title or reading.head.title or Piece("", Place(0, 0))).text
    issued = reading.head.issued_on
    if span := _SPAN.search(title):
        return _years(int(span.group(1)), int(span.group(2)), _FROM_TITLE, None)
    if year := _YEAR.search(title):
        return _years(int(year.group(1)), int(year.group(1)), _FROM_TITLE, None)
    if issued is not None:
        return _years(issued.day.year, issued.day.year, _FROM_DATE, issued.place)
    if year := _YEAR.search(text):
        return _years(int(year.group(1)), int(year.group(1)), _FROM_BODY, Place(*year.span()))
    return Field(), Field()


def _years(first: int, last: int, sure: float, place: Place | None) -> tuple[Field, Field]:
    last = max(first, last)
    return (
        Field(date(first, 1, 1).isoformat(), place, sure),
        Field(date(last, 12, 31).isoformat(), place, sure),
    )
