"""The audit trail, read by the audit administrator alone."""

from dataclasses import dataclass
from datetime import date

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.services import audit
from portal.services.audit import Detail, Entry, Filter
from portal.text import N_
from portal.views.addresses import next_url, number_or_none
from portal.views.event_labels import event_label, noun_label
from portal.views.field_labels import field_label
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
    day = request.args.get("day", "")
    choice = Filter(
        event=request.args.get("event", "")[:60],
        person=request.args.get("person", "").strip()[:60],
        day=_day_or_none(day),
    )
    found = audit.list_entries(choice, acting_user=g.actor, after=number_or_none(request.args.get("after")))
    return render_template(
        "audit/index.html",
        lines=[_line(entry) for entry in found[: audit.PAGE]],
        choice=choice,
        events=_events(),
        next_url=next_url("audit.index", found, audit.PAGE),
    )


def _events() -> list[tuple[str, str]]:
    """Every noun as a whole, followed by its events."""
    events = audit.list_events(acting_user=g.actor)
    nouns = dict.fromkeys(event.partition(".")[0] for event in events if "." in event)
    wholes = [(noun, gettext(N_("%(noun)s: all"), noun=noun_label(noun))) for noun in nouns]
    return sorted([*wholes, *((event, event_label(event)) for event in events)])


def _line(entry: Entry) -> Line:
    return Line(
        number=entry.id,
        at=local_text(entry.at) or "",
        who=entry.who or gettext(N_("nobody signed in")),
        event=event_label(entry.event),
        subject=entry.subject,
        address=entry.address,
        details=gettext("; ").join(_told(detail, entry.event) for detail in entry.details),
    )


def _told(detail: Detail, event: str) -> str:
    """ "field: before → after"; what a refusal said is a message and speaks the reader's language."""
    label = field_label(detail.field)
    if detail.before is None and detail.after is None:
        return label
    before, after = (_value(value, event) for value in (detail.before, detail.after))
    if detail.before is None:
        return f"{label}: {after}"
    return f"{label}: {before} → {after}"


def _value(value: object, event: str) -> str:
    if value is None:
        return ""
    return gettext(str(value)) if event == "refused" and isinstance(value, str) else str(value)


def _day_or_none(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
