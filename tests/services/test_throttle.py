"""Counters that slow guessing down: windows, locks that double, and what is forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal import unit_of_work
from portal.database import db
from portal.models import SignInThrottle
from portal.services import throttle

pytestmark = pytest.mark.usefixtures("context")
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def fail(times: int) -> list[bool]:
    with unit_of_work.work():
        return [throttle.count_attempt("login", "office") for _ in range(times)]


def lock_minutes() -> float:
    """How long the present lock still lasts; 0 without one."""
    with unit_of_work.work(read_only=True):
        until = db.session.get_one(SignInThrottle, "login:office").locked_until
    return (until - datetime.now(UTC)).total_seconds() / 60 if until else 0


def test_the_fifth_failure_locks_and_the_sixth_is_not_looked_at() -> None:
    with time_machine.travel(NOON, tick=False):
        assert fail(4) == [True] * 4
        assert lock_minutes() == 0
        assert fail(3) == [True, False, False]
        assert lock_minutes() == 15


def test_locks_double_up_to_a_day() -> None:
    found = []
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(9):
            fail(5)
            found.append(lock_minutes())
            clock.shift(timedelta(minutes=found[-1], seconds=1))
    assert found == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]


def test_after_a_quiet_day_the_lock_is_short_again() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        fail(5)
        clock.shift(timedelta(minutes=16))
        fail(5)
        clock.shift(timedelta(hours=25))
        fail(5)
        assert lock_minutes() == 15


def test_failures_far_apart_do_not_add_up() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(3):
            fail(4)
            clock.shift(timedelta(minutes=16))
        assert fail(1) == [True]
        assert lock_minutes() == 0


def test_success_takes_an_address_back_by_one_and_lifts_what_it_caused() -> None:
    with unit_of_work.work():
        for _ in range(20):
            throttle.count_attempt("from", "10.0.0.1")
        throttle.take_back("from", "10.0.0.1")
        assert not throttle.is_locked("from", "10.0.0.1")
        throttle.count_attempt("from", "10.0.0.1")
        assert throttle.is_locked("from", "10.0.0.1")


def test_made_up_accounts_are_swept_away_and_locks_are_not() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        fail(1)
        with unit_of_work.work():
            for _ in range(5):
                throttle.count_attempt("login", "locked")
            db.session.get_one(SignInThrottle, "login:locked").locked_until = NOON + timedelta(days=3)
        clock.shift(timedelta(hours=25))
        with unit_of_work.work():
            throttle.sweep()
        with unit_of_work.work(read_only=True):
            assert [row.key for row in db.session.query(SignInThrottle)] == ["login:locked"]
