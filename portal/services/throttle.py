"""Slows down whoever guesses passwords: counters in the database, for the account asked for and for the address.

An attempt is counted before its password is looked at, so that many at once gain nothing, and taken back when it
succeeds. An address may be a whole office behind one door: it is given more tries than an account. `own` counts
who tries the present password on the page that changes it.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.exc import IntegrityError

from portal import clock
from portal.database import db
from portal.models import SignInThrottle

WINDOW = timedelta(minutes=15)
FIRST_LOCK = timedelta(minutes=15)
LONGEST_LOCK = timedelta(hours=24)
FORGOTTEN_AFTER = timedelta(hours=24)
MOST_FAILURES = {"login": 5, "from": 20, "own": 5}


def count_attempt(kind: str, name: str) -> bool:
    """Count an attempt; False while the account or address is locked (such attempts do not prolong the lock)."""
    counter, now = _counter(_key(kind, name)), clock.wall()
    if counter.locked_until and now < counter.locked_until:
        return False
    _forget(counter, now)
    counter.failures += 1
    if counter.failures >= MOST_FAILURES[kind]:
        counter.locked_until = now + min(FIRST_LOCK * 2**counter.locks, LONGEST_LOCK)
        counter.locks += 1
    return True


def take_back(kind: str, name: str) -> None:
    """The attempt succeeded: it was no failure, and any lock it caused is lifted."""
    counter = _counter(_key(kind, name))
    counter.failures = max(0, counter.failures - 1)
    if counter.locked_until:
        counter.locked_until = None
        counter.locks -= 1


def clear(kind: str, name: str) -> None:
    db.session.execute(delete(SignInThrottle).where(SignInThrottle.key == _key(kind, name)))


def is_locked(kind: str, name: str) -> bool:
    counter = db.session.get(SignInThrottle, _key(kind, name))
    return bool(counter and counter.locked_until and clock.wall() < counter.locked_until)


def sweep() -> None:
    """Forget counters that nobody touched for a day, so that made-up account names do not fill the table."""
    before = clock.wall() - FORGOTTEN_AFTER
    is_over = or_(SignInThrottle.locked_until.is_(None), SignInThrottle.locked_until < before)
    db.session.execute(delete(SignInThrottle).where(SignInThrottle.first_failed_at < before, is_over))


def _key(kind: str, name: str) -> str:
    return f"{kind}:{name}"[:80]


def _forget(counter: SignInThrottle, now: datetime) -> None:
    """Old failures no longer count; after a quiet day the next lock is a short one again."""
    last = counter.locked_until or counter.first_failed_at
    if now - last > FORGOTTEN_AFTER:
        counter.locks = 0
    if counter.locked_until or now - counter.first_failed_at > WINDOW:
        counter.failures, counter.first_failed_at, counter.locked_until = 0, now, None


def _counter(key: str) -> SignInThrottle:
    """The counter of a key, locked for this transaction."""
    if found := db.session.get(SignInThrottle, key, with_for_update=True):
        return found
    fresh = SignInThrottle(key=key, failures=0, first_failed_at=clock.wall(), locks=0)
    try:
        with db.session.begin_nested():
            db.session.add(fresh)
    except IntegrityError:  # somebody else counted the same key a moment ago
        return db.session.get_one(SignInThrottle, key, with_for_update=True)
    return fresh
