"""What an inspector writes down at the site."""

from dataclasses import dataclass
from datetime import date

from portal import clock
from portal.domain.finding_lifecycle import CheckKind, Severity
from portal.errors import Invalid
from portal.text import N_

LONGEST_PLACE = 120
LONGEST = 5000
MOST_DAYS = 365
WHOLE = 100


@dataclass(frozen=True)
class FindingEntry:
    """Columns of the same names. `found_percent` is what was seen, against what the department claims."""

    kind: CheckKind
    severity: Severity
    seen_on: date
    place: str
    seen: str
    days_to_rectify: int
    found_percent: int | None = None
    is_on_the_spot: bool = False


def check_entry(entry: FindingEntry) -> None:
    """Raises Invalid at the first field that cannot be so."""
    if entry.seen_on > clock.today():
        raise Invalid(N_("What was seen cannot lie in the future."), "seen_on")
    needed(entry.place, "place", LONGEST_PLACE)
    needed(entry.seen, "seen")
    check_days(entry.days_to_rectify, "days_to_rectify")
    if entry.found_percent is not None and not 0 <= entry.found_percent <= WHOLE:
        raise Invalid(N_("A percentage lies between 0 and 100."), "found_percent")


def check_days(days: int, field: str = "days") -> int:
    """Working days to rectify. Raises Invalid."""
    if not 1 <= days <= MOST_DAYS:
        raise Invalid(N_("From 1 to %(most)s working days."), field, most=MOST_DAYS)
    return days


def needed(text: str, field: str, most: int = LONGEST) -> str:
    """A text that has to be there. Raises Invalid at its field."""
    if not text.strip():
        raise Invalid(N_("Write a sentence here: it is kept with the finding."), field)
    if len(text) > most:
        raise Invalid(N_("At most %(most)s characters."), field, most=most)
    return text.strip()
