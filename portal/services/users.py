"""Accounts, as the system administrator keeps them. What an account may do is said by appointments, not here."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from portal import clock, policy
from portal.database import db
from portal.errors import Invalid, Missing, Stale, WrongState
from portal.models import User
from portal.policy import Actor
from portal.services import actors, entries, history, sign_ins, throttle
from portal.text import N_

PAGE = 50


@dataclass(frozen=True)
class UserEntry:
    """What an account says of its person."""

    login: str
    name: str
    language: str


def list_users(
    *, acting_user: Actor, words: str = "", is_stopped: bool | None = None, after: str | None = None
) -> Sequence[User]:
    """By account, one more than a page."""
    policy.require(acting_user, "user.edit")
    query = select(User).order_by(User.login).limit(PAGE + 1)
    if words:
        query = query.where(or_(*(column.contains(words, autoescape=True) for column in (User.login, User.name))))
    if is_stopped is not None:
        query = query.where(User.is_stopped.is_(is_stopped))
    return db.session.scalars(query.where(User.login > after) if after else query).all()


def access_user(user_id: int, *, acting_user: Actor, permission: str = "user.edit") -> User:
    policy.require(acting_user, permission)
    user = db.session.get(User, user_id)
    if user is None:
        raise Missing
    return user


def create_user(entry: UserEntry, password_hash: str, *, acting_user: Actor) -> User:
    """A new account with a password that somebody else knows: it must be changed at first use."""
    policy.require(acting_user, "user.edit")
    _check_login(entry.login)
    user = User(password_hash=password_hash, created_at=clock.now())
    entries.put(entry, user)
    db.session.add(user)
    db.session.flush()
    history.record("user.created", acting_user=acting_user, subject=f"user:{user.id}", after=entries.told(entry))
    return user


def edit_user(user: User, entry: UserEntry, *, acting_user: Actor, version: int | None = None) -> None:
    policy.require(acting_user, "user.edit")
    _check_version(user, version)
    _check_login(entry.login, but=user.id)
    before, after = entries.put(entry, user)
    if after:
        history.record("user.edited", acting_user=acting_user, subject=f"user:{user.id}", before=before, after=after)


def stop_user(user: User, *, acting_user: Actor, version: int | None = None) -> None:
    """Close an account at once: its sign-ins end, its history stays."""
    policy.require(acting_user, "user.edit")
    _check_version(user, version)
    if user.id == acting_user.user_id:
        raise Invalid(N_("You cannot close your own account."))
    if user.is_stopped:
        raise WrongState(N_("The account is closed already."))
    user.is_stopped = True
    ended = sign_ins.end_all(user.id, sign_ins.STOPPED)
    history.record("user.stopped", acting_user=acting_user, subject=f"user:{user.id}", after={"ended": ended})


def restart_user(user: User, *, acting_user: Actor, version: int | None = None) -> None:
    policy.require(acting_user, "user.edit")
    _check_version(user, version)
    if not user.is_stopped:
        raise WrongState(N_("The account is open already."))
    user.is_stopped = False
    history.record("user.restarted", acting_user=acting_user, subject=f"user:{user.id}")


def reset_password(user: User, password_hash: str, *, acting_user: Actor, version: int | None = None) -> None:
    """Give an initial password again: whoever is signed in with the old one is signed out, and a lock is lifted."""
    policy.require(acting_user, "user.edit")
    _check_version(user, version)
    if user.id == acting_user.user_id:
        raise Invalid(N_("Change your own password on your account page."))
    user.password_hash, user.must_change_password = password_hash, True
    throttle.clear("login", user.login)
    ended = sign_ins.end_all(user.id, sign_ins.NEW_PASSWORD)
    history.record("user.password_reset", acting_user=acting_user, subject=f"user:{user.id}", after={"ended": ended})


def end_sign_ins(user: User, *, acting_user: Actor) -> int:
    """Sign somebody out everywhere; answers how many sign-ins ended."""
    policy.require(acting_user, "user.edit")
    ended = sign_ins.end_all(user.id, sign_ins.BY_ADMINISTRATOR)
    history.record("user.signed_out", acting_user=acting_user, subject=f"user:{user.id}", after={"ended": ended})
    return ended


def _check_version(user: User, version: int | None) -> None:
    if version is not None and version != user.version:
        raise Stale


def _check_login(login: str, but: int | None = None) -> None:
    taken = select(User.id).where(User.login == actors.login_key(login), User.id != (but or 0))
    if db.session.scalar(taken) is not None:
        raise Invalid(N_("Somebody has this account already."), "login")
