"""Every address × method × role, within and out of reach (SECURITY A2): who is let in, and that a refusal does nothing.

On SQLite every cell is asked. On PostgreSQL, whose turn takes as long again, every row is asked by every fourth role,
in each row another quarter: the rights are the same code there, only the rows come from another engine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.cli.routes import list_routes
from tests.access.conftest import ANONYMOUS, Portal
from tests.access.doors import Form
from tests.access.hidden import SECRETS
from tests.access.rows import PEOPLE, ROWS, roles_of
from tests.access.zone import FAR, NEAR

# These need more than rights: a relapse, the present password, a file.
GUARDED = frozenset({"POST tasks.reopen", "POST account.password", "POST sign_in.sign_in", "POST tasks.send_in"})
REFUSED = (403, 404)


@dataclass(frozen=True)
class Cell:
    role: str
    side: str
    method: str
    address: str
    form: Form

    def __str__(self) -> str:
        return f"{self.role}: {self.method} {self.address} ({self.side})"


def test_every_route_has_a_row_and_every_row_a_route(filled: Portal) -> None:
    routes = _routes(filled.app)
    assert routes == set(ROWS), (
        f"Say in tests/access/rows.py who enters {sorted(routes - set(ROWS))}; take out {sorted(set(ROWS) - routes)}."
    )


def test_every_role_of_the_cast_is_asked(filled: Portal) -> None:
    assert set(filled.roles) == {ANONYMOUS, *PEOPLE}, "Name the new role in tests/access/rows.py."
    assert set().union(*(roles_of(half) for row in ROWS.values() for half in _halves(row))) == set(filled.roles)


@pytest.mark.parametrize("key", ROWS)
def test_whoever_is_refused_changes_nothing_and_learns_nothing(key: str, portal: Portal) -> None:
    cells = [cell for cell in _cells(portal, key) if cell.role not in _may(key, cell.side)]
    since, before = portal.snapshot.last_told(), portal.snapshot.business()
    for cell in cells:
        _check_refused(cell, _ask(portal, cell))
    told = portal.snapshot.told(since)
    expected = [(portal.zone.user_ids[cell.role], "refused") for cell in cells if cell.role != ANONYMOUS]
    assert told == expected, f"{key}: each refusal leaves one row of history and nothing else"
    assert portal.snapshot.business() == before, f"Refused, and yet changed by {_guilty(portal, cells)}"


@pytest.mark.parametrize("key", ROWS)
def test_whoever_may_is_let_in(key: str, portal: Portal) -> None:
    cells = [cell for cell in _cells(portal, key) if cell.role in _may(key, cell.side)]
    method, before = key.split()[0], portal.snapshot.business()
    statuses = []
    for cell in cells:
        answer = _ask(portal, cell)
        statuses.append(answer.status_code)
        assert answer.status_code not in (401, *REFUSED, 500, 503), f"{cell} → {answer.status}"
        assert "/sign-in?" not in (answer.location or ""), f"{cell} is asked to sign in"
        if method == "POST":
            portal.snapshot.restore()
    if method == "GET":
        assert portal.snapshot.business() == before, f"{key}: reading changes nothing"
    elif key not in GUARDED and portal.is_whole:
        assert min(statuses) < 400, f"{key}: what is sent there has to be something that goes through: {statuses}"


def _routes(app: Flask) -> set[str]:
    return {f"{row['method']} {row['endpoint']}" for row in list_routes(app)}


def _halves(row: str | tuple[str, str]) -> tuple[str, ...]:
    return (row,) if isinstance(row, str) else row


def _may(key: str, side: str) -> frozenset[str]:
    halves = _halves(ROWS[key])
    return roles_of(halves[-1] if side == FAR else halves[0])


def _cells(portal: Portal, key: str) -> Iterator[Cell]:
    method, endpoint = key.split()
    assert portal.has_sides(endpoint) == (len(_halves(ROWS[key])) == 2), f"{key}: one half for each campaign"
    roles = portal.roles if portal.is_whole else portal.roles[list(ROWS).index(key) % 4 :: 4]
    for side in (NEAR, FAR)[: len(_halves(ROWS[key]))]:
        for role in roles:
            yield Cell(role, side, method, portal.address(endpoint, side, role), portal.form(endpoint, side))


def _ask(portal: Portal, cell: Cell) -> TestResponse:
    """The answer, looked through for what this role must not read."""
    answer = portal.ask(cell.role, cell.method, cell.address, cell.form)
    text = unquote(str(answer.headers))
    if answer.mimetype.startswith("text/html"):
        text += answer.text
    answer.close()
    shown = [secret for secret, words in SECRETS.items() if secret in text and cell.role not in roles_of(words)]
    assert not shown, f"{cell} → {answer.status} tells {shown}"
    return answer


def _check_refused(cell: Cell, answer: TestResponse) -> None:
    if cell.role != ANONYMOUS:
        assert answer.status_code in REFUSED, f"{cell} has to be refused and got {answer.status}"
    elif cell.method == "GET":
        assert answer.status_code == 303, f"{cell} → {answer.status}"
        assert str(answer.location).startswith("/sign-in?next="), f"{cell} → {answer.location}"
    else:
        assert answer.status_code == 401, f"{cell} → {answer.status}"


def _guilty(portal: Portal, cells: list[Cell]) -> list[str]:
    """Which of them did it, one by one."""
    found = []
    for cell in cells:
        portal.snapshot.restore()
        before = portal.snapshot.business()
        portal.ask(cell.role, cell.method, cell.address, cell.form)
        if portal.snapshot.business() != before:
            found.append(str(cell))
    return found
