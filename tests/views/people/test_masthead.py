"""The top line: the search box stands there for whoever may search, and for nobody else."""

import pytest

from tests.views.people.conftest import Zone


@pytest.mark.parametrize(
    ("role", "may_search"),
    [
        ("observer", True),
        ("office", True),
        ("system_admin", False),
        ("security_admin", False),
        ("audit_admin", False),
    ],
)
def test_the_search_box_is_shown_to_those_who_may_search(zone: Zone, role: str, may_search: bool) -> None:
    browser = zone.enter(role)
    assert ('role="search"' in browser.get("/account").text) is may_search
    assert (browser.get("/search?q=道路").status_code == 200) is may_search
