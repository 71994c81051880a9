"""What the rules refuse takes the whole change back, and the form's page is still shown: whatever was loaded before."""

from typing import Any

import pytest

from portal import unit_of_work
from portal.errors import Invalid
from portal.forms.change_form import ChangeForm
from portal.text import N_
from tests.access.conftest import ANONYMOUS
from tests.access.rows import ROWS, roles_of
from tests.bad_input.conftest import Desk

SENTENCE = N_("This contradicts what is already recorded.")


def refused(form: ChangeForm, *change: Any, **values: Any) -> bool:
    """`carry_out` where the rules refuse whatever is sent."""
    if not form.is_sent:
        return False
    try:
        with unit_of_work.attempt():
            raise Invalid(SENTENCE)
    except Invalid as error:
        form.status = 422
        form.put(error)
    return False


def who_may(row: str | tuple[str, str]) -> str:
    return min(roles_of(row if isinstance(row, str) else row[0]) - {ANONYMOUS, "stranger"}, default="")


CHANGES = {
    row.removeprefix("POST "): role
    for row, people in ROWS.items()
    if row.startswith("POST ") and (role := who_may(people))
}


def test_every_form_that_is_refused_comes_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ChangeForm, "carry_out", refused)
    shown = []
    for endpoint, role in CHANGES.items():
        answer = desk.send(role, desk.address(endpoint), {})
        assert answer.status_code < 500, endpoint
        if answer.status_code == 422 and desk.says(SENTENCE) in answer.text:
            shown.append(endpoint)
    assert len(shown) > 95, sorted(set(CHANGES) - set(shown))
