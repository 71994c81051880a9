"""Many at once: what is out of reach stays as it is, is not named, and leaves its row; the rest is done."""

import pytest

from tests.access.conftest import Portal
from tests.access.zone import FAR, NEAR

MANY = (
    ("tasks.issue_many", "commander", "draft", "far-draft-密"),
    ("tasks.close_out_many", "commander", "verified", "far-verified"),
    ("tasks.sign_many", "lead_head", "issued", "far-issued"),
)


@pytest.mark.parametrize(("endpoint", "role", "place", "foreign"), MANY)
def test_only_what_is_within_reach_is_done(endpoint: str, role: str, place: str, foreign: str, portal: Portal) -> None:
    near, far = (portal.zone.places[side][place]["task_id"] for side in (NEAR, FAR))
    ((name, _),) = portal.form(endpoint, NEAR).items()
    ids = [portal.form(endpoint, side)[name] for side in (NEAR, FAR)]
    before, since = portal.snapshot.business(), portal.snapshot.last_told()
    answer = portal.ask(role, "POST", portal.address(endpoint, NEAR, role), {name: [str(one) for one in ids]})
    assert answer.status_code == 303
    changed = portal.snapshot.business()["task"] ^ before["task"]
    assert {row[0] for row in changed} == {str(near)}, "only the near task, nothing of the far one"
    events = [event for _, event in portal.snapshot.told(since)]
    assert events.count("refused") == 1
    told = portal.client.get("/tasks", headers={"Cookie": answer.headers["Set-Cookie"].partition(";")[0]}).text
    assert foreign not in told
    assert str(far) != str(near)
