"""Browsers in the list of one's own sign-ins."""

import pytest

from portal.views.browser_names import browser_name

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Mobile Safari/604.1"


@pytest.mark.parametrize(
    ("sent", "name"),
    [(EDGE, "Edge · Windows"), (PHONE, "Safari · iPhone"), ("curl/8", "curl/8"), ("", ""), ("x" * 200, "x" * 40)],
)
def test_it_is_told_in_two_words(sent: str, name: str) -> None:
    assert browser_name(sent) == name
