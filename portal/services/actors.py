"""Who acts: the sign-in, read with every request; the account and its appointments, read when any of them changed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, and_, bindparam, or_, select

from portal import clock
from portal.database import table_of
from portal.models import Appointment, SignIn, User
from portal.policy import Actor, Post
from portal.prepared import Prepared
from portal.services import stamps

RECUSAL = timedelta(days=731)
KEPT = 1024

# Asked of the tables themselves, whose rows cost half of what models cost.
_sign_ins, _users, _posts = (table_of(model) for model in (SignIn, User, Appointment))
_COLUMNS = (
    _users.c.id, _users.c.name, _users.c.language, _users.c.must_change_password, _posts.c.post,
    _posts.c.department_id, _posts.c.campaign_id, _posts.c.seat, _posts.c.task_id, _posts.c.seconded_from_id,
    _posts.c.first_on, _posts.c.last_on, _posts.c.empowered_from, _posts.c.empowered_until,
)  # fmt: skip
_APPOINTED = and_(
    _posts.c.user_id == _users.c.id,
    _posts.c.first_on <= bindparam("today"),
    or_(_posts.c.last_on.is_(None), _posts.c.last_on >= bindparam("recused_since")),
)
_BY_TOKEN = Prepared(
    select(
        _sign_ins.c.id, _sign_ins.c.user_id, _sign_ins.c.created_at, _sign_ins.c.seen_at, stamps.ALL.label("marks")
    ).where(_sign_ins.c.token_hash == bindparam("token_hash"), _sign_ins.c.ended_at.is_(None))
)
_BY_ID = Prepared(
    select(*_COLUMNS)
    .select_from(_users)
    .join(_posts, _APPOINTED, isouter=True)
    .where(_users.c.id == bindparam("user_id"), _users.c.is_stopped.is_(False))
)


@dataclass(frozen=True)
class Limits:
    """How long a sign-in may rest, and how long it lives at most."""

    idle: timedelta = timedelta(minutes=30)
    idle_administrator: timedelta = timedelta(minutes=15)
    absolute: timedelta = timedelta(hours=12)


_limits = Limits()


def set_limits(limits: Limits) -> None:
    """How long sign-ins live in this process."""
    global _limits
    _limits = limits


def idle_limit(actor: Actor) -> timedelta:
    return _limits.idle_administrator if actor.is_administrator else _limits.idle


def absolute_limit() -> timedelta:
    return _limits.absolute


@dataclass(frozen=True)
class SignedIn:
    """An actor and the sign-in that carries him. `idle_seconds` is how long it may rest."""

    actor: Actor
    sign_in_id: int
    seen_at: datetime
    idle_seconds: int


def hash_of(token: str) -> str:
    """What the table keeps of a sign-in's random id."""
    return sha256(token.encode()).hexdigest()


def login_key(login: str) -> str:
    """An account as it is kept and compared: nobody should fail over a capital letter or a blank."""
    return login.strip().casefold()[:40]


def find_signed_in_or_none(token: str, *, address: str = "") -> SignedIn | None:
    """The sign-in of a cookie, unless it has ended, rested too long or is older than twelve hours."""
    found = _BY_TOKEN.one_or_none(token_hash=hash_of(token))
    if found is None:
        return None
    stamps.remember(found.marks)
    actor, now = _kept_or_none(found.user_id, stamps.mark_of(stamps.PEOPLE), clock.today(), address), clock.wall()
    if actor is None:
        return None
    idle = idle_limit(actor)
    if now - found.seen_at > idle or now - found.created_at > absolute_limit():
        return None
    return SignedIn(actor, found.id, found.seen_at, int(idle.total_seconds()))


@lru_cache(maxsize=KEPT)
def _kept_or_none(user_id: int, mark: str, today: date, address: str) -> Actor | None:
    """The mark changes with every account and every appointment: under the same one the same person has no other."""
    return find_actor_or_none(user_id, address=address)


def find_actor_or_none(user_id: int, *, address: str = "") -> Actor | None:
    """The same actor as the appointments say now: asked again inside a change, and by jobs and commands."""
    rows = _BY_ID.all(user_id=user_id, **_days())
    return _actor(tuple(rows), clock.today(), address) if rows else None


def _days() -> dict[str, date]:
    today = clock.today()
    return {"today": today, "recused_since": today - RECUSAL}


@lru_cache(maxsize=512)
def _actor(rows: tuple[Row[*tuple[Any, ...]], ...], today: date, address: str) -> Actor:
    """The same rows make the same actor; what else is kept for an actor is found again by this very object."""
    first = rows[0]
    held = [row for row in rows if row.post]
    in_force = [row for row in held if row.last_on is None or row.last_on >= today]
    recused = {row.department_id for row in held} | {row.seconded_from_id for row in held}
    return Actor(
        user_id=first.id,
        name=first.name,
        posts=tuple(_post(row, today) for row in in_force),
        recused=frozenset(recused - {None}),
        language=first.language,
        address=address,
        must_change_password=first.must_change_password,
    )


def _post(row: Row[*tuple[Any, ...]], today: date) -> Post:
    empowered = row.empowered_from is not None and row.empowered_from <= today <= row.empowered_until
    return Post(row.post, row.department_id, row.campaign_id, row.seat, row.task_id, empowered)
