"""The departments' shares of a quantity in one cell: 牵头局=40；配合局=60."""

from decimal import Decimal

from portal.domain.department_lists import split_departments
from portal.domain.trajectory import plain
from portal.domain.written_numbers import parse_number
from portal.errors import Invalid
from portal.text import N_


def read_shares(text: str) -> dict[str, Decimal]:
    """By name. Raises Invalid for a part that is no share."""
    found: dict[str, Decimal] = {}
    for part in split_departments(text):
        name, sign, number = part.replace("＝", "=").rpartition("=")
        if not sign or not name.strip():
            raise Invalid(N_("“%(typed)s” is no share: write the department, = and its quantity."), typed=part)
        found[name.strip()] = parse_number(number).value
    return found


def write_shares(shares: dict[str, Decimal]) -> str:
    return "；".join(f"{name}={plain(share)}" for name, share in shares.items())
