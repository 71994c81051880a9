"""A change comes from this site's own pages only (SECURITY S7), besides the token."""

import pytest

from tests.views.people.conftest import Zone

TAKEN = [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://localhost"}]
REFUSED = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
]


@pytest.mark.parametrize("headers", TAKEN, ids=str)
def test_own_pages_may_change(zone: Zone, headers: dict[str, str]) -> None:
    answer = zone.enter("office").post("/account/language", data={"language": "en"}, headers=headers)
    assert answer.status_code == 303
    assert zone.events("user.language_chosen") == ["user.language_chosen"]


@pytest.mark.parametrize("headers", REFUSED, ids=str)
def test_other_sites_may_not(zone: Zone, headers: dict[str, str]) -> None:
    answer = zone.enter("office").post("/account/language", data={"language": "en"}, headers=headers)
    assert answer.status_code == 403
    assert zone.events("user.language_chosen") == []
    assert zone.events("refused") == ["refused"]


def test_signing_in_is_protected_too(zone: Zone) -> None:
    values = {"login": "office", "password": "whatever"}
    answer = zone.visitor().post("/sign-in", data=values, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert zone.rows("SELECT * FROM sign_in_throttle") == []


def test_reading_is_open_to_links_from_elsewhere(zone: Zone) -> None:
    assert zone.enter("office").get("/account", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
