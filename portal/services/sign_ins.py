"""Signing in and out. The table keeps the hash of each sign-in's random id; a new one is made every time."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from portal import clock
from portal.database import db
from portal.errors import Missing
from portal.models import SignIn, User
from portal.policy import Actor
from portal.services import actors, history, throttle

SIGNED_OUT, ENDED_BY_OWNER, REPLACED = "signed_out", "ended_by_owner", "replaced"
STOPPED, NEW_PASSWORD, NEW_POST, BY_ADMINISTRATOR = "stopped", "new_password", "new_post", "administrator"


@dataclass(frozen=True)
class Attempt:
    """Somebody asks for an account. `may_pass` is false for one that is unknown, stopped or locked."""

    login: str
    address: str
    user_id: int | None
    password_hash: str | None
    may_pass: bool


def begin_attempt(login: str, *, address: str) -> Attempt:
    """Count an attempt before its password is looked at: the same work whatever the account."""
    login = actors.login_key(login)
    throttle.sweep()
    is_login_open, is_address_open = throttle.count_attempt("login", login), throttle.count_attempt("from", address)
    user = db.session.scalar(select(User).where(User.login == login))
    may_pass = is_login_open and is_address_open and user is not None and not user.is_stopped
    return Attempt(login, address, user.id if user else None, user.password_hash if user else None, may_pass)


def fail(attempt: Attempt) -> None:
    """Write down that an attempt failed. What was typed as an account is not kept: it may have been a password."""
    is_locked = throttle.is_locked("login", attempt.login) or throttle.is_locked("from", attempt.address)
    history.record(
        "sign_in.failed",
        acting_user=None,
        address=attempt.address,
        subject=f"user:{attempt.user_id}" if attempt.user_id else "",
        after={"is_locked": is_locked},
    )


def succeed(attempt: Attempt, *, browser: str, language: str | None = None) -> str:
    """Open a sign-in for an attempt whose password was right; answers with the random id for the cookie.

    Raises Missing where the account was stopped or its password changed while the password was compared.
    """
    user = db.session.scalar(select(User).where(User.id == attempt.user_id, User.is_stopped.is_(False)))
    if user is None or user.password_hash != attempt.password_hash:
        raise Missing
    throttle.clear("login", attempt.login)
    throttle.take_back("from", attempt.address)
    if language and language != user.language:
        user.language = language
    return open_again(user, address=attempt.address, browser=browser)


def open_again(user: User, *, address: str, browser: str) -> str:
    """A sign-in with a new random id, for somebody whose password was just compared."""
    token, now = secrets.token_urlsafe(32), clock.wall()
    db.session.add(
        SignIn(
            token_hash=actors.hash_of(token),
            user_id=user.id,
            created_at=now,
            seen_at=now,
            address=address,
            browser=browser[:200],
        )
    )
    actor = actors.find_actor_or_none(user.id, address=address)
    history.record("sign_in.opened", acting_user=actor, subject=f"user:{user.id}")
    return token


def note_seen(sign_in_id: int) -> None:
    """The person is still there: the idle time begins anew."""
    db.session.execute(
        update(SignIn).where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None)).values(seen_at=clock.wall())
    )


@dataclass(frozen=True)
class Opened:
    """A sign-in that still opens the portal."""

    id: int
    browser: str
    address: str
    created_at: datetime
    seen_at: datetime


def list_own(*, acting_user: Actor) -> list[Opened]:
    """The sign-ins that still open the portal for this person, the latest first."""
    since = clock.wall() - actors.absolute_limit()
    query = (
        select(SignIn.id, SignIn.browser, SignIn.address, SignIn.created_at, SignIn.seen_at)
        .where(SignIn.user_id == acting_user.user_id, SignIn.ended_at.is_(None))
        .where(SignIn.created_at > since, SignIn.seen_at > clock.wall() - actors.idle_limit(acting_user))
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    )
    return [Opened(*row) for row in db.session.execute(query)]


def sign_out(sign_in_id: int, *, acting_user: Actor) -> None:
    _end_one(sign_in_id, SIGNED_OUT, acting_user=acting_user)


def end_replaced(sign_in_id: int, *, acting_user: Actor) -> None:
    """A new sign-in in the same browser ends the one before."""
    _end_one(sign_in_id, REPLACED, acting_user=acting_user)


def end_own(sign_in_id: int, *, acting_user: Actor) -> None:
    """End one of one's own sign-ins from another browser."""
    _end_one(sign_in_id, ENDED_BY_OWNER, acting_user=acting_user)


def end_all_own(*, acting_user: Actor, keep_id: int | None = None) -> int:
    """Sign out everywhere; answers how many sign-ins ended."""
    ended = end_all(acting_user.user_id, ENDED_BY_OWNER, keep_id=keep_id)
    history.record(
        "sign_in.ended_all", acting_user=acting_user, subject=f"user:{acting_user.user_id}", after={"ended": ended}
    )
    return ended


def end_all(user_id: int, why: str, *, keep_id: int | None = None) -> int:
    """End every sign-in of a person; the row that tells why is written by whoever asks."""
    ended = db.session.scalars(
        update(SignIn)
        .where(SignIn.user_id == user_id, SignIn.ended_at.is_(None), SignIn.id != (keep_id or 0))
        .values(ended_at=clock.wall(), ended_why=why)
        .returning(SignIn.id)
    )
    return len(ended.all())


def last_seen_of(user_ids: list[int]) -> dict[int, datetime]:
    """When each of these people was last here."""
    newest = select(SignIn.user_id, func.max(SignIn.seen_at).label("seen_at")).where(SignIn.user_id.in_(user_ids))
    return {row.user_id: row.seen_at for row in db.session.execute(newest.group_by(SignIn.user_id))}


def _end_one(sign_in_id: int, why: str, *, acting_user: Actor) -> None:
    mine = select(SignIn).where(SignIn.id == sign_in_id, SignIn.user_id == acting_user.user_id)
    sign_in = db.session.scalar(mine.where(SignIn.ended_at.is_(None)))
    if sign_in is None:
        raise Missing
    sign_in.ended_at, sign_in.ended_why = clock.wall(), why
    history.record(f"sign_in.{why}", acting_user=acting_user, subject=f"user:{acting_user.user_id}")
