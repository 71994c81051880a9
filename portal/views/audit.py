"""The audit trail, read by the audit administrator alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.services import audit, audit_names
from portal.services.audit import Entry, Filter
from portal.services.audit_names import Names
from portal.text import N_
from portal.views.addresses import next_url, number_or_none
from portal.views.audit_words import details_words, subject_words
from portal.views.event_labels import event_label, noun_label
from portal.views.moments import local_text
from portal.views.pages import Pages

pages = Pages("audit", __name__, url_prefix="/audit")


@dataclass(frozen=True)
class Line:
    number: int
    at: str
    who: str
    event: str
    subject: str
    address: str
    details: str


@pages.page("", permission="audit.read")
def index() -> ResponseReturnValue:
    choice = filter_of(request.args)
    found = audit.list_entries(choice, acting_user=g.actor, after=number_or_none(request.args.get("after")))
    return render_template(
        "audit/index.html",
        lines=lines_of(found[: audit.PAGE]),
        choice=choice,
        events=_events(),
        next_url=next_url("audit.index", found, audit.PAGE),
    )


def filter_of(query: Mapping[str, str]) -> Filter:
    """What an address asks for; a day that is none is no filter."""
    return Filter(
        event=query.get("event", "")[:60],
        person=query.get("person", "").strip()[:60],
        day=_day_or_none(query.get("day", "")),
    )


def lines_of(entries: Sequence[Entry]) -> list[Line]:
    """Entries in the reader's language, what they speak of by its name."""
    names = audit_names.find_names(entries)
    return [_line(entry, names) for entry in entries]


def _events() -> list[tuple[str, str]]:
    """Every noun as a whole, followed by its events."""
    events = audit.list_events(acting_user=g.actor)
    nouns = dict.fromkeys(event.partition(".")[0] for event in events if "." in event)
    wholes = [(noun, gettext(N_("%(noun)s: all"), noun=noun_label(noun))) for noun in nouns]
    return sorted([*wholes, *((event, event_label(event)) for event in events)])


def _line(entry: Entry, names: Names) -> Line:
    return Line(
        number=entry.id,
        at=local_text(entry.at) or "",
        who=entry.who or gettext(N_("nobody signed in")),
        event=event_label(entry.event),
        subject=subject_words(entry.subject, names),
        address=entry.address,
        details=details_words(entry, names),
    )


def _day_or_none(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
