"""Hashing and comparing passwords with Argon2id. It is slow on purpose: never do it inside a change."""

import base64
import secrets
from dataclasses import dataclass

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from portal.domain import password_rules
from portal.errors import Invalid

SALT_BYTES, HASH_BYTES = 16, 32
INITIAL_GROUPS, INITIAL_GROUP_LENGTH = 4, 4
EASY_TO_READ = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Cost:
    """Passes over the memory, memory in KiB, lanes."""

    time: int = 2
    memory: int = 19456
    lanes: int = 1


_cost = Cost()


def set_cost(cost: Cost) -> None:
    """What one hash costs in this process."""
    global _cost
    _cost = cost


def hash_password(password: str) -> str:
    return _hasher().hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether this is the password. Without a hash it takes just as long and answers no."""
    try:
        return _hasher().verify(password_hash or _impossible_hash(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def check(password: str, *, login: str, name: str) -> None:
    """Raises Invalid where the rules refuse a new password."""
    if reason := password_rules.refusal(password, login=login, name=name):
        raise Invalid(reason, "new_password", least=password_rules.LEAST)


def make_initial_password() -> str:
    """A password to be read aloud once and changed at first use."""
    groups = ("".join(secrets.choice(EASY_TO_READ) for _ in range(INITIAL_GROUP_LENGTH)) for _ in range(INITIAL_GROUPS))
    return "-".join(groups)


def _hasher() -> PasswordHasher:
    return PasswordHasher(_cost.time, _cost.memory, _cost.lanes, HASH_BYTES, SALT_BYTES, type=Type.ID)


def _impossible_hash() -> str:
    """Looks like a hash of the present cost; nobody knows a password for it."""
    salt, digest = (base64.b64encode(secrets.token_bytes(n)).decode().rstrip("=") for n in (SALT_BYTES, HASH_BYTES))
    return f"$argon2id$v=19$m={_cost.memory},t={_cost.time},p={_cost.lanes}${salt}${digest}"
