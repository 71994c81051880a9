"""The one place that says what day and what moment it is.

The demonstration runs on a fixed day: `today()` then answers that day, and `now()` the present time of day on it.
`wall()` is never fixed: sign-ins, locks and time limits use it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
_fixed: date | None = None
_hour: time | None = None


def fix(day: date | None) -> None:
    """Fix the portal's day for this process; None lets it run."""
    global _fixed
    _fixed = day


def today() -> date:
    """The portal's day in China."""
    return _fixed or datetime.now(CHINA).date()


def now() -> datetime:
    """The portal's instant, in UTC."""
    moment = datetime.now(CHINA)
    if _fixed is not None:
        moment = datetime.combine(_fixed, _hour or moment.time(), CHINA)
    return moment.astimezone(UTC)


def day_of(moment: datetime) -> date:
    """The day in China on which a moment falls."""
    return moment.astimezone(CHINA).date()


def wall() -> datetime:
    """The real instant, in UTC, whatever day the portal shows."""
    return datetime.now(UTC)


@contextmanager
def fixed(day: date, at: time | None = None) -> Iterator[None]:
    """Run a block on a fixed day, and at a fixed time of it where one is given."""
    global _hour
    before, _hour = (_fixed, _hour), at
    fix(day)
    try:
        yield
    finally:
        fix(before[0])
        _hour = before[1]
